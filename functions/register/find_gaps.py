"""What makes the register incomplete or contradictory; each gap is one line that names the entry and the remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from functions.register.category import Category
from functions.register.category_entry import Sensitivity
from functions.register.purpose import Purpose
from functions.register.purpose_entry import PurposeEntry
from functions.register.recipient import Recipient
from functions.register.retention_rule import RetentionRule
from functions.register.small_entries import TermEvents

NATIONAL_NUMBER_GROUND = "national_register_act"
SENSITIVE_GROUND = "health_and_judicial_list"


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that may be referred to, and the sensitivity of each category."""

    grounds: frozenset[str]
    sources: frozenset[str]
    roles: frozenset[str]
    functions: frozenset[str]
    sensitivities: Mapping[Category, Sensitivity]


def purpose_gaps(
    purpose: Purpose, entry: PurposeEntry, recipients: Mapping[str, Recipient], known: KnownIds
) -> Iterable[str]:
    """Yield what is wrong with one purpose."""
    yield from _unknown(purpose, "ground", entry.grounds, known.grounds)
    yield from _unknown(purpose, "source", entry.sources, known.sources)
    yield from _unknown(purpose, "role", entry.roles, known.roles)
    yield from _unknown(purpose, "function", entry.functions, known.functions)
    yield from _unknown(purpose, "recipient", entry.recipients, frozenset(recipients))
    sensitivities = {known.sensitivities.get(category) for category in entry.categories()}
    if (Sensitivity.SPECIAL in sensitivities) != (entry.special is not None):
        yield f"{purpose}: `special` names the exception of GDPR art. 9 exactly when health data are touched"
    if (Sensitivity.CRIMINAL in sensitivities) != entry.criminal:
        yield f"{purpose}: `criminal` is true exactly when judicial data are touched (GDPR art. 10)"
    if (entry.special or entry.criminal) and SENSITIVE_GROUND not in entry.grounds:
        yield f"{purpose}: touches health or judicial data without the ground {SENSITIVE_GROUND}"
    if entry.national_number != (NATIONAL_NUMBER_GROUND in entry.grounds):
        yield f"{purpose}: uses the national number exactly when the ground {NATIONAL_NUMBER_GROUND} is listed"
    if entry.look_ups and not entry.national_number:
        yield f"{purpose}: looks persons up without `national_number`"
    for name, recipient in recipients.items():
        if (purpose in recipient.purposes) != (name in entry.recipients):
            yield f"{purpose}: purposes.yaml and recipients.yaml disagree on {name}"


def recipient_gaps(
    name: str, recipient: Recipient, purposes: Mapping[Purpose, PurposeEntry], known: KnownIds
) -> Iterable[str]:
    """Yield what is wrong with one recipient; every purpose writes *audit*, so that one needs no listing."""
    yield from _unknown(name, "ground", [recipient.ground], known.grounds)
    touched = {Category.AUDIT}
    for purpose in recipient.purposes:
        if purpose in purposes:
            touched |= purposes[purpose].categories()
    yield from (f"{name}: receives {extra}, which none of its purposes touches" for extra in recipient.categories
                if extra not in touched)  # fmt: skip


def rule_gaps(rule_id: str, rule: RetentionRule, events: TermEvents, known: KnownIds) -> Iterable[str]:
    """Yield what is wrong with one retention rule."""
    yield from _unknown(rule_id, "ground", rule.sources, known.grounds)
    yield from _unknown(rule_id, "start event", [rule.start], frozenset(events.starts))
    yield from _unknown(rule_id, "interruption", rule.restarted_by, frozenset(events.interruptions))
    yield from _unknown(rule_id, "hold", rule.held_by, frozenset(events.holds))


def _unknown(owner: str, kind: str, names: Iterable[str], known: frozenset[str]) -> Iterable[str]:
    yield from (f"{owner}: unknown {kind} {name}" for name in names if name not in known)
