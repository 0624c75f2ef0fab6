"""One category of `categories.yaml`: its names, sensitivity and terms of the Data Privacy Vocabulary."""

from enum import StrEnum

from functions.register.entry import Entry
from functions.register.words import Words


class Sensitivity(StrEnum):
    """How the Regulation treats the category: ordinary, special (art. 9), criminal (art. 10)."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    CRIMINAL = "criminal"


class CategoryEntry(Entry):
    """One kind of personal data in plain words: its name, what it is, what it serves for."""

    dpv: tuple[str, ...]
    sensitivity: Sensitivity
    promises: tuple[str, ...]
    name: Words
    what: Words
    use: Words
