"""Who may act for whom, row by row: what a row does not name is refused (AC-4)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.dossier.mandate import MandateView, Scope
from functions.portal.who_acts import Because, Deed, Ties, ages, may_act, who_acts

TODAY = date(2026, 11, 24)
MUM, DAD, STEP, GUARDIAN, ADMIN, WORKER, STRANGER = "mum", "dad", "step", "guardian", "admin", "worker", "stranger"
BABY, TEEN, GROWN, UNBORN = "baby", "teen", "grown", "unborn"
BORN = {BABY: date(2020, 5, 5), TEEN: date(2010, 11, 24), GROWN: date(2008, 11, 24), UNBORN: None}
TIES = Ties(
    born={**BORN, MUM: date(1985, 1, 1), DAD: None, STEP: date(1980, 1, 1)},
    payees=frozenset({MUM}),
    parents={child: frozenset({MUM, DAD}) for child in BORN},
)
OWN = {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS, Deed.MANDATE}
CHILD = {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS}
LOOK = {Deed.LOOK}
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _mandate(person: str, holder: str, scope: Scope, start: date = YESTERDAY, end: date | None = None) -> MandateView:
    return MandateView(person=person, holder=holder, scope=scope, valid_from=start, valid_to=end)


@dataclass(frozen=True)
class Row:
    """One line of the table: who looks, under which mandates, and for whom they may do what."""

    viewer: str
    expected: dict[str, set[Deed]]
    mandates: tuple[MandateView, ...] = field(default_factory=tuple)


CHILDREN_OF_A_PARENT = {BABY: CHILD, TEEN: LOOK, UNBORN: LOOK}
TABLE = {
    "a parent who is paid": Row(MUM, {MUM: OWN | {Deed.ACCOUNT}, **CHILDREN_OF_A_PARENT}),
    "the other parent, apart, without the account": Row(DAD, {DAD: OWN, **CHILDREN_OF_A_PARENT}),
    "a partner who is no parent": Row(STEP, {STEP: OWN}),
    "a stranger": Row(STRANGER, {}),
    "a child under 16": Row(BABY, {}),
    "a child on its 16th birthday": Row(TEEN, {TEEN: CHILD}),
    "a child on its 18th birthday": Row(GROWN, {GROWN: OWN}),
    "a child that is not born": Row(UNBORN, {}),
    "custody ended yesterday": Row(
        DAD, {DAD: OWN, TEEN: LOOK, UNBORN: LOOK}, (_mandate(BABY, DAD, "no_authority", YESTERDAY),)
    ),
    "custody ends today, the same day": Row(
        DAD, {DAD: OWN, TEEN: LOOK, UNBORN: LOOK}, (_mandate(BABY, DAD, "no_authority", TODAY),)
    ),
    "custody ends tomorrow": Row(
        DAD, {DAD: OWN, **CHILDREN_OF_A_PARENT}, (_mandate(BABY, DAD, "no_authority", TOMORROW),)
    ),
    "the other parent's end changes nothing": Row(
        MUM, {MUM: OWN | {Deed.ACCOUNT}, **CHILDREN_OF_A_PARENT}, (_mandate(BABY, DAD, "no_authority"),)
    ),
    "a guardian": Row(GUARDIAN, {BABY: CHILD}, (_mandate(BABY, GUARDIAN, "authority"),)),
    "a guardian of a child of 16": Row(GUARDIAN, {TEEN: LOOK}, (_mandate(TEEN, GUARDIAN, "authority"),)),
    "a guardian of somebody grown up": Row(GUARDIAN, {}, (_mandate(GROWN, GUARDIAN, "authority"),)),
    "a guardian until today": Row(GUARDIAN, {}, (_mandate(BABY, GUARDIAN, "authority", YESTERDAY, TODAY),)),
    "a guardian from tomorrow": Row(GUARDIAN, {}, (_mandate(BABY, GUARDIAN, "authority", TOMORROW),)),
    "a guardian is none over an adult": Row(GUARDIAN, {}, (_mandate(MUM, GUARDIAN, "authority"),)),
    "an administrator of who is paid": Row(ADMIN, {MUM: CHILD | {Deed.ACCOUNT}}, (_mandate(MUM, ADMIN, "all"),)),
    "an administrator of somebody else": Row(ADMIN, {DAD: CHILD}, (_mandate(DAD, ADMIN, "all"),)),
    "an administrator is none over a minor": Row(ADMIN, {}, (_mandate(BABY, ADMIN, "all"),)),
    "who has an administrator": Row(
        MUM, {MUM: {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS}, **CHILDREN_OF_A_PARENT}, (_mandate(MUM, ADMIN, "all"),)
    ),
    "a social worker until tomorrow": Row(
        WORKER, {MUM: {Deed.LOOK, Deed.RIGHTS}}, (_mandate(MUM, WORKER, "help", YESTERDAY, TOMORROW),)
    ),
    "a social worker until today": Row(WORKER, {}, (_mandate(MUM, WORKER, "help", YESTERDAY, TODAY),)),
    "a social worker without an end": Row(WORKER, {}, (_mandate(MUM, WORKER, "help"),)),
    "a social worker for a child": Row(WORKER, {}, (_mandate(BABY, WORKER, "help", YESTERDAY, TOMORROW),)),
    "a mandate of somebody outside the file": Row(ADMIN, {}, (_mandate(STRANGER, ADMIN, "all"),)),
    "nobody mandates themselves": Row(
        STEP, {STEP: {Deed.LOOK, Deed.CONTACT, Deed.RIGHTS}}, (_mandate(STEP, STEP, "all"),)
    ),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_each_line_of_the_table(row: Row) -> None:
    """Given a viewer and mandates, then the viewer may do exactly what the row says, for exactly those people."""
    acting = who_acts(row.viewer, TIES, row.mandates, TODAY)
    assert {one.person: set(one.deeds) for one in acting} == row.expected
    everybody = [*TIES.born, STRANGER, GUARDIAN, ADMIN, WORKER]
    allowed = {(person, deed) for person in everybody for deed in Deed if may_act(person, deed, acting)}
    assert allowed == {(person, deed) for person, deeds in row.expected.items() for deed in deeds}


def test_parents_apart_never_act_for_each_other() -> None:
    for viewer, other in ((MUM, DAD), (DAD, MUM), (STEP, MUM), (MUM, STEP)):
        assert other not in {one.person for one in who_acts(viewer, TIES, (), TODAY)}


def test_the_day_before_a_birthday_is_still_before_it() -> None:
    assert who_acts(TEEN, TIES, (), YESTERDAY) == ()
    assert Deed.MANDATE not in who_acts(GROWN, TIES, (), YESTERDAY)[0].deeds
    assert GROWN in {one.person for one in who_acts(MUM, TIES, (), YESTERDAY)}


def test_a_child_of_29_february_is_of_age_on_1_march() -> None:
    ties = Ties({BABY: date(2008, 2, 29)}, frozenset(), {BABY: frozenset()})
    assert Deed.MANDATE not in who_acts(BABY, ties, (), date(2026, 2, 28))[0].deeds
    assert Deed.MANDATE in who_acts(BABY, ties, (), date(2026, 3, 1))[0].deeds


def test_a_line_says_when_it_ends() -> None:
    parent = {one.person: one for one in who_acts(MUM, TIES, (), TODAY)}
    assert (parent[BABY].because, parent[BABY].until) == (Because.PARENT, date(2038, 5, 5))
    (guardian,) = who_acts(GUARDIAN, TIES, (_mandate(BABY, GUARDIAN, "authority", YESTERDAY, TOMORROW),), TODAY)
    assert (guardian.because, guardian.until) == (Because.GUARDIAN, TOMORROW)


def test_the_ages_say_whether_law_or_the_fund_chose_them() -> None:
    assert (ages().own_rights, ages().adult) == (16, 18)


PEOPLE = st.sampled_from([*TIES.born, STRANGER, GUARDIAN, ADMIN, WORKER])
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))
MANDATES = st.builds(
    MandateView,
    person=PEOPLE,
    holder=PEOPLE,
    scope=st.sampled_from(["authority", "no_authority", "all", "help"]),
    valid_from=DAYS,
    valid_to=st.none() | DAYS,
)


@given(PEOPLE, st.lists(MANDATES, max_size=5).map(tuple), DAYS)
def test_whatever_the_mandates_nobody_acts_without_a_ground(
    viewer: str, mandates: tuple[MandateView, ...], day: date
) -> None:
    """Given any mandates, then each line rests on being it, being a parent, or a mandate that holds on the day."""
    for one in who_acts(viewer, TIES, mandates, day):
        standing = [m for m in mandates if m.holder == viewer and m.person == one.person and m.holds_on(day)]
        is_parent = viewer in TIES.parents.get(one.person, frozenset())
        assert one.person == viewer or standing or is_parent
        assert one.deeds
        if Deed.ACCOUNT in one.deeds:
            assert one.person in TIES.payees
        if one.person != viewer:
            assert Deed.MANDATE not in one.deeds
