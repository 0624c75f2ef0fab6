"""Rules about the head of a payment file: group header, batch, totals and dates (S-02 to S-10)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from functions.payments.bank_rules import RULES, Ceilings
from functions.payments.check_payment import LONGEST_NAME, check_id, check_text
from functions.payments.execution_date import leaves_in_time
from functions.payments.target_calendar import is_target_day
from functions.units.cents import format_euro

type Texts = dict[str, list[str]]
"""Every text of an element by `parent/child` path of local names."""

_LONGEST_AHEAD = timedelta(days=RULES["S-09"].number("days_ahead"))
_SCHEME = tuple(RULES["S-06"].text(name) for name in ("method", "service_level", "charges"))
_BATCHES = RULES["S-04"].number("batches")
_CATEGORY_PURPOSE = RULES["S-10"].text("category_purpose")


@dataclass(slots=True)
class Seen:
    """What a pass over a file has read: the payments' count and sum (whole cents), the header and the batches."""

    count: int = 0
    total_cents: int = 0
    header: Texts = field(default_factory=dict)
    batches: list[Texts] = field(default_factory=list)


def check_head(seen: Seen, own_account: str, today: date, ceilings: Ceilings) -> set[str]:
    """Return the rules that the head of the file breaks."""
    broken = check_id(_only(seen.header, "GrpHdr/MsgId"))
    broken |= check_text(_only(seen.header, "InitgPty/Nm"), LONGEST_NAME)
    if not _only(seen.header, "GrpHdr/CreDtTm").endswith("Z"):
        broken.add("S-09")
    totals = {(_only(seen.header, "GrpHdr/NbOfTxs"), _only(seen.header, "GrpHdr/CtrlSum"))}
    for batch in seen.batches:
        totals.add((_only(batch, "PmtInf/NbOfTxs"), _only(batch, "PmtInf/CtrlSum")))
        broken |= _check_batch(batch, own_account, today)
    # One batch a file: one debtor account and one execution date, so both levels say the same.
    if totals != {(str(seen.count), format_euro(seen.total_cents))} or len(seen.batches) != _BATCHES:
        broken.add("S-04")
    if seen.total_cents > ceilings.file_cents:
        broken.add("S-05")
    if any("PstlAdr" in path for part in (seen.header, *seen.batches) for path in part):
        broken.add("S-08")
    return broken


def _check_batch(batch: Texts, own_account: str, today: date) -> set[str]:
    broken = check_id(_only(batch, "PmtInf/PmtInfId")) | check_text(_only(batch, "Dbtr/Nm"), LONGEST_NAME)
    scheme = (_only(batch, "PmtInf/PmtMtd"), _only(batch, "SvcLvl/Cd"), _only(batch, "PmtInf/ChrgBr"))
    if scheme != _SCHEME:
        broken.add("S-06")
    if _only(batch, "Id/IBAN") != own_account:
        broken.add("S-07")
    if _only(batch, "CtgyPurp/Cd") != _CATEGORY_PURPOSE:
        broken.add("S-10")
    return broken | _check_date(_only(batch, "ReqdExctnDt/Dt"), today)


def _check_date(text: str, today: date) -> set[str]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return {"S-09"}
    if not is_target_day(day) or not today <= day <= today + _LONGEST_AHEAD:
        return {"S-09"}
    return set() if leaves_in_time(day, today) else {"S-09-lead"}


def _only(texts: Texts, path: str) -> str:
    """Return the text at a path that must stand exactly once; an empty text otherwise, which no rule accepts."""
    found = texts.get(path, [])
    return found[0] if len(found) == 1 else ""
