"""The receipt of a cookie choice as a page to keep or print."""

from collections.abc import Mapping, Sequence
from typing import cast

from functions.runtime.problem import Language
from functions.site.frame import frame
from functions.site.page_texts import page_texts
from functions.site.templates import render
from functions.units.clock import CIVIL_ZONE, parse_instant

_SAID = {"accept_all": "accept", "refuse_all": "refuse", "choose": "choose", "withdraw": "withdrawn"}


def consent_receipt_page(language: Language, receipt: Mapping[str, object]) -> str:
    """Return the page: what was allowed, until when, and every choice before it."""
    texts = page_texts(language)
    processing = cast("Sequence[Mapping[str, object]]", receipt["processing"])
    events = cast("Sequence[Mapping[str, object]]", receipt["events"])
    page = {
        "id": receipt["record_id"],
        "kinds": [
            (texts[f"consent_{one['purpose']}"], texts["said_yes" if one["given"] else "said_no"]) for one in processing
        ],
        "until": _moment(str(processing[0]["valid_until"])),
        "events": [
            (
                _moment(str(one["event_time"])),
                texts[f"consent_said_{_SAID.get(str(one['event_method']), 'signal')}"],
                one["banner"],
            )
            for one in events
        ],
    }
    address = f"/api/consents/{receipt['record_id']}/receipt"
    return render("consent_receipt.html", page=page, **frame(language, elsewhere=lambda _: address))


def _moment(instant: str) -> str:
    return parse_instant(instant).astimezone(CIVIL_ZONE).strftime("%d-%m-%Y, %H:%M")
