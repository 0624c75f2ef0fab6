"""What the law answers: amounts in cents with their reasons, and what could not be decided.

Nothing here holds an income, a name or a date of birth: a decision may be kept under the dossier's key as it is.
All of it is named tuples: as frozen as a dataclass, five times cheaper to make and to import.
"""

from datetime import date
from typing import Literal, NamedTuple

from functions.benefits.amount import Amount, Article, Ratio, Status, weakest
from functions.benefits.household import Region
from functions.benefits.round_half_up import round_half_up
from functions.units.year_month import YearMonth

type Benefit = Literal[
    "base",
    "orphan_base",
    "age",
    "social",
    "single_parent",
    "large_family",
    "invalid_parent",
    "orphan",
    "care",
    "support",
    "foster",
    "guarantee",
]
type OneOffBenefit = Literal["birth", "adoption", "annual", "social", "childcare", "toddler"]
type IncomeTest = Literal["unknown", "tested", "status", "cadastral", "both"]
type Outcome = str | int | bool
type Tests = tuple[tuple[str, Outcome], ...]


class Term(NamedTuple):
    """One step of a sum: an amount, times a ratio rounded half up to the cent, added or taken off."""

    amount: Amount
    ratio: Ratio | None = None
    sign: Literal[1, -1] = 1

    @property
    def cents(self) -> int:
        """The signed cents of this step."""
        if self.ratio is None:
            return self.sign * self.amount.cents
        return self.sign * round_half_up(self.amount.cents * self.ratio.numerator, self.ratio.denominator)


class Line(NamedTuple):
    """One benefit of one child for the month, in cents, with the tests that led to it and their outcomes.

    `tested`: the income limits that were looked at. `doubts`: files whose value makes the right itself unconfirmed.
    """

    benefit: Benefit
    cents: int
    status: Status
    because: str
    law: tuple[Article, ...]
    terms: tuple[Term, ...]
    tests: Tests = ()
    choices: tuple[str, ...] = ()
    tested: tuple[Amount, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def amount_id(self) -> str:
        """The amount file that the line rests on first."""
        return self.terms[0].amount.id

    @property
    def amount_from(self) -> date:
        """The first day on which that amount was in force."""
        return self.terms[0].amount.since


class OneOff(NamedTuple):
    """A whole amount outside the month's totals."""

    child: str
    benefit: OneOffBenefit
    cents: int
    status: Status
    because: str
    law: tuple[Article, ...]
    terms: tuple[Term, ...]
    tests: Tests = ()
    choices: tuple[str, ...] = ()
    paid_in: YearMonth | None = None

    @property
    def amount_id(self) -> str:
        """The amount file that it rests on."""
        return self.terms[0].amount.id


class Undecided(NamedTuple):
    """A right that was not decided, and why: facts that are missing, or a right that is not carried."""

    child: str | None
    benefit: str
    because: Literal["not_carried_yet", "fact_missing"]
    missing: tuple[str, ...] = ()


class ChildDecision(NamedTuple):
    """The month of one child. `entitled` None: the base was not decided. `reason`: why there is no right.

    `refused`: the income limits on which a supplement was refused.
    """

    child: str
    entitled: bool | None
    total: int
    status: Status
    lines: tuple[Line, ...]
    reason: str | None = None
    choices: tuple[str, ...] = ()
    refused: tuple[Amount, ...] = ()

    def line(self, benefit: Benefit) -> Line | None:
        """Return the line of a benefit, None when it is not due."""
        for line in self.lines:
            if line.benefit == benefit:
                return line
        return None


class Rights(NamedTuple):
    """What an entitled child has in a month, whoever it is: children whose facts come to the same have the same."""

    total: int
    status: Status
    lines: tuple[Line, ...]
    choices: tuple[str, ...] = ()
    refused: tuple[Amount, ...] = ()

    def of(self, child: str) -> ChildDecision:
        """Give them to a child."""
        return ChildDecision(child, True, self.total, self.status, self.lines, None, self.choices, self.refused)  # noqa: FBT003


type ShareTo = Literal[
    "beneficiary",
    "institution",
    "other_payee",
    "child",
    "blocked_account",
    "savings_account",
    "child_account",
    "creditor",
]


class Share(NamedTuple):
    """What goes to whom, in cents. Kinds of payees, never who they are."""

    to: ShareTo
    cents: int


class Decision(NamedTuple):
    """The whole answer for one household and one month; `parameters` is the digest of all amount files used.

    `income_test`: what decided about supplements: a tested income, a status that opens them, cadastral income that
    closes them, the two together (no other income alone would open one), or nothing because the income is not known.
    `once_shares`: what of the amounts paid once goes to others than the beneficiary.
    """

    month: YearMonth
    region: Region
    status: Status
    children: tuple[ChildDecision, ...]
    total: int
    shares: tuple[Share, ...]
    one_off: tuple[OneOff, ...]
    payment_date: date
    undecided: tuple[Undecided, ...]
    income_test: IncomeTest
    parameters: str
    once_shares: tuple[Share, ...] = ()


def line_of(  # noqa: PLR0913 - a line is made of these; each stands by name at the call
    benefit: Benefit,
    because: str,
    law: tuple[Article, ...],
    terms: tuple[Term, ...],
    *,
    tests: Tests = (),
    tested: tuple[Amount, ...] = (),
    weakened_by: tuple[Amount, ...] = (),
    choices: tuple[str, ...] = (),
    doubts: tuple[str, ...] = (),
) -> Line:
    """Make a line: its cents are the sum of the terms, its status the weakest of amounts, limits and doubts.

    `weakened_by`: limits that decided which amount the line has; they are named with the supplement they decided on.
    `choices`: rows of docs/law/choices.md under whose other reading the line would differ; they are kept in the trace.
    """
    cents, status = terms[0].cents, terms[0].amount.status
    for term in terms[1:]:
        cents += term.cents
        status = weakest(status, term.amount.status)
    for limit in tested:
        status = weakest(status, limit.status)
    for limit in weakened_by:
        status = weakest(status, limit.status)
    if doubts:
        status = "unconfirmed"
    return Line(benefit, cents, status, because, law, terms, tests, choices, tested, doubts)


def one_off_of(  # noqa: PLR0913 - as `line_of`
    child: str,
    benefit: OneOffBenefit,
    because: str,
    law: tuple[Article, ...],
    term: Term,
    *,
    tests: Tests = (),
    weakened_by: tuple[Amount, ...] = (),
    choices: tuple[str, ...] = (),
    paid_in: YearMonth | None = None,
) -> OneOff:
    """Make an amount that is paid once; limits that weaken it and its choices are those of a line."""
    status = weakest(term.amount.status, *(limit.status for limit in weakened_by))
    return OneOff(child, benefit, term.cents, status, because, law, (term,), tests, choices, paid_in)


def rights_of(lines: tuple[Line, ...], *, refused: tuple[Amount, ...] = (), choices: tuple[str, ...] = ()) -> Rights:
    """Sum up an entitled child: its status is that of its weakest line, or of an unconfirmed limit that refused it.

    `refused`: the limits on which a supplement was refused. `choices`: rows of docs/law/choices.md that
    refused one; they are kept in the trace.
    """
    unsure = any(limit.status == "unconfirmed" for limit in refused)
    status = "unconfirmed" if unsure else weakest(*(line.status for line in lines))
    return Rights(sum(line.cents for line in lines), status, lines, choices, refused)


def deciding_limits(granted: tuple[Amount, ...], refused: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the limits that weaken what hangs on a supplement: those that granted it, the unconfirmed that refused it.

    As with a child: a refusal on a limit that is not unconfirmed weakens nothing.
    """
    return (*granted, *(limit for limit in refused if limit.status == "unconfirmed"))


def without_right(child: str, reason: str) -> ChildDecision:
    """Answer for a child that has no right this month."""
    return ChildDecision(child, False, 0, "published", (), reason)  # noqa: FBT003
