"""Phrases that the notice and the record share: lengths, starts, reasons and contracts in one language.

Used at build time only.
"""

from dataclasses import dataclass

from functions.register.recipient import ContractState, Recipient
from functions.register.record_type import RecordType
from functions.register.retention_rule import CountsFrom, RetentionRule
from functions.register.whole_register import Register
from functions.register.words import Language, Words

_UNITS = ("years", "months", "days", "hours")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The register speaking one language. A missing sentence of `frame.yaml` raises KeyError."""

    register: Register
    language: Language

    def say(self, words: Words) -> str:
        """Return a text in this language."""
        return words.in_language(self.language)

    @property
    def colon(self) -> str:
        """The colon as this language writes it: French puts a no-break space in front."""
        return "\u00a0:" if self.language == "fr" else ":"

    @property
    def separator(self) -> str:
        """What stands between the parts of an enumeration."""
        return "\u00a0; " if self.language == "fr" else "; "

    def frame(self) -> dict[str, str]:
        """Return all sentences of `frame.yaml` in this language."""
        return {name: self.say(words) for name, words in self.register.frame.items()}

    def length(self, rule: RetentionRule) -> str:
        """Return how long, as `5 years`."""
        for unit in _UNITS:
            number: int = getattr(rule.length, unit)
            if number == 1 and unit == "days":
                return self._fill("day")
            if number:
                return self._fill(unit, n=str(number))
        return self._fill("at_once")

    def start(self, rule: RetentionRule) -> str:
        """Return from when, as `the first of the month after the day of the payment`."""
        event = self.say(self.register.events.starts[rule.start])
        if rule.counts_from is CountsFrom.NEXT_MONTH:
            return self._fill("from_next_month", start=event)
        if rule.counts_from is CountsFrom.NEXT_YEAR:
            return self._fill("from_next_year", start=event)
        return event

    def term(self, rule: RetentionRule) -> str:
        """Return how long and from when, as `5 years (from: the last payment)`."""
        label = self._fill("col_from")
        return f"{self.length(rule)} ({label[0].lower()}{label[1:]}{self.colon} {self.start(rule)})"

    def reason(self, rule: RetentionRule) -> str:
        """Return why that long: the law, or our choice with its reason and review; then what stretches it."""
        sources = [self.say(self.register.grounds[name].text) for name in rule.sources]
        if rule.chosen is None:
            parts = [self._fill("by_law", source=sources[0])]
        else:
            parts = [self._fill("chosen"), self.say(rule.chosen.reason)]
            parts += [self._list("ground", sources)] if sources else []
            reviewed = rule.chosen.reviewed_on
            parts.append(self._fill("reviewed", date=reviewed) if reviewed else self._fill("not_reviewed"))
        events = self.register.events
        parts += self._stretched("restarts", [self.say(events.interruptions[name]) for name in rule.restarted_by])
        parts += self._stretched("holds", [self.say(events.holds[name]) for name in rule.held_by])
        return " ".join(parts)

    def contract(self, recipient: Recipient) -> str:
        """Return the state of a recipient's contract."""
        if recipient.contract is ContractState.NONE:
            return self._fill("contract_none")
        return self._fill("contract_until", date=str(recipient.ends_on))

    def horizon(self) -> str:
        """Return what a backup can still bring back, with the days of the two backup rules."""
        days = {rule.record_type: rule.length.days for rule in self.register.retention.values()}
        return self._fill("retention_horizon", keys=str(days[RecordType.KEY_BACKUP]), rows=str(days[RecordType.BACKUP]))

    def _stretched(self, label: str, events: list[str]) -> list[str]:
        return [self._list(label, events)] if events else []

    def _list(self, label: str, entries: list[str]) -> str:
        return f"{self._fill(label)}{self.colon} {self.separator.join(entries)}."

    def _fill(self, name: str, **values: str) -> str:
        return self.say(self.register.frame[name]).format(**values)


def sentence(text: str, end: str = ".") -> str:
    """Return the text with a capital in front and `end` behind, unless it ends in a mark already."""
    capital = text[:1].upper() + text[1:]
    return capital if capital.endswith((".", "!", "?")) else capital + end
