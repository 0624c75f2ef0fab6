"""The committed JSON Schemas and samples say what the models say."""

import json
from pathlib import Path

import pytest

from functions.government.flow import Flow
from functions.government.legal_context import legal_contexts
from functions.government.notification import DELIVERY_OF, NOTIFICATION_OF
from functions.government.receipt import Receipt
from tests.architecture.modules import ROOT
from tools.build_drop_schemas import DROPS, stale

EVENTS = Path(ROOT) / "events" / "s3"


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """Given the models of today, then a fresh build gives the committed files, and no other file stands there."""
    assert stale() == []


def test_every_flow_has_one_legal_context() -> None:
    """Given the nine flows, then each is let in by exactly one context of the register."""
    assert sorted(legal_contexts().values()) == sorted(Flow)


def test_schemas_refuse_what_nobody_asked_for() -> None:
    """Given every object of every schema, then it takes no other members than it names."""
    for path in DROPS.glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        objects = [part for part in [schema, *schema.get("$defs", {}).values()] if part.get("type") == "object"]
        assert objects, path
        assert all(part["additionalProperties"] is False for part in objects), path


def test_the_samples_follow_the_models() -> None:
    """Given the sample deliveries, then they are of the contract's form."""
    whole = (EVENTS / "household_delivery.json").read_bytes()
    assert DELIVERY_OF[Flow.HOUSEHOLD].model_validate_json(whole).type == "be.kroost.household.v1.notify"
    _, *lines = (EVENTS / "income_tax_delivery.jsonl").read_bytes().splitlines()
    read = [NOTIFICATION_OF[Flow.INCOME_TAX].model_validate_json(line) for line in lines]
    assert [one.attestation.cancels for one in read] == [False, True]


@pytest.mark.parametrize("flow", [flow for flow in Flow if flow is not Flow.INCOME_TAX])
def test_each_flow_has_a_sample_of_its_schema(flow: Flow) -> None:
    """Given the sample of a flow, then the model that the committed schema is made from takes it."""
    sample = (EVENTS / f"{flow.lower()}_delivery.json").read_bytes()
    assert DELIVERY_OF[flow].model_validate_json(sample).type == f"be.kroost.{flow.lower()}.v1.notify"


def test_a_receipt_has_the_members_of_the_contract() -> None:
    """Given the receipt's model, then its members are those that senders were promised."""
    schema = Receipt.model_json_schema(mode="serialization")
    assert set(schema["properties"]) == {"sequenceNumber", "flow", "receivedAt", "status", "counts", "problems"}
    counts = {"accepted", "duplicates", "superseded", "unknownPersons", "quarantined", "refused"}
    assert set(schema["$defs"]["Counts"]["properties"]) == counts
    assert set(schema["$defs"]["ProblemLine"]["properties"]) == {"attestationId", "code", "pointer"}
