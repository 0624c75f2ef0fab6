"""The web application firewall in front of the door (goal IN-7): limits per path and address, bad senders, attacks.

It keeps no samples and no log: an address is counted for five minutes inside the service and stored nowhere. Rules that
look for attacks in text only mark a request; a rule of ours refuses marked requests, but for paths that take people's
own words. A refusal is a problem object. Bodies are inspected to 64 KB, which is also the largest body we take.
"""

from dataclasses import dataclass

from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

from functions.runtime.problem_texts import ProblemCode
from infra.constructs.gateway_problems import RETRY_SECONDS, problem_body
from infra.routes import FREE_TEXT
from infra.stages.stage import Stage

Acl = wafv2.CfnWebACL
REFUSED, TOO_MANY = "refused", "too-many"
# Requests of one address in five minutes. A family posts a form once; a shared address (school, town hall) some more.
LIMITS = {
    "/api/forms": 100,
    "/api/consents": 300,
    "/api/what-if": 300,
    "/api/measurements": 300,
    "/api/message-codes": 100,  # a code is 80 bits; nobody needs to try a hundred
    "/api/sign-in": 100,
    "/api/staff": 1500,
    "/": 3000,
}
BLOCKING_GROUPS = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")
MARKING_GROUPS = {
    "AWSManagedRulesCommonRuleSet": "awswaf:managed:aws:core-rule-set:",
    "AWSManagedRulesSQLiRuleSet": "awswaf:managed:aws:sql-database:",
}


class KroostWebAcl(Construct):
    """The web ACL; `associate` puts it in front of a stage of the API."""

    def __init__(self, scope: Construct, *, stage: Stage) -> None:
        super().__init__(scope, "WebAcl")
        self.acl = Acl(
            self,
            "Acl",
            name=stage.names.plain("door"),
            scope="REGIONAL",
            default_action=Acl.DefaultActionProperty(allow={}),
            visibility_config=_seen("door"),
            association_config=Acl.AssociationConfigProperty(
                request_body={
                    "API_GATEWAY": Acl.RequestBodyAssociatedResourceTypeConfigProperty(
                        default_size_inspection_limit="KB_64"
                    )
                }
            ),
            custom_response_bodies={
                REFUSED: _body(ProblemCode.NOT_ALLOWED),
                TOO_MANY: _body(ProblemCode.TOO_MANY),
            },
            rules=rules_of_acl(),
        )

    def associate(self, stage_arn: str) -> None:
        """Put the ACL in front of a stage of the API."""
        wafv2.CfnWebACLAssociation(self, "Front", resource_arn=stage_arn, web_acl_arn=self.acl.attr_arn)


def _body(code: ProblemCode) -> Acl.CustomResponseBodyProperty:
    return Acl.CustomResponseBodyProperty(content=problem_body(code, "urn:waf"), content_type="APPLICATION_JSON")


def _seen(name: str) -> Acl.VisibilityConfigProperty:
    return Acl.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"kroost-{name}", sampled_requests_enabled=False
    )


def rules_of_acl() -> list[Acl.RuleProperty]:
    """Return every rule, in the order in which they are asked."""
    rules = [*_blocking(), *_limits(), *_marking(), *_refusing_marked()]
    return [_numbered(rule, number) for number, rule in enumerate(rules)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One rule: `action` for rules of ours, `override` for groups of the provider."""

    name: str
    statement: Acl.StatementProperty
    action: Acl.RuleActionProperty | None = None
    override: Acl.OverrideActionProperty | None = None


def _numbered(rule: _Rule, number: int) -> Acl.RuleProperty:
    return Acl.RuleProperty(
        name=rule.name,
        priority=number,
        statement=rule.statement,
        action=rule.action,
        override_action=rule.override,
        visibility_config=_seen(rule.name),
    )


def _managed(group: str) -> Acl.StatementProperty:
    return Acl.StatementProperty(
        managed_rule_group_statement=Acl.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=group)
    )


def _blocking() -> list[_Rule]:
    blocks = Acl.OverrideActionProperty(none={})
    return [_Rule(name=group, statement=_managed(group), override=blocks) for group in BLOCKING_GROUPS]


def _marking() -> list[_Rule]:
    marks = Acl.OverrideActionProperty(count={})
    return [_Rule(name=group, statement=_managed(group), override=marks) for group in MARKING_GROUPS]


def _limits() -> list[_Rule]:
    return [
        _Rule(
            name=f"limit{path.rstrip('/').replace('/', '-') or '-everything'}",
            statement=Acl.StatementProperty(
                rate_based_statement=Acl.RateBasedStatementProperty(
                    limit=limit, aggregate_key_type="IP", evaluation_window_sec=300, scope_down_statement=_under(path)
                )
            ),
            action=_block(TOO_MANY, 429, wait=True),
        )
        for path, limit in LIMITS.items()
    ]


def _refusing_marked() -> list[_Rule]:
    honest = Acl.StatementProperty(
        or_statement=Acl.OrStatementProperty(statements=[_under(path) for path in FREE_TEXT])
    )
    elsewhere = Acl.StatementProperty(not_statement=Acl.NotStatementProperty(statement=honest))
    refused = []
    for group, namespace in MARKING_GROUPS.items():
        marked = Acl.StatementProperty(
            label_match_statement=Acl.LabelMatchStatementProperty(scope="NAMESPACE", key=namespace)
        )
        both = Acl.StatementProperty(and_statement=Acl.AndStatementProperty(statements=[marked, elsewhere]))
        refused.append(_Rule(name=f"refuse-{group}", statement=both, action=_block(REFUSED, 403)))
    return refused


def _under(path: str) -> Acl.StatementProperty:
    return Acl.StatementProperty(
        byte_match_statement=Acl.ByteMatchStatementProperty(
            search_string=path,
            positional_constraint="STARTS_WITH",
            field_to_match=Acl.FieldToMatchProperty(uri_path={}),
            text_transformations=[Acl.TextTransformationProperty(priority=0, type="URL_DECODE")],
        )
    )


def _block(body: str, status: int, *, wait: bool = False) -> Acl.RuleActionProperty:
    headers = [Acl.CustomHTTPHeaderProperty(name="Retry-After", value=RETRY_SECONDS)] if wait else None
    response = Acl.CustomResponseProperty(response_code=status, custom_response_body_key=body, response_headers=headers)
    return Acl.RuleActionProperty(block=Acl.BlockActionProperty(custom_response=response))
