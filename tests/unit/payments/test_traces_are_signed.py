"""CA-5: whatever was paid has a signed trace, which anybody with the public keys checks and computes again offline."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from functions.benefits.household import REGIONS
from functions.cli.main import main
from functions.payments.payment import Payment
from functions.payments.signed_trace import sign_payment, signed_document
from functions.payments.tell_traces import tell_traces
from functions.runtime.clock import MachineClock
from functions.units.year_month import YearMonth
from functions.vault.keyring import StoredKeyring
from functions.vault.signature import holds
from tests.builders.decided_months import Months, income
from tests.builders.paid_families import FundFamily
from tests.fakes.in_memory_keys import InMemoryKeyring

KEYS = InMemoryKeyring()
JUNE, JULY = YearMonth(2024, 6), YearMonth(2024, 7)
BORN = (date(2021, 2, 3), date(2024, 6, 4))


def documents(months: Months) -> list[dict[str, Any]]:
    """Return the signed document of every payment and correction of a family, as JSON gives it back."""
    found = [signed_document(months.family.dossier, payment) for payment in months.payments.values()]
    found += [signed_document(months.family.dossier, correction) for correction in months.corrections]
    return [json.loads(json.dumps(one)) for one in found]


def test_an_operator_gets_the_documents_of_a_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a family paid and corrected in July, when its July is asked for, then each document holds, once each."""
    months = corrected_family("flanders")
    told = tell_traces(months.run.memory.vault, "run_" + "0" * 26, months.family.dossier, JULY)
    assert sorted(str(one["format"]) for one in told) == ["kroost/correction/1", "kroost/trace/1", "kroost/trace/1"]
    for document in told:
        assert replayed(document, tmp_path, capsys) == (0, [])
    assert tell_traces(months.run.memory.vault, "run_" + "0" * 26, months.family.dossier, JUNE.plus(-1)) == []


def corrected_family(region: str) -> Months:
    """Return a family that was paid June without its income, and July with it: arrears, a correction, a birth."""
    family = FundFamily(1, region=region, born=BORN, partner=False, income_cents=None)
    months = Months(family)
    months.decide(JUNE)
    months.learn(income(family, 1_500_000, year=2022 if region == "brussels" else 2021))
    months.decide(JULY)
    return months


def replayed(document: object, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Check a document with `kroost replay` and the public keys."""
    (folder / "keys.json").write_text(json.dumps({"keys": KEYS.public_keys()}), encoding="utf-8")
    (folder / "trace.json").write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()
    status = main(["replay", str(folder / "trace.json"), "--keys", str(folder / "keys.json")])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.goal("CA-5")
@pytest.mark.parametrize("region", ["flanders", "brussels"])
def test_every_paid_cent_has_a_signed_trace(region: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given months paid and corrected, then each document holds under the fund's key and gives the same cents again."""
    months = corrected_family(region)
    found = documents(months)
    paid = [one for one in found if one["format"] == "kroost/trace/1"]
    assert sum(one["cents"] for one in paid) == sum(payment.cents for payment in months.payments.values()) > 0
    assert len(found) > len(paid)
    for document in found:
        assert replayed(document, tmp_path, capsys) == (0, [])
        assert holds(document, KEYS.signing_public())
    whole = [one for one in paid if "correction" not in one["trace"]]
    assert {one["trace"]["version"] for one in whole} == {1}
    assert all(one["facts"] for one in whole)
    arrears = [one for one in paid if "correction" in one["trace"]]
    (correction,) = [one for one in found if one["format"] == "kroost/correction/1"]
    owed = sum(max(month["due"] - month["granted"], 0) for month in correction["months"])
    assert [one["cents"] for one in arrears] == [owed]


@pytest.mark.goal("CA-5")
@pytest.mark.parametrize("region", REGIONS)
def test_a_first_payment_is_signed_in_every_region(
    region: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a month paid in a region, then its document holds."""
    months = Months(FundFamily(2, region=region, born=BORN[:1], income_cents=2_500_000))
    months.decide(JUNE)
    (document,) = documents(months)
    assert replayed(document, tmp_path, capsys) == (0, [])


def _line(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["trace"]["lines"][0]
    return found


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "cents": lambda one: one.update(cents=one["cents"] + 1),
    "dossier": lambda one: one.update(dossier=one["dossier"][:-1] + "0"),
    "fact": lambda one: one.update(facts=one["facts"][1:]),
    "month": lambda one: one["trace"].update(month="2024-05"),
    "article": lambda one: _line(one).update(law=[["Groeipakketdecreet", "14"]]),
    "ground": lambda one: _line(one).update(because="no_federal_right_kept"),
    "test": lambda one: _line(one).update(tests={"scheme": "old"}),
    "amount": lambda one: _line(one)["terms"][0].update(amount="flanders/orphan/full"),
    "digest": lambda one: one["trace"].update(parameters="sha256:0"),
    "signature": lambda one: one["signature"].update(value="A" * 86),
}


@pytest.mark.goal("CA-5")
@pytest.mark.parametrize("what", sorted(CHANGES))
def test_a_changed_trace_is_found(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a payment's document in which one thing was changed, then its signature does not hold any more."""
    months = Months(FundFamily(3, born=BORN[:1], income_cents=2_500_000))
    months.decide(JUNE)
    (document,) = documents(months)
    CHANGES[what](document)
    status, found = replayed(document, tmp_path, capsys)
    assert status == 1
    assert {"where": "signature", "reason": "does not hold"} in found


@pytest.mark.goal("CA-5")
def test_more_cents_than_the_traces_give_are_found_by_the_amount_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a payment or a correction whose cents are not those of its traces, then the replay says where."""
    found = documents(corrected_family("flanders"))
    payment = next(one for one in found if "trace" in one and "correction" not in one["trace"])
    payment["cents"] += 1
    status, different = replayed(payment, tmp_path, capsys)
    assert (status, different[0]["where"]) == (1, "cents")
    correction = next(one for one in found if one["format"] == "kroost/correction/1")
    amount = correction["months"][0]["amounts"][0]
    amount["after"] += 1
    status, different = replayed(correction, tmp_path, capsys)
    assert status == 1
    assert different[0]["where"].endswith(f"/{amount['child']}/{amount['benefit']}")


def test_what_cannot_be_checked_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given no keys, another fund's keys, keys that are none, or a document without signature, then it is said."""
    months = Months(FundFamily(4, born=BORN[:1], income_cents=2_500_000))
    months.decide(JUNE)
    (document,) = documents(months)
    file, keys = tmp_path / "trace.json", tmp_path / "keys.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert main(["replay", str(file)]) == 0
    assert "not checked" in capsys.readouterr().err
    keys.write_text('{"keys": []}', encoding="utf-8")
    assert main(["replay", str(file), "--keys", str(keys)]) == 1
    assert json.loads(capsys.readouterr().out) == [{"where": "signature", "reason": "no such key"}]
    for broken in ("{", "[]", '{"keys": [1]}'):
        keys.write_text(broken, encoding="utf-8")
        assert main(["replay", str(file), "--keys", str(keys)]) == 2
    for lacking in ("signature", "trace", "cents"):
        less = {name: value for name, value in document.items() if name != lacking}
        assert replayed(less, tmp_path, capsys)[0] == 2
    assert replayed(document | {"format": "kroost/trace/2"}, tmp_path, capsys)[0] == 2


def test_signing_a_thousand_payments_unwraps_the_key_once() -> None:
    """Given the stage's keyring, when a thousand traces are signed, then KMS was asked once."""
    counted = CountingKeys()
    pair = json.dumps({"wrapped": base64.b64encode(b"w" * 32).decode()})
    keyring = StoredKeyring(
        OneParameter(pair), counted, MachineClock(), system="kroost", stage="test", prefix="/kroost/test"
    )
    payment = Payment(payee="", account="", cents=1, text="", payment="", trace={}, facts=())
    assert len({sign_payment(f"dos_{number}", payment, keyring).signature for number in range(1000)}) == 1000
    assert counted.calls == 1


@dataclass
class CountingKeys:
    """A key service that unwraps to a fixed key and counts."""

    calls: int = 0

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return the plain key."""
        del context
        self.calls += 1
        return wrapped


@dataclass(frozen=True)
class OneParameter:
    """A store of settings with one value."""

    value: str

    def get(self, name: str) -> str:
        """Return it."""
        assert name == "/kroost/test/signing/1/private"
        return self.value
