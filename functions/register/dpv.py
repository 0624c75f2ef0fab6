"""Terms of the W3C Data Privacy Vocabulary 2.3, as the data files write them, and their full addresses."""

BASE = "https://w3id.org/dpv"

CONTEXT: dict[str, str] = {
    "dpv": f"{BASE}#",
    "pd": f"{BASE}/pd#",
    "gdpr": f"{BASE}/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
}

_PREFIXES = {"dpv#": "dpv:", "pd#": "pd:", "legal/eu/gdpr#": "gdpr:"}


class UnknownTermError(ValueError):
    """A data file names a term outside the parts of the vocabulary that we use."""


def compact(term: str) -> str:
    """Return `pd#Name` as `pd:Name`, to be read with CONTEXT; UnknownTermError for another part."""
    for start, prefix in _PREFIXES.items():
        if term.startswith(start):
            return prefix + term.removeprefix(start)
    msg = f"{term} does not start with one of {', '.join(_PREFIXES)}"
    raise UnknownTermError(msg)
