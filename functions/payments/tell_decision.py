"""The reasons, amounts, appeal and terms of a decision, told from its stored trace: the lines of a legal letter.

The same trace gives the same lines, whenever they are asked for. Children are called by their first names, which are
opened under the purpose of whoever asks; nothing of a fact is.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from functions.benefits.explain import explain
from functions.benefits.parameters import ParameterSet
from functions.benefits.words import Language, say_amount, say_month
from functions.dossier.places import PERSON
from functions.payments.correction import Correction
from functions.payments.payment import Payment, is_payment
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.ids import is_id
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request

_AMOUNT: Mapping[Language, str] = {
    "nl": "Wij betalen {amount} euro.",
    "fr": "Nous payons {amount} euros.",
    "de": "Wir zahlen {amount} Euro.",
    "en": "We pay {amount} euros.",
}
_CORRECTED: Mapping[Language, str] = {
    "nl": "{month}: toegekend was {granted} euro, verschuldigd is {due} euro.",
    "fr": "{month} : accordé {granted} euros, dû {due} euros.",
    "de": "{month}: gewährt waren {granted} Euro, geschuldet sind {due} Euro.",
    "en": "{month}: granted was {granted} euros, due is {due} euros.",
}
# Flanders: decree of 27 April 2018, art. 115. Wallonia: labour court within three months of notification.
# Brussels: as the charter of the socially insured (law of 11 April 1995, art. 23) says for all; not read again.
_APPEAL: Mapping[str, Mapping[Language, str]] = {
    "flanders": {
        "nl": "Niet akkoord? Vraag de Geschillencommissie om de beslissing te herbekijken. Na haar beslissing kun je "
        "binnen drie maanden naar de arbeidsrechtbank (Groeipakketdecreet, artikel 115).",
        "fr": "Pas d'accord ? Demandez à la Geschillencommissie de revoir la décision. Après sa décision, vous avez "
        "trois mois pour aller au tribunal du travail (décret flamand du 27 avril 2018, article 115).",
        "de": "Nicht einverstanden? Bitten Sie die Geschillencommissie, die Entscheidung zu prüfen. Danach "
        "haben Sie drei Monate für das Arbeitsgericht (flämisches Dekret vom 27. April 2018, Artikel 115).",
        "en": "Do you disagree? Ask the Geschillencommissie to look at the decision again. After its decision you have "
        "three months to go to the labour court (Flemish decree of 27 April 2018, article 115).",
    },
    "other": {
        "nl": "Niet akkoord? Je kunt binnen drie maanden na deze brief naar de arbeidsrechtbank van je woonplaats. "
        "Dat kost je niets, en je hebt geen advocaat nodig.",
        "fr": "Pas d'accord ? Vous pouvez aller au tribunal du travail de votre domicile dans les trois mois après "
        "cette lettre. Cela ne vous coûte rien, et vous n'avez pas besoin d'avocat.",
        "de": "Nicht einverstanden? Sie können binnen drei Monaten nach diesem Brief zum Arbeitsgericht Ihres "
        "Wohnortes gehen. Das kostet Sie nichts, und Sie brauchen keinen Anwalt.",
        "en": "Do you disagree? You can go to the labour court of your home within three months after this letter. "
        "It costs you nothing, and you need no lawyer.",
    },
}
_CLAIM: Mapping[Language, str] = {
    "nl": "Denk je dat je nog recht hebt op iets voor vroegere maanden? Vraag het binnen vijf jaar.",
    "fr": "Vous pensez avoir encore droit à quelque chose pour des mois passés ? Demandez-le dans les cinq ans.",
    "de": "Denken Sie, dass Ihnen für frühere Monate noch etwas zusteht? Fragen Sie binnen fünf Jahren danach.",
    "en": "Do you think that something is still due to you for earlier months? Ask for it within five years.",
}


class _FirstName(HeldRecord):
    """The reader that calls somebody by the first name."""

    given_name: Annotated[str | None, Held(Category.IDENTIFICATION)] = None


def decision_lines(
    request: Request, parameters: ParameterSet, ids: Sequence[str], language: Language
) -> list[str] | None:
    """Return the lines of the payment that the ids (dossier, payment) name; None when no such payment is stored."""
    dossier = next((one for one in ids if is_id(one, "dos")), None)
    wanted = next((one.removeprefix("pay_") for one in ids if one.startswith("pay_")), None)
    if dossier is None or wanted is None:
        return None
    rows = [row for row in request.query(Table.PAYMENTS, dossier) if is_payment(row.place.sk)]
    found = [row for row in rows if row.clear.get("payment") == wanted]
    if not found:
        return None
    payment = request.open(found[:1], Payment, action="write decision")[0].record
    lines, region = _reasons(request, parameters, dossier, payment, language)
    amount = _AMOUNT[language].format(amount=say_amount(payment.cents, language))
    appeal = _APPEAL.get(region, _APPEAL["other"])[language]
    named = _names(request, request.query(Table.DOSSIERS, dossier, PERSON))
    return [_with_names(line, named) for line in (amount, *lines, _CLAIM[language], appeal)]


def _reasons(
    request: Request, parameters: ParameterSet, dossier: str, payment: Payment, language: Language
) -> tuple[list[str], str]:
    place = payment.trace.get("correction")
    if place is None:
        return explain(payment.trace, parameters, language), str(payment.trace["region"])
    row = request.fetch(Place(Table.PAYMENTS, dossier, str(place)))
    if row is None:
        return [], "other"
    correction = request.open([row], Correction)[0].record
    lines = [
        _CORRECTED[language].format(
            month=say_month(month.month),
            granted=say_amount(month.granted, language),
            due=say_amount(month.due, language),
        )
        for month in correction.months
    ]
    for traced in correction.traces:
        lines += explain(traced.trace, parameters, language)
    return lines, correction.region


def _names(request: Request, rows: Sequence[SealedItem]) -> dict[str, str]:
    opened = request.open(rows, _FirstName, skip_ended=True, action="write decision")
    return {row.subject: row.record.given_name for row in opened if row.record.given_name}


def _with_names(line: str, names: Mapping[str, str]) -> str:
    for person, name in names.items():
        line = line.replace(person, name)
    return line
