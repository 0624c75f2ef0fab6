"""The schemas of what the API answers, for `tools/build_openapi.py`: members as the contract names them."""

from tools.openapi_money_answers import MONEY_ANSWERS
from tools.openapi_schema import BOOLEAN, DIGEST, EURO, INSTANT, STATUS, TEXT, Schema, identifier, items, members, ref

_SIGNATURE = members({"alg": {"const": "Ed25519"}, "key": TEXT, "value": TEXT})
_CONSENT_STATE = {"choices": ref("Choices"), "method": TEXT, "banner_version": DIGEST}
_LAW = items(members({"text": TEXT, "article": TEXT}))
_NULLABLE_TEXT: Schema = {"type": ["string", "null"]}
_CASE: dict[str, Schema] = {
    "case": identifier("cas"),
    "state": TEXT,
    "cause": TEXT,
    "due": {"type": "string", "format": "date"},
    "destroy_on": {"type": "string", "format": "date"},
}

_BOOLEANS: Schema = {"type": "object", "additionalProperties": BOOLEAN}
CONSENT_RECEIPT = members(
    {
        "@context": {"type": "object", "additionalProperties": TEXT},
        "@type": {"const": "dpv:ConsentRecord"},
        "schema_version": {"const": "ISO-TS-27560:2023"},
        "record_id": identifier("cns"),
        "receipt_of": INSTANT,
        "language": {"enum": ["nl", "fr", "de", "en"]},
        "privacy_notice": members({"version": DIGEST, "address": TEXT}),
        "pii_controllers": items(members({"name": TEXT, "role": TEXT})),
        "processing": {
            **items(
                members(
                    {
                        "purpose": TEXT,
                        "purpose_type": TEXT,
                        "lawful_basis": {"const": "dpv:Consent"},
                        "consent_type": TEXT,
                        "given": BOOLEAN,
                        "collection_method": TEXT,
                        "recipients": items(TEXT),
                        "third_countries": items(TEXT),
                        "valid_until": INSTANT,
                        "withdrawal_method": TEXT,
                    }
                )
            ),
            "minItems": 4,
            "maxItems": 4,
        },
        "events": {
            **items(
                members(
                    {
                        "event_time": INSTANT,
                        "event_state": {"enum": [f"dpv:Consent{one}" for one in ("Given", "Refused", "Withdrawn")]},
                        "event_method": TEXT,
                        "banner_version": DIGEST,
                        "banner": TEXT,
                        "signal_seen": BOOLEAN,
                        "validity_duration": TEXT,
                        "choices": _BOOLEANS,
                    }
                )
            ),
            "minItems": 1,
        },
        "signature": _SIGNATURE,
    }
)

_DAY: Schema = {"type": "string", "format": "date"}
_NULLABLE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_RIGHT: Schema = {"enum": ["access", "portability", "rectification", "erasure", "restriction", "objection"]}
_CLOCK: Schema = {"enum": ["running", "paused", "answered"]}

ANSWERS: dict[str, Schema] = {
    "OwnRequest": members(
        {
            "id": identifier("cas"),
            "kind": _RIGHT,
            "name": TEXT,
            "state": TEXT,
            "since": INSTANT,
            "channel": {"enum": ["portal", "paper", "phone"]},
            "assisted": BOOLEAN,
            "received_on": _DAY,
            "due_on": _DAY,
            "clock": _CLOCK,
            "extended_on": _NULLABLE_DAY,
            "outcome": _NULLABLE_TEXT,
            "reasons": items(members({"id": TEXT, "text": TEXT})),
            "explained": _NULLABLE_TEXT,
            "recipients_told": items(TEXT),
            "package": BOOLEAN,
            "complain": TEXT,
        }
    ),
    "OwnRequests": members({"requests": items(ref("OwnRequest"))}),
    "OpenRequests": members(
        {
            "requests": items(
                members(
                    {
                        "id": identifier("cas"),
                        "state": TEXT,
                        "received_on": _DAY,
                        "due_on": _DAY,
                        "elapsed_percent": {"type": "integer"},
                        "clock": _CLOCK,
                        "alarm": {"type": ["integer", "null"]},
                    }
                )
            )
        }
    ),
    "RequestDecided": members({"id": identifier("cas"), "decision": TEXT}),
    "RightsStatistic": members({"month": TEXT, "answers": {"type": "object"}}),
    "Problem": {
        "type": "object",
        "description": "RFC 9457. A problem of ours (500) has `instance` only.",
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "instance": {"type": "string", "description": "An opaque id of this problem."},
            "errors": items(members({"pointer": TEXT, "detail": TEXT})),
        },
    },
    "Receipt": members(
        {
            "receipt": identifier("rcp"),
            "received_at": INSTANT,
            "body_digest": DIGEST,
            "salt": TEXT,
            "notice_version": DIGEST,
            "status_url": TEXT,
            "signature": _SIGNATURE,
        }
    ),
    "SubmissionState": members(
        {"state": {"enum": ["received", "processed", "rejected"]}, "since": INSTANT, "reasons": items(TEXT)}
    ),
    "Consent": members(
        {
            "id": identifier("cns"),
            "recorded_at": INSTANT,
            "state": members(_CONSENT_STATE),
            "signature": _SIGNATURE,
        }
    ),
    "Nothing": members({}),
    "OwnMoney": members({"files": items({"type": "object"})}),
    "OwnMessages": members({"messages": items({"type": "object"})}),
    "ChangedAccount": members({"state": TEXT, "paid_from": {"type": ["string", "null"], "format": "date"}}),
    "MessageCode": members({"made_on": {"type": "string", "format": "date"}}),
    "ConsentReceipt": CONSENT_RECEIPT,
    "ConsentHistory": members(
        {
            "id": identifier("cns"),
            "state": members(_CONSENT_STATE),
            "history": items(members({**_CONSENT_STATE, "recorded_at": INSTANT})),
        }
    ),
    "WhatIfAnswer": {
        "type": "object",
        "properties": {
            "month": TEXT,
            "region": TEXT,
            "status": STATUS,
            "children": items(ref("WhatIfChildAnswer")),
            "total": EURO,
            "shares": items(members({"to": {"enum": ["beneficiary", "institution"]}, "amount": EURO})),
            "one_off": items({"type": "object"}),
            "payment_date": {"type": ["string", "null"], "format": "date"},
            "undecided": items(
                members({"child": _NULLABLE_TEXT, "benefit": TEXT, "because": TEXT}, {"missing": items(TEXT)})
            ),
            "parameters": DIGEST,
        },
        "required": ["month", "region", "status", "children", "total", "shares", "one_off", "parameters"],
    },
    "WhatIfChildAnswer": {
        "type": "object",
        "properties": {
            "id": TEXT,
            "entitled": {"type": ["boolean", "null"]},
            "total": EURO,
            "status": STATUS,
            "reason": TEXT,
            "lines": items(
                {
                    "type": "object",
                    "properties": {
                        "benefit": TEXT,
                        "amount": EURO,
                        "status": STATUS,
                        "law": _LAW,
                        "amount_id": _NULLABLE_TEXT,
                        "amount_from": _NULLABLE_TEXT,
                        "because": TEXT,
                    },
                    "required": ["benefit", "amount", "status", "because"],
                }
            ),
        },
        "required": ["id", "entitled", "total", "status", "lines"],
    },
    "Notice": members({"language": TEXT, "version": DIGEST, "title": TEXT, "html": TEXT}),
    "PublicKeys": members(
        {
            "keys": items(
                members(
                    {
                        "key": TEXT,
                        "alg": {"const": "Ed25519"},
                        "public_key": TEXT,
                        "use": items(
                            {"enum": ["receipt", "consent", "statement", "trace", "certificate", "checkpoint"]}
                        ),
                        "from": INSTANT,
                        "until": {"type": ["string", "null"], "format": "date-time"},
                    }
                )
            )
        }
    ),
    "Health": {
        "type": "object",
        "properties": {"status": TEXT, "version": TEXT, "stage": TEXT, "notice_version": DIGEST},
        "required": ["status", "version", "stage", "notice_version"],
    },
    "SignedIn": {
        "type": "object",
        "properties": {"kind": TEXT, "until": INSTANT, "form_token": TEXT, "staff": TEXT, "roles": items(TEXT)},
        "required": ["kind", "until", "form_token"],
    },
    "SessionState": members(
        {"kind": TEXT, "provider": TEXT, "until": INSTANT, "form_token": TEXT},
        {"staff": TEXT, "roles": items(TEXT), "acts": items(TEXT), "files": items(ref("FileToActIn"))},
    ),
    "FileToActIn": members({"file": identifier("dos"), "people": items(ref("PersonToActFor"))}),
    "PersonToActFor": members(
        {"person": identifier("prs"), "self": {"type": "boolean"}, "may": items(TEXT), "because": TEXT},
        {"until": {"type": ["string", "null"], "format": "date"}},
    ),
    "Elevation": members({"case": identifier("cas"), "staff": identifier("stf"), "state": TEXT}),
    "MandateState": members({"state": TEXT}),
    "ClientKeys": members({"keys": items({"type": "object"})}),
    "StaffRequest": {
        "type": "object",
        "description": "How far a request is; its plan by kind of record, and the signed statement once there is one.",
        "properties": {
            "id": identifier("cas"),
            "kind": TEXT,
            "state": TEXT,
            "since": INSTANT,
            "received_on": {"type": "string", "format": "date"},
            "due_on": {"type": "string", "format": "date"},
            "channel": TEXT,
            "assisted": BOOLEAN,
            "outcome": _NULLABLE_TEXT,
            "reasons": items(TEXT),
            "asked": items({"type": "object"}),
            "plan": {"type": ["object", "null"]},
            "statement": {"type": ["object", "null"]},
        },
        "required": ["id", "kind", "state", "since", "received_on", "due_on"],
    },
    "Opened": members({"id": identifier("cas")}),
    "Quarantine": members({"cases": items(members(_CASE))}),
    "QuarantineCase": members(
        {
            **{name: form for name, form in _CASE.items() if name != "due"},
            "pointer": TEXT,
            "sender": _NULLABLE_TEXT,
            "flow": _NULLABLE_TEXT,
            "sequence_number": {"type": ["integer", "null"]},
            "line": {"type": ["integer", "null"]},
            "received_at": TEXT,
            "whole_delivery": {"type": "boolean"},
            "notification": _NULLABLE_TEXT,
            "encoding": _NULLABLE_TEXT,
        }
    ),
    "QuarantineDecision": members({"case": identifier("cas"), "state": TEXT}),
}
ANSWERS |= MONEY_ANSWERS
