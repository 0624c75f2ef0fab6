"""What other funds pay for children."""

from tests.builders.service_answers import asked, contents, found, notifications, service_answer
from tests.builders.synthetic_numbers import synthetic_number

CHILD, PARENT, OTHER_PARENT, STRANGER = (
    synthetic_number(born, 20) for born in ("2010-03-14", "1985-01-01", "1984-01-01", "1983-01-01")
)


def period(begin: str, end: str, category: str, *payees: str) -> str:
    """Return paid months of a child."""
    until = f"<EindeMaand>{end}</EindeMaand>" if end else ""
    people = "".join(f"<Begunstigde>{payee}</Begunstigde>" for payee in payees)
    return (
        f"<Betalingsperiode><Periode><BeginMaand>{begin}</BeginMaand>{until}</Periode><Categorie><Code>{category}</Code>"
        f"</Categorie><Begunstigden>{people}</Begunstigden></Betalingsperiode>"
    )


def paid(about: str, payees: tuple[str, ...], *periods: str, child: str = CHILD) -> str:
    """Return what one fund pays for a child."""
    people = "".join(f"<Begunstigde><INSZ>{payee}</INSZ></Begunstigde>" for payee in payees)
    return (
        f"<KindVoordeel><Bron>VLAANDEREN</Bron><INSZ>{about}</INSZ><KindVoordeelFonds><Ondernemingsnummer>0687467902"
        f"</Ondernemingsnummer></KindVoordeelFonds><Begunstigden>{people}</Begunstigden><Kinderen><Kind><INSZ>{child}</INSZ>"
        f"<Betalingsperiodes>{''.join(periods)}</Betalingsperiodes></Kind></Kinderen></KindVoordeel>"
    )


def benefits(*blocks: str, at: str = "2024-05-02") -> bytes:
    """Return an answer about child benefits."""
    return service_answer(
        "GeefKindVoordelen", "02.00", found(f"<KindVoordelen>{''.join(blocks)}</KindVoordelen>"), at=at
    )


def test_two_parents_share_a_child_and_no_supplement_is_read() -> None:
    """Given one payee, then two, and a supplement for illness, then months and payees are kept, the supplement not."""
    periods = (
        period("2020-10", "", "BASIS", OTHER_PARENT, PARENT),
        period("2019-01", "2020-09", "BASIS", OTHER_PARENT),
        period("2019-01", "", "ZORG_SPECIALE_NODEN", PARENT),
    )
    body = benefits(paid(PARENT, (PARENT, OTHER_PARENT), *periods))
    stated = [
        {"beginMonth": "2020-10", "category": "BASE", "beneficiaries": [OTHER_PARENT, PARENT]},
        {"beginMonth": "2019-01", "endMonth": "2020-09", "category": "BASE", "beneficiaries": [OTHER_PARENT]},
    ]
    assert contents("BENEFIT_ELSEWHERE", body) == [
        {"benefitElsewhere": {"source": "FLANDERS", "fund": {"enterpriseNumber": "0687467902"}, "periods": stated}}
    ]
    assert "ZORG" not in str(notifications("BENEFIT_ELSEWHERE", body))


def test_what_was_paid_once_for_a_child_is_kept() -> None:
    """Given bonuses of a child, then those of once a life or a year are kept, with the day they were paid."""
    bonuses = "".join(
        f"<Bonus><Betalingsdatum>2020-02-05</Betalingsdatum><Categorie><Code>{code}</Code></Categorie></Bonus>"
        for code in ("STARTBEDRAG_GEBOORTE", "STARTBEDRAG_ADOPTIE", "ZORG_X")
    )
    block = paid(PARENT, (PARENT,), period("2019-01", "", "BASIS", PARENT))
    (one,) = contents("BENEFIT_ELSEWHERE", benefits(block.replace("</Kind>", f"<Bonussen>{bonuses}</Bonussen></Kind>")))
    assert one["benefitElsewhere"]["bonuses"] == [  # type: ignore[index]
        {"date": "2020-02-05", "category": category} for category in ("BIRTH", "ADOPTION")
    ]


def test_two_payees_of_the_same_months_state_the_same_thing_differently() -> None:
    """Given two answers of one day with different payees, then both have one identity: the second is a conflict."""
    first, second = (
        notifications("BENEFIT_ELSEWHERE", benefits(paid(payee, (payee,), period("2019-01", "", "BASIS", payee))))[0]
        for payee in (PARENT, OTHER_PARENT)
    )
    assert first["attestation"] == second["attestation"]
    assert first["content"] != second["content"]


def test_all_blocks_about_a_child_are_one_statement() -> None:
    """Given two blocks of one fund about one child, then their months stand together."""
    blocks = (
        paid(PARENT, (PARENT,), period("2019-01", "2019-12", "BASIS", PARENT)),
        paid(PARENT, (PARENT,), period("2020-01", "", "BASIS", PARENT)),
    )
    (one,) = contents("BENEFIT_ELSEWHERE", benefits(*blocks))
    assert len(one["benefitElsewhere"]["periods"]) == 2  # type: ignore[index]


def test_a_payee_whom_the_fund_does_not_name_is_not_believed() -> None:
    """Given a child that is its own payee and no beneficiary of the fund, then the statement waits for a person."""
    (one,) = notifications(
        "BENEFIT_ELSEWHERE", benefits(paid(PARENT, (PARENT,), period("2020-02", "", "BASIS", CHILD)))
    )
    assert one["unusable"] == "payee_not_among_beneficiaries"
    other = asked(benefits(paid(PARENT, (PARENT,), period("2020-02", "", "BASIS", PARENT))), STRANGER)
    assert notifications("BENEFIT_ELSEWHERE", other)[0]["unusable"] == "asked_for_another_person"
