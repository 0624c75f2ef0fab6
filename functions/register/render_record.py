"""Render the record of processing activities (GDPR art. 30) from the register, for the supervisory authority."""

from functions.register.phrases import Phrases
from functions.register.purpose_entry import PurposeEntry
from functions.register.render_page import fill
from functions.register.whole_register import Register
from functions.register.words import Language


def render_record(register: Register, language: Language, version: str) -> str:
    """Return the record as an HTML article."""
    return fill("record.html.j2", Phrases(register, language), version, subjects=subjects_of)


def subjects_of(purpose: PurposeEntry) -> tuple[str, ...]:
    """Return whose data a purpose touches, by audience; `staff` when it touches no subject's data."""
    audiences = dict.fromkeys((*purpose.reads, *purpose.writes))
    return tuple(audiences) or ("staff",)
