"""Mail leaves through one configuration set, by two roles, over TLS; what comes back of it names no address."""

import json

from functions.register.access import function_names
from tests.infra.synthesis import Synthesis
from tests.infra.test_roles_follow_the_register import actions_on

MAILING = {"messages-queue", "messages-outside"}


def test_two_functions_send_mail_and_only_from_our_domain(prod: Synthesis) -> None:
    """Given all roles, then two may send, from the fund's identity and set alone."""
    granted = {name: actions_on(prod, name, "ses") for name in function_names()}
    assert {name for name, found in granted.items() if found} == MAILING
    for name in MAILING:
        assert set(granted[name]) == {
            "arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/kroost.invalid",
            "arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:configuration-set/kroost-prod-mail",
        }


def test_the_functions_that_send_know_the_set(local: Synthesis, prod: Synthesis) -> None:
    for synthesis in (local, prod):
        told = {
            str(each.properties["FunctionName"])
            for each in synthesis.of("AWS::Lambda::Function")
            if "MAIL_CONFIGURATION" in json.dumps(each.properties.get("Environment", {}))
        }
        assert told == {synthesis.stage.names.plain(name) for name in MAILING}


def test_what_passes_on_of_an_event_is_a_reference_and_its_kind(prod: Synthesis) -> None:
    """Given the rule between the provider and our queue, then no member that holds an address goes through."""
    (rule,) = [each for each in prod.of("AWS::Events::Rule") if "aws.ses" in json.dumps(each.properties)]
    targets = rule.properties["Targets"]
    assert isinstance(targets, list)
    (target,) = targets
    transformer = target["InputTransformer"]
    assert set(transformer["InputPathsMap"].values()) == {"$.detail.mail.tags.reference[0]", "$.detail.eventType"}
    assert json.loads(transformer["InputTemplate"]) == {"reference": "<reference>", "event": "<event>"}


def test_mail_goes_over_tls_and_is_kept_for_less_than_a_day(prod: Synthesis) -> None:
    (configuration,) = prod.of("AWS::SES::ConfigurationSet")
    options = configuration.properties["DeliveryOptions"]
    assert isinstance(options, dict)
    assert options["TlsPolicy"] == "REQUIRE"
    assert int(options["MaxDeliverySeconds"]) <= 24 * 3600
    (identity,) = prod.of("AWS::SES::EmailIdentity")
    assert identity.properties["MailFromAttributes"] == {
        "BehaviorOnMxFailure": "REJECT_MESSAGE",
        "MailFromDomain": "bounce.kroost.invalid",
    }


def test_nobody_else_can_mail_as_the_fund(prod: Synthesis) -> None:
    """Given the records that the stack prints for the zone, then DMARC rejects what is not ours, strictly."""
    outputs = json.dumps(prod.templates["data"]["Outputs"])
    assert "v=DMARC1; p=reject; adkim=s; aspf=s" in outputs
    assert "v=spf1 include:amazonses.com -all" in outputs
