"""Where each stored field of a person comes from, in the person's language: for the person's own view of the file.

Every field of a fact shares the origin of its message, so each is told with authority, message, attestation, version,
arrival and the first day on which it holds. What a family stated names the family's own form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from functions.dossier.fact import Fact, Provenance
from functions.register.rights_words import RightsWords, rights_words
from functions.units.clock import civil_date, parse_instant

type Language = Literal["nl", "fr", "de", "en"]

# Members of every fact: they say what the others are, and are told as such.
_OF_THE_FACT = frozenset(Fact.model_fields)
# Enterprise numbers of senders that have a name of their own; any other sender is told by its number.
_AUTHORITIES: Mapping[str, Mapping[Language, str]] = {
    "0244640631": {
        "nl": "Kruispuntbank van de Sociale Zekerheid",
        "fr": "Banque Carrefour de la Sécurité sociale",
        "de": "Zentrale Datenbank der sozialen Sicherheit",
        "en": "Crossroads Bank for Social Security",
    },
    "0308357159": {
        "nl": "Federale Overheidsdienst Financiën",
        "fr": "Service public fédéral Finances",
        "de": "Föderaler Öffentlicher Dienst Finanzen",
        "en": "Federal Public Service Finance",
    },
}


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """One stored field, or a field that was withheld (`withheld`), with names and where it comes from.

    `told_by`: who told us; `source` the same in words; `authority`: its name and number, None for the family and the
    fund itself; `about`: what the authority sends in that flow. `void`: the sender took it back; `corrected`: mended by
    the fund.
    """

    category: str
    kind: str
    field: str
    value: object
    told_by: Literal["family", "government", "staff"]
    source: str
    authority: str | None
    about: str | None
    message: str | None
    attestation: str
    version: int
    received_on: date
    valid_from: date | None
    valid_to: date | None
    void: bool
    corrected: bool
    withheld: bool


def field_origins(facts: Iterable[Fact], language: Language) -> list[FieldOrigin]:
    """Return every stored field of these facts of one person, by category, kind and name, with its origin.

    Other people stand in values as ids: whoever shows them leaves these out. A fact without members of its own (a
    cancellation, a mark) is told as one field with the name of its kind.
    """
    words = rights_words(language)
    told = [one for fact in facts for one in _of_fact(fact, words, language)]
    return sorted(told, key=lambda one: (one.category, one.kind, one.field, one.received_on, one.attestation))


def _of_fact(fact: Fact, words: RightsWords, language: Language) -> list[FieldOrigin]:
    members = fact.model_dump(mode="json", exclude_none=True)
    own = {name: value for name, value in members.items() if name not in _OF_THE_FACT and value not in ([], ())}
    stated = [(words.text_or(f"field.{name}", name), value, False) for name, value in own.items()]
    stated += [(words.text_or(f"field.{name}", name), None, True) for name in fact.withheld]
    kind = words.text_or(f"kind.{fact.kind}", fact.kind)
    (category,) = type(fact).categories()
    origin = fact.provenance
    return [
        FieldOrigin(
            category=words.category(category.value),
            kind=kind,
            field=field,
            value=value,
            told_by=origin.source,
            source=words.text(f"source_{origin.source}"),
            authority=_authority(origin, language),
            about=None if origin.source != "government" else words.flow(origin.flow or ""),
            message=origin.message,
            attestation=origin.attestation,
            version=origin.version,
            received_on=civil_date(parse_instant(fact.known_at)),
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            void=fact.void,
            corrected=origin.corrected is True,
            withheld=is_withheld,
        )
        for field, value, is_withheld in stated or [(kind, None, False)]
    ]


def _authority(origin: Provenance, language: Language) -> str | None:
    if origin.source != "government" or origin.sender is None:
        return None
    name = _AUTHORITIES.get(origin.sender, {}).get(language)
    return origin.sender if name is None else f"{name} ({origin.sender})"
