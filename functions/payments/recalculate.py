"""What changed facts will make of a family's earlier months, told before the next run pays it: a draft, and no money.

The run finds every change by itself; a draft that was never made, or is late, costs nobody anything.
"""

from dataclasses import dataclass

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import ParameterSet
from functions.dossier.family_file import FamilyFile, UnknownDossierError, read_family_file
from functions.dossier.person import PersonForPayment
from functions.payments.correct_months import Question, correct_months
from functions.payments.correction import DRAFT_MONTH, DRAFTED, Correction, draft_place
from functions.payments.granted_months import History, history_of, read_money
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.units.clock import BusinessClock, civil_date
from functions.vault.errors import AlreadyThereError, StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.vault import Vault

FUNCTION = "payments-recalculate"


@dataclass(frozen=True, slots=True)
class Recalculation:
    """What a recalculation works with."""

    vault: Vault
    parameters: ParameterSet
    clock: BusinessClock


def recalculate(rooms: Recalculation, dossier: str) -> int:
    """Bring a family's drafts up to date; return how many changed. The same again changes nothing.

    A file that is gone or closed has none. Raises TryAgainError when somebody else writes the same drafts.
    """
    request = rooms.vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
    try:
        file = read_family_file(request, dossier, person=PersonForPayment)
        money = read_money(request, dossier, None)
        return sum(_draft(rooms, request, file, history_of(money, region), region) for region in REGIONS)
    except (UnknownDossierError, SubjectNotLiveError):
        return 0
    except (AlreadyThereError, StaleError) as faster:
        msg = "the drafts of a family moved on"
        raise TryAgainError(msg) from faster


def _draft(rooms: Recalculation, request: Request, file: FamilyFile, history: History, region: Region) -> bool:
    """Put, replace or take away the draft of one region; tell whether anything changed."""
    if history.last is None:
        return False  # never decided: the first run looks at everything
    today = civil_date(rooms.clock.instant())
    question = Question(region, history.last.plus(1), rooms.parameters, today)
    now, _ = correct_months(file, history, question)
    place = draft_place(file.dossier, region)
    row = request.fetch(place)
    standing = None if row is None else request.open([row], Correction)[0]
    if (None if standing is None else standing.record) == now:
        return False
    change = request.change("draft correction")
    if now is not None:
        change.put(place, file.dossier, now, {"state": DRAFTED, DRAFT_MONTH: str(history.last)}, standing)
        if standing is None:
            change.want_message(MessageKind.MONTHS_DRAFTED, file.dossier)
    elif standing is not None:
        change.delete(standing)
    change.send()
    return True
