"""Payments of a month to others than the file's own payee: what their stored reasons say, and what was paid already.

The reasons of such a payment are its own alone: the child by id, the month, its cents and the ground. Nothing of the
household's income, of the other parts or of the file's payee is in it, so that it can be shown to whom it is paid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, JsonValue

from functions.benefits.decision import ShareTo
from functions.benefits.household import REGIONS, Region
from functions.payments.payment import AGAIN_OF, FIRST, OF_MONTHS, RETURNED, WITHDRAWN, Payment, is_payment
from functions.payments.returned_payment import PREFIX as RETURNED_ROW
from functions.payments.returned_payment import ReturnedPayment
from functions.payments.store import RunStore
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import Place
from functions.vault.request import Request
from functions.vault.run_page import RunPage

SHARE = "share"
"""The one member of the trace of a payment of shares."""
OVERPAID, CLEARED = "overpaid", "cleared"
SHARES_TO_DECIDE = "shares#to_decide"
"""The work list of shares of which more was paid than is due; nothing is set off against them by a machine."""
OVERPAID_ROW = "#overpaid#"
SINCE_MONTH = "month"


class Payee(NamedTuple):
    """To whom a share goes: the kind, and the id by which it is told apart inside the file."""

    to: ShareTo
    whom: str


class ShareLine(NamedTuple):
    """What a payment of shares holds for one month and child (empty: of no one child), in cents, and its ground."""

    month: YearMonth
    child: str
    cents: int
    because: str = ""


type Paid = dict[tuple[Payee, YearMonth, str], int]


class OverpaidPart(BaseModel):
    """A month of which a payee of a share was paid more cents than are due."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    to: str
    whom: str
    month: str
    child: str
    cents: int


class OverpaidShares(HeldRecord, category=Category.FAMILY):
    """Row `#overpaid#<region>`: what a person has to decide about the shares of a file; empty when nothing is left."""

    region: Annotated[Region, Held()]
    parts: Annotated[tuple[OverpaidPart, ...], Held()] = ()


@dataclass(frozen=True, slots=True)
class OverpaidFile:
    """A file of which others were paid too much by a region, by its id."""

    dossier: str
    region: Region


def overpaid_files(store: RunStore) -> Iterator[OverpaidFile]:
    """Yield the files whose shares wait for a person's decision, from the work list alone; nothing is opened."""
    for _, key in store.keys_of(SHARES_TO_DECIDE):
        yield OverpaidFile(key.pk, REGIONS[int(key.sk.removeprefix(OVERPAID_ROW)) - 1])


def overpaid_place(dossier: str, region: Region) -> Place:
    """Return the place of what was paid too much to others; it sorts before every month of the family."""
    return Place(Table.PAYMENTS, dossier, f"{OVERPAID_ROW}{1 + REGIONS.index(region)}")


def share_trace(region: str, payee: Payee, lines: Sequence[ShareLine]) -> dict[str, JsonValue]:
    """Return the stored reasons of a payment of shares."""
    months: list[JsonValue] = [
        {"month": str(one.month), "child": one.child, "cents": one.cents, "because": one.because} for one in lines
    ]
    return {SHARE: {"region": region, "to": payee.to, "whom": payee.whom, "months": months}}


def is_share(trace: Mapping[str, object]) -> bool:
    """Tell whether stored reasons are those of a payment of shares."""
    return set(trace) == {SHARE}


def lines_of(trace: Mapping[str, object]) -> Iterator[ShareLine]:
    """Yield the lines of a payment of shares (KeyError, TypeError or ValueError when it is none)."""
    share = cast("Mapping[str, object]", trace[SHARE])
    for one in cast("Sequence[Mapping[str, object]]", share["months"]):
        cents = cast("int", one["cents"])
        yield ShareLine(YearMonth.parse(str(one["month"])), str(one["child"]), cents, str(one["because"]))


def payee_of(trace: Mapping[str, object]) -> Payee:
    """Return to whom a payment of shares went."""
    share = cast("Mapping[str, object]", trace[SHARE])
    return Payee(cast("ShareTo", share["to"]), str(share["whom"]))


def read_paid_shares(request: Request, dossier: str, region: str, under: RunPage | None) -> Paid:
    """Return what a region's runs have paid to each payee of a share, by month and child.

    A payment that was withdrawn paid nothing; one that came back counts, because it is paid again by itself, but for
    what of it was found not due meanwhile.
    """
    rows = [
        row
        for row in request.query(Table.PAYMENTS, dossier, OF_MONTHS)
        if is_payment(row.place.sk)
        and not row.place.sk.endswith(f"#{FIRST:02d}")
        and row.clear.get("state") != WITHDRAWN
        and (AGAIN_OF not in row.clear or row.clear.get("state") == RETURNED)
    ]
    found: Paid = {}
    came_back: dict[str, Payee] = {}
    for stored in request.open(rows, Payment, under=under):
        trace = stored.record.trace
        if is_share(trace) and cast("Mapping[str, object]", trace[SHARE])["region"] == region:
            if stored.clear.get("state") == RETURNED:
                came_back[stored.place.sk] = payee_of(trace)
            for line in lines_of(trace) if AGAIN_OF not in stored.clear else ():
                key = (payee_of(trace), line.month, line.child)
                found[key] = found.get(key, 0) + line.cents
    returned = request.query(Table.PAYMENTS, dossier, RETURNED_ROW) if came_back else []
    for one in request.open(returned, ReturnedPayment, under=under):
        for part in one.record.not_due or ():
            if part.child is not None and one.record.row in came_back:
                found[came_back[one.record.row], YearMonth.parse(part.month), part.child] -= part.cents
    return found
