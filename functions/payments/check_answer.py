"""Hold a bank's answer against its official schema, to the end, before a word of it is believed.

An answer comes from outside. So: UTF-8 only, no DOCTYPE and no entity (refused unread, whatever they would say), no
network, libxml2's own limits on depth and size of texts, a cap on the whole, and only the messages that are listed.
libxml2 reports an invalid file only at its end, so reading (`read_answer.py`) is a second pass.
"""

import io
import re
from functools import cache
from pathlib import Path

from lxml import etree

from functions.payments.bank_answer import AnswerRefusedError, Kind
from functions.payments.run_limits import ANSWER_BYTES

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_SCHEMAS = Path(__file__).with_name("schemas")
_BOM = b"\xef\xbb\xbf"
RECORDS = ("TxInfAndSts", "Ntry")
"""What answers have many of: a payment's status, a movement of an account."""
_DECLARED = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<!ELEMENT", b"<?xml-stylesheet")


@cache
def _schema(kind: Kind) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMAS / f"{kind.value}.xsd"))


def check_answer(content: bytes) -> Kind:
    """Return which message it is; AnswerRefusedError when it is none that may be read."""
    _check_bytes(content)
    kind = _kind(content)
    records = [f"{{{NAMESPACE}{kind.value}}}{name}" for name in RECORDS]
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), events=("end",), tag=records, schema=_schema(kind), no_network=True, huge_tree=False
        ):
            forget(element)
    except etree.XMLSyntaxError as refused:
        # The parser's own text repeats values, so only the place leaves this line.
        place = f"line {refused.lineno}, column {refused.offset}"
        raise AnswerRefusedError(_why(f"refused by {kind.value} at {place}")) from None
    return kind


def _check_bytes(content: bytes) -> None:
    if not content or len(content) > ANSWER_BYTES:
        raise AnswerRefusedError(_why("empty or too large"))
    start = content.removeprefix(_BOM)
    declared = _DECLARED.match(start)
    if not start.startswith(b"<") or b"\0" in content:
        raise AnswerRefusedError(_why("not UTF-8"))
    if declared is not None and declared[1].upper() not in {b"UTF-8", b"US-ASCII", b"ASCII"}:
        raise AnswerRefusedError(_why("not UTF-8"))
    if any(word in content for word in _FORBIDDEN):
        raise AnswerRefusedError(_why("declares something"))


def _kind(content: bytes) -> Kind:
    """Return the message that the root element names."""
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), events=("start",), no_network=True, resolve_entities=False, huge_tree=False
        ):
            name = str(element.tag)
            for kind in Kind:
                if name == f"{{{NAMESPACE}{kind.value}}}Document":
                    return kind
            break
    except etree.XMLSyntaxError:
        raise AnswerRefusedError(_why("not well-formed")) from None
    raise AnswerRefusedError(_why("not one of the messages that are read"))


def forget(element: etree._Element) -> None:
    """Free a record that was read, and the one before it: memory must not grow with the answer."""
    element.clear()
    before, parent = element.getprevious(), element.getparent()
    if before is not None and parent is not None and before.tag == element.tag:
        parent.remove(before)


def _why(text: str) -> str:
    return f"a bank's answer is refused: {text}"
