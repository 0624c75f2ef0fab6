"""PX-1: each rule of the pack finds its failing sample, one change away from a good file; the schema accepts most."""

import ast
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeGuard

import pytest

from functions.payments import bank_rules
from functions.payments.bank_answer import Kind
from functions.payments.bank_rules import RULES, Ceilings
from functions.payments.check_file import SchemaRefusedError, check_file
from functions.payments.sepa_text import NAME_LENGTH, TEXT_LENGTH
from functions.payments.write_pain_001 import CATEGORY_PURPOSE
from functions.payments.write_pain_001 import PURPOSE as WRITTEN_PURPOSE
from tests.builders.payment_files import TODAY, expected_of, file_of

PAYMENTS = Path(bank_rules.__file__).parent

GOOD = file_of("flanders")
FIRST_ID = "<EndToEndId>PAY00000000000000000000001</EndToEndId>".replace("00000000000000000000001", f"{1:023d}")
SECOND_ID = FIRST_ID.replace("01<", "02<")
PURPOSE = "<Purp><Cd>BECH</Cd></Purp>"
TEXT = "<Ustrd>Groeipakket 06/2024</Ustrd>"
NAME = "<Nm>Elise Voorbeeld</Nm>"
ACCOUNT = "<CdtrAcct><Id><IBAN>BE43068999999501</IBAN></Id></CdtrAcct>"
TOTALS = "<NbOfTxs>3</NbOfTxs><CtrlSum>645.05</CtrlSum>"

# (rule, what stands in the good file, what stands in the failing sample)
SAMPLES = [
    ("S-01", NAME, "<Nm>Елисе Voorbeeld</Nm>"),
    ("S-01", NAME, "<Nm>Elise_Voorbeeld</Nm>"),
    ("S-02", NAME, "<Nm>  </Nm>"),
    ("S-02", NAME, f"<Nm>{'E' * 71}</Nm>"),
    ("S-02", NAME, ""),
    ("S-02", NAME, "<Nm>Elise Voorbeeld </Nm>"),
    ("S-02", TEXT, TEXT * 2),
    ("S-03", SECOND_ID, FIRST_ID),
    ("S-03", FIRST_ID, FIRST_ID.replace("PAY", "P//")),
    ("S-03", FIRST_ID, FIRST_ID.replace("PAY", "/PA")),
    ("S-03", FIRST_ID, "<EndToEndId>NOTPROVIDED</EndToEndId>"),
    ("S-04", f"{TOTALS}<InitgPty>", f"{TOTALS.replace('>3<', '>4<')}<InitgPty>"),
    ("S-04", f"{TOTALS}<PmtTpInf>", f"{TOTALS.replace('.05<', '.06<')}<PmtTpInf>"),
    ("S-04", f"{TOTALS}<PmtTpInf>", f"{TOTALS.replace('>3<', '>03<')}<PmtTpInf>"),
    ("S-05", ">184.30<", ">0.00<"),
    ("S-05", ">184.30<", ">184.3<"),
    ("S-05", ">184.30<", ">184.300<"),
    ("S-05", ">184.30<", ">+184.30<"),
    ("S-05", ">184.30<", ">10000.01<"),
    ("S-05", 'Ccy="EUR">184.30', 'Ccy="USD">184.30'),
    ("S-06", "<PmtMtd>TRF</PmtMtd>", "<PmtMtd>CHK</PmtMtd>"),
    ("S-06", "<SvcLvl><Cd>SEPA</Cd></SvcLvl>", ""),
    ("S-06", "<ChrgBr>SLEV</ChrgBr>", ""),
    ("S-06", "<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>SHAR</ChrgBr>"),
    ("S-06", "</Amt><Cdtr><Nm>Elise", "</Amt><ChrgBr>SLEV</ChrgBr><Cdtr><Nm>Elise"),
    ("S-07", "BE43068999999501", "BE44068999999501"),
    ("S-07", "BE43068999999501", "BE41539007547035"),
    ("S-07", "BE43068999999501", "BE71096123456769"),
    ("S-07", "BE43068999999501", "BR1500000000000010932840814P2"),
    ("S-07", ACCOUNT, ""),
    ("S-08", NAME, f"{NAME}<PstlAdr><AdrLine>Dorpsstraat 1</AdrLine></PstlAdr>"),
    ("S-08", "</Nm></Dbtr>", "</Nm><PstlAdr><TwnNm>Leuven</TwnNm><Ctry>BE</Ctry></PstlAdr></Dbtr>"),
    ("S-09", "<Dt>2024-07-05</Dt>", "<Dt>2024-07-07</Dt>"),
    ("S-09", "<Dt>2024-07-05</Dt>", "<Dt>2001-07-05</Dt>"),
    ("S-09", "<Dt>2024-07-05</Dt>", "<Dt>2025-07-02</Dt>"),
    ("S-09", "<Dt>2024-07-05</Dt>", "<DtTm>2024-07-05T00:00:00Z</DtTm>"),
    ("S-09", "T06:00:00Z", "T06:00:00"),
    ("S-10", PURPOSE, "<Purp><Cd>BENE</Cd></Purp>"),
    ("S-10", PURPOSE, ""),
    ("S-10", TEXT, "<Ustrd>Zorgtoeslag 06/2024</Ustrd>"),
    ("S-10", "<CtgyPurp><Cd>SSBE</Cd></CtgyPurp>", "<CtgyPurp><Cd>SALA</Cd></CtgyPurp>"),
    ("S-11", ">184.30<", ">184.31<"),
    ("S-11", FIRST_ID, FIRST_ID.replace("PAY", "PAX")),
    ("S-12", '<?xml version="1.0" encoding="UTF-8"?>', '\ufeff<?xml version="1.0" encoding="UTF-8"?>'),
    ("S-12", "<CstmrCdtTrfInitn>", "\r\n<CstmrCdtTrfInitn>"),
    ("S-12", "<CstmrCdtTrfInitn>", "<!-- ours --><CstmrCdtTrfInitn>"),
    ("S-12", "<CstmrCdtTrfInitn>", '<CstmrCdtTrfInitn xmlns:x="urn:x">'),
    ("S-12", "<Document", '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n<Document'),
]  # fmt: skip


@pytest.mark.goal("PX-1")
@pytest.mark.parametrize(("rule", "good", "bad"), SAMPLES)
def test_a_rule_finds_its_failing_sample(rule: str, good: str, bad: str) -> None:
    """Given a good file with one change that the schema accepts, then the rule is among the findings, as an error."""
    text = GOOD.decode("utf-8")
    assert good in text
    findings = check_file(text.replace(good, bad, 1).encode("utf-8"), expected_of("flanders"))
    assert rule in {finding.rule for finding in findings if finding.refuses}


def test_every_rule_has_a_failing_sample() -> None:
    """Given the rule pack, then no rule of files stands there without a sample that it refuses (one warns only)."""
    assert {rule for rule, _, _ in SAMPLES} == set(RULES) - {"S-09-lead", "A-01"}


@pytest.mark.goal("PX-1")
def test_the_rules_are_a_file_with_sources_and_the_checks_read_their_values() -> None:
    """Given the rule file, then each rule says where it comes from, and no check has a value of its own.

    What writes files has its own words: rule and writer must agree, or a golden file would be refused.
    """
    told = json.loads((PAYMENTS / "bank_rules.json").read_text(encoding="utf-8"))
    assert [one["rule"] for one in told["rules"]] == list(RULES)
    assert {f"S-{number:02d}" for number in range(1, 13)} | {"S-09-lead", "A-01"} == set(RULES)
    assert all(one["source"] and one["message"] for one in told["rules"])
    assert date.fromisoformat(told["consulted_on"]) < date(2027, 1, 1)
    values = RULES["S-10"].values
    assert (values["purpose"], values["category_purpose"]) == (WRITTEN_PURPOSE, CATEGORY_PURPOSE)
    assert (RULES["S-02"].values["longest_name"], RULES["S-02"].values["longest_text"]) == (NAME_LENGTH, TEXT_LENGTH)
    assert set(RULES["A-01"].values["messages"]) == set(Kind)  # type: ignore[arg-type]
    for name in ("check_payment.py", "check_head.py"):
        texts = {node.value for node in ast.walk(ast.parse((PAYMENTS / name).read_text())) if _is_text(node)}
        own = {str(value) for rule in RULES.values() for value in rule.values.values() if isinstance(value, str)}
        assert not texts & own


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_late_files_are_let_through_with_a_warning() -> None:
    """Given a check two settlement days before the debit day, then the file may go but its release shows a warning."""
    (finding,) = check_file(GOOD, expected_of("flanders", today=TODAY + timedelta(days=2)))
    assert (finding.rule, finding.refuses) == ("S-09-lead", False)


def test_a_missing_payment_is_found() -> None:
    """Given a plan with one payment more than the file, then the file is not the planned one."""
    expected = expected_of("flanders")
    more = replace(expected, planned=[*expected.planned, ("PAYMENTTHATISMISSING", 1)])
    assert [(finding.rule, finding.position) for finding in check_file(GOOD, more)] == [("S-11", 0)]


def test_a_payment_of_an_earlier_file_of_the_run_is_found() -> None:
    """Given two files of one run with the same payment, then the second is refused."""
    expected = expected_of("flanders")
    assert check_file(GOOD, expected) == []
    assert {finding.rule for finding in check_file(GOOD, expected)} == {"S-03"}


def test_a_file_above_the_ceiling_needs_a_human() -> None:
    """Given a file total above the fund's own ceiling, then it is refused."""
    low = replace(expected_of("flanders"), ceilings=Ceilings(payment_cents=1_000_000, file_cents=64_504))
    assert [finding.rule for finding in check_file(GOOD, low)] == ["S-05"]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<Dt>2024-07-05</Dt>", "2024-07-05"),
        (">184.30<", ">-184.30<"),
        ("<BICFI>TESTBEBB</BICFI>", "<BICFI>TESTBEBB9</BICFI>"),
        ("<BICFI>", "<BIC>"),
        (NAME, f"<Nm>{'E' * 141}</Nm>"),
        (NAME, "<Nm></Nm>"),
        ("BE43068999999501", "be43068999999501"),
        ("</Document>", ""),
        ("</PmtInf></CstmrCdtTrfInitn></Document>", ""),
    ],
)
def test_the_schema_refuses_the_rest_without_repeating_a_value(good: str, bad: str) -> None:
    """Given a file that the official schema refuses, then the refusal names a place and no value of the file."""
    broken = GOOD.decode("utf-8").replace(good, bad).encode("utf-8")
    with pytest.raises(SchemaRefusedError) as refused:
        check_file(broken, expected_of("flanders"))
    message = str(refused.value)
    assert "line" in message
    assert not any(value in message for value in ("184", "BE43", "be43", "Elise", "TESTBE"))


def test_findings_never_repeat_a_value() -> None:
    """Given every failing sample at once, then what a finding says holds no name, account or amount."""
    for _, good, bad in SAMPLES:
        for finding in check_file(GOOD.decode().replace(good, bad, 1).encode(), expected_of("flanders")):
            assert not any(value in str(finding) for value in ("Elise", "Voorbeeld", "BE4", "184", "Groeipakket"))


def test_the_day_of_the_debit_is_still_in_time() -> None:
    """Given a check on the debit day itself, then the date is not past."""
    findings = check_file(GOOD, expected_of("flanders", today=date(2024, 7, 5)))
    assert [finding.rule for finding in findings] == ["S-09-lead"]
