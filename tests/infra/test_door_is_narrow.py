"""The door: these routes and no other, limits on each, problems for refusals, a log and a firewall without people."""

import json
import re
from pathlib import Path

import pytest

from functions.runtime.problem_texts import PROBLEM_TEXTS, ProblemCode
from infra.constructs.gateway_problems import ANSWERS, WAITS
from infra.routes import ROUTES, served_functions
from infra.stacks.door import ACCESS_LOG
from tests.infra.synthesis import Properties, Synthesis, listed, text

ROOT = Path(__file__).parents[2]
METHOD = "AWS::ApiGateway::Method"


def paths_of(synthesis: Synthesis) -> dict[str, str]:
    """Return the path of every resource of the API by its logical name."""
    resources = {each.logical: each.properties for each in synthesis.of("AWS::ApiGateway::Resource")}

    def path(reference: object) -> str:
        logical = text(reference).strip("<>").split(".")[0]
        if logical not in resources:
            return ""
        return f"{path(resources[logical]['ParentId'])}/{resources[logical]['PathPart']}"

    return {logical: path({"Ref": logical}) for logical in resources}


def served(synthesis: Synthesis) -> dict[tuple[str, str], str]:
    """Return the function behind each method and path."""
    paths = paths_of(synthesis)
    found = {}
    for method in synthesis.of(METHOD):
        logical = text(method.properties["ResourceId"]).strip("<>").split(".")[0]
        integration = method.properties["Integration"]
        assert isinstance(integration, dict)
        assert integration["Type"] == "AWS_PROXY"
        function = re.search(rf"function:{synthesis.stage.names.plain('')}([a-z-]+)/", text(integration["Uri"]))
        assert function is not None
        found[str(method.properties["HttpMethod"]), paths.get(logical, "") or "/"] = function[1]
    return found


def test_every_route_goes_to_its_function_and_its_function_answers_other_methods(prod: Synthesis) -> None:
    expected = {(route.method, route.path): route.function for route in ROUTES}
    expected |= {("ANY", route.path): route.function for route in ROUTES}
    assert served(prod) == expected


def test_everything_else_goes_to_the_site(prod: Synthesis) -> None:
    for path in ("/", "/{proxy+}", "/api/{proxy+}"):
        assert served(prod)["ANY", path] == "site"


def test_the_api_may_invoke_what_stands_behind_it_and_nothing_else(prod: Synthesis) -> None:
    permissions = prod.of("AWS::Lambda::Permission")
    names = sorted(text(each.properties["FunctionName"]).rsplit(":", 1)[1] for each in permissions)
    assert names == [prod.stage.names.plain(function) for function in served_functions()]
    assert all("/live/*/*" in text(each.properties["SourceArn"]) for each in permissions)


def test_each_named_route_has_a_bucket_of_tokens_of_its_own(prod: Synthesis) -> None:
    (stage,) = prod.of("AWS::ApiGateway::Stage")
    settings = stage.properties["MethodSettings"]
    assert isinstance(settings, list)
    limits = {
        (each["HttpMethod"], "/" + each["ResourcePath"].replace("~1", "/").lstrip("/")): each for each in settings
    }
    for route in ROUTES:
        if route.method == "ANY":
            continue
        found = limits[route.method, "/" + route.path.lstrip("/")]
        assert (found["ThrottlingRateLimit"], found["ThrottlingBurstLimit"]) == (route.limit.rate, route.limit.burst)
    assert ("*", "/*") in limits


def test_nothing_of_a_request_is_logged_or_traced_at_the_door(prod: Synthesis) -> None:
    (stage,) = prod.of("AWS::ApiGateway::Stage")
    assert stage.properties["TracingEnabled"] is False
    settings = stage.properties["MethodSettings"]
    assert isinstance(settings, list)
    assert not any(each.get("DataTraceEnabled") for each in settings)
    assert {each.get("LoggingLevel", "OFF") for each in settings} == {"OFF"}
    access = stage.properties["AccessLogSetting"]
    assert isinstance(access, dict)
    assert json.loads(text(access["Format"])) == ACCESS_LOG
    assert set(re.findall(r"\$context\.[\w.]+", text(access["Format"]))) == {
        "$context.requestTime", "$context.requestId", "$context.httpMethod", "$context.resourcePath",
        "$context.status", "$context.responseLatency",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_door_refuses_with_problem_objects(prod: Synthesis, kind: str) -> None:
    answer = prod.named("AWS::ApiGateway::GatewayResponse", "ResponseType", kind)
    parameters, templates = answer["ResponseParameters"], answer["ResponseTemplates"]
    assert isinstance(parameters, dict)
    assert isinstance(templates, dict)
    assert parameters["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
    assert ("gatewayresponse.header.Retry-After" in parameters) is (answer["StatusCode"] in WAITS)
    _assert_problem(json.loads(templates["application/json"]), int(text(answer["StatusCode"])))


def test_the_firewall_stands_in_front_everywhere_but_on_the_emulator(local: Synthesis, prod: Synthesis) -> None:
    assert local.of("AWS::WAFv2::WebACLAssociation") == []
    (association,) = prod.of("AWS::WAFv2::WebACLAssociation")
    assert "/stages/<Api" in text(association.properties["ResourceArn"])


def rules_of(synthesis: Synthesis) -> dict[str, Properties]:
    (acl,) = synthesis.of("AWS::WAFv2::WebACL")
    rules = acl.properties["Rules"]
    assert isinstance(rules, list)
    return {rule["Name"]: rule for rule in rules}


def test_limits_per_path_count_addresses_without_keeping_them(prod: Synthesis) -> None:
    """Given goal IN-7, then every public path has a limit per address, and no sample or log keeps one."""
    limits = {name: rule["Statement"]["RateBasedStatement"] for name, rule in rules_of(prod).items() if "limit" in name}  # type: ignore[index]
    watched = {each["ScopeDownStatement"]["ByteMatchStatement"]["SearchString"] for each in limits.values()}
    named = {"forms", "consents", "what-if", "measurements", "message-codes", "sign-in", "staff"}
    assert watched == {"/", *(f"/api/{one}" for one in named)}
    assert all(each["AggregateKeyType"] == "IP" for each in limits.values())
    (acl,) = prod.of("AWS::WAFv2::WebACL")
    assert acl.properties["DefaultAction"] == {"Allow": {}}
    seen = [acl.properties["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in rules_of(prod).values())]
    assert all(each["SampledRequestsEnabled"] is False for each in seen)  # type: ignore[index]
    assert prod.of("AWS::WAFv2::LoggingConfiguration") == []


def test_known_bad_senders_and_inputs_are_refused_and_bodies_inspected_whole(prod: Synthesis) -> None:
    rules = rules_of(prod)
    for group in ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet"):
        assert rules[group]["OverrideAction"] == {"None": {}}
    (acl,) = prod.of("AWS::WAFv2::WebACL")
    association = acl.properties["AssociationConfig"]
    assert association == {"RequestBody": {"API_GATEWAY": {"DefaultSizeInspectionLimit": "KB_64"}}}


def test_rules_that_look_for_attacks_in_text_only_count_on_peoples_own_words(prod: Synthesis) -> None:
    rules = rules_of(prod)
    for group in ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"):
        assert rules[group]["OverrideAction"] == {"Count": {}}
        written = json.dumps(rules[f"refuse-{group}"])
        assert "NotStatement" in written
        assert '"/api/forms"' in written
        assert rules[f"refuse-{group}"]["Priority"] > rules[group]["Priority"]  # type: ignore[operator]


def test_a_blocked_request_gets_a_problem_object(prod: Synthesis) -> None:
    (acl,) = prod.of("AWS::WAFv2::WebACL")
    bodies = acl.properties["CustomResponseBodies"]
    assert isinstance(bodies, dict)
    for name, rule in rules_of(prod).items():
        if "Action" not in rule:
            continue
        response = rule["Action"]["Block"]["CustomResponse"]  # type: ignore[index]
        body = bodies[response["CustomResponseBodyKey"]]
        assert body["ContentType"] == "APPLICATION_JSON"
        _assert_problem(json.loads(body["Content"]), response["ResponseCode"])
        waits = {header["Name"] for header in listed(response.get("ResponseHeaders", []))}  # type: ignore[index]
        assert ("Retry-After" in waits) is (response["ResponseCode"] == 429), name


def _assert_problem(document: dict[str, object], status: int) -> None:
    code = ProblemCode(str(document["type"]).rsplit("/", 1)[1])
    assert document["status"] == PROBLEM_TEXTS[code].status == status
    assert set(document) == {"type", "title", "status", "detail", "instance"}


def test_the_routes_are_those_of_the_generated_document() -> None:
    """Given the committed OpenAPI document, then each of its paths has a route, so that none ends at the site's 404."""
    file = ROOT / "docs" / "api" / "openapi.json"
    known = {route.path for route in ROUTES}
    below = {route.path.removesuffix("{proxy+}") for route in ROUTES if route.path.endswith("{proxy+}")} - {
        "/",
        "/api/",
    }
    for path in json.loads(file.read_text(encoding="utf-8"))["paths"]:
        assert path in known or path.startswith(tuple(below)), path
