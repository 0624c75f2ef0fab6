"""CM-5: a message is written in a language that the law allows; else both, and it says so."""

import inspect
from dataclasses import replace

import pytest

from functions.dossier.person import Address, Language, Person
from functions.dossier.places import person_place
from functions.messages import language_law, notice
from functions.messages.decision_letter import DecisionLetters
from functions.messages.language_law import LawfulLanguage, Why, kept_language, lawful_language
from functions.messages.lay_letter import open_letter
from functions.messages.message_texts import TEXTS
from functions.messages.notice import mail_notice, outside_notice, short_notice
from functions.messages.render_letter import Heading, letter_of
from functions.messages.take_message import take_message
from functions.messages.words import LANGUAGES, Words
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.runtime.queue_message import read_message
from tests.builders.post_office import DOOR, PostOffice
from tests.builders.told_family import NOOR, put_told_family, want

CODE = "ABCD-EFGH-JKMN-PQRS"


def at(code: str | None, country: str = "BE") -> Address:
    return Address(postal_code=code, country=country)


@pytest.mark.goal("CM-5")
@pytest.mark.parametrize(
    ("code", "wanted", "language"),
    [
        ("3000", "nl", "nl"),
        ("3000", "fr", "nl"),
        ("3000", "en", "nl"),
        ("3000", None, "nl"),
        ("5000", "fr", "fr"),
        ("5000", "nl", "fr"),
        ("5000", "de", "fr"),
        ("1030", "fr", "fr"),
        ("1030", "nl", "nl"),
        ("1030", "de", "nl"),
        ("4700", "de", "de"),
        ("4700", "fr", "fr"),
        ("4700", "nl", "de"),
        ("1950", "fr", "fr"),
        ("1950", "nl", "nl"),
        ("7780", "nl", "nl"),
        ("4950", "de", "de"),
    ],
)
def test_the_area_decides_and_the_choice_counts_where_the_law_leaves_one(
    code: str, wanted: Language | None, language: str
) -> None:
    """Given where somebody lives and what they chose, then mail and letter are in a lawful language, never silently."""
    person = NOOR.model_copy(update={"language": wanted, "address": at(code)})
    office = PostOffice()
    want(office.memory, MessageKind.FAMILY_OPENED, *put_told_family(office.memory, 1, person))
    office.deliver()
    (mail,) = office.mail.parcels
    lawful = lawful_language(at(code), wanted, "nl")
    assert (lawful.language, lawful.falls_back) == (language, wanted not in (None, language))
    assert mail.text == mail_notice(lawful, DOOR, mail.text.split(": ")[-1].strip()[-19:]).text
    assert (notice._LAW.say(lawful.language) in mail.text) == lawful.falls_back
    office.round(hours=25)
    office.deliver()
    (short,) = office.text.parcels
    assert (notice._SHORT_LAW.say(lawful.language) in short.text) == lawful.falls_back
    spoken = {lawful.language, lawful.own}
    assert all((notice._SHORT.say(one, code="").strip() in short.text) == (one in spoken) for one in LANGUAGES)
    letter = letter_of(Heading(lawful, "Noor", "2024-07-01", CODE), TEXTS[MessageKind.NOTHING_PAID])
    body = TEXTS[MessageKind.NOTHING_PAID].body
    assert body.say(lawful.language) in letter.text
    assert f'lang="{language}"' in letter.html
    assert (letter.own_text is not None) == lawful.falls_back
    assert letter.own_text is None or body.say(lawful.own) in letter.own_text


def move(office: PostOffice, dossier: str, person: str, code: str) -> None:
    """Let somebody live elsewhere."""
    request = office.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    place, change = person_place(dossier, person), request.change("move")
    record = Person.model_validate({**NOOR.model_dump(), "address": at(code)})
    change.put(place, person, record, {"person": person}, request.fetch(place))
    change.send()


@pytest.mark.goal("CM-5")
def test_what_is_sent_after_a_move_is_in_the_language_of_where_somebody_lives_now() -> None:
    """Given a mail from before a move to another area, when it fails, then text and letter are in that area's."""
    office = PostOffice()
    dossier, person = put_told_family(office.memory)
    want(office.memory, MessageKind.FAMILY_OPENED, dossier, person)
    office.deliver()
    move(office, dossier, person, "5000")
    for _ in range(2):
        office.round(hours=25)
        office.deliver()
    assert notice._SHORT_LAW.say("fr") in office.text.parcels[0].text
    ((key, sealed),) = office.box.bodies.items()
    letter = open_letter(office.printer, key.split("/")[1], sealed)
    assert TEXTS[MessageKind.FAMILY_OPENED].body.say("fr") in str(letter["text"])
    assert TEXTS[MessageKind.FAMILY_OPENED].body.say("nl") not in str(letter["text"])


@pytest.mark.goal("CM-5")
def test_a_decision_in_the_language_of_another_area_is_not_printed() -> None:
    """Given a decision from before a move, when no mail arrives, then nothing is printed: somebody of the fund acts."""
    office = PostOffice()
    dossier, person = put_told_family(office.memory)
    want(office.memory, MessageKind.PAYMENT_DECIDED, dossier)
    (body,) = office.publish()["messages"].bodies
    desk = replace(office.office("family"), decisions=DecisionLetters(lambda *_: ["Wij betalen."]))
    take_message(desk, read_message(body))
    move(office, dossier, person, "5000")
    for _ in range(2):
        office.round(hours=25)
        office.deliver()
    (row,) = office.rows()
    assert (row["letter"], row["state"], office.box.bodies) == (True, "unreachable", {})
    assert str(row["steps"][-1]).endswith("language of another area")  # type: ignore[index]


def test_a_language_of_law_cannot_be_made_up() -> None:
    """Given a wish to write in another language, then neither the type nor the constructor lets it."""
    with pytest.raises(TypeError):
        LawfulLanguage(object(), "en", "en", Why.CHOSEN)
    for function in (mail_notice, outside_notice, short_notice):
        assert inspect.get_annotations(function)["lawful"] is LawfulLanguage
    assert inspect.get_annotations(Heading)["lawful"] is LawfulLanguage
    with pytest.raises(AttributeError):
        kept_language("nl", "fr").language = "en"  # type: ignore[misc]


@pytest.mark.parametrize("address", [None, at(None), at("12"), at("0999"), at("75001", "FR")])
def test_without_an_area_the_choice_counts(address: Address | None) -> None:
    assert lawful_language(address, "fr", "nl").language == "fr"
    assert lawful_language(address, None, "nl").why is Why.ABROAD


def test_every_kind_has_its_text_in_four_languages_that_differ() -> None:
    """Given the kinds of messages, then each has a title and a body in each language, and no two are equal."""
    assert set(TEXTS) == set(MessageKind)
    for kind, text in TEXTS.items():
        for words in (text.title, text.body):
            told = [words.say(language) for language in LANGUAGES]
            assert len({*told}) == len(LANGUAGES), kind
            assert all(one and one == one.strip() for one in told), kind
            assert "{" not in "".join(told)


def test_french_has_a_no_break_space_before_double_marks() -> None:
    everything = [words.say("fr") for text in TEXTS.values() for words in (text.title, text.body)]
    assert not [one for one in everything if any(f" {mark}" in one for mark in ";:?!»")]


def test_areas_cover_every_postal_code_once() -> None:
    areas = language_law._areas()
    assert all(areas.of(code) in areas.languages for code in range(1000, 10000))
    assert areas.of(999) is None


def test_a_text_without_a_language_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        Words("a", "b", "c")  # type: ignore[call-arg]
