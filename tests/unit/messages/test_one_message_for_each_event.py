"""CM-1: one event makes one message, whatever is delivered twice and wherever a process ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from functions.messages.channel import Parcel
from functions.messages.message import State
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table
from tests.builders.post_office import PostOffice
from tests.builders.told_family import put_told_family, want
from tests.fakes.post import CrashError, Mailbox


def office_with(families: int = 1, *, knows_repeats: bool = False) -> PostOffice:
    office = PostOffice(mail=Mailbox(knows_repeats=knows_repeats))
    for number in range(families):
        dossier, person = put_told_family(office.memory, number)
        want(office.memory, MessageKind.FAMILY_OPENED, dossier, person)
    return office


def crash_once(on: Callable[[Parcel], bool]) -> Callable[[Parcel], None]:
    done: list[Parcel] = []

    def hook(parcel: Parcel) -> None:
        if not done and on(parcel):
            done.append(parcel)
            raise CrashError

    return hook


def states(office: PostOffice) -> list[str]:
    return [str(row["state"]) for row in office.rows()]


def test_an_event_that_is_delivered_three_times_sends_one_mail() -> None:
    """Given one event, when its queue message comes three times, then one mail left and one row stands."""
    office = office_with()
    assert office.deliver(times=3) == 1
    assert (len(office.mail.parcels), states(office)) == (1, ["sent"])


def test_two_events_about_one_person_are_two_messages() -> None:
    """Given two events, then nothing of the one hides the other."""
    office = office_with()
    dossier, person = put_told_family(office.memory, 2)
    want(office.memory, MessageKind.ACCOUNT_HELD, dossier, person)
    want(office.memory, MessageKind.ACCOUNT_HELD, dossier, person)
    office.deliver()
    assert len(office.mail.parcels) == 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_break_is_resolved_by_what_the_provider_says(when: str) -> None:
    """Given a provider that knows no repeat, when the process ends around its call, then the person gets one mail.

    A mail that was taken is told by its event; an hour without any word means that it was not, and it is sent.
    """
    office = office_with()
    setattr(office.mail, when, crash_once(lambda _: True))
    bodies = office.publish()["messages"].bodies
    with pytest.raises(CrashError):
        _take_all(office, bodies)
    assert states(office) == ["sending"]
    _take_all(office, bodies)  # the queue delivers it again: nothing is sent blindly
    assert states(office) == ["sending"]
    for parcel in office.mail.parcels:
        office.says(parcel, "Send")
    office.round(hours=1, minutes=1)
    office.deliver()
    assert (len(office.mail.parcels), states(office)) == (1, ["sent"])


def test_a_break_with_a_provider_that_knows_repeats_is_simply_repeated() -> None:
    """Given a provider that knows a repeat by its reference, then the next delivery hands over again."""
    office = office_with(knows_repeats=True)
    office.mail.after = crash_once(lambda _: True)
    bodies = office.publish()["messages"].bodies
    with pytest.raises(CrashError):
        _take_all(office, bodies)
    _take_all(office, bodies)
    assert (len(office.mail.parcels), states(office)) == (1, ["sent"])
    assert office.mail.calls[office.mail.parcels[0].reference] == 2


def test_a_provider_that_is_down_delays_and_doubles_nothing() -> None:
    """Given a provider that answers nothing for hours, then each message waits and leaves once."""
    office = office_with()

    def down(parcel: Parcel) -> None:
        raise CrashError

    office.mail.before = down
    bodies = office.publish()["messages"].bodies
    with pytest.raises(CrashError):
        _take_all(office, bodies)
    office.round(hours=2)
    office.mail.before = lambda _: None
    office.deliver()
    assert (len(office.mail.parcels), states(office)) == (1, ["sent"])


@pytest.mark.goal("CM-1")
@pytest.mark.parametrize("knows_repeats", [True, False])
def test_ten_breaks_in_many_messages_leave_exactly_as_many_messages(knows_repeats: bool, soak: bool) -> None:
    """Given many events, when ten processes end before or after a send, then each person has exactly one message."""
    families, breaks = (30_000 if soak else 200), 10
    office = office_with(families, knows_repeats=knows_repeats)
    at = {families * number // breaks + 1 for number in range(breaks)}
    calls = [0]

    def sometimes(when: int) -> Callable[[Parcel], None]:
        def hook(_: Parcel) -> None:
            calls[0] += when == 0
            if calls[0] in at and calls[0] % 2 == when:
                at.discard(calls[0])
                raise CrashError

        return hook

    office.mail.before, office.mail.after = sometimes(0), sometimes(1)
    bodies = office.publish()["messages"].bodies
    crashes = 0
    for body in bodies:
        for _ in range(3):
            try:
                _take_all(office, [body])
                break
            except CrashError:
                crashes += 1
    assert crashes == breaks
    for parcel in office.mail.parcels:
        office.says(parcel, "Send")
    office.memory.clock.jump(timedelta(hours=2))
    office.round()
    office.deliver()
    told = [parcel.to for parcel in office.mail.parcels]
    references = {parcel.reference.split("-")[1] for parcel in office.mail.parcels}
    assert (len(told), len(references)) == (families, families)
    assert {str(row["state"]) for row in office.rows()} == {State.SENT.value}
    assert not [row for row in office.memory.database.rows[Table.OUTBOX].values() if "kind" in row]


def _take_all(office: PostOffice, bodies: list[str]) -> None:
    for body in bodies:
        office.take("family", body)
