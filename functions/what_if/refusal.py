"""What a refused question is told: one problem object (RFC 9457) with a pointer and a text for every wrong member."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, Self

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from functions.runtime.problem import TYPE_PREFIX, Language, MemberCode, MemberError, Text, pointer

type Code = Literal["invalid-request", "outside-law"]

_CODES: dict[str, MemberCode] = {
    "missing": MemberCode.MISSING,
    "extra_forbidden": MemberCode.UNKNOWN,
    "string_type": MemberCode.NOT_TEXT,
    "bool_type": MemberCode.NOT_YES_NO,
    "int_type": MemberCode.NOT_WHOLE_NUMBER,
    "int_from_float": MemberCode.NOT_WHOLE_NUMBER,
    "list_type": MemberCode.NOT_LIST,
    "model_type": MemberCode.NOT_OBJECT,
    "model_attributes_type": MemberCode.NOT_OBJECT,
    "string_pattern_mismatch": MemberCode.FORM,
    "literal_error": MemberCode.CHOICE,
    "date_type": MemberCode.DATE,
    "date_parsing": MemberCode.DATE,
    "date_from_datetime_parsing": MemberCode.DATE,
    "date_from_datetime_inexact": MemberCode.DATE,
}
_LIMITED: dict[str, tuple[MemberCode, str]] = {
    "string_too_short": (MemberCode.TOO_SHORT, "min_length"),
    "string_too_long": (MemberCode.TOO_LONG, "max_length"),
    "too_short": (MemberCode.TOO_FEW, "min_length"),
    "too_long": (MemberCode.TOO_MANY, "max_length"),
    "greater_than_equal": (MemberCode.TOO_SMALL, "ge"),
    "less_than_equal": (MemberCode.TOO_BIG, "le"),
}

NOT_JSON = Text(
    "Dit is geen JSON.",
    "Ceci n'est pas du JSON.",
    "Das ist kein JSON.",
    "This is not JSON.",
)
NOT_READABLE = Text(
    "Dit bestand kan niet gelezen worden.",
    "Ce fichier ne peut pas être lu.",
    "Diese Datei kann nicht gelesen werden.",
    "This file cannot be read.",
)
SAME_ID = Text(
    "Een ander kind heeft dezelfde id.",
    "Un autre enfant a le même id.",
    "Ein anderes Kind hat dieselbe id.",
    "Another child has the same id.",
)
POINTS_SUM = Text(
    "points is niet de som van de drie pijlers.",
    "points n'est pas la somme des trois piliers.",
    "points ist nicht die Summe der drei Säulen.",
    "points is not the sum of the three pillars.",
)
TOO_LATE = Text(
    "Deze maand ligt te ver in de toekomst.",
    "Ce mois est trop lointain.",
    "Dieser Monat liegt zu weit in der Zukunft.",
    "This month lies too far ahead.",
)
BEFORE_LAW = Text(
    "De regio had in deze maand nog geen wettelijk bedrag.",
    "La région n'avait pas encore de montant légal ce mois-là.",
    "Die Region hatte in diesem Monat noch keinen gesetzlichen Betrag.",
    "The region had no legal amount yet in this month.",
)
_TITLES: dict[Code, Text] = {
    "invalid-request": Text(
        "De vraag klopt niet", "La demande n'est pas correcte", "Die Anfrage stimmt nicht", "The request is not right"
    ),
    "outside-law": Text(
        "Voor het begin van de wet", "Avant le début de la loi", "Vor Beginn des Gesetzes", "Before the law begins"
    ),
}
_DETAILS: dict[Code, Text] = {
    "invalid-request": Text(
        "Een of meer gegevens ontbreken of kloppen niet.",
        "Une ou plusieurs données manquent ou ne sont pas correctes.",
        "Eine oder mehrere Angaben fehlen oder stimmen nicht.",
        "One or more members are missing or not right.",
    ),
    "outside-law": BEFORE_LAW,
}


class Wrong(Protocol):
    """A wrong member: where it stands (JSON Pointer) and what is wrong with it."""

    @property
    def pointer(self) -> str:
        """Return the JSON Pointer."""
        ...

    def detail(self, language: Language) -> str:
        """Say what is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class WrongMember:
    """A wrong member that only this contract knows."""

    pointer: str
    text: Text

    def detail(self, language: Language) -> str:
        """Say what is wrong."""
        return self.text.said_in(language)


class RefusedError(Exception):
    """The question was refused; nothing was calculated."""

    def __init__(self, code: Code, wrong: Iterable[Wrong]) -> None:
        super().__init__(code)
        self.code = code
        self.wrong = tuple(wrong)

    @property
    def is_not_json(self) -> bool:
        """Whether the question could not be read as JSON at all."""
        return any(isinstance(one, WrongMember) and one.text is NOT_JSON for one in self.wrong)

    @classmethod
    def invalid(cls, *wrong: Wrong) -> Self:
        """Refuse a question that is not right."""
        return cls("invalid-request", wrong)

    @classmethod
    def outside_law(cls) -> Self:
        """Refuse a month before the region's first legal amount."""
        return cls("outside-law", [WrongMember("/month", BEFORE_LAW)])

    def problem(self, language: Language = Language.EN) -> dict[str, object]:
        """Return the problem object; it repeats no value that was sent."""
        return {
            "type": TYPE_PREFIX + self.code,
            "title": _TITLES[self.code].said_in(language),
            "detail": _DETAILS[self.code].said_in(language),
            "errors": [{"pointer": one.pointer, "detail": one.detail(language)} for one in self.wrong],
        }


def wrong_members(refused: ValidationError) -> list[Wrong]:
    """Return every wrong member that the models found."""
    return [_wrong_member(found) for found in refused.errors(include_url=False, include_input=False)]


def _wrong_member(found: ErrorDetails) -> Wrong:
    """Return one wrong member in our own words."""
    kind, where = found["type"], pointer(*found["loc"])
    if kind == "json_invalid":
        return WrongMember("", NOT_JSON)
    if kind == "points_sum":
        return WrongMember(where, POINTS_SUM)
    if kind in _LIMITED:
        code, name = _LIMITED[kind]
        return MemberError(where, code, {"limit": int(found["ctx"][name])})
    return MemberError(where, _CODES.get(kind, MemberCode.OTHER))
