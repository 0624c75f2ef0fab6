"""The two functions of the intake over one in-memory vault."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from functions.intake import api, queue
from functions.runtime.database import Item, Table
from tests.builders.http_events import Answered, call
from tests.builders.memory_system import MemorySystem


@dataclass
class Intake:
    """What a caller and the queue can do."""

    system: MemorySystem

    def post(self, form: str, body: str | bytes | Mapping[str, object], **headers: str) -> Answered:
        """Post a form; header names come with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return call(api.handler, "POST", f"/api/forms/{form}", body, named)

    def state(self, receipt: str) -> Answered:
        """Ask for the state of a submission."""
        return call(api.handler, "GET", f"/api/forms/{receipt}")

    def rows(self, table: Table) -> list[Item]:
        """Return all rows of a table."""
        return list(self.system.memory.database.rows[table].values())

    def messages(self) -> list[str]:
        """Return what the outbox would publish about submissions."""
        rows = [row for row in self.rows(Table.OUTBOX) if row["kind"] == "submission_received"]
        return [json.dumps({"event": row["sk"], "kind": row["kind"], "ids": row["ids"]}) for row in rows]

    def deliver(self) -> list[dict[str, str]]:
        """Deliver every message once more; return the failures."""
        records = [{"messageId": str(at), "body": body} for at, body in enumerate(self.messages())]
        return queue.handler({"Records": records}, None)["batchItemFailures"]


@pytest.fixture
def intake(monkeypatch: pytest.MonkeyPatch) -> Intake:
    """Return the intake over an empty store."""
    system = MemorySystem("intake-api")
    monkeypatch.setattr(api, "system", lambda: system)
    monkeypatch.setattr(queue, "system", lambda: system)
    return Intake(system)
