"""What the cookie choice on a page needs: the banner, or the choice that was kept and the means to change it."""

from functions.runtime.problem import Language
from functions.site.consent_choice import KINDS, ConsentChoice
from functions.site.frame import fresh_key
from functions.site.page_texts import banner_version, page_texts


def consent_part(language: Language, consent: ConsentChoice | None) -> dict[str, object]:
    """Return the members of `page` that the consent template reads."""
    texts, choice = page_texts(language), consent or ConsentChoice()
    allowed = ", ".join(texts[f"consent_{kind}"].lower() for kind in choice.allowed)
    return {
        "t": texts,
        "language": language.value,
        "consent": choice,
        "consent_key": fresh_key(),
        "consent_kept_yes": texts["consent_kept_yes"].format(kinds=allowed),
        "banner_version": banner_version(language),
        "kinds": KINDS,
    }
