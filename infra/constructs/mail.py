"""Mail: an identity with DKIM, a configuration set, and a rule that passes events on without any address.

What SES publishes names receivers; the rule keeps the parcel's reference and the kind of event, so that no address
ever reaches a queue. DMARC, SPF and DKIM are records of the domain's own zone: the outputs print them.
"""

from aws_cdk import Aws, CfnOutput
from aws_cdk import aws_events as events
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.arns import arn
from infra.stages.stage import Stage

EVENTS = ("send", "delivery", "bounce", "reject", "complaint", "renderingFailure", "deliveryDelay")
# The provider keeps a mail as long as it tries to deliver it, and no longer: fourteen hours at most.
MAX_DELIVERY_SECONDS = 14 * 3600
DMARC = "v=DMARC1; p=reject; adkim=s; aspf=s"


def mail_domain(stage: Stage) -> str:
    """Return the domain that the fund's mail comes from: its own address; a name that is never real without one."""
    return "kroost.invalid" if stage.domain is None else stage.domain.name


class KroostMail(Construct):
    """The fund's mail of one stage; its events go to one queue."""

    def __init__(self, scope: Construct, *, stage: Stage, queue: str) -> None:
        super().__init__(scope, "Mail")
        domain, name = mail_domain(stage), stage.names.plain("mail")
        bounces = f"bounce.{domain}"
        identity = ses.CfnEmailIdentity(
            self,
            "Identity",
            email_identity=domain,
            dkim_attributes=ses.CfnEmailIdentity.DkimAttributesProperty(signing_enabled=True),
            mail_from_attributes=ses.CfnEmailIdentity.MailFromAttributesProperty(
                behavior_on_mx_failure="REJECT_MESSAGE", mail_from_domain=bounces
            ),
            feedback_attributes=ses.CfnEmailIdentity.FeedbackAttributesProperty(email_forwarding_enabled=False),
        )
        configuration = ses.CfnConfigurationSet(
            self,
            "Configuration",
            name=name,
            delivery_options=ses.CfnConfigurationSet.DeliveryOptionsProperty(
                tls_policy="REQUIRE", max_delivery_seconds=MAX_DELIVERY_SECONDS
            ),
            reputation_options=ses.CfnConfigurationSet.ReputationOptionsProperty(reputation_metrics_enabled=True),
            sending_options=ses.CfnConfigurationSet.SendingOptionsProperty(sending_enabled=True),
            suppression_options=ses.CfnConfigurationSet.SuppressionOptionsProperty(suppressed_reasons=["COMPLAINT"]),
        )
        destination = ses.CfnConfigurationSetEventDestination(
            self,
            "Events",
            configuration_set_name=name,
            event_destination=ses.CfnConfigurationSetEventDestination.EventDestinationProperty(
                enabled=True,
                matching_event_types=list(EVENTS),
                name="events",
                event_bridge_destination=ses.CfnConfigurationSetEventDestination.EventBridgeDestinationProperty(
                    event_bus_arn=arn("events", "event-bus/default")
                ),
            ),
        )
        destination.add_dependency(configuration)
        events.CfnRule(
            self,
            "Rule",
            name=name,
            event_pattern={"source": ["aws.ses"], "detail": {"mail": {"tags": {"ses:configuration-set": [name]}}}},
            targets=[
                events.CfnRule.TargetProperty(
                    id="queue",
                    arn=arn("sqs", stage.names.plain(queue)),
                    input_transformer=events.CfnRule.InputTransformerProperty(
                        input_paths_map={
                            "reference": "$.detail.mail.tags.reference[0]",
                            "event": "$.detail.eventType",
                        },
                        input_template='{"reference": "<reference>", "event": "<event>"}',
                    ),
                )
            ],
        )
        CfnOutput(self, "Dmarc", value=f'_dmarc.{domain} TXT "{DMARC}"')
        CfnOutput(self, "Spf", value=f'{bounces} TXT "v=spf1 include:amazonses.com -all"')
        CfnOutput(self, "Mx", value=f"{bounces} MX 10 feedback-smtp.{Aws.REGION}.amazonses.com")
        # A domain that is nobody's has no zone to put keys into (and the emulator makes none).
        for number in (1, 2, 3) if stage.domain is not None else ():
            record = getattr(identity, f"attr_dkim_dns_token_name{number}")
            value = getattr(identity, f"attr_dkim_dns_token_value{number}")
            CfnOutput(self, f"Dkim{number}", value=f"{record} CNAME {value}")


def rule_arn(stage: Stage) -> str:
    """Return the ARN of the rule that passes events on."""
    return arn("events", f"rule/{stage.names.plain('mail')}")
