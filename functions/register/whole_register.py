"""The register as one object: every data file, read once at build time, each reference checked.

Raises pydantic's ValidationError with all that is wrong; `functions/register/find_gaps.py` holds the rules.
"""

from typing import Self

from pydantic import model_validator

from functions.register.category import Category
from functions.register.category_entry import CategoryEntry
from functions.register.entry import Entry
from functions.register.erasure_rule import ErasureRule
from functions.register.find_gaps import KnownIds, purpose_gaps, recipient_gaps, rule_gaps
from functions.register.function_entry import FunctionEntry
from functions.register.ground import Ground
from functions.register.purpose import Purpose
from functions.register.purpose_entry import PurposeEntry
from functions.register.recipient import Recipient
from functions.register.record_type import RecordType
from functions.register.retention_rule import RetentionRule
from functions.register.small_entries import (
    AnswerReason,
    CookiePurpose,
    Flow,
    Form,
    Measure,
    Right,
    Source,
    TermEvents,
)
from functions.register.words import Words


class Register(Entry):
    """All entries, by id."""

    categories: dict[Category, CategoryEntry]
    purposes: dict[Purpose, PurposeEntry]
    functions: dict[str, FunctionEntry]
    grounds: dict[str, Ground]
    retention: dict[str, RetentionRule]
    events: TermEvents
    erasure: dict[RecordType, ErasureRule]
    recipients: dict[str, Recipient]
    sources: dict[str, Source]
    flows: dict[str, Flow]
    forms: dict[str, Form]
    roles: dict[str, Words]
    cookies: dict[str, CookiePurpose]
    measures: dict[str, Measure]
    rights: dict[str, Right]
    reasons: dict[str, AnswerReason]
    package: dict[str, Words]
    frame: dict[str, Words]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        gaps: list[str] = []
        gaps += [f"category {name} is missing" for name in Category if name not in self.categories]
        gaps += [f"purpose {name} is missing" for name in Purpose if name not in self.purposes]
        known = KnownIds(
            grounds=frozenset(self.grounds),
            sources=frozenset(self.sources),
            roles=frozenset(self.roles),
            functions=frozenset(self.functions),
            sensitivities={name: entry.sensitivity for name, entry in self.categories.items()},
        )
        for purpose, entry in self.purposes.items():
            gaps += purpose_gaps(purpose, entry, self.recipients, known)
        for name, recipient in self.recipients.items():
            gaps += recipient_gaps(name, recipient, self.purposes, known)
        gaps += [
            f"erasure.yaml: unknown ground {rule.ground} of {record_type}"
            for record_type, rule in self.erasure.items()
            if rule.ground not in self.grounds
        ]
        gaps += [
            f"flows.yaml: unknown ground {flow.ground} of {name}"
            for name, flow in self.flows.items()
            if flow.ground not in self.grounds
        ]
        gaps += [
            f"reasons.yaml: unknown right {right} of {name}"
            for name, reason in self.reasons.items()
            for right in reason.rights
            if right not in self.rights
        ]
        for rule_id, rule in self.retention.items():
            gaps += rule_gaps(rule_id, rule, self.events, known)
        if gaps:
            msg = "the register has gaps:\n" + "\n".join(gaps)
            raise ValueError(msg)
        return self

    def rules_of(self, purpose: PurposeEntry) -> dict[str, RetentionRule]:
        """Return the retention rules of a purpose, all regions, in the order of the file."""
        return {name: rule for name, rule in self.retention.items() if rule.record_type in purpose.retention}
