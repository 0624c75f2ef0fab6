"""Steps `ended` and `closed`: the person is ended, and gets a signed statement that anybody can check.

The statement holds kinds, counts, grounds and dates, and no personal data: it may outlive what it speaks of.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from functions.register.category import Category
from functions.register.erasure import exemption_of
from functions.register.held import Held, HeldRecord
from functions.register.message_kind import MessageKind
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.erasure_plan import ErasurePlan, PlanLine, Treatment
from functions.rights.plan_erasure import key_horizon_days
from functions.rights.rights_case import RightsCase, move, statement_place
from functions.rights.rights_state import RightsState
from functions.rights.statistic import count_answer
from functions.rights.work import Work
from functions.units.clock import civil_date
from functions.vault.destroy_by import destroy_by
from functions.vault.end_subject import list_tombstone
from functions.vault.record_bytes import canonical
from functions.vault.signature import signed
from functions.vault.subject import State

# Records that the erasure itself makes or leaves; all hold identifiers and dates only.
PROOFS = (
    RecordType.LEDGER,
    RecordType.TOMBSTONE,
    RecordType.SUPPRESSION,
    RecordType.ERASURE_JOURNAL,
    RecordType.RIGHTS_CASE,
)


# The points of GDPR art. 17(3) that let something stay, and the reason that the person is told.
_REASONS = {"17(3)(b)": "legal_duty", "17(3)(e)": "legal_claims"}


class Statement(HeldRecord, category=Category.IDENTIFICATION):
    """Row `step#2` of a case: the signed statement as canonical JSON text."""

    document: Annotated[str, Held()]


def end_person(work: Work) -> None:
    """End the person for good; the subject item stays as tombstone."""
    change = work.request.change("end person")
    change.set_state(work.person, State.ENDED)
    held = work.plan().record.treated(Treatment.HOLD)
    list_tombstone(work.request, change, work.person, [line.until for line in held if line.until is not None])
    move(change, work.case, RightsState.ENDED, work.request.instant())
    change.send()


def make_statement(work: Work) -> None:
    """Sign the statement, close the case, and ask that the person is told, in one transaction."""
    today = civil_date(work.request.rooms.clock.instant())
    content = statement(work.case.subject, work.case.record, work.plan().record, today, work.request.instant())
    document = signed(content, work.request.rooms.keyring)
    case, until = work.case.subject, destroy_on(RecordType.RIGHTS_CASE, today)
    change = work.request.change("make statement")
    change.put(statement_place(case), case, Statement(document=canonical(document).decode()))
    kept = work.plan().record.treated(Treatment.HOLD, Treatment.AS_IS)
    reasons = tuple(sorted({_REASONS[line.exception] for line in kept if line.exception in _REASONS}))
    record = move(
        change,
        work.case,
        RightsState.CLOSED,
        work.request.instant(),
        dict(destroy_by(until, case)),
        outcome="partly" if kept else "granted",
        reasons=tuple(dict.fromkeys((*work.case.record.reasons, *reasons))),
        closed_on=today,
    )
    count_answer(change, record, today)
    change.want_message(MessageKind.RIGHTS_ANSWERED, case)
    change.send()


def statement(case: str, record: RightsCase, plan: ErasurePlan, today: date, made_at: str) -> dict[str, object]:
    """Return the members of a statement, before its signature."""
    return {
        "statement": case,
        "kind": record.kind,
        "received_on": record.received_on.isoformat(),
        "made_at": made_at,
        "erased": [*_erased(plan.treated(Treatment.ERASE, Treatment.LEAVE_OUT), today), *_unlisted(plan, today)],
        "kept": [*_kept(plan.treated(Treatment.HOLD, Treatment.AS_IS)), *_proofs(today)],
        "recipients": list(record.recipients),
        "search": {"finished_at": record.since, "found": 0},
    }


def _erased(lines: Iterable[PlanLine], today: date) -> list[dict[str, object]]:
    counts = Counter((line.record_type.value, line.treatment.value, line.horizon_days or 0) for line in lines)
    return [
        {
            "what": record_type,
            "how": treatment,
            "records": number,
            "backups_until": (today + timedelta(days=days)).isoformat(),
        }
        for (record_type, treatment, days), number in sorted(counts.items())
    ]


def _unlisted(plan: ErasurePlan, today: date) -> list[dict[str, object]]:
    """Return the lines of what is erased without being a row of a room: the look-ups."""
    backups_until = (today + timedelta(days=key_horizon_days())).isoformat()
    look_up = {"what": RecordType.LOOK_UP.value, "how": Treatment.ERASE.value, "records": len(plan.look_ups)}
    return [{**look_up, "backups_until": backups_until}] if plan.look_ups else []


def _kept(lines: Iterable[PlanLine]) -> list[dict[str, object]]:
    counts = Counter(
        (line.record_type.value, line.treatment.value, line.exception, line.article, line.until) for line in lines
    )
    return [
        {
            "what": record_type,
            "how": treatment,
            "records": number,
            "exception": f"GDPR art. {exception}",
            "ground": article,
            "until": None if until is None else until.isoformat(),
        }
        for (record_type, treatment, exception, article, until), number in sorted(counts.items(), key=str)
    ]


def _proofs(today: date) -> list[dict[str, object]]:
    proofs: list[dict[str, object]] = []
    for record_type in PROOFS:
        exemption = exemption_of(record_type)
        if exemption is None:
            msg = f"the register does not say why {record_type.value} stays"
            raise LookupError(msg)
        proofs.append(
            {
                "what": record_type.value,
                "how": Treatment.AS_IS.value,
                "exception": f"GDPR art. {exemption.exception}",
                "ground": exemption.article,
                "until": destroy_on(record_type, today).isoformat(),
            }
        )
    return proofs
