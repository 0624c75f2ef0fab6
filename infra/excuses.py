"""Exceptions to the security checks: one resource, one finding, a reason and the day on which it is looked at again."""

from dataclasses import dataclass

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct

REVIEW_ON = "2027-05-24"


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why one finding does not count on one resource, and until when that is believed."""

    finding: str
    reason: str
    review_on: str = REVIEW_ON


def excuse(resource: IConstruct, *excuses: Excuse) -> None:
    """Attach exceptions to one resource; the reason carries the review date."""
    Validations.of(resource).acknowledge(
        *(Acknowledgment(id=each.finding, reason=f"{each.reason} Review on {each.review_on}.") for each in excuses)
    )


def resource_finding(rule: str, resource: str, scope: IConstruct) -> str:
    """Return a finding's id for a resource whose ARN is known at deployment only, in the words of the checks."""
    return f"{rule}[Resource::{_flat(Stack.of(scope).resolve(resource))}]"


def _flat(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "Fn::Join" in value:
        separator, parts = value["Fn::Join"]
        return str(separator).join(_flat(part) for part in parts)
    if isinstance(value, dict) and "Ref" in value:
        return f"<{value['Ref']}>"
    msg = "a resource is text, or text joined with pseudo parameters"
    raise TypeError(msg)
