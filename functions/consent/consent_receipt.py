"""The receipt of a consent in the shape of ISO/IEC TS 27560:2023, as JSON-LD with the Data Privacy Vocabulary.

It names the controller, the notice, each purpose with what was said, and every event. The person is whoever holds the
id; nothing in it says more.
"""

from datetime import timedelta

from functions.consent.choice import KINDS
from functions.consent.consent_record import ConsentRecord
from functions.consent.live_consent import LIFE
from functions.units.clock import instant_text, parse_instant

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEMA_VERSION = "ISO-TS-27560:2023"
_PURPOSES = {
    "preferences": "dpv:Personalisation",
    "performance": "dpv:OptimisationForController",
    "analytics": "dpv:ServiceUsageAnalytics",
    "interests": "dpv:ProvidePersonalisedRecommendations",
}
_EVENTS = {
    "withdraw": "dpv:ConsentWithdrawn",
    "refuse_all": "dpv:ConsentRefused",
    "browser_signal": "dpv:ConsentRefused",
}


def consent_receipt(history: list[ConsentRecord], notice_version: str, controller: str) -> dict[str, object]:
    """Return the receipt of a consent from its whole history, oldest first (never empty)."""
    last = history[-1]
    return {
        "@context": CONTEXT,
        "@type": "dpv:ConsentRecord",
        "schema_version": SCHEMA_VERSION,
        "record_id": last.consent,
        "receipt_of": last.recorded_at,
        "language": last.language,
        "privacy_notice": {"version": notice_version, "address": f"/{last.language}/notice"},
        "pii_controllers": [{"name": controller, "role": "dpv:DataController"}],
        "processing": [_purpose(kind, last) for kind in KINDS],
        "events": [_event(one) for one in history],
        "signature": dict(last.signature or {}),
    }


def _purpose(kind: str, last: ConsentRecord) -> dict[str, object]:
    until = parse_instant(last.recorded_at) + LIFE
    return {
        "purpose": kind,
        "purpose_type": _PURPOSES[kind],
        "lawful_basis": "dpv:Consent",
        "consent_type": "dpv:ExplicitlyExpressedConsent",
        "given": last.choices[kind],
        "collection_method": "cookie banner",
        "recipients": [],
        "third_countries": [],
        "valid_until": instant_text(until),
        "withdrawal_method": f"/{last.language}/cookies",
    }


def _event(one: ConsentRecord) -> dict[str, object]:
    state = _EVENTS.get(one.method)
    if state is None:
        state = "dpv:ConsentGiven" if any(one.choices.values()) else "dpv:ConsentRefused"
    return {
        "event_time": one.recorded_at,
        "event_state": state,
        "event_method": one.method,
        "banner_version": one.banner_version,
        "banner": f"/banners/{one.banner_version}",
        "signal_seen": one.signal_seen,
        "validity_duration": f"P{LIFE // timedelta(days=1)}D",
        "choices": dict(one.choices),
    }
