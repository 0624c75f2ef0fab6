"""The restore drill: copy everything, erase, restrict, object and withdraw; put the copy in place; forget again.

First it shows that the copy would bring the person back, and that no gate lets anybody read it. Then it does what the
runbook says (docs/how-to/restore.md) and lets a reader that trusts nobody look for the person. Only made-up people.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.cli.restoring.drill_people import DrillPeople, make_people
from functions.cli.restoring.independent_reader import AuditKeyring, find_values
from functions.consent.choice import ConsentForm
from functions.consent.read_consent import read_consent
from functions.consent.record_consent import PostedConsent, RecordConsent
from functions.consent.store import ConsentStore
from functions.dossier.objection import objects_to
from functions.dossier.person import Person
from functions.dossier.places import person_place
from functions.register.purpose import Purpose
from functions.rights.answer_request import answer_request
from functions.rights.identity_proof import IdentityProof
from functions.rights.object_to_use import objectionable
from functions.rights.open_request import Asked, open_case
from functions.rights.replay_journal import Replayed, Restored, WholeTables, replay_journal
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.work import ANSWERABLE, FUNCTION, JournalCopy, Rooms
from functions.runtime.database import Database, Put, Table
from functions.units.clock import BusinessClock, SystemClock, civil_date, instant_text
from functions.vault.errors import AlreadyThereError, GateClosedError, StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.gate import Gates
from functions.vault.holding import Holding
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.signature import signed
from functions.vault.subject import State
from functions.vault.vault import Vault

NEVER_RESTORED = frozenset({Table.ERASURES, Table.GATES})
OFFICER = "stf_00000000000000000000000000"
_SESSION = "drill-session"
_PAUSE_SECONDS, _MOST_TRIES = 0.3, 200
_BANNER = "sha256:" + "0" * 64
# What stops a step when a function of the stage does the same one at the same moment.
_BOTH_AT_ONCE = (StaleError, AlreadyThereError, TryAgainError)


class Copies(Protocol):
    """Copies whole tables, as a restore to a point in time would put them beside the live ones."""

    def take(self) -> None:
        """Copy every table but the journal and the gates."""
        ...

    def put_in_place(self) -> tuple[Database, WholeTables]:
        """Return the store in which the copies stand for the live tables, under their new names."""
        ...

    def drop(self) -> None:
        """Delete the copies."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage that the drill is held in."""

    name: str
    database: Database
    keyring: AuditKeyring
    clock: BusinessClock
    system_clock: SystemClock
    holdings: Sequence[Holding]
    journal: JournalCopy
    packages: JournalCopy
    copies: Copies


type Tell = Callable[[str], None]


def hold_drill(stage: Stage, tell: Tell = lambda _: None) -> dict[str, object]:
    """Hold the drill and return its signed report; `held` says whether everything was as it must be."""
    began, at = time.monotonic(), stage.system_clock.real_now()
    today = civil_date(stage.clock.instant())
    vault = _vault(stage, stage.database)
    people, consent = make_people(vault), _consent(stage, stage.database, None, "accept_all")
    stage.database.write(Put(Table.SESSIONS, {"pk": _SESSION, "sk": "session"}))
    stage.copies.take()
    tell("every table is copied, as a backup holds it")
    _live_on(stage, vault, people, consent)
    tell("since then one person was erased, one restricted, one objected; a consent was withdrawn")
    try:
        database, whole = stage.copies.put_in_place()
        without = _look_without_replay(stage, database, whole, people)
        tell(f"put back without more: whoever has keys reads {without['readable']} of {len(people.values)} values")
        tell(f"and the vault serves none of it: {without['refused']} tables refuse")
        replaying = time.monotonic()
        replayed = _replay(stage, database, whole, today)
        seconds = round(time.monotonic() - replaying, 1)
        tell(f"the journal is replayed: {replayed.people} erased again, promises kept, gates open ({seconds} s)")
        after = _look_after_replay(stage, database, whole, people, consent)
        tell(f"the reader with every key that is left finds {after['found']} of {len(people.values)}")
    finally:
        stage.copies.drop()
    held = _held(people, without, after, replayed)
    report = {
        "drill": instant_text(at),
        "stage": stage.name,
        "held": held,
        "values": len(people.values),
        "without_replay": without,
        "replay": {
            "erased": replayed.people,
            "promises": replayed.promises,
            "withdrawals": replayed.withdrawals,
            "sessions": replayed.sessions,
            "months_closed": len(replayed.closed),
            "chains": len(replayed.chains),
            "tenths_of_seconds": int(seconds * 10),
        },
        "after_replay": after,
        "tenths_of_seconds": int((time.monotonic() - began) * 10),
    }
    return signed(report, stage.keyring)


def _held(people: DrillPeople, without: dict[str, int], after: dict[str, int], replayed: Replayed) -> bool:
    return (
        without["readable"] == len(people.values)
        and without["refused"] == without["tables"]
        and after == {"found": 0, "restricted": 1, "objects": 1, "withdrawn": 1, "sessions": 0, "served": 1}
        and replayed.people >= 1
        and len(replayed.chains) > 0
    )


def _live_on(stage: Stage, vault: Vault, people: DrillPeople, consent: str) -> None:
    """Do in the live tables what the copy knows nothing of."""
    rooms = Rooms(vault, stage.holdings, stage.journal, stage.packages, stage.keyring)
    for kind, person in (
        (RequestKind.ERASURE, people.erased),
        (RequestKind.OBJECTION, people.objecting),
        (RequestKind.RESTRICTION, people.restricted),
    ):
        _answer(stage, rooms, vault, kind, person)
    _consent(stage, stage.database, consent, "withdraw")


def _answer(stage: Stage, rooms: Rooms, vault: Vault, kind: RequestKind, person: str) -> None:
    today = civil_date(stage.clock.instant())
    proof = IdentityProof("paper", "identity_card", today, OFFICER)
    case = open_case(vault, "staff-api", Actor.staff(OFFICER), Asked(kind, person, proof, today, "nl")).case
    for _ in range(_MOST_TRIES):
        try:
            if answer_request(rooms, case) in {RightsState.CLOSED, RightsState.IN_FORCE}:
                return
        except _BOTH_AT_ONCE:
            time.sleep(_PAUSE_SECONDS)
    msg = f"the drill's {kind.value} does not end"
    raise TimeoutError(msg)


def _look_without_replay(stage: Stage, database: Database, whole: WholeTables, people: DrillPeople) -> dict[str, int]:
    """Tell what whoever has the keys could read, and how many tables the vault refuses."""
    request = _vault(stage, database).request(Purpose.OPEN_FAMILY_FILE, "intake-queue", Actor.system())
    tables = [table for table in Table if table not in NEVER_RESTORED]
    return {
        "readable": len(find_values(whole, stage.keyring, people.values)),
        "tables": len(tables),
        "refused": sum(_refuses(request, table) for table in tables),
    }


def _refuses(request: Request, table: Table) -> bool:
    try:
        request.query(table, "x")
    except GateClosedError:
        return True
    return False


def _replay(stage: Stage, database: Database, whole: WholeTables, since: date) -> Replayed:
    restored = Restored(database, whole, stage.keyring, stage.clock, stage.system_clock, stage.holdings)
    return replay_journal(restored, since)


def _look_after_replay(
    stage: Stage, database: Database, whole: WholeTables, people: DrillPeople, consent: str
) -> dict[str, int]:
    vault, store = _vault(stage, database), ConsentStore(database, Gates(database, stage.system_clock))
    answering = vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), states=ANSWERABLE)
    state = read_consent(store, consent)["state"]
    assert isinstance(state, dict)  # noqa: S101 - `read_consent` makes it so
    return {
        "found": len(find_values(whole, stage.keyring, people.values)),
        "restricted": _is_refused(vault, people.dossier, people.restricted),
        "objects": int(all(objects_to(answering, people.objecting, purpose) for purpose in objectionable())),
        "withdrawn": int(not any(state["choices"].values())),
        "sessions": sum(1 for _ in whole.rows(Table.SESSIONS)),
        "served": int(not _is_refused(vault, people.dossier, people.objecting)),
    }


def _is_refused(vault: Vault, dossier: str, person: str) -> int:
    """Tell whether a normal read of the person is refused for what the person's state is."""
    request = vault.request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue", Actor.system())
    row = request.fetch(person_place(dossier, person))
    if row is None:
        return 0
    try:
        request.open([row], Person)
    except SubjectNotLiveError as refused:
        return int(refused.state == State.RESTRICTED.value)
    return 0


def _vault(stage: Stage, database: Database) -> Vault:
    gates = Gates(database, stage.system_clock)
    return Vault(database, stage.keyring, gates, stage.clock, stage.system_clock)


def _consent(stage: Stage, database: Database, consent: str | None, method: str) -> str:
    form = ConsentForm.model_validate({"id": consent, "language": "nl", "banner_version": _BANNER, "method": method})
    store = ConsentStore(database, Gates(database, stage.system_clock))
    posted = PostedConsent(form, method.encode(), None, signal=False)
    return RecordConsent(store, stage.keyring, stage.clock).record(posted).consent
