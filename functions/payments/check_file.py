"""Check a whole payment file before anybody may release it: official schema first, then the bank's rules, streaming.

libxml2 reports an invalid file only when it has read all of it, so nothing found on the way counts before the end:
this module only collects, and answers once. Memory is one payment and the set of ids.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from functions.payments.bank_rules import Ceilings, Finding
from functions.payments.check_head import Seen, check_head
from functions.payments.check_payment import SHAPE, SeenPayment, check_payment
from functions.payments.write_pain_001 import NAMESPACE

_SCHEMA = Path(__file__).with_name("schemas") / "pain.001.001.09.xsd"
_PREFIX = len(NAMESPACE) + 2
_PAYMENT, _BATCH, _HEADER = (f"{{{NAMESPACE}}}{name}" for name in ("CdtTrfTxInf", "PmtInf", "GrpHdr"))
_SHAPE = [f"{{{NAMESPACE}}}{name}" for name in SHAPE]
_FINDINGS_KEPT = 100
_STARTS_WITH = b'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="' + NAMESPACE.encode() + b'">'
_DOCTYPE = b"<!DOCTYPE"
_FORBIDDEN_BYTES = (b"\r", b"\t", b"<!", b"<?", b" xmlns", b"schemaLocation=")


class SchemaRefusedError(Exception):
    """The official schema does not accept the file; the message names the line and the kind of error, no value."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file must be: the fund's account, the day of the check, the limits, the planned payments in order."""

    own_account: str
    today: date
    ceilings: Ceilings
    planned: Iterable[tuple[str, int]]
    """Payment id and whole cents of every payment that is planned and in no earlier file (S-11)."""
    ids_of_run: set[str] = field(default_factory=set)
    """Ids seen in the run's earlier files; this check adds its own (S-03)."""


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMA))


def check_file(content: bytes, expected: Expected) -> list[Finding]:
    """Return the broken rules of a file, at most 100 (empty: it may go); SchemaRefusedError when the schema refuses."""
    if _DOCTYPE in content:
        # Refused unread: an entity could fetch or repeat anything. The parser's own switch against entities
        # (resolve_entities=False) is no way out: with it lxml 6.1 takes a truncated file without an error.
        return [Finding("S-12", 0)]
    findings: list[Finding] = []
    try:
        for finding in _findings(content, expected):
            if len(findings) < _FINDINGS_KEPT:
                findings.append(finding)
    except etree.XMLSyntaxError as refused:
        # The parser's own text repeats values of the file, so only the place leaves this line.
        msg = f"refused by pain.001.001.09 at line {refused.lineno}, column {refused.offset}"
        raise SchemaRefusedError(msg) from None
    return findings


def _findings(content: bytes, expected: Expected) -> Iterator[Finding]:
    planned = iter(expected.planned)
    seen = Seen()
    reader = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=[_PAYMENT, _BATCH, _HEADER],
        schema=_schema(),
    )
    for _, element in reader:
        if element.tag == _PAYMENT:
            seen.count += 1
            for rule in sorted(_check_one(element, expected, seen, next(planned, None))):
                yield Finding(rule, seen.count)
            _forget(element)
        elif element.tag == _BATCH:
            seen.batches.append(_texts(element))
        else:
            seen.header = _texts(element)
    broken = check_head(seen, expected.own_account, expected.today, expected.ceilings) | _check_bytes(content)
    if next(planned, None) is not None:
        broken.add("S-11")
    for rule in sorted(broken):
        yield Finding(rule, 0)


def _check_one(element: etree._Element, expected: Expected, seen: Seen, planned: tuple[str, int] | None) -> set[str]:
    payment = _read_payment(element)
    broken = check_payment(payment, expected.own_account, expected.ceilings.payment_cents)
    cents = payment.cents
    seen.total_cents += cents
    if payment.payment_id in expected.ids_of_run:
        broken.add("S-03")
    expected.ids_of_run.add(payment.payment_id)
    if planned != (payment.payment_id, cents):
        broken.add("S-11")
    return broken


def _read_payment(element: etree._Element) -> SeenPayment:
    leaves = list(element.iter())
    if [leaf.tag for leaf in leaves] == _SHAPE:
        _, _, payment_id, _, amount, _, name, _, _, iban, _, purpose, _, text = leaves
        return SeenPayment(
            payment_id.text or "",
            amount.text or "",
            amount.get("Ccy") or "",
            name.text or "",
            iban.text or "",
            purpose.text or "",
            text.text or "",
        )
    found = {str(leaf.tag)[_PREFIX:]: leaf for leaf in leaves}

    def text_of(name: str) -> str:
        return found[name].text or "" if name in found else ""

    return SeenPayment(
        text_of("EndToEndId"),
        text_of("InstdAmt"),
        (found["InstdAmt"].get("Ccy") or "") if "InstdAmt" in found else "",
        text_of("Nm"),
        text_of("IBAN"),
        text_of("Cd"),
        text_of("Ustrd"),
        tuple(str(leaf.tag)[_PREFIX:] for leaf in leaves),
    )


def _texts(element: etree._Element) -> dict[str, list[str]]:
    """Return every text of an element by `parent/child` path of local names."""
    found: dict[str, list[str]] = {}
    for leaf in element.iter():
        parent = leaf.getparent()
        path = f"{str(parent.tag)[_PREFIX:]}/{str(leaf.tag)[_PREFIX:]}" if parent is not None else ""
        found.setdefault(path, []).append(leaf.text or "")
    return found


def _forget(payment: etree._Element) -> None:
    """Free a payment that was read and the one before it, so that memory does not grow with the file."""
    payment.clear()
    before, parent = payment.getprevious(), payment.getparent()
    if before is not None and parent is not None and before.tag == _PAYMENT:
        parent.remove(before)


def _check_bytes(content: bytes) -> set[str]:
    start = len(_STARTS_WITH)
    if not content.startswith(_STARTS_WITH) or any(content.find(bad, start) >= 0 for bad in _FORBIDDEN_BYTES):
        return {"S-12"}
    return set()
