"""DmfA, Dimona, careers of the self-employed, career breaks."""

import pytest

from tests.builders.service_answers import (
    contents,
    found,
    notifications,
    parsed,
    remark,
    service_answer,
    without_content,
)
from tests.builders.synthetic_numbers import synthetic_number

PERSON = synthetic_number("1985-03-14", 16)


def attest(
    number: str, version: str, status: str, *, before: str = "", quarter: str = "20242", contract: str = "0"
) -> str:
    """Return a version of a declaration of one occupation."""
    previous = f"<Versie><Vorige>{before}</Vorige></Versie>" if before else ""
    return (
        f"<Attest><Identificatie><Nummer>{number}</Nummer><Versie>{version}</Versie><Status><Code>{status}</Code></Status>"
        f"<DatumCreatie>2024-07-21</DatumCreatie></Identificatie>{previous}<AangifteWerkgever><Kwartaal>{quarter}</Kwartaal>"
        f"<Werknemer><INSZ>{PERSON}</INSZ><Werknemerslijn><Periode><Begin>2024-04-01</Begin></Periode><Tewerkstellingen>"
        f"<Tewerkstelling><Periode><Begin>2020-09-01</Begin></Periode><TypeContract>{contract}</TypeContract>"
        "<Informatie><BrutoLoonZiekte>1</BrutoLoonZiekte></Informatie></Tewerkstelling></Tewerkstellingen>"
        "</Werknemerslijn></Werknemer></AangifteWerkgever></Attest>"
    )


def declared(*attests: str) -> bytes:
    """Return an answer with these declarations."""
    return service_answer("GeefDmfaVoorWerknemer", "03.00", found(f"<Attesten>{''.join(attests)}</Attesten>"))


def identities(body: bytes) -> list[tuple[object, ...]]:
    """Return id, version and status of each notification."""
    names = ("attestationId", "attestationVersion", "attestationStatus")
    each = [one["attestation"] for one in notifications("EMPLOYMENT", body)]
    return [tuple(one[name] for name in names) for one in each if isinstance(one, dict)]


def test_a_declaration_is_an_occupation_in_a_quarter() -> None:
    """Given a declaration, then quarter, kind of contract and period are kept, and no wage and no employer."""
    (one,) = notifications("EMPLOYMENT", declared(attest("100", "100", "0", contract="1")))
    work = {
        "declarationKind": "DMFA",
        "yearQuarter": "2024Q2",
        "contractType": "PART_TIME",
        "occupationPeriod": {"begin": "2020-09-01"},
    }
    assert one["content"] == {"employment": work}
    assert one["attestation"]["creationDate"] == "2024-07-21"  # type: ignore[index]


def test_the_number_stays_and_the_key_of_the_version_changes() -> None:
    """Given the first habit, in any order, then versions are ranked along the chain and not by their keys."""
    third = attest("100", "050", "2", before="300")
    versions = [attest("100", "300", "1", before="100"), third, attest("100", "100", "0")]
    assert identities(declared(*versions)) == [
        ("DMFA-100", 1, "MODIFICATION"),
        ("DMFA-100", 2, "CANCELLATION"),
        ("DMFA-100", 0, "CREATION"),
    ]


def test_the_number_changes_with_the_version() -> None:
    """Given the second habit, then the same quarter is one attestation, and another quarter another one."""
    versions = [
        attest("100", "100", "0"),
        attest("200", "200", "1", before="100"),
        attest("300", "300", "2", before="200", quarter="20243"),
    ]
    assert identities(declared(*versions)) == [
        ("DMFA-100", 0, "CREATION"),
        ("DMFA-100", 1, "MODIFICATION"),
        ("DMFA-300", 1, "CANCELLATION"),
    ]


def test_a_chain_that_bites_its_tail_ends() -> None:
    """Given versions that follow each other in a circle, then reading ends."""
    versions = [attest("100", "1", "1", before="2"), attest("100", "2", "1", before="1")]
    assert [version for _, version, _ in identities(declared(*versions))] == [1, 1]


def test_a_wage_for_sick_days_is_no_incapacity() -> None:
    """Given the same answer in the flow of incapacity, then nothing is concluded from a wage."""
    assert parsed("INCAPACITY", declared(attest("100", "100", "0"))).count == 0


def test_an_empty_content_is_no_data() -> None:
    """Given content without anything and without a remark, then nothing is stated, and the answer is valid."""
    body = service_answer("GeefDmfaVoorWerknemer", "03.00", found("\n  "))
    assert (parsed("EMPLOYMENT", body).count, parsed("EMPLOYMENT", body).unanswered) == (0, ())


def contract(number: str, kind: str, cancelled: str = "0") -> str:
    """Return a declared work relation."""
    return (
        f"<Contract><Relatie><Werkgever><RSZNummer>1</RSZNummer></Werkgever><Werknemer><INSZ>{PERSON}</INSZ></Werknemer>"
        f"</Relatie><Aangifte><DimonaNummer>{number}</DimonaNummer><PeriodeTijdstip><Begin><Datum>2024-07-01</Datum></Begin>"
        f"<Einde><Datum>9999-12-31</Datum></Einde></PeriodeTijdstip><AardWerknemer>{kind}</AardWerknemer>"
        f"<Geannuleerd>{cancelled}</Geannuleerd></Aangifte></Contract>"
    )


@pytest.mark.parametrize(("kind", "expected"), [("STU", "STUDENT"), ("OTH", "OTHER")])
def test_a_student_job_is_told_from_others(kind: str, expected: str) -> None:
    """Given a relation without end, then the year 9999 says so; who is the employer is not kept."""
    body = service_answer("GeefWerkrelaties", "02.00", found(f"<Contracten>{contract('7', kind)}</Contracten>"))
    work = {"declarationKind": "DIMONA", "contractType": expected, "occupationPeriod": {"begin": "2024-07-01"}}
    assert contents("EMPLOYMENT", body) == [{"employment": work}]


def test_a_number_that_could_be_somebodys_does_not_become_an_id() -> None:
    """Given declarations with ten and with eleven digits, then the longer one is replaced by a keyed digest."""
    both = f"<Contracten>{contract('1234567890', 'OTH')}{contract(PERSON, 'OTH', '1')}</Contracten>"
    (short, _, _), (long, version, status) = identities(service_answer("GeefWerkrelaties", "02.00", found(both)))
    assert short == "DIMONA-1234567890"
    assert str(long).startswith("ATT-")
    assert PERSON not in str(long)
    assert (version, status) == (8888, "CANCELLATION"), "the day of the answer, counted from 2000"


CAREER = (
    f"<Zelfstandige><INSZ>{PERSON}</INSZ><Aansluitingen><Aansluiting><Loopbanen><Loopbaan><Bijdragereeks>"
    "<Code>100</Code></Bijdragereeks><Periode><Begin>2020-04-01</Begin><Einde>2022-03-31</Einde></Periode></Loopbaan>"
    "<Loopbaan><Bijdragereeks><Code>777</Code></Bijdragereeks><Periode><Begin>2022-06-01</Begin></Periode>"
    "<PeriodeGelijkgesteld><Code>100</Code></PeriodeGelijkgesteld></Loopbaan></Loopbanen></Aansluiting></Aansluitingen>"
    "</Zelfstandige>"
)


def test_a_career_is_work_in_one_flow_and_sickness_in_another() -> None:
    """Given work and a stretch that counts as worked, then each flow takes its own; an open stretch still runs."""
    body = service_answer("GeefLoopbaanARZA", "02.01", found(CAREER))
    work = {
        "declarationKind": "SELF_EMPLOYED",
        "contributionClass": "MAIN",
        "occupationPeriod": {"begin": "2020-04-01", "end": "2022-03-31"},
    }
    assert contents("EMPLOYMENT", body) == [{"employment": work}]
    sickness = {"socialRisk": "SICKNESS", "period": {"begin": "2022-06-01"}}
    assert contents("INCAPACITY", body) == [{"incapacity": sickness}]


def career_break(source: str, category: str, reduction: str) -> str:
    """Return a career break."""
    return (
        f"<Loopbaanonderbreking><Bron>{source}</Bron><Dossiernummer>D1</Dossiernummer><INSZ>{PERSON}</INSZ><Periode>"
        f"<Begin>2015-02-02</Begin><Einde>2016-08-31</Einde></Periode><Categorie><Code>{category}</Code></Categorie>"
        f"<Vermindering><Code>{reduction}</Code></Vermindering><Reden><Code>1</Code></Reden>"
        "<BedragMaandelijkseUitkering>15838</BedragMaandelijkseUitkering></Loopbaanonderbreking>"
    )


@pytest.mark.parametrize(
    ("source", "category", "reduction", "expected"),
    [
        ("RVA", "1", "5", ("TIME_CREDIT", "NEO", "ONE_FIFTH")),
        ("Vlaanderen", "4", "1", ("CARE_CREDIT", "FLANDERS", "FULL")),
        ("Brussel", "9", "7", ("CAREER_BREAK", "BRUSSELS", "OTHER")),
    ],
)
def test_a_career_break_names_who_pays_and_not_why(
    source: str, category: str, reduction: str, expected: tuple[str, str, str]
) -> None:
    """Given a break, then its kind, payer, size and amount are kept, and its reason is not."""
    content = f"<Loopbaanonderbrekingen>{career_break(source, category, reduction)}</Loopbaanonderbrekingen>"
    kind, payer, size = expected
    stated = {
        "kind": kind,
        "source": payer,
        "period": {"begin": "2015-02-02", "end": "2016-08-31"},
        "reduction": size,
        "monthlyAmountEurocent": 15838,
    }
    body = service_answer("GeefLoopbaanonderbrekingen", "02.00", found(content))
    assert contents("UNEMPLOYMENT", body) == [{"unemployment": stated}]


def test_no_data_of_four_sources_is_a_valid_answer() -> None:
    """Given four sources without data, and dates that are none, then nothing is stated and nothing is unanswered."""
    remarks = [remark("30001", Bron=source) for source in ("Vlaanderen", "RVA", "Wallonie", "Brussel")]
    body = service_answer("GeefLoopbaanonderbrekingen", "02.00", without_content(*remarks))
    assert (parsed("UNEMPLOYMENT", body).count, parsed("UNEMPLOYMENT", body).unanswered) == (0, ())


def test_no_data_of_one_source_leaves_the_other_standing() -> None:
    """Given data of Flanders and none of the federal office, then the data counts."""
    content = f"<Loopbaanonderbrekingen>{career_break('Vlaanderen', '4', '1')}</Loopbaanonderbrekingen>"
    body = service_answer("GeefLoopbaanonderbrekingen", "02.00", found(content, remark("30001", Bron="RVA")))
    assert (parsed("UNEMPLOYMENT", body).count, parsed("UNEMPLOYMENT", body).unanswered) == (1, ())
