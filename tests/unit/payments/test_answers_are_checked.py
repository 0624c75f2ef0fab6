"""A-01: an answer comes from outside, so nothing of it is believed before all of it was held against its schema."""

import tracemalloc
from pathlib import Path

import pytest
from lxml import etree

from functions.payments import check_answer as module
from functions.payments.bank_answer import AnswerRefusedError, Kind, Say
from functions.payments.check_answer import check_answer
from functions.payments.check_statement import adds_up
from functions.payments.read_answer import answer_lines, file_says
from tests.builders.payment_files import file_of
from tools.synthetic.bank_answers import debit, given_back, notice, paid_in, read_file, status_report

FILE = read_file(file_of("flanders"))
STATUS = status_report(FILE, {FILE.payments[0].payment: "AC04"})
NOTICE = notice(debit(FILE) + given_back(FILE, FILE.payments[0], "AC06") + paid_in(5_000, "R"), FILE.own)
STATEMENT = notice(debit(FILE), FILE.own, statement=True)
START = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.mark.parametrize(
    ("content", "kind"), [(STATUS, Kind.STATUS), (NOTICE, Kind.NOTICE), (STATEMENT, Kind.STATEMENT)]
)
def test_the_three_messages_are_taken(content: bytes, kind: Kind) -> None:
    assert check_answer(content) is kind
    assert check_answer(b"\xef\xbb\xbf" + content) is kind


def _deep() -> bytes:
    return START + b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">' + b"<a>" * 100_000


HOSTILE = {
    "nothing": b"",
    "no XML": b"PK\x03\x04",
    "our own kind of message": file_of("flanders"),
    "another version": STATUS.replace(b"pain.002.001.10", b"pain.002.001.03"),
    "cut off": STATUS[:-40],
    "cut off in the middle": NOTICE[: len(NOTICE) // 2],
    "against the schema": STATUS.replace(b"<GrpSts>PART</GrpSts>", b"<GrpSts>TOOLONGASTATUS</GrpSts>"),
    "a wrong last line": NOTICE.replace(b"</Ntry></Ntfctn>", b"</Ntry><Ntry/></Ntfctn>"),
    "a DOCTYPE": STATUS.replace(START, START + b"<!DOCTYPE Document>"),
    "an entity from a file": STATUS.replace(
        START, START + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    ).replace(b"AC04", b"&e;"),
    "a million laughs": START
    + b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&a;" * 10) for n in range(9))
    + b"]>"
    + STATUS.removeprefix(START),
    "an entity from the net": STATUS.replace(START, START + b'<!DOCTYPE x PUBLIC "x" "http://127.0.0.1:9/x.dtd">'),
    "nested too deep": _deep(),
    "UTF-16": STATUS.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "UTF-7": STATUS.replace(b"UTF-8", b"UTF-7"),
    "a zero byte": STATUS.replace(b"BANK", b"BA\x00K"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_answers_are_refused_without_a_value(name: str) -> None:
    """Given an answer that is broken, hostile or none of ours, then it is refused, and the reason quotes nothing."""
    with pytest.raises(AnswerRefusedError) as refused:
        check_answer(HOSTILE[name])
    said = str(refused.value)
    assert refused.value.__cause__ is None
    assert not any(word in said for word in (FILE.message, FILE.payments[0].payment, FILE.own, "passwd", "TOOLONG"))


def test_an_answer_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER_BYTES", len(STATUS) - 1)
    monkeypatch.setattr(etree, "iterparse", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(AnswerRefusedError):
        check_answer(STATUS)


def test_lines_say_what_they_are() -> None:
    (line,) = list(answer_lines(STATUS, Kind.STATUS))
    first = FILE.payments[0]
    assert (line.say, line.payment, line.cents, line.iban, line.reason) == (
        Say.REFUSED,
        first.payment,
        first.cents,
        first.iban,
        "AC04",
    )
    whole = file_says(STATUS)
    assert (whole.message, whole.status, whole.count, whole.cents) == (FILE.message, "PART", 3, FILE.cents)
    taken, back, other = list(answer_lines(NOTICE, Kind.NOTICE))
    assert (taken.say, taken.message, taken.cents, taken.own) == (Say.DEBITED, FILE.message, FILE.cents, FILE.own)
    assert (back.say, back.payment, back.reason, back.credit) == (Say.GIVEN_BACK, first.payment, "AC06", True)
    assert (other.say, other.cents, other.credit, other.position) == (Say.OTHER, 5_000, True, 3)


@pytest.mark.parametrize(
    ("amount", "cents"), [("12", 1_200), ("12.3", 1_230), ("012.30", 1_230), ("12.300", 1_230), ("12.345", None)]
)
def test_amounts_are_whole_cents_or_nothing(amount: str, cents: int | None) -> None:
    text = NOTICE.replace(f">{FILE.cents // 100}.{FILE.cents % 100:02d}<".encode(), f">{amount}<".encode())
    assert next(answer_lines(text, Kind.NOTICE)).cents == cents


def test_what_a_bank_takes_back_of_its_own_is_for_a_person() -> None:
    text = NOTICE.replace(
        b"<CdtDbtInd>DBIT</CdtDbtInd><Sts>", b"<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>"
    )
    assert check_answer(text) is Kind.NOTICE
    first = next(answer_lines(text, Kind.NOTICE))
    assert (first.say, first.credit) == (Say.OTHER, False)


@pytest.mark.parametrize(("closing", "whole"), [(-FILE.cents, True), (-FILE.cents + 1, False), (0, False)])
def test_a_statement_that_does_not_add_up_is_found(closing: int, whole: bool) -> None:
    content = notice(debit(FILE) + debit(FILE, status="PDNG"), FILE.own, statement=True, closing=closing)
    assert check_answer(content) is Kind.STATEMENT
    assert adds_up(content) is whole


def test_memory_does_not_grow_with_the_answer() -> None:
    """Given ten times the lines, then checking and reading takes the same memory beyond the bytes themselves."""
    peaks = []
    for lines in (200, 2_000):
        content = notice("".join(paid_in(5_000 + n, f"R{n}") for n in range(lines)), FILE.own)
        tracemalloc.start()
        check_answer(content)
        assert sum(1 for _ in answer_lines(content, Kind.NOTICE)) == lines
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 3 * peaks[0]


def test_samples_of_banks_are_read() -> None:
    """Given the notices beside the schemas, then all schemas compile and name the three messages."""
    folder = Path(module.__file__).with_name("schemas")
    assert all((folder / f"{kind.value}.xsd").is_file() for kind in Kind)
