"""Step `rows_gone`: the rows go, forms end with their own keys, and files are written again without the person."""

from collections.abc import Mapping, Sequence

from functions.rights.erasure_plan import PlanLine, Treatment
from functions.rights.forget_asked import forget_all_asked
from functions.rights.rights_case import move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.vault.end_subject import end_subject
from functions.vault.holding import Holding, Link
from functions.vault.request import Request

_ROWS_A_CHANGE = 25


def delete_person_rows(work: Work) -> None:
    """Carry out what the plan says of rows; what is gone already is passed over."""
    delete(work.request, work.person, work.plan().record.lines, work.rooms.holdings)
    change = work.request.change("rows deleted")
    move(change, work.case, RightsState.ROWS_GONE, work.request.instant())
    change.send()


def delete(request: Request, person: str, lines: Sequence[PlanLine], holdings: Sequence[Holding]) -> None:
    """Delete, end and write again, in changes of a size that a transaction takes; cases forget what they were told."""
    rooms = {holding.name: holding for holding in holdings}
    own = [line for line in lines if line.treatment is Treatment.ERASE and line.link is not Link.WHOLE]
    for start in range(0, len(own), _ROWS_A_CHANGE):
        change = request.change("delete rows")
        for line in own[start : start + _ROWS_A_CHANGE]:
            row = request.fetch(line.place)
            if row is not None and row.subject == person:
                change.delete(row)
        change.send()
    for line in lines:
        if line.treatment is Treatment.ERASE and line.link is Link.WHOLE:
            _end_whole(request, line)
        elif line.treatment is Treatment.LEAVE_OUT:
            _leave_out(request, person, line, rooms)
    forget_all_asked(request, person)


def _end_whole(request: Request, line: PlanLine) -> None:
    """End a subject that exists for one record alone: its keys, its state and its row in one transaction."""
    row = request.fetch(line.place)
    if row is None or row.subject != line.subject:
        return
    change = request.change("end record")
    end_subject(request, change, line.subject)
    change.delete(row)
    change.send()


def _leave_out(request: Request, person: str, line: PlanLine, rooms: Mapping[str, Holding]) -> None:
    row = request.fetch(line.place)
    if row is None:
        return
    change = request.change("leave person out")
    rooms[line.holding].leave_out(request, change, row, person)
    change.send()
