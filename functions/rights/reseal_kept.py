"""Step `resealed`: what must stay is sealed under the person's *hold* key, read back, and gets its own end date."""

from collections.abc import Sequence
from datetime import date

from functions.register.domain import Domain
from functions.rights.erasure_plan import PlanLine, Treatment
from functions.rights.rights_case import move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.runtime.database import Value
from functions.vault.destroy_by import destroy_by
from functions.vault.place import SealedItem
from functions.vault.request import Request

_ROWS_A_CHANGE = 25


class ReadBackError(Exception):
    """A resealed row does not open to the bytes that were in it: the old keys stay."""


def reseal_kept(work: Work) -> None:
    """Reseal every line that stays under *hold*; rows that are resealed already are only read back."""
    reseal(work.request, work.person, work.plan().record.treated(Treatment.HOLD))
    change = work.request.change("kept rows resealed")
    move(change, work.case, RightsState.RESEALED, work.request.instant())
    change.send()


def reseal(request: Request, person: str, lines: Sequence[PlanLine]) -> None:
    """Reseal the rows of these lines, in changes of a size that a transaction takes."""
    for start in range(0, len(lines), _ROWS_A_CHANGE):
        _reseal_some(request, person, lines[start : start + _ROWS_A_CHANGE])


def _reseal_some(request: Request, person: str, lines: Sequence[PlanLine]) -> None:
    change = request.change("reseal under hold")
    expected: dict[PlanLine, list[bytes]] = {}
    for line in lines:
        row = request.fetch(line.place)
        if row is None:
            continue  # its own term ended in the meantime
        contents = request.contents(row, "reseal under hold")
        expected[line] = sorted(content for _, content in contents)
        if {domain for domain, _ in contents} == {Domain.HOLD}:
            continue
        change.add_key(person, Domain.HOLD)
        held = [(Domain.HOLD, content) for _, content in contents]
        change.put_contents(line.place, person, held, _clear(row, person, line.until), row)
    change.send()
    for line, content in expected.items():
        _read_back(request, line, content)


def _clear(row: SealedItem, person: str, until: date | None) -> dict[str, Value]:
    """Return the clear part: as it was, findable by the person, and due on its own day, as no root answers for it."""
    if until is None:
        msg = "a row that stays has an end"
        raise ReadBackError(msg)
    return {**row.clear, "person": person, **destroy_by(until, row.place.pk)}


def _read_back(request: Request, line: PlanLine, contents: list[bytes]) -> None:
    row = request.fetch(line.place)
    opened = [] if row is None else request.contents(row, "read back")
    if {domain for domain, _ in opened} != {Domain.HOLD} or sorted(content for _, content in opened) != contents:
        msg = "a resealed row does not read back"
        raise ReadBackError(msg)
