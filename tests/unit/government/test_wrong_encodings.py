"""Bytes in another encoding than UTF-8: a whole file is refused and sealed, one line waits alone."""

import json

import pytest

from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld, counts, envelope, income, number_of, written

HEAD = number_of(1)


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    return world


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_file_in_another_encoding_is_refused_and_kept(world: DropWorld, form: str, encoding: str) -> None:
    """Given a whole delivery in another encoding, then it is refused with a cause, sealed, and its object is gone."""
    key, body = written(envelope("INCOME_TAX", 1, [income("i1", HEAD, 1)]), form)
    take_delivery(world.post, world.put_bytes(key, body.decode().encode(encoding)))
    receipt = world.receipt(key)
    assert (receipt["status"], receipt["problems"]) == (
        "NOK",
        [{"attestationId": None, "code": "not_json", "pointer": ""}],
    )
    (case,) = world.cases()
    assert case["code"] == "not_json"
    assert world.drops.bodies == {}


def test_one_line_in_another_encoding_waits_alone(world: DropWorld) -> None:
    """Given one line of Latin-1 among lines of UTF-8, then it is sealed byte for byte and its neighbours are taken."""
    key, body = written(envelope("INCOME_TAX", 1, [income("i1", HEAD, 1), income("i2", HEAD, 2)]), "jsonl")
    wrong = json.dumps({"attestation": {"attestationId": "caf\u00e9"}}, ensure_ascii=False).encode("latin-1")
    lines = body.splitlines()
    take_delivery(world.post, world.put_bytes(key, b"\n".join([*lines[:2], wrong, lines[2]])))
    assert world.receipt(key)["counts"] == counts(accepted=2, quarantined=1)
    (case,) = world.cases()
    assert (case["line"], case["encoding"]) == (2, "base64")
