"""Synthetic families pass every check, show every situation, come out the same again, and belong to nobody."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from schwifty import IBAN
from stdnum import iban as standard_iban
from stdnum.be import nn

from tools.synthetic.__main__ import write_population
from tools.synthetic.family import Family, Kind, Person
from tools.synthetic.make_families import AS_OF, make_families
from tools.synthetic.numbers import NumberIssuer, NumbersUsedUpError, Sex, belgian_iban
from tools.synthetic.tell_drops import household_deliveries, income_deliveries
from tools.synthetic.tell_form import family_form
from tools.synthetic.words import Region

FAMILIES = list(islice(make_families(seed=1), 240))
LAST_REAL_MONTH = 52  # of a bis number whose sex is known


def people(family: Family) -> Iterator[Person]:
    """Yield everybody of a family."""
    yield from family.adults
    yield from family.children
    if family.other_parent is not None:
        yield family.other_parent.person


PEOPLE = [person for family in FAMILIES for person in people(family)]


def passes_the_97_rule(number: str, born: date) -> bool:
    """Check the digits as the National Register does, written out a second time."""
    nine = int(number[:9]) + (2_000_000_000 if born.year >= 2000 else 0)
    return int(number[9:]) == 97 - nine % 97


@pytest.mark.goal("DX-3")
def test_families_are_valid_varied_seeded_and_nobodys(tmp_path: Path) -> None:
    """Given one seed, when a population is made, then it has what is promised of it, twice the same."""
    # valid numbers, outside what a real person can have
    for person in PEOPLE:
        assert passes_the_97_rule(person.national_number, person.born)
        assert LAST_REAL_MONTH < int(person.national_number[2:4]) <= 72
        assert not nn.is_valid(person.national_number)
    assert len({person.national_number for person in PEOPLE}) == len(PEOPLE)
    # accounts that pass both checks, at a bank that does not exist
    for family in FAMILIES:
        assert standard_iban.is_valid(family.iban, check_country=False)
        assert IBAN(family.iban, validate_bban=True).bank is None
    assert len({family.iban for family in FAMILIES}) == len(FAMILIES)
    # every situation in every region
    assert {(family.kind, family.home.region) for family in FAMILIES[:24]} == {(k, r) for k in Kind for r in Region}
    shared = [family for family in FAMILIES if family.kind is Kind.SHARED_CUSTODY]
    moved = [family for family in FAMILIES if family.kind is Kind.MOVED_REGION]
    assert all(family.other_parent is not None and family.children for family in shared)
    assert all(family.moved_from is not None and family.moved_from.region != family.home.region for family in moved)
    # the same seed, the same bytes; another seed, other people
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_population(tmp_path / folder, seed=seed, families=24)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_more_families_leave_the_first_ones_as_they_are() -> None:
    assert list(islice(make_families(seed=1), 10)) == FAMILIES[:10]


@pytest.mark.parametrize(
    ("born", "sex", "nine"),
    [
        (date(1985, 1, 2), Sex.MALE, "856102001"),
        (date(1985, 1, 2), Sex.FEMALE, "856102002"),
        (date(1999, 12, 31), Sex.MALE, "997231001"),
        (date(2000, 1, 1), Sex.MALE, "006101001"),
    ],
)
def test_first_number_of_a_day(born: date, sex: Sex, nine: str) -> None:
    number = NumberIssuer().national_number(born, sex)
    assert passes_the_97_rule(number, born)
    assert number[:9] == nine


def test_numbers_of_a_day_run_out_loudly() -> None:
    issuer = NumberIssuer()
    numbers = {issuer.national_number(date(2001, 2, 3), Sex.FEMALE) for _ in range(499)}
    assert len(numbers) == 499
    with pytest.raises(NumbersUsedUpError):
        issuer.national_number(date(2001, 2, 3), Sex.FEMALE)


@pytest.mark.parametrize("ten", ["5390000000", "5390000097", "5399999999", "5390075470"])
def test_both_checks_of_an_account(ten: str) -> None:
    """Given accounts on the edges (97 for 0), then both checks hold; the last is a published example."""
    iban = belgian_iban(ten)
    assert IBAN(iban, validate_bban=True).is_valid
    assert ten != "5390075470" or iban == "BE68539007547034"


def test_a_child_is_never_older_than_its_household_says() -> None:
    for family in FAMILIES:
        assert all(child.born <= family.household_since < AS_OF for child in family.children)
        assert family.partner_since is None or family.household_since < family.partner_since < AS_OF
        gaps = zip(family.children, family.children[1:], strict=False)
        assert all((younger.born - older.born).days > 300 for older, younger in gaps)


def test_forms_say_what_the_contract_asks() -> None:
    for family in FAMILIES:
        form = family_form(family)
        assert form["language"] in {"nl", "fr", "de", "en"}
        assert form["declaration"] is True
        children = form["children"]
        assert isinstance(children, list)
        for child in children:
            assert isinstance(child, dict)
            assert ("birth_date" in child) != ("expected_on" in child)
        assert ("partner" in form) == (family.partner is not None)


def test_drops_name_their_place_and_count_on() -> None:
    """Given many families, when they are told in small deliveries, then key, flow and sequence agree and run on."""
    household = list(household_deliveries(FAMILIES, largest=50))
    income = list(income_deliveries(FAMILIES, largest=120))
    for flow, deliveries in (("HOUSEHOLD", household), ("INCOME_TAX", income)):
        for sequence, delivery in enumerate(deliveries, start=1):
            lines = delivery.body.decode().splitlines()
            data = json.loads(lines[0])["data"]
            assert data["flow"] == flow
            assert data["sequenceNumber"] == sequence
            assert re.fullmatch(rf"0244640631/{flow.lower()}/0*{sequence}\.jsonl?", delivery.key)
            assert ("notifications" in data) == delivery.key.endswith(".json")
    assert any(delivery.key.endswith(".jsonl") for delivery in income)
    assert all(delivery.key.endswith(".json") for delivery in household)


def test_a_partner_who_moves_in_is_a_second_version() -> None:
    told = [
        notification
        for delivery in household_deliveries(FAMILIES[:24], largest=1)
        for notification in json.loads(delivery.body)["data"]["notifications"]
    ]
    ids = [(each["attestation"]["attestationId"], each["attestation"]["attestationVersion"]) for each in told]
    assert len(set(ids)) == len(ids)
    second = [each for each in told if each["attestation"]["attestationVersion"] == 1]
    moved_in = [family for family in FAMILIES[:24] if family.kind is Kind.PARTNER_MOVED_IN]
    assert len(second) == len(moved_in)
    for each, family in zip(second, moved_in, strict=True):
        assert family.partner is not None
        members = {member["ssin"] for member in each["content"]["household"]["members"]}
        assert family.partner.national_number in members
