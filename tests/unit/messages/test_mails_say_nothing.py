"""CM-3 and CM-7: a mail says that there is something to read and nothing of it; its code can be checked."""

import re
from datetime import date

import pytest

from functions.messages.check_code import check_code
from functions.messages.list_messages import list_messages
from functions.messages.message_texts import TEXTS
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.request import Request
from tests.builders.opened_rows import opened_rows
from tests.builders.post_office import DOOR, PostOffice
from tests.builders.told_family import NOOR, put_told_family, want

LINK = re.compile(r"https?://\S+")
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


def reader(office: PostOffice) -> Request:
    return office.office("family").request()


@pytest.mark.parametrize("kind", MessageKind)
def test_the_mail_is_the_same_whatever_it_is_about(kind: MessageKind) -> None:
    """Given any kind of message, then its mail names no kind, person, amount or account, and one address: ours."""
    office = PostOffice()
    want(office.memory, kind, *put_told_family(office.memory))
    office.carriers = {name: one for name, one in office.carriers.items() if name.value in {"mail", "text"}}
    if kind is MessageKind.DEBT_CLAIMED:
        return  # goes by registered post alone
    office.deliver()
    (mail,) = office.mail.parcels
    assert LINK.findall(mail.text) == [DOOR]
    assert mail.html is None
    without_code = CODE.sub("", mail.text)
    told = PostOffice()
    want(told.memory, MessageKind.FAMILY_OPENED, *put_told_family(told.memory))
    told.deliver()
    assert without_code == CODE.sub("", told.mail.parcels[0].text)
    for value in ("Noor", "Peeters", "Leuven", "85610112345", "+3247", TEXTS[kind].title.nl):
        assert value not in mail.text + mail.subject
    assert not re.search(r"\d", CODE.sub("", mail.text))


def test_what_is_told_rests_sealed_and_no_address_rests_in_it() -> None:
    """Given a message, then its row tells its state and nothing else, and what is sealed holds no address."""
    office = PostOffice()
    want(office.memory, MessageKind.ACCOUNT_HELD, *put_told_family(office.memory))
    office.deliver()
    (row,) = office.rows()
    assert set(row) == {
        *("pk", "sk", "subject", "revision", "sealed", "state", "desk", "attempt", "tried", "steps", "since"),
        *("channel", "work_list", "due", "destroy_on", "destroy_shard"),
    }
    assert "account" not in str({name: value for name, value in row.items() if name != "sealed"})
    memory = office.memory
    opened = [
        members
        for place, groups in opened_rows(memory.database, memory.keyring, Table.MESSAGES)
        for members in groups
        if "code#" not in str(place)
    ]
    assert opened
    assert "noor.peeters@example.org" not in str(opened)


def test_a_code_can_be_checked_by_anybody_and_is_nobodys_but_its_receivers() -> None:
    """Given a mail, then its code is known with its day, another is not, and only its receiver has it in My file."""
    office = PostOffice()
    dossier, person = put_told_family(office.memory, 1)
    _, other = put_told_family(office.memory, 2)
    want(office.memory, MessageKind.FAMILY_OPENED, dossier, person)
    office.deliver()
    (code,) = CODE.findall(office.mail.parcels[0].text)
    database, gates = office.memory.database, office.gates
    assert check_code(database, gates, f" {code.lower()} ") == date(2024, 7, 1)
    assert check_code(database, gates, code[:-1] + ("0" if code[-1] != "0" else "1")) is None
    assert check_code(database, gates, "prs_' OR 1=1") is None
    assert [one.code for one in list_messages(reader(office), person)] == [code]
    assert list_messages(reader(office), other) == []


def test_a_person_sees_every_message_with_what_became_of_it() -> None:
    """Given two messages, then the list shows both, newest first, with words, state and history."""
    office = PostOffice()
    dossier, person = put_told_family(office.memory, 1, NOOR.model_copy(update={"language": "fr"}))
    want(office.memory, MessageKind.FAMILY_OPENED, dossier, person)
    office.deliver()
    office.says(office.mail.parcels[0], "Delivery")
    office.round(hours=1)
    want(office.memory, MessageKind.NOTHING_PAID, dossier)
    office.deliver()
    new, old = list_messages(reader(office), person)
    assert (old.title, old.state.value) == ("Votre dossier est ouvert", "delivered")
    assert new.title == TEXTS[MessageKind.NOTHING_PAID].title.fr
    assert [step.split(" ", 1)[1] for step in old.steps][-1] == "mail delivered"


def test_the_desks_serve_their_own_purpose_only() -> None:
    office = PostOffice()
    assert office.office("family").request().purpose is Purpose.TELL_PERSON
    assert office.office("outside").request().purpose is Purpose.TELL_SENDER
