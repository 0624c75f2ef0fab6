"""The schemas of what the API answers about money: releases, accounts and debts."""

from tools.openapi_schema import BOOLEAN, INSTANT, TEXT, WHOLE, Schema, identifier, items, members

_NULLABLE_TEXT: Schema = {"type": ["string", "null"]}

MONEY_ANSWERS: dict[str, Schema] = {
    "Release": members(
        {
            "run": identifier("run"),
            "file": {"type": "integer"},
            "message": TEXT,
            "payments": {"type": "integer"},
            "cents": {"type": "integer"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "execution_on": {"type": "string", "format": "date"},
            "warnings": items(TEXT),
            "state": TEXT,
            "releases": {"type": "integer"},
            "book_cents": {"type": "integer"},
            "region_cents": {"type": "integer"},
            "change_permille": {"type": ["integer", "null"]},
            "new_accounts": {"type": "integer"},
            "stops": items(TEXT),
        }
    ),
    "Debts": members(
        {
            "to_open": items(members({"dossier": identifier("dos"), "correction": TEXT})),
            "shares": items(members({"dossier": identifier("dos"), "region": TEXT})),
            "cases": items(members({"case": identifier("cas"), "state": TEXT, "due": TEXT, "late": BOOLEAN})),
        }
    ),
    "Debt": members(
        {
            "case": identifier("cas"),
            "state": {"enum": ["draft", "shown", "replied", "plan", "closed"]},
            "revision": WHOLE,
            "times_said": WHOLE,
            "dossier": identifier("dos"),
            "correction": TEXT,
            "region": TEXT,
            "erred": {"enum": ["fund", "third_party", "family", "omission", "fraud"]},
            "knew": BOOLEAN,
            "reference": TEXT,
            "reply_by": _NULLABLE_TEXT,
            "claims": items(members({"month": TEXT, "cents": WHOLE, "lapses_on": TEXT})),
            "moves": items(members({"kind": TEXT, "cents": WHOLE, "on": TEXT, "month": _NULLABLE_TEXT})),
            "left": WHOLE,
            "share": _NULLABLE_TEXT,
            "monthly": {"type": ["integer", "null"]},
            "causes": items(TEXT),
            "months": items({"type": "object"}),
            "replies": items(members({"at": INSTANT, "channel": TEXT, "text": TEXT})),
            "proposal": {"type": ["object", "null"]},
            "decision": _NULLABLE_TEXT,
            "reason": _NULLABLE_TEXT,
            "end": _NULLABLE_TEXT,
            "steps": items(members({"at": INSTANT, "by": TEXT, "what": TEXT, "why": TEXT})),
        }
    ),
    "OpenedDebt": members({"case": identifier("cas")}),
    "DebtReply": members({"case": identifier("cas"), "state": TEXT}),
    "Withdrawal": members({"run": identifier("run"), "file": WHOLE, "state": TEXT}),
    "OwedAgain": members(
        {
            "owed": items(members({"dossier": identifier("dos"), "payment": TEXT, "held": items(TEXT)})),
            "asked": items(members({"dossier": identifier("dos"), "account": TEXT})),
        }
    ),
    "EnteredAccount": members(
        {"dossier": identifier("dos"), "account": TEXT, "state": TEXT, "payable_from": _NULLABLE_TEXT}
    ),
    "AccountState": members({"dossier": identifier("dos"), "state": TEXT}),
}
