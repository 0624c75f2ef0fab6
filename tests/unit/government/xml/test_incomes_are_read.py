"""Tax assessments, social statuses and living wages."""

import pytest

from tests.builders.service_answers import (
    asked,
    contents,
    found,
    notifications,
    parsed,
    remark,
    service_answer,
    without_content,
)
from tests.builders.synthetic_numbers import synthetic_number

PERSON, OTHER = synthetic_number("1985-03-14", 12), synthetic_number("1985-03-14", 14)
TAX = "GeefAanslagbiljetPersonenbelasting"


def assessment(items: str, person: str = PERSON) -> str:
    """Return an assessment of 2022."""
    return (
        f"<AanslagbiljetPersonenbelasting><GevraagdePersoon><INSZ>{person}</INSZ><FiscaleStatus><Code>A</Code>"
        "<Omschrijving>Titularis</Omschrijving></FiscaleStatus></GevraagdePersoon><Inkomensjaar>2022</Inkomensjaar>"
        f"<Artikelnummer>123456789</Artikelnummer>{items}</AanslagbiljetPersonenbelasting>"
    )


ITEMS = (
    "<Items><Item><Code>A7555</Code><Waarde>1000050</Waarde></Item>"
    "<Item><Code>B7270</Code><Waarde>0</Waarde></Item></Items>"
)
LINES = [{"code": "A7555", "amountEurocent": 1000050}, {"code": "B7270", "amountEurocent": 0}]


@pytest.mark.parametrize(("items", "lines"), [(ITEMS, LINES), ("", []), ("<Items/>", [])])
def test_an_assessment_with_without_and_with_empty_lines(items: str, lines: list[object]) -> None:
    """Given lines, a line of 0 or none, then these stay three different things."""
    body = service_answer(TAX, "02.00", found(assessment(items)))
    assert contents("INCOME_TAX", body) == [{"yearlyIncome": {"incomeYear": 2022, "fiscalStatus": "A", "items": lines}}]


def test_who_was_taxed_together_is_named() -> None:
    """Given an assessment of two people, then the other one stands beside the person."""
    related = f"<GerelateerdePersoon><INSZ>{OTHER}</INSZ></GerelateerdePersoon>"
    body = service_answer(TAX, "02.00", found(assessment(ITEMS).replace("<Inkomensjaar>", f"{related}<Inkomensjaar>")))
    income = {"incomeYear": 2022, "fiscalStatus": "A", "relatedPersonSsin": OTHER, "items": LINES}
    assert contents("INCOME_TAX", body) == [{"yearlyIncome": income}]


def test_no_assessment_is_no_income_of_zero() -> None:
    """Given a year that does not exist, then nothing is stated, and the answer is a valid one."""
    body = service_answer(TAX, "02.00", without_content(remark("45008", "INFORMATIE")))
    assert (parsed("INCOME_TAX", body).count, parsed("INCOME_TAX", body).unanswered) == (0, ())


def test_an_answer_about_somebody_else_is_believed_about_nobody() -> None:
    """Given a question about one and content about another, then it cannot be used, and is attached to neither."""
    body = service_answer(TAX, "02.00", found(assessment(ITEMS, OTHER)))
    (one,) = notifications("INCOME_TAX", asked(body, PERSON))
    assert one["unusable"] == "asked_for_another_person"
    assert "unusable" not in notifications("INCOME_TAX", asked(body, OTHER))[0]


def test_two_questions_in_one_file_are_told_apart_by_their_reference() -> None:
    """Given two answers with references, then each is held against its own question."""
    answers = [
        found(assessment(ITEMS, PERSON), reference="a"),
        found(assessment(ITEMS, PERSON), reference="b"),
    ]
    body = asked(service_answer(TAX, "02.00", *answers), PERSON, OTHER, references=("a", "b"))
    first, second = notifications("INCOME_TAX", body)
    assert "unusable" not in first
    assert second["unusable"] == "asked_for_another_person"


def status(name: str, periods: str = "", code: str = "1") -> str:
    """Return a social status."""
    return (
        f"<Persoon><INSZ>{PERSON}</INSZ><SocialeStatuten><SociaalStatuut><Naam>{name}</Naam><Resultaat>"
        f"<Code>{code}</Code></Resultaat>{periods}</SociaalStatuut></SocialeStatuten></Persoon>"
    )


PERIOD = "<Periodes><Periode><Begindatum>2024-01-01</Begindatum><Einddatum>2030-01-01</Einddatum></Periode></Periodes>"


@pytest.mark.parametrize(
    ("name", "periods", "code", "expected"),
    [
        ("BIM_BVT_IN_FAMILY", PERIOD, "1", ("INCREASED_REIMBURSEMENT", True, "2024-01-01", "2030-01-01")),
        ("PCSA_AND_BIM_HELP", "", "1", ("INCREASED_REIMBURSEMENT", True, "2024-05-02", "2024-05-02")),
        ("BIM", "", "0", ("INCREASED_REIMBURSEMENT", False, "2024-05-02", "2024-05-02")),
        ("SOMETHING_NEW", PERIOD, "1", ("SOMETHING_NEW", True, "2024-01-01", "2030-01-01")),
    ],
)
def test_a_status_without_period_holds_on_the_day_of_the_answer(
    name: str, periods: str, code: str, expected: tuple[str, bool, str, str]
) -> None:
    """Given a status with or without period, then no end is invented; an unknown one is for the rules to refuse."""
    body = service_answer("GeefSociaalStatuut", "03.00", found(status(name, periods, code)))
    named, applies, begin, end = expected
    stated = {"name": named, "applies": applies, "period": {"begin": begin, "end": end}}
    assert contents("INCOME_TAX", body) == [{"socialStatus": stated}]


def month(kind: str, on: str) -> str:
    """Return what was paid in one month."""
    return (
        f'<Maand JaarMaand="{on}"><{kind}PerPeriode LaatsteUitbetaling="1"><{kind}Periode ID="1"><Bedrag>70.50</Bedrag>'
        f"<Periode><Begin>{on}-01</Begin><Einde>{on}-28</Einde></Periode>"
        f"<Begunstigde><INSZ>{PERSON}</INSZ></Begunstigde></{kind}Periode></{kind}PerPeriode></Maand>"
    )


MONTHS = month("Leefloon", "2023-01") + month("EquivalentLeefloon", "2023-02") + month("Kinderbijslag", "2023-02")
PAID = (
    f"<Leefloonbedragen><Leefloonbedrag><Tegemoetkoming><Maandelijks>{MONTHS}</Maandelijks></Tegemoetkoming>"
    "</Leefloonbedrag></Leefloonbedragen>"
)


def test_living_wages_are_statuses_and_child_benefit_of_a_centre_waits_for_a_person() -> None:
    """Given one answer, then the key's flow decides what is read; child benefit for an unnamed child is put aside."""
    body = service_answer("GeefLeefloonbedragen", "02.00", found(PAID))
    wages = [{"begin": "2023-01-01", "end": "2023-01-28"}, {"begin": "2023-02-01", "end": "2023-02-28"}]
    assert contents("INCOME_TAX", body) == [
        {"socialStatus": {"name": "LIVING_WAGE", "applies": True, "period": period}} for period in wages
    ]
    (benefit,) = notifications("BENEFIT_ELSEWHERE", body)
    assert benefit["unusable"] == "child_not_named"
    periods = [{"beginMonth": "2023-02", "endMonth": "2023-02", "category": "BASE", "beneficiaries": [PERSON]}]
    assert benefit["content"] == {"benefitElsewhere": {"source": "PCSW", "periods": periods}}
