"""Writes the facts of some notifications into one dossier: one transaction, decided again when others were faster."""

from collections.abc import Sequence
from dataclasses import replace

from functions.dossier.dossier import Dossier
from functions.dossier.fact import Fact
from functions.dossier.family_file import UnknownDossierError
from functions.dossier.places import ROOT
from functions.government.ask_earlier_fund import take_answer
from functions.government.content.household import HouseholdContent
from functions.government.decide_notification import Verdict, decide_again, decide_notification
from functions.government.digests import content_digest
from functions.government.doubts import CHILD_IN_ANOTHER_FILE, CHILD_PAID_ELSEWHERE, is_paid_to_somebody_else
from functions.government.fault import Fault, pointer
from functions.government.flow import Flow
from functions.government.join_members import Joining, household_of
from functions.government.keep_notification import keep_notification
from functions.government.make_fact import make_fact
from functions.government.outcome import UNKNOWN, Kept, Outcome, Placed
from functions.government.parse_delivery import NOTIFICATIONS
from functions.government.quarantine import put_aside
from functions.government.received import Received
from functions.government.renumber import TWO_ARE_ONE, Renumbering, number_change_of, resolved
from functions.government.roles import NOT_FOR_THIS_ROLE, may_receive
from functions.government.standing_facts import StandingFacts, open_standing
from functions.government.touched_months import touched_months
from functions.government.work import Work
from functions.runtime.database import Table
from functions.units.month_range import MonthRange
from functions.vault.errors import (
    AlreadyThereError,
    LookUpTakenError,
    StaleError,
    SubjectNotLiveError,
    SuppressedError,
    TryAgainError,
)
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.subject import State

ACTION = "apply notifications"
CONFLICT = "content_conflict"
RESTRICTED = "person_restricted"
_MOST_TRIES = 8


def apply_to_dossier(work: Work, dossier: str, placed: Sequence[Placed]) -> dict[int, Outcome]:
    """Apply notifications (few enough for one transaction) to a dossier; return what became of each, by number.

    Raises TryAgainError when others keep being faster or the store does not answer, UnknownDossierError and the vault's
    errors when the file is damaged.
    """
    for _ in range(_MOST_TRIES):
        attempt = _Attempt(work, dossier)
        try:
            if attempt.make(placed):
                return attempt.outcomes
        except (AlreadyThereError, StaleError, LookUpTakenError, SuppressedError, SubjectNotLiveError):
            continue  # read again: the winner's person, the erased person, the other delivery's fact
    msg = "others work on the same dossier"
    raise TryAgainError(msg)


class _Attempt:
    """One try: the dossier as it stands now, decided on and written together or not at all."""

    def __init__(self, work: Work, dossier: str) -> None:
        self._work, self._dossier = work, dossier
        self._request = work.request()
        self._change = self._request.change(ACTION)
        self._change.deed = replace(self._change.deed, source=work.origin.name)
        self._writes = self._conflicts = 0
        self._adds_people: set[int] = set()
        self._joining: Joining | None = None
        self._doubts: dict[int, Fault] = {}
        self._again: list[Fact] = []
        self.outcomes: dict[int, Outcome] = {}

    def make(self, placed: Sequence[Placed]) -> bool:
        """Decide and commit; False when people had to be made first and the facts come next."""
        rows = self._request.query(Table.DOSSIERS, self._dossier)
        self._request.load_subjects([self._dossier, *(one.person for one in placed)])
        served = [one for one in (resolved(self._request, one) for one in placed) if self._is_served(one)]
        if self._renumber(rows, served):
            self._send()
            return False
        served = [one for one in served if one.number not in self.outcomes]
        self._join(rows, served)
        if self._joining is not None and self._joining.more:
            self._send()
            return False
        origins = [(one.person, one.notification.attestation.attestation_id) for one in served]
        standing = open_standing(self._work, self._request, rows, origins)
        for one in served:
            self.outcomes[one.number] = self._apply(one, standing)
        standing.put(self._change, self._dossier)
        self._writes += len(standing.planned)
        if self._work.flow is Flow.BENEFIT_ELSEWHERE:
            said = [*standing.planned.values(), *self._again]
            self._writes += take_answer(self._request, self._change, self._dossier, said)
        self._ask_again(standing)
        self._send()
        return True

    def _is_served(self, one: Placed) -> bool:
        """Tell whether the person's keys may be used, and the flow received about the person in this role.

        Whoever is erased, or is about to be, is unknown to us; what a role may not receive is counted and not kept.
        """
        subject = self._request.load_subjects([one.person]).get(one.person)
        if subject is not None and subject.state is State.LIVE:
            if one.kept is not None or may_receive(subject, self._work.flow):
                return True
            fault = Fault(NOT_FOR_THIS_ROLE, pointer(*NOTIFICATIONS, one.number - 1, "ssin"))
            self.outcomes[one.number] = Outcome(Verdict.REFUSED, fault)
            return False
        self.outcomes[one.number] = UNKNOWN
        if subject is not None and subject.state is State.RESTRICTED:
            self._wait_for_restricted(one)
        return False

    def _wait_for_restricted(self, one: Placed) -> None:
        fault = Fault(RESTRICTED, pointer(*NOTIFICATIONS, one.number - 1, "ssin"))
        self._put_aside(fault, self._work.origin, one.number, one.raw)
        self.outcomes[one.number] = Outcome(Verdict.QUARANTINED, fault)

    def _has_restricted(self, rows: Sequence[SealedItem]) -> bool:
        subjects = self._request.load_subjects(row.subject for row in rows)
        return any(subject.state is State.RESTRICTED for subject in subjects.values())

    def _renumber(self, rows: Sequence[SealedItem], served: Sequence[Placed]) -> bool:
        """Let numbers that changed lead to their person; True when that must be written before any fact.

        While somebody in the file is restricted its people are not looked at together, so such a message waits.
        """
        renumbering = Renumbering(self._request, self._change, self._dossier, self._work.decided, self._work.page)
        for one in served:
            said = number_change_of(one.notification, self._work.flow)
            if said is None:
                continue
            if self._has_restricted(rows):
                self._wait_for_restricted(one)
            else:
                renumbering.take(one, said)
        if renumbering.put():
            self._writes += 1
            if renumbering.touches_decisions:
                self._change.emit(EventKind.FACTS_CHANGED, self._dossier, months=MonthRange())
            return True
        self._doubts = {number: fault for number, fault in renumbering.faults.items() if fault.code == TWO_ARE_ONE}
        for one in served:
            fault = renumbering.faults.get(one.number)
            if fault is not None and one.number not in self._doubts:
                self._put_aside(fault, self._work.origin, one.number, one.raw)
                self.outcomes[one.number] = Outcome(Verdict.QUARANTINED, fault)
        return False

    def _join(self, rows: Sequence[SealedItem], served: Sequence[Placed]) -> None:
        if not any(_names_others(one) for one in served):
            return
        found = [row for row in rows if row.place.sk == ROOT]
        roots = self._request.open(found, Dossier, under=self._work.page, action=ACTION)
        if not roots:
            msg = "a file without root"
            raise UnknownDossierError(msg)
        self._joining = Joining(self._request, self._change, roots[0])
        for one in served:
            self._joining.again = one.kept
            household = household_of(one.notification, one.person, self._joining.root)
            if household is not None:
                self._adds_people.add(one.number)
                if self._joining.take(one.person, household):
                    where = pointer(*NOTIFICATIONS, one.number - 1, "content", "household", "members")
                    self._doubts.setdefault(one.number, Fault(CHILD_IN_ANOTHER_FILE, where))

    def _apply(self, one: Placed, standing: StandingFacts) -> Outcome:
        if one.kept is not None:
            return self._apply_again(one, one.kept, standing)
        digest = content_digest(standing.secret, one.notification, one.withheld)
        members = self._members(one)
        fact = make_fact(one, members, self._work.origin, digest)
        decision = decide_notification(fact, standing.versions_of(fact))
        if decision.writes is not None:
            kept = keep_notification(one, decision.writes, members, self._brought(one))
            standing.plan(decision.writes, kept)
        if decision.aside is None:
            return self._doubted(one, decision.verdict, fact)
        fault = Fault(CONFLICT, pointer(*NOTIFICATIONS, one.number - 1, "content"))
        self._conflicts += 1
        if decision.aside is fact:
            self._put_aside(fault, self._work.origin, one.number, one.raw)
            return Outcome(decision.verdict, fault)
        self._put_fact_aside(decision.aside)
        return Outcome(decision.verdict)

    def _apply_again(self, one: Placed, kept: Kept, standing: StandingFacts) -> Outcome:
        """Let the fact stand that a notification became when it was accepted; it waits for nobody."""
        fact = make_fact(one, kept.named, self._work.origin, kept.content)
        self._again.append(fact)
        decision = decide_again(fact, standing.versions_of(fact))
        if decision.writes is not None:
            standing.plan(decision.writes, None)
        return Outcome(decision.verdict)

    def _brought(self, one: Placed) -> frozenset[str]:
        """Return the people whom an authority brought to the file, when a household names them."""
        if self._joining is None or one.number not in self._adds_people:
            return frozenset()
        return self._joining.brought()

    def _members(self, one: Placed) -> dict[str, str]:
        """Return the ids of the people that the fact of a notification may name, by number."""
        own, content, joining = {one.notification.ssin.value: one.person}, one.notification.content, self._joining
        if joining is None or content is None:
            return own
        if one.number in self._adds_people:
            return joining.ids
        # Of a household that adds nobody, only the tie of the person it is about is kept.
        return own if isinstance(content, HouseholdContent) else own | joining.own_ids(content.said.numbers())

    def _doubted(self, one: Placed, verdict: Verdict, fact: Fact) -> Outcome:
        """Return a verdict; a message that a person must decide on also waits sealed under a case."""
        if verdict is Verdict.DUPLICATE:
            return Outcome(verdict)
        fault = self._doubts.get(one.number)
        if fault is None and is_paid_to_somebody_else(fact):
            fault = Fault(CHILD_PAID_ELSEWHERE, pointer(*NOTIFICATIONS, one.number - 1, "content", "benefitElsewhere"))
        if fault is not None:
            self._put_aside(fault, self._work.origin, one.number, one.raw)
        return Outcome(verdict, fault)

    def _ask_again(self, standing: StandingFacts) -> None:
        """Ask for a new decision on the months that the change touches; nothing when nothing is believed otherwise."""
        months = touched_months(standing.believed())
        if months is None and self._joining is not None and self._joining.changes_people:
            months = MonthRange()  # nothing says since when
        if months is not None:
            self._change.emit(EventKind.FACTS_CHANGED, self._dossier, months=months)

    def _put_fact_aside(self, fact: Fact) -> None:
        """Put aside what stood here until a message with a lower number said something else."""
        said = fact.provenance
        origin = Received(self._work.origin.sender, self._work.origin.flow, said.sequence or 0, fact.known_at)
        line = said.line or 0
        fault = Fault(CONFLICT, pointer(*NOTIFICATIONS, line - 1, "content"))
        self._put_aside(fault, origin, line, fact.model_dump_json(exclude_none=True).encode())

    def _put_aside(self, fault: Fault, origin: Received, line: int, content: bytes) -> None:
        if self._work.page is not None:
            return  # it waited for a decision when it came
        self._writes += put_aside(self._request, self._change, fault, origin, line, content)

    def _send(self) -> None:
        joining = self._joining
        if joining is not None:
            self._writes += joining.put_root() + joining.given_back
        if self._writes:
            self._change.send()
            self._work.restored = self._work.page is not None
        if joining is not None:
            self._work.made |= dict.fromkeys(joining.new.values(), self._dossier)
        self._work.conflicts += self._conflicts


def _names_others(one: Placed) -> bool:
    """Tell whether a fact of this notification may name other people of the file."""
    content = one.notification.content
    return content is not None and (isinstance(content, HouseholdContent) or any(content.said.numbers()))
