"""PX-6, CA-13: a family sees what it got, what is due, each debt, why, and how to reply, in four languages."""

import re
from datetime import timedelta

import pytest

from functions.benefits.words import LANGUAGES, Language
from functions.payments.debts.debt_case import End, State
from functions.payments.debts.debt_words import CONTEST, ENDED, ERRED, SENTENCES
from functions.payments.debts.reference import read_reference
from functions.payments.family_money import FamilyMoney, family_money
from functions.register.purpose import Purpose
from tests.builders.debts import AUGUST, JULY, MAY, SOCIAL, DebtWorld, overpaid

IBANS = {"flanders": "BE71096123456769"}
NUMBER = re.compile(r"\d[\d/.,]*")


def seen(world: DebtWorld, language: Language = "nl") -> FamilyMoney:
    request = world.memory.request(Purpose.RECOVER_DEBT, "staff-api")
    return family_money(request, world.family.dossier, language, IBANS)


def test_a_draft_that_was_not_shown_is_not_seen() -> None:
    """Given a draft, then the family sees that a month was paid too much, and no debt yet."""
    world = overpaid(months=(MAY,))
    world.open()
    money = seen(world)
    assert money.debts == ()
    may = next(one for one in money.months if one.month == MAY)
    assert (may.too_much, may.recovered) == (SOCIAL, 0)


@pytest.mark.goal("CA-13")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shown_debt_says_how_much_why_and_until_when_to_reply(language: Language) -> None:
    """Given a draft that was shown, then its text names the amount, month, ground, day, and ways to contest."""
    world = overpaid(months=(MAY,))
    case = world.open()
    world.show(case)
    (debt,) = seen(world, language).debts
    assert (debt.case, debt.state, debt.may_reply, debt.reply_by, debt.left) == (
        case,
        State.SHOWN,
        True,
        "2024-08-01",
        SOCIAL,
    )
    text = "\n".join(debt.lines)
    assert ("70.50" if language == "en" else "70,50") in text
    assert "05/2024" in text
    assert "01/08/2024" in text
    assert CONTEST["flanders"][language] in text
    assert "{" not in text


def test_the_numbers_are_the_same_in_every_language() -> None:
    """Given a decided debt, then each language has the same amounts, days and reference."""
    world = overpaid(months=(MAY,))
    world.agreed(world.open(), monthly=1_000)
    told = {language: seen(world, language).debts[0].lines for language in LANGUAGES}
    numbers = {
        language: [one.replace(",", ".").rstrip(".") for one in NUMBER.findall("\n".join(lines))]
        for language, lines in told.items()
    }
    assert len({tuple(one) for one in numbers.values()}) == 1
    assert read_reference("\n".join(told["nl"])) is not None
    assert "BE71096123456769" in "\n".join(told["de"])


def test_the_page_follows_the_plan_and_the_reply() -> None:
    """Given a plan, then the page tells what is kept of each payment; after a reply, that nothing is kept now."""
    world = overpaid(months=(MAY,))
    case = world.open()
    world.agreed(case)
    world.decide(JULY)
    money = seen(world)
    july = next(one for one in money.payments if one.month == JULY)
    assert july.kept == world.set_off_of(JULY) > 0
    assert money.debts[0].left == SOCIAL - july.kept
    assert next(one for one in money.months if one.month == MAY).recovered == july.kept
    world.reply(case)
    world.memory.clock.jump(timedelta(days=1))
    world.decide(AUGUST)
    assert next(one for one in seen(world).payments if one.month == AUGUST).kept == 0
    assert SENTENCES["answering"]["nl"] in seen(world).debts[0].lines


def test_every_sentence_stands_in_four_languages_with_the_same_variables() -> None:
    """Given each text, then no language lacks it, and all fill in the same."""
    for group in (SENTENCES, ERRED, ENDED, CONTEST):
        for said in group.values():
            assert set(said) == set(LANGUAGES)
            assert len({tuple(sorted(set(re.findall(r"\{\w+\}", text)))) for text in said.values()}) == 1
    assert set(ENDED) == set(End)


def test_an_ended_debt_says_so_with_its_reason() -> None:
    """Given a waived debt, then the page says that it is not asked back, and why."""
    world = overpaid(months=(MAY,))
    case = world.open()
    world.show(case)
    world.propose(case, "waive")
    world.confirm(case, "waive")
    (debt,) = seen(world, "en").debts
    assert (debt.left, debt.may_reply) == (0, False)
    assert debt.lines[-2:] == ("We do not ask it back.", "The reason: the income was too high")
