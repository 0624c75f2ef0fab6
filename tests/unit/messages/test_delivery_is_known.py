"""CM-2: a bounce or silence leads to the next channel and then to paper, by the business clock; the file shows it."""

import json

import pytest

from functions.messages.apply_event import EventFormError, read_event
from functions.messages.channel import Parcel
from functions.messages.follow_up import FollowedUp
from functions.messages.lay_letter import open_letter
from functions.messages.store import MOST_ASKED
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.runtime.database import Item
from functions.vault.restrict_subject import restrict_subject
from tests.builders.post_office import PostOffice
from tests.builders.told_family import NOOR, put_told_family, want


@pytest.fixture
def office() -> PostOffice:
    """Return an office that has mailed one person."""
    made = PostOffice()
    want(made.memory, MessageKind.FAMILY_OPENED, *put_told_family(made.memory))
    made.deliver()
    return made


def row(office: PostOffice) -> Item:
    (only,) = office.rows()
    return only


def history(office: PostOffice) -> list[str]:
    return [str(step).split(" ", 1)[1] for step in row(office)["steps"]]  # type: ignore[union-attr]


def test_a_delivery_ends_the_waiting(office: PostOffice) -> None:
    assert office.says(office.mail.parcels[0], "Delivery")
    assert row(office)["state"] == "delivered"
    assert "due" not in row(office)
    assert office.round(days=30).moved == 0
    assert office.deliver() == 0


@pytest.mark.goal("CM-2")
@pytest.mark.parametrize("order", [("Delivery", "Bounce"), ("Bounce", "Delivery"), ("Bounce", "Bounce", "Delivery")])
def test_both_a_delivery_and_a_bounce_of_one_mail_end_in_the_next_channel(
    office: PostOffice, order: tuple[str, ...]
) -> None:
    """Given a mail that a server took and gave back later, in any order of telling, then one text message follows."""
    mail = office.mail.parcels[0]
    for event in order:
        office.says(mail, event)
    office.deliver()
    assert (len(office.mail.parcels), len(office.text.parcels)) == (1, 1)
    assert (row(office)["channel"], row(office)["tried"]) == ("text", ["mail"])


@pytest.mark.goal("CM-2")
def test_silence_leads_to_the_second_channel_and_then_to_paper(office: PostOffice) -> None:
    """Given no word of any provider, then a day later a text leaves, and a day after that a letter; then it rests."""
    assert office.round(hours=23).moved == 0
    assert office.round(hours=2).moved == 1
    office.deliver()
    assert len(office.text.parcels) == 1
    office.says(office.text.parcels[0], "Send")
    office.round(hours=25)
    office.deliver()
    ((key, sealed),) = office.box.bodies.items()
    letter = open_letter(office.printer, key.split("/")[1], sealed)
    assert letter["to"] == ["Noor Peeters", "Bondgenotenlaan 7", "3000 Leuven"]
    assert b"Noor" not in sealed
    assert history(office) == [
        "wanted",
        "mail claimed",
        "mail sent",
        "mail silent",
        "text claimed",
        "text sent",
        "text silent",
        "paper claimed",
        "paper sent",
    ]
    assert office.round(days=60).moved == 0
    assert len(office.box.bodies) == 1


def test_a_letter_that_comes_back_waits_for_somebody_of_the_fund(office: PostOffice) -> None:
    """Given no way that is left, then the message stands on the list of the fund's people, and none is lost."""
    office.mail.refused = {"noor.peeters@example.org"}
    for _ in range(2):
        office.round(hours=25)
        office.deliver()
    (key,) = office.box.bodies
    assert office.says(Parcel(key.split("/")[1], "", "", ""), "Bounce")
    office.deliver()
    assert row(office)["state"] == "unreachable"
    assert office.round().unreachable == 1


def test_a_message_under_way_to_somebody_who_is_restricted_waits_for_somebody_of_the_fund(office: PostOffice) -> None:
    """Given a mail that bounces after its receiver was restricted, then it stops, says why, and is asked no more."""
    request = office.memory.request(Purpose.ANSWER_RIGHTS, "rights-queue")
    change = request.change("restrict person")
    restrict_subject(request, change, str(row(office)["pk"]))
    change.send()
    office.says(office.mail.parcels[0], "Bounce")
    office.deliver()
    assert (row(office)["state"], history(office)[-1]) == ("unreachable", "mail restricted")
    assert office.round(days=2) == FollowedUp(moved=0, unreachable=1)
    assert office.deliver() == 0


def test_a_message_that_never_goes_on_is_asked_for_three_days_and_no_longer(office: PostOffice) -> None:
    """Given a desk that never goes on, then the hours end on the list of the fund's people."""
    office.says(office.mail.parcels[0], "Bounce")
    assert sum(office.round(hours=1, minutes=1).moved for _ in range(80)) == MOST_ASKED + 1
    assert (row(office)["state"], history(office)[-1]) == ("unreachable", "mail given up")


def test_an_old_event_moves_nothing(office: PostOffice) -> None:
    mail = office.mail.parcels[0]
    office.says(mail, "Bounce")
    office.deliver()
    assert not office.says(mail, "Delivery")
    assert not office.says(mail, "Bounce")
    assert row(office)["channel"] == "text"


def test_the_address_is_read_anew_at_each_attempt_and_kept_in_no_message(office: PostOffice) -> None:
    assert not [name for name in row(office) if "noor" in str(row(office)[name])]


@pytest.mark.goal("CM-6")
def test_who_wants_paper_gets_paper_only() -> None:
    """CM-6: a preference is respected: no mail and no text to who asked for letters."""
    office = PostOffice()
    paper = NOOR.model_copy(update={"contact_by": "paper"})
    want(office.memory, MessageKind.FAMILY_OPENED, *put_told_family(office.memory, 1, paper))
    office.deliver()
    assert (office.mail.parcels, office.text.parcels, len(office.box.bodies)) == ([], [], 1)


def test_a_claim_of_a_debt_goes_by_registered_post_at_once() -> None:
    """CM-4: where the law needs it, registered: the first thing that leaves."""
    office = PostOffice()
    want(office.memory, MessageKind.DEBT_CLAIMED, *put_told_family(office.memory))
    office.deliver()
    (key,) = office.box.bodies
    assert key.startswith("registered/")
    assert open_letter(office.printer, key.split("/")[1], office.box.bodies[key])["registered"] is True
    assert office.mail.parcels == []


@pytest.mark.parametrize("body", ["", "[]", "{}", json.dumps({"reference": "prs_x-msg_y-1", "event": "Send"})])
def test_an_event_of_another_form_is_refused_and_quotes_nothing(body: str) -> None:
    with pytest.raises(EventFormError, match=r"^an event names a parcel and what became of it$"):
        read_event(body)
