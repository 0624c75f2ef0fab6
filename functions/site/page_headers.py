"""The headers of every page: our own style and pictures, our own forms, nothing else."""

from functions.runtime.problem import Language

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page_headers(language: Language) -> dict[str, str]:
    """Return the headers of a page in a language."""
    return {
        "Content-Security-Policy": POLICY,
        "Content-Language": language.value,
        "Vary": "Accept-Language, Cookie, Sec-GPC",
    }
