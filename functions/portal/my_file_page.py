"""My file as a page, and the page that asks to sign in. One page, whole without script."""

from collections.abc import Mapping, Sequence

from functions.benefits.words import say_amount, say_day, say_month
from functions.runtime.problem import Language
from functions.site.frame import frame
from functions.site.page_texts import page_texts
from functions.site.templates import render
from functions.units.cents import parse_euro

PROVIDERS = ("eid", "itsme")
_RIGHTS = ("access", "portability", "rectification", "erasure", "restriction", "objection")


def my_file_page(
    language: Language,
    *,
    form_token: str,
    money: Sequence[Mapping[str, object]],
    messages: Sequence[Mapping[str, object]],
) -> str:
    """Return the page from what `own_file` tells; amounts are written as the language does."""
    texts = page_texts(language)
    page = {
        "form_token": form_token,
        "files": [_file(one, language) for one in money],
        "messages": [
            {**one, "day": say_day(str(one["wanted_at"])[:10]), "paragraphs": str(one["text"]).split("\n")}
            for one in messages
        ],
        "rights": [(right, texts[f"right_{right}"]) for right in _RIGHTS],
    }
    return render("my_file.html", page=page, **_frame(language))


def sign_in_page(language: Language, *, again: bool) -> str:
    """Return the ways to sign in; `again`: the sign-in must be stronger or of just now."""
    query = "?next=/my-file" + ("&act=change_account" if again else "")
    ways = [(f"/api/sign-in/{one}{query}", page_texts(language)[f"sign_in_{one}"]) for one in PROVIDERS]
    return render("sign_in.html", page={"again": again, "ways": ways}, **_frame(language))


def _frame(language: Language) -> dict[str, object]:
    return frame(language, "/my-file", elsewhere=lambda code: f"/my-file?language={code}")


def _file(one: Mapping[str, object], language: Language) -> dict[str, object]:
    def amounts(rows: object, *names: str) -> list[dict[str, object]]:
        assert isinstance(rows, list)  # noqa: S101 - `own_money` makes it so
        return [{**row, **{name: _amount(row[name], language) for name in names}} for row in rows]

    months = amounts(one["months"], "due", "too_much", "recovered")
    payments, texts = amounts(one["payments"], "amount", "kept"), page_texts(language)
    return {
        "file": one["file"],
        "months": [{**row, "month": say_month(str(row["month"]))} for row in months],
        "payments": [
            {**row, "month": say_month(str(row["month"])), "state": texts[f"payment_{row['state']}"]}
            for row in payments
        ],
        "debts": amounts(one["debts"], "left"),
    }


def _amount(text: object, language: Language) -> str:
    return say_amount(parse_euro(str(text)), language.value)
