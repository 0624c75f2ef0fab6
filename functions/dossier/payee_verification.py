"""Verification of payee: whether a bank knows the holder of an account by the name that we were given.

Regulation (EU) 2024/886: since 9 October 2025 the payer's bank asks the payee's before a transfer. How a fund asks in
advance stands in its contract with the bank; here is the port, and a stand-in for local work and tests.
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What the payee's bank said. Stored: only add. `NOT_AVAILABLE`: it could not be asked, or does not say."""

    MATCH = "match"
    CLOSE_MATCH = "close_match"
    NO_MATCH = "no_match"
    NOT_AVAILABLE = "not_available"

    @property
    def is_doubtful(self) -> bool:
        """Tell whether a person must look before the first payment. A silent bank is no sign of anything."""
        return self in {Verdict.CLOSE_MATCH, Verdict.NO_MATCH}


class PayeeVerification(Protocol):
    """Asks a bank. It holds nothing; the name that a bank would suggest is somebody else's datum and is not kept."""

    def ask(self, iban: str, holder: str) -> Verdict:
        """Return what the bank says of an account number and its holder's name; it never raises."""
        ...


STAND_IN_NAMES: Mapping[str, str | None] = {
    "BE62510007547061": "Karel Maes",
    "FR1420041010050500013M02606": None,
}
"""What the stand-in knows on a laptop: numbers that documentation gives as examples; None: a bank that is silent."""


class NoVerification:
    """Where no bank can be asked yet: every answer says so, and is stored."""

    def ask(self, iban: str, holder: str) -> Verdict:
        """Return that nobody could be asked."""
        del iban, holder
        return Verdict.NOT_AVAILABLE


NOBODY_TO_ASK = NoVerification()


class StandInVerification:
    """A bank that knows the names of some accounts, and every other by the name that it is asked about."""

    def __init__(self, names: Mapping[str, str | None]) -> None:
        """Take holders by account number; None: an account whose bank does not answer."""
        self._names = names

    def ask(self, iban: str, holder: str) -> Verdict:
        """Compare the names without case and marks; a name that shares a word with the holder's is close."""
        if iban not in self._names:
            return Verdict.MATCH
        known = self._names[iban]
        if known is None:
            return Verdict.NOT_AVAILABLE
        asked, held = _words(holder), _words(known)
        if asked == held:
            return Verdict.MATCH
        return Verdict.CLOSE_MATCH if set(asked) & set(held) else Verdict.NO_MATCH


def _words(name: str) -> list[str]:
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return sorted(plain.casefold().replace("-", " ").split())
