"""What anyone may read without a page: the notice, the public keys, the state of health, the API description."""

from functions.register.notice import notice, notice_version
from functions.runtime.problem import Language
from functions.site.page_texts import versions
from functions.site.templates import built_text

VERSION = "0.1.0"


def notice_document(language: Language) -> dict[str, object]:
    """Return the notice of a language with its version digest."""
    found = notice(language.value)
    return {"language": found.language, "version": found.version, "title": found.title, "html": found.article}


def health(stage: str) -> dict[str, object]:
    """Return what the promises rest on, as far as this function knows it without opening anything."""
    return {
        "status": "ok",
        "version": VERSION,
        "stage": stage,
        "notice_version": notice_version(),
        "banner_versions": {name: value for name, value in versions().items() if name.startswith("banner.")},
    }


def openapi_text() -> str:
    """Return the API description as it was built."""
    return built_text("openapi.json")
