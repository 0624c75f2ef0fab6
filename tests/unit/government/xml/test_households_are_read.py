"""Household compositions: three shapes, one household."""

import pytest

from tests.builders.service_answers import asked, contents, found, notifications, service_answer
from tests.builders.synthetic_numbers import synthetic_number

HEAD, SPOUSE, CHILD, STRANGER = (
    synthetic_number(born, 11) for born in ("1985-03-14", "1986-04-15", "2019-05-02", "1960-01-01")
)
COMPOSITION, HISTORY = "GeefGezinssamenstelling", "GeefHistoriekGezinssamenstelling"


def member(number: str, position: str, entered: str = "", living: str = "") -> str:
    """Return a member as the newer version writes it."""
    begin = f' DatumBegin="{entered}"' if entered else ""
    kind = f"<Woonvorm><Code>{living}</Code></Woonvorm>" if living else ""
    return (
        f"<Gezinslid{begin}><INSZ>{number}</INSZ><Naam><Achternamen><Achternaam>X</Achternaam></Achternamen></Naam>"
        f"<Positie><Code>{position}</Code><Omschrijving>any word</Omschrijving></Positie>{kind}"
        "<Adressen><Hoofdverblijfplaats><Huisnummer>1</Huisnummer></Hoofdverblijfplaats></Adressen>"
        "<Bron><Code>RR</Code></Bron></Gezinslid>"
    )


def older_member(number: str, position: str, entered: str = "") -> str:
    """Return a member as version 02.00 writes it: the number stands within the person."""
    begin = f' DatumCreatie="{entered}"' if entered else ""
    return (
        f"<Gezinslid{begin}><Bron><Code>RR</Code></Bron><Positie><Code>{position}</Code></Positie>"
        f"<Persoon><INSZ>{number}</INSZ><BurgerlijkeStaten><BurgerlijkeStaat><Partner><INSZ>{STRANGER}</INSZ></Partner>"
        "</BurgerlijkeStaat></BurgerlijkeStaten></Persoon></Gezinslid>"
    )


MEMBERS = member(HEAD, "01") + member(SPOUSE, "02", "2010-06-01") + member(CHILD, "03", "2019-05-02")
OLDER = older_member(HEAD, "01") + older_member(SPOUSE, "02", "2010-06-01") + older_member(CHILD, "03", "2019-05-02")
BEFORE = "<HistoriekGezinssamenstelling><Gezinssamenstelling>"
AFTER = "</Gezinssamenstelling></HistoriekGezinssamenstelling>"
FAMILY = [
    {"ssin": HEAD, "relationship": 1},
    {"ssin": SPOUSE, "relationship": 2, "entryDate": "2010-06-01"},
    {"ssin": CHILD, "relationship": 3, "entryDate": "2019-05-02"},
]


@pytest.mark.parametrize(
    ("name", "version", "content"),
    [
        (COMPOSITION, "02.02", f"<Gezinsleden>{MEMBERS}</Gezinsleden>"),
        (COMPOSITION, "02.00", f"<Gezinsleden>{OLDER}</Gezinsleden>"),
        (
            HISTORY,
            "02.02",
            f"{BEFORE}<Gezinsleden>{MEMBERS}</Gezinsleden>{AFTER}",
        ),
    ],
)
def test_three_shapes_state_one_household(name: str, version: str, content: str) -> None:
    """Given a family in each shape, then the household is the picture of the day of the answer, about its head."""
    (one,) = notifications("HOUSEHOLD", service_answer(name, version, found(content), at="2024-03-01"))
    assert one["ssin"] == {"value": HEAD}
    assert one["content"] == {
        "household": {"referenceDate": "2024-03-01", "origin": "NATIONAL_REGISTER", "members": FAMILY}
    }


def test_each_household_of_a_history_has_its_own_date_and_attestation() -> None:
    """Given two households with dates, then each is a statement of its own, valid from its date."""
    content = "".join(
        f'<Gezinssamenstelling DatumBegin="{on}"><Gezinsleden>{member(HEAD, "01")}</Gezinsleden></Gezinssamenstelling>'
        for on in ("2019-01-01", "2022-01-01")
    )
    whole = f"<HistoriekGezinssamenstelling>{content}</HistoriekGezinssamenstelling>"
    first, second = notifications("HOUSEHOLD", service_answer(HISTORY, "02.02", found(whole)))
    assert [one["content"]["household"]["referenceDate"] for one in (first, second)] == ["2019-01-01", "2022-01-01"]  # type: ignore[index]
    assert first["attestation"]["attestationId"] != second["attestation"]["attestationId"]  # type: ignore[index]


def test_a_question_about_a_child_gives_the_household_of_its_head() -> None:
    """Given a question about a member, then the statement is about the head; about nobody of it, then about nobody."""
    body = service_answer(COMPOSITION, "02.02", found(f"<Gezinsleden>{MEMBERS}</Gezinsleden>"))
    (of_head,) = notifications("HOUSEHOLD", asked(body, CHILD))
    assert of_head["ssin"] == {"value": HEAD}
    (of_stranger,) = notifications("HOUSEHOLD", asked(body, STRANGER))
    assert of_stranger["ssin"] == {"value": STRANGER}, "the rules refuse it: who was asked about is no member"


def test_a_home_is_told_from_a_household() -> None:
    """Given the kind of living, then a collective one is said to be so; without it, nothing is said."""
    for code, collective in (("00", False), ("01", True)):
        people = member(HEAD, "01", living=code)
        body = service_answer(COMPOSITION, "02.02", found(f"<Gezinsleden>{people}</Gezinsleden>"))
        assert contents("HOUSEHOLD", body)[0]["household"]["collective"] is collective  # type: ignore[index]


def test_an_unknown_day_of_entry_is_left_out_and_nonsense_is_handed_on() -> None:
    """Given entries that are incomplete or no date, then the first is absent and the rules will refuse the second."""
    people = member(HEAD, "01", "1990-00-00") + member(CHILD, "zz", "yesterday")
    body = service_answer(COMPOSITION, "02.02", found(f"<Gezinsleden>{people}</Gezinsleden>"))
    assert contents("HOUSEHOLD", body)[0]["household"]["members"] == [  # type: ignore[index]
        {"ssin": HEAD, "relationship": 1},
        {"ssin": CHILD, "relationship": "zz", "entryDate": "yesterday"},
    ]
