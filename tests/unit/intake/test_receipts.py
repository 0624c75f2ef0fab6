"""A receipt is given after the durable write, is the same for the same request, and can be checked offline."""

import base64
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from functions.runtime.database import Table
from functions.vault.errors import TryAgainError
from functions.vault.signature import holds
from tests.builders.forms import application_form, family_form, interest_form
from tests.unit.intake.conftest import Intake

KEY = "0123456789abcdef"


def test_a_form_is_kept_and_answered_with_202_and_a_receipt(intake: Intake) -> None:
    answered = intake.post("families", family_form())
    assert answered.status == 202
    assert answered.header("Cache-Control") == "no-store"
    assert list(answered.members) == [
        "receipt", "received_at", "body_digest", "salt", "notice_version", "status_url", "signature",
    ]  # fmt: skip
    assert answered.members["received_at"] == "2024-07-01T06:00:00Z"
    assert answered.members["status_url"] == f"/api/forms/{answered.members['receipt']}"
    assert len(intake.rows(Table.SUBMISSIONS)) == 1


def test_the_receipt_is_checked_offline_with_the_body_and_the_public_key(intake: Intake) -> None:
    body = json.dumps(family_form()).encode()
    receipt = intake.post("families", body, Content_Type="application/json").members
    public = intake.system.keyring.signing_public()
    salt = base64.urlsafe_b64decode(str(receipt["salt"]) + "=")
    assert receipt["body_digest"] == "sha256:" + hashlib.sha256(salt + body).hexdigest()
    assert holds(receipt, public)
    assert not holds(receipt | {"received_at": "2024-07-01T06:00:01Z"}, public)


def test_one_hundred_parallel_repeats_give_one_record_and_equal_receipts(intake: Intake) -> None:
    body = json.dumps(family_form()).encode()
    headers = {"Content_Type": "application/json", "Idempotency_Key": KEY}
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: intake.post("families", body, **headers), range(100)))
    assert {answered.status for answered in answers} == {202}
    assert len({answered.body for answered in answers}) == 1
    assert len(intake.rows(Table.SUBMISSIONS)) == 1
    assert len(intake.rows(Table.SUBJECTS)) == 1
    assert len(intake.messages()) == 1


def test_a_repeat_after_time_has_passed_and_keys_were_renewed_gives_the_same_receipt(intake: Intake) -> None:
    first = intake.post("interests", interest_form(), Idempotency_Key=KEY)
    intake.system.memory.keyring.signing_private = lambda: ("kroost-test-2", b"\x07" * 32)  # type: ignore[method-assign]
    intake.system.clock.jump(timedelta(hours=5))
    assert intake.post("interests", interest_form(), Idempotency_Key=KEY).body == first.body


def test_another_body_under_the_same_key_is_refused(intake: Intake) -> None:
    intake.post("families", family_form(), Idempotency_Key=KEY)
    answered = intake.post("families", family_form(language="fr"), Idempotency_Key=KEY)
    assert (answered.status, answered.header("Content-Type")) == (409, "application/problem+json")
    assert len(intake.rows(Table.SUBMISSIONS)) == 1


def test_the_same_key_at_another_form_is_another_submission(intake: Intake) -> None:
    first = intake.post("interests", interest_form(), Idempotency_Key=KEY)
    second = intake.post("applications", application_form(), Idempotency_Key=KEY)
    assert first.members["receipt"] != second.members["receipt"]


def test_without_a_key_every_post_is_new(intake: Intake) -> None:
    receipts = {intake.post("interests", interest_form()).members["receipt"] for _ in range(2)}
    assert len(receipts) == 2


@pytest.mark.parametrize("key", ["short", "x" * 129, "with space 0123456", "é" * 20])
def test_a_malformed_key_is_refused(intake: Intake, key: str) -> None:
    assert intake.post("interests", interest_form(), Idempotency_Key=key).status == 400


def test_a_warm_intake_and_its_retry_are_one_write_each_and_nothing_else(intake: Intake) -> None:
    intake.post("families", family_form())
    calls = intake.system.memory.database.calls
    calls.clear()
    intake.post("families", family_form(), Idempotency_Key=KEY)
    assert dict(calls) == {"transact": 1}
    intake.post("families", family_form(), Idempotency_Key=KEY)
    assert dict(calls) == {"transact": 2}


def test_a_store_that_does_not_answer_gives_503_and_no_receipt(intake: Intake) -> None:
    def fail(_: str) -> None:
        raise TryAgainError

    intake.system.memory.database.before = fail
    answered = intake.post("families", family_form())
    assert (answered.status, answered.header("Retry-After")) == (503, "2")
    assert "receipt" not in answered.members


def test_the_state_says_nothing_personal(intake: Intake) -> None:
    receipt = str(intake.post("families", family_form()).members["receipt"])
    assert intake.state(receipt).members == {"state": "received", "since": "2024-07-01T06:00:00Z", "reasons": []}


@pytest.mark.parametrize("receipt", ["rcp_" + "0" * 26, "rcp_x", "cns_" + "0" * 26, "..%2f..", "85610112345"])
def test_an_unknown_receipt_is_404(intake: Intake, receipt: str) -> None:
    answered = intake.state(receipt)
    assert answered.status == 404
    assert receipt not in answered.body
