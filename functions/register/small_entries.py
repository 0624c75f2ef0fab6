"""Short entries of the register: sources, flows, forms, cookie purposes, measures, rights, and the events of terms."""

from typing import Literal

from functions.register.category import Category
from functions.register.entry import Entry
from functions.register.purpose import Purpose
from functions.register.reason import ReasonUse
from functions.register.words import Words


class Source(Entry):
    """Where data come from."""

    promises: tuple[str, ...]
    text: Words


class Flow(Entry):
    """What an authority sends: under which legal context, on which ground, with which categories."""

    legal_context: str
    ground: str
    categories: tuple[Category, ...]
    built: bool
    name: Words


class Form(Entry):
    """A form of the website: the class of its fields, and the purposes that its answers serve."""

    model: str
    purposes: tuple[Purpose, ...]
    why: Words


class CookiePurpose(Entry):
    """One purpose of the cookie choice."""

    needs_consent: bool
    name: Words
    what: Words


class Measure(Entry):
    """What protects the data; `built` is false for what does not exist yet or is the running fund's own work."""

    kind: Literal["technical", "organisational"]
    dpv: tuple[str, ...]
    promises: tuple[str, ...]
    built: bool
    text: Words


class Right(Entry):
    """A right of the person; `built` is false when it can be asked on paper only."""

    dpv: tuple[str, ...]
    built: bool
    name: Words
    what: Words


class AnswerReason(Entry):
    """Why a request is refused, prolonged, asked for or ended; `rights` are ids of `rights.yaml`."""

    rights: tuple[str, ...]
    use: ReasonUse
    article: str
    text: Words


class TermEvents(Entry):
    """What starts, restarts or holds a retention term, by id."""

    starts: dict[str, Words]
    interruptions: dict[str, Words]
    holds: dict[str, Words]
