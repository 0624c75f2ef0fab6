"""Write the JSON Schemas of drops from the models: run `python -m tools.build_drop_schemas` after a change of them.

`--check` writes nothing and ends with 1 when a committed file differs from a fresh one.
"""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from functions.government.envelope import Envelope
from functions.government.flow import CONTENT_MEMBER, Flow
from functions.government.legal_context import legal_contexts
from functions.government.notification import DELIVERY_OF, NOTIFICATION_OF
from functions.government.receipt import Receipt
from functions.register.message_kind import MessageKind
from functions.vault.outbox import ROUTED

ROOT = Path(__file__).resolve().parent.parent
DROPS = ROOT / "docs" / "api" / "drops"
EVENTS = ROOT / "events" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = "A model of Belgian government flows, not a certified interface. Made from functions/government; do not edit."
_ID = "[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}"
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


def build_all() -> dict[Path, str]:
    """Return every schema file with its text."""
    models: dict[str, type[BaseModel]] = {"envelope.v1": Envelope, "receipt.v1": Receipt}
    models |= {f"{flow.lower()}.delivery.v1": model for flow, model in DELIVERY_OF.items()}
    models |= {f"{flow.lower()}.notification.v1": model for flow, model in NOTIFICATION_OF.items()}
    built = {DROPS / f"{name}.schema.json": _text(name, _schema(model)) for name, model in models.items()}
    built[DROPS / "flows.json"] = _json(_flows())
    built[EVENTS / "outbox_message.v1.schema.json"] = _text("outbox_message.v1", _outbox_message())
    return built


def _schema(model: type[BaseModel]) -> dict[str, object]:
    return model.model_json_schema(mode="serialization" if model is Receipt else "validation")


def _flows() -> dict[str, object]:
    contexts = {flow: name for name, flow in legal_contexts().items()}
    return {flow.value: {"content": CONTENT_MEMBER[flow], "legalContext": contexts[flow]} for flow in Flow}


def _outbox_message() -> dict[str, object]:
    return {
        "description": "What a queue carries: what is to be done, and the ids of what it is about. Nobody's data.",
        "type": "object",
        "properties": {
            "event": {"type": "string", "pattern": f"^{_ID}$"},
            "kind": {"enum": sorted(kind.value for kind in ROUTED)},
            "ids": {"type": "array", "items": {"type": "string", "pattern": f"^{_ID}$"}},
            # What a wanted message is about.
            "message": {"enum": sorted(kind.value for kind in MessageKind)},
            # From and to, where months are decided again; null: no limit on that side.
            "months": {"type": "array", "items": {"anyOf": [_MONTH, {"type": "null"}]}, "minItems": 2, "maxItems": 2},
        },
        "required": ["event", "kind", "ids"],
        "additionalProperties": False,
    }


def _text(name: str, schema: dict[str, object]) -> str:
    return _json({"$schema": DIALECT, "$id": f"urn:kroost:schema:{name}", "$comment": ABOUT, **schema})


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def stale() -> list[Path]:
    """Return the committed files that differ from a fresh build, and schemas of drops that nothing builds."""
    built = build_all()
    differing = {path for path, text in built.items() if not path.exists() or path.read_text(encoding="utf-8") != text}
    return sorted(differing | (set(DROPS.glob("*.json")) - set(built)))


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    if "--check" in arguments:
        for path in (old := stale()):
            print(f"{path.relative_to(ROOT)} is not current: run python -m tools.build_drop_schemas")
        return 1 if old else 0
    for path, text in build_all().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
