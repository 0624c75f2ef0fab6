"""One answer of a service: its content, and what the service says beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from functions.government.xml.element import Element

# The service's codes (30001, 30101: no data; 30016: no further data; 45008: the income year does not exist).
NO_DATA_CODES = frozenset({"30001", "30101", "30016", "45008"})
REPLACED_CODE = "30004"
_FAULT = "FOUT"
_SOURCE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
UNNAMED_SOURCE = "UNNAMED"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a service says beside its data: about one source, or about the person's number.

    `source` is the name of the source as far as it can be told; `old` and `new` are set by a replaced number.
    """

    code: str
    is_fault: bool
    source: str
    old: str | None = None
    new: str | None = None

    @property
    def says_no_data(self) -> bool:
        """Tell whether the source answered that it has nothing: a valid answer."""
        return self.code in NO_DATA_CODES

    @property
    def is_unanswered(self) -> bool:
        """Tell whether the source did not answer (silent, quota, out of order, any other fault): never 'no data'."""
        return self.is_fault and not self.says_no_data


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or one notification that was pushed.

    `asked` is the number that the question named, when the file holds the question. `at` is the time of the message,
    civil time in Brussels. `filters`: elements withheld from the whole message.
    """

    at: datetime
    asked: str | None
    content: Element | None
    remarks: tuple[Remark, ...] = ()
    filters: tuple[str, ...] = ()

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Return the sources that did not answer, in ascending order."""
        return tuple(sorted({remark.source for remark in self.remarks if remark.is_unanswered}))

    @property
    def replaced(self) -> Remark | None:
        """Return the remark that the person has another number now; None when there is none."""
        return next((one for one in self.remarks if one.code == REPLACED_CODE and one.old and one.new), None)


def read_remarks(holders: Iterable[Element]) -> tuple[Remark, ...]:
    """Read the `Uitzonderingen` of an answer or of a whole message. Texts and dates in them decide nothing."""
    return tuple(_remark(one) for holder in holders for one in holder.every("Uitzondering"))


def _remark(exception: Element) -> Remark:
    notes = {note.text("Naam"): note.text("Waarde") for note in exception.every("Annotaties/Annotatie")}
    named = notes.get("Bron") or exception.text("Oorsprong") or ""
    return Remark(
        code=exception.text("Identificatie") or "",
        is_fault=exception.text("Type") == _FAULT,
        source=named if _SOURCE.fullmatch(named) else UNNAMED_SOURCE,
        old=notes.get("Oud INSZ"),
        new=notes.get("Nieuw INSZ"),
    )
