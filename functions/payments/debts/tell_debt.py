"""Say a debt in plain words: how much, which months, why, until when the family may reply, and how it can contest.

One text for the letter, the family's page and whoever is called: it is made of the stored reasons and money, in four
languages, and of nothing that a model wrote. Amounts and days are the same in each.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from functions.benefits.words import Group, Language, all_words, say, say_amount, say_day, say_month
from functions.payments.correction import CorrectedAmount
from functions.payments.debts.debt_account import DebtAccount
from functions.payments.debts.debt_case import DebtReasons, End, State
from functions.payments.debts.debt_words import CONTEST, ENDED, ERRED, SENTENCES, Sentence
from functions.payments.debts.reference import printed

_GROUNDS: tuple[Group, ...] = ("because", "reasons")


@dataclass(frozen=True, slots=True)
class ToldDebt:
    """A debt as it is told: its money, its reasons, where it is, and the family's payments that never went out."""

    account: DebtAccount
    reasons: DebtReasons
    state: State
    withdrawn: Collection[str]


def tell_debt(debt: ToldDebt, language: Language, ibans: Mapping[str, str]) -> list[str]:
    """Return the lines; `ibans`: the fund's own account by region, for whoever pays back by transfer."""
    lines = [_said("much", language, cents=say_amount(debt.account.claimed, language))]
    lines.append(ERRED[debt.reasons.erred][language])
    lines += _months(debt.reasons, language)
    if debt.state is State.CLOSED:
        lines.append(ENDED[debt.reasons.end or End.PAID_OFF][language])
        return [*lines, *([_said("reason", language, why=debt.reasons.reason)] if debt.reasons.reason else [])]
    if debt.state is State.SHOWN and debt.reasons.reply_by is not None:
        lines.append(_said("reply", language, day=say_day(debt.reasons.reply_by)))
    if debt.state is State.REPLIED:
        lines.append(_said("answering", language))
    if debt.state is State.PLAN:
        lines += _plan(debt, language, ibans)
    return [*lines, CONTEST[debt.account.region][language]]


def _months(reasons: DebtReasons, language: Language) -> Iterator[str]:
    for month in reasons.months:
        granted, due = say_amount(month.granted, language), say_amount(month.due, language)
        yield _said("month", language, month=say_month(month.month), granted=granted, due=due)
        for amount in month.amounts:
            before, after = say_amount(amount.before, language), say_amount(amount.after, language)
            line = _said("amount", language, benefit=_benefit(amount.benefit, language), before=before, after=after)
            why = _ground(amount, language)
            yield line + (_said("because", language, why=why) if why else ".")


def _plan(debt: ToldDebt, language: Language, ibans: Mapping[str, str]) -> Iterator[str]:
    account = debt.account
    if account.share is not None:
        yield _said("set_off", language, share=account.share)
    if account.monthly is not None:
        yield _said("monthly", language, cents=say_amount(account.monthly, language))
    yield _said("reason", language, why=debt.reasons.reason or "")
    yield _said("left", language, cents=say_amount(account.left(debt.withdrawn), language))
    yield _said("transfer", language, iban=ibans[account.region], reference=printed(account.reference))
    yield _said("pause", language)


def _said(sentence: Sentence, language: Language, **values: str) -> str:
    return SENTENCES[sentence][language].format(**values)


def _benefit(code: str, language: Language) -> str:
    name = code.removesuffix(" once")
    return say("benefits", name, language) if name in all_words()["benefits"] else name


def _ground(amount: CorrectedAmount, language: Language) -> str | None:
    """Return why the amount is what it is now; None where the law's words have no sentence for it."""
    code = amount.ground_after
    for group in _GROUNDS:
        if code is not None and code in all_words()[group]:
            try:
                return say(group, code, language)
            except KeyError:
                return None  # a sentence with numbers of its own, which a correction does not keep
    return None
