"""Makes families from a seed: the same seed gives the same families, and asking for more changes none of the first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tools.synthetic.family import Family, Home, Kind, OtherParent, Person
from tools.synthetic.numbers import NumberIssuer, Sex
from tools.synthetic.words import (
    FRENCH_ENDS,
    FRENCH_STARTS,
    FUNDS,
    GIVEN_NAMES,
    LANGUAGES,
    MUNICIPALITIES,
    NAME_ENDS,
    NAME_STARTS,
    STREETS,
    Region,
)

# The day on which the families are looked at: the demo runs on the first of July 2024, for June.
AS_OF = date(2024, 7, 1)
# The income year on which each region tests the supplements of June 2024 (amount files under `<region>/income`).
INCOME_YEARS = {Region.FLANDERS: 2021, Region.BRUSSELS: 2022, Region.WALLONIA: 2021}
_DAYS_OF_YEAR = 365
_STATUSES = ("employed", "employed", "self_employed", "unemployed", "incapacity", "none")
# Yearly incomes in whole euro: around, under and over the limits of the three regions.
_INCOMES = (0, 14_500, 23_800, 29_900, 33_100, 41_000, 58_750, 76_200, 112_000)
# Ages in days: of the youngest child, by kind, and what lies between two children of one mother.
_YOUNGEST = (100, 2 * _DAYS_OF_YEAR)
_YOUNGEST_OF_OLD_SCHEME = (7 * _DAYS_OF_YEAR, 10 * _DAYS_OF_YEAR)
_BETWEEN = (330, 900)
_BEFORE_A_LARGE_FAMILY_GREW = 4 * _DAYS_OF_YEAR
_ADULT = (24 * _DAYS_OF_YEAR, 45 * _DAYS_OF_YEAR)


@dataclass(slots=True)
class _Maker:
    """Draws one family; `chance` belongs to that family alone."""

    issuer: NumberIssuer
    as_of: date
    chance: Random = field(default_factory=Random)

    def person(self, family_name: str, ages: tuple[int, int], sex: Sex | None = None) -> Person:
        sex = sex or self.chance.choice(list(Sex))
        born = self.as_of - timedelta(days=self.chance.randint(*ages))
        name = self.chance.choice(GIVEN_NAMES[sex])
        return Person(name, family_name, born, sex, self.issuer.national_number(born, sex))

    def family_name(self, region: Region) -> str:
        dutch = region is Region.FLANDERS or (region is Region.BRUSSELS and self.chance.random() < 1 / 2)
        starts, ends = (NAME_STARTS, NAME_ENDS) if dutch else (FRENCH_STARTS, FRENCH_ENDS)
        return self.chance.choice(starts) + self.chance.choice(ends)

    def home(self, region: Region) -> Home:
        postal_code, municipality = self.chance.choice(MUNICIPALITIES[region])
        return Home(
            region=region,
            street=self.chance.choice(STREETS[region]),
            house_number=str(self.chance.randint(1, 240)),
            box=self.chance.choice((None, None, "1", "B2")),
            postal_code=postal_code,
            municipality=municipality,
        )

    def children(self, kind: Kind, family_name: str) -> tuple[Person, ...]:
        age = self.chance.randint(*(_YOUNGEST_OF_OLD_SCHEME if kind is Kind.OLD_SCHEME else _YOUNGEST))
        count = {Kind.LARGE: 4, Kind.OLD_SCHEME: 2, Kind.EXPECTING: 1}.get(kind) or self.chance.randint(1, 2)
        children = []
        for place in range(count):
            if kind is Kind.LARGE and place == count - 1:
                age += _BEFORE_A_LARGE_FAMILY_GREW
            children.append(self.person(family_name, (age, age)))
            age += self.chance.randint(*_BETWEEN)
        return tuple(reversed(children))

    def family(self, number: int, kind: Kind, region: Region) -> Family:
        name = self.family_name(region)
        alone = kind in {Kind.SINGLE_PARENT, Kind.SHARED_CUSTODY}
        applicant = self.person(name, _ADULT, Sex.FEMALE if self.chance.random() < 1 / 2 else Sex.MALE)
        partner = None if alone else self.person(self.family_name(region), _ADULT)
        adults = 1 if partner is None else 2
        home = self.home(region)
        others = [other for other in Region if other is not region]
        return Family(
            number=number,
            kind=kind,
            language=self.chance.choice(LANGUAGES[region]),
            home=home,
            applicant=applicant,
            partner=partner,
            children=self.children(kind, name),
            expected_on=self.as_of + timedelta(days=self.chance.randint(40, 200)) if kind is Kind.EXPECTING else None,
            iban=self.issuer.iban(self.chance),
            work=tuple(self.chance.choice(_STATUSES) for _ in range(adults)),
            income_year=INCOME_YEARS[region],
            incomes_cents=tuple(100 * self.chance.choice(_INCOMES) for _ in range(adults)),
            household_since=self.as_of - timedelta(days=self.chance.randint(60, 90)),
            partner_since=self.as_of - timedelta(days=self.chance.randint(20, 50))
            if kind is Kind.PARTNER_MOVED_IN
            else None,
            other_parent=OtherParent(self.person(self.family_name(region), _ADULT), self.home(region))
            if kind is Kind.SHARED_CUSTODY
            else None,
            moved_from=self.home(self.chance.choice(others)) if kind is Kind.MOVED_REGION else None,
            current_fund=self.chance.choice(FUNDS) if kind is Kind.MOVED_REGION else None,
        )


def make_families(seed: int, *, as_of: date = AS_OF) -> Iterator[Family]:
    """Yield families without end: kinds and regions go round, so that every kind occurs in every region in 24."""
    issuer = NumberIssuer()
    kinds, regions = list(Kind), list(Region)
    number = 0
    while True:
        number += 1
        chance = Random(f"{seed}/{number}")  # noqa: S311 - a population to be drawn again, not a secret
        maker = _Maker(issuer, as_of, chance)
        yield maker.family(number, kinds[(number - 1) % len(kinds)], regions[(number - 1) % len(regions)])
