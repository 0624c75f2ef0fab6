"""What a family's month came to in plain words, with the origin of every fact that it rests on (GD-5).

Told from the stored trace, so it is what was decided and not what would be decided now. Opened for each asking, under a
ledger entry, and stored nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence

from functions.benefits.explain import explain, say_share
from functions.benefits.parameters import ParameterSet
from functions.benefits.words import LANGUAGES, Language, say, say_amount, say_day, say_month
from functions.dossier.fact import Fact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.field_origins import FieldOrigin, field_origins
from functions.dossier.places import FACT
from functions.payments.correction import Correction, is_correction
from functions.payments.payment import Payment, fact_reference, is_payment
from functions.payments.share_payment import is_share, lines_of, payee_of
from functions.payments.shown_to import ShownTo
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.ledger_entry import Actor
from functions.vault.place import Stored
from functions.vault.vault import Vault

FUNCTION = "payments-worker"

_TITLE: Mapping[Language, str] = {
    "nl": "Waar de gegevens vandaan komen:",
    "fr": "D'où viennent les données :",
    "de": "Woher die Angaben kommen:",
    "en": "Where the facts come from:",
}
_AUTHORITY: Mapping[Language, str] = {
    "nl": "{sender}, bericht {message}, verklaring {statement} versie {version}, ontvangen {received}, geldt {since}",
    "fr": "{sender}, message {message}, déclaration {statement} version {version}, reçu {received}, valable {since}",
    "de": "{sender}, Nachricht {message}, Erklärung {statement} Fassung {version}, erhalten {received}, gilt {since}",
    "en": "{sender}, message {message}, statement {statement} version {version}, received {received}, valid {since}",
}
_OWN: Mapping[Language, str] = {
    "nl": "u zelf, formulier {statement}, ontvangen {received}, geldt {since}",
    "fr": "vous-même, formulaire {statement}, reçu {received}, valable {since}",
    "de": "Sie selbst, Formular {statement}, erhalten {received}, gilt {since}",
    "en": "you yourself, form {statement}, received {received}, valid {since}",
}
_STAFF: Mapping[Language, str] = {
    "nl": "een medewerker van het fonds, {statement}, ontvangen {received}, geldt {since}",
    "fr": "un collaborateur de la caisse, {statement}, reçu {received}, valable {since}",
    "de": "eine Person der Kasse, {statement}, erhalten {received}, gilt {since}",
    "en": "somebody of the fund, {statement}, received {received}, valid {since}",
}
_SINCE: Mapping[Language, str] = {"nl": "vanaf {day}", "fr": "dès le {day}", "de": "ab {day}", "en": "from {day}"}
_ALWAYS: Mapping[Language, str] = {
    "nl": "zonder begindatum",
    "fr": "sans date de début",
    "de": "ohne Anfangsdatum",
    "en": "without a first day",
}
_CORRECTED: Mapping[Language, str] = {
    "nl": "{month}: toegekend was {granted}, verschuldigd is {due}",
    "fr": "{month} : accordé {granted}, dû {due}",
    "de": "{month}: gewährt waren {granted}, geschuldet sind {due}",
    "en": "{month}: granted was {granted}, due is {due}",
}


_KEPT: Mapping[Language, str] = {
    "nl": "Van {granted} euro hielden wij {kept} euro in, omdat u eerder te veel kreeg; wij betaalden {paid} euro.",
    "fr": "De {granted} euros nous avons retenu {kept} euros reçus en trop auparavant ; nous avons payé {paid} euros.",
    "de": "Von {granted} Euro behielten wir {kept} Euro ein, die Sie früher zu viel bekamen; wir zahlten {paid} Euro.",
    "en": "Of {granted} euro we kept {kept} euro that you were paid too much before; we paid {paid} euro.",
}


def read_language(text: str) -> Language:
    """Read a language's code; KeyError when it is none of the four."""
    return {str(one): one for one in LANGUAGES}[text]


def explain_month(  # noqa: PLR0913, PLR0917 - what is asked, by whom, and in which language
    vault: Vault,
    parameters: ParameterSet,
    chain: str,
    dossier: str,
    month: YearMonth,
    language: Language,
    payee: str | None = None,
) -> list[str]:
    """Return the lines of a month's payments and corrections; empty when nothing was decided in it.

    `chain`: the ledger chain of the asking. `payee`: who asks, and is told of nobody else's money; None: a case worker.
    """
    request = vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
    page = request.page(chain, [dossier], "explain month")
    rows = request.query(Table.PAYMENTS, dossier, f"{month}#")
    payments = request.open([row for row in rows if is_payment(row.place.sk)], Payment, under=page)
    corrections = request.open([row for row in rows if is_correction(row.place.sk)], Correction, under=page)
    facts = request.open(request.query(Table.DOSSIERS, dossier, FACT), FACT_KINDS, under=page, skip_ended=True)
    shown = ShownTo.of(request, dossier, payee, page)
    lines: list[str] = []
    for stored in shown.payments(payments):
        if is_share(stored.record.trace):
            lines += _shares(stored.record, language)
            lines += _origins(facts, stored.record.facts, language)
        if "region" in stored.record.trace:
            lines += explain(stored.record.trace, parameters, language)
            lines += _kept(stored.record, language)
            lines += _origins(facts, stored.record.facts, language)
    for corrected in corrections if shown.sees_corrections else ():
        lines += [
            _CORRECTED[language].format(
                month=say_month(one.month),
                granted=say_amount(one.granted, language),
                due=say_amount(one.due, language),
            )
            for one in corrected.record.months
        ]
        lines += _origins(facts, corrected.record.causes, language)
    return lines


def _kept(payment: Payment, language: Language) -> Iterator[str]:
    """Yield what was set off against a debt in a month, if anything was."""
    if payment.set_off_cents:
        amounts = {"granted": payment.granted_cents, "kept": payment.set_off_cents, "paid": payment.cents}
        yield _KEPT[language].format(**{name: say_amount(cents, language) for name, cents in amounts.items()})


def _shares(payment: Payment, language: Language) -> Iterator[str]:
    """Yield one line for each month and child of a payment of shares: to who is named for it by name, else by kind."""
    payee = payee_of(payment.trace)
    for line in lines_of(payment.trace):
        amount = say_amount(line.cents, language)
        if line.because:
            because = say("payees", line.because, language)
            month = say_month(str(line.month))
            yield say("sentences", "own_share", language, amount=amount, child=line.child, month=month, because=because)
        else:
            yield f"{say_month(str(line.month))}: {say_share(payee.to, language, amount)}"


def _origins(facts: Sequence[Stored[Fact]], references: Sequence[str], language: Language) -> Iterator[str]:
    """Yield one line for each statement: who said it, in which message, when it came and from when it holds."""
    wanted = set(references)
    rests_on = (fact.record for fact in facts if fact_reference(fact.place.sk) in wanted)
    told = [_origin(one, language) for one in field_origins(rests_on, language)]
    if told:
        yield _TITLE[language]
        yield from dict.fromkeys(told)  # the fields of one fact have one origin


def _origin(told: FieldOrigin, language: Language) -> str:
    since = _ALWAYS[language]
    if told.valid_from is not None:
        since = _SINCE[language].format(day=say_day(told.valid_from.isoformat()))
    text = {"government": _AUTHORITY, "family": _OWN, "staff": _STAFF}[told.told_by][language]
    said = text.format(
        sender=told.authority,
        message=told.message,
        statement=told.attestation,
        version=told.version,
        received=say_day(told.received_on.isoformat()),
        since=since,
    )
    return f"- {told.kind}: {said}"
