"""From a file of XML to the notifications that JSON would carry.

The answers of services are not deliveries: they know no sender's number, no sequence, no legal context and mostly no
attestation. What is missing comes from the key (sender, flow, sequence) and from the content (see `statement.py`), so
the same object gives the same notifications, byte for byte, whoever reads it and when.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from functions.government.drop_key import DropKey
from functions.government.legal_context import legal_contexts
from functions.government.unusable import NOT_ANSWERED
from functions.government.xml.answer import Answer
from functions.government.xml.formats import SERVICES
from functions.government.xml.known_service import Adapter
from functions.government.xml.read_answers import AnswerReader
from functions.government.xml.refused import DIFFERS, OTHER_FLOW, UNKNOWN_CONTEXT, RefusedXmlError, tellable_root
from functions.government.xml.statement import Statement, notification_bytes
from functions.government.xml.values import whole

_MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class ParsedXml:
    """A file that was read to its end. `notifications()` reads it again from the first notification, numbered from 1.

    `at`: when the service answered, civil time in Brussels.
    `unanswered`: the sources that did not answer, although others did. `unknown_members`: elements and attributes that
    no format names.
    """

    at: datetime
    count: int
    unanswered: tuple[str, ...]
    unknown_members: int
    notifications: Callable[[], Iterator[tuple[int, bytes]]]


def parse_xml(key: DropKey, pieces: Callable[[], Iterable[bytes]], secret: bytes) -> ParsedXml:
    """Read a file to its end; RefusedXmlError when it is refused as a whole, and what `pieces` raises.

    `secret` keys the ids of attestations.
    """
    reader = AnswerReader(SERVICES)
    count, answered, silent = 0, False, set[str]()
    for answer in reader.answers(pieces()):
        statements = [one.unusable for one in _statements(_adapter(key, reader), answer)]
        silent |= {*answer.unanswered, *reader.service.silent(answer)}
        count += len(statements)
        answered = answered or not answer.unanswered or any(unusable != NOT_ANSWERED for unusable in statements)
    _adapter(key, reader)
    _check_head(key, reader.stated)
    if not answered and (silent or any(remark.is_unanswered for remark in reader.remarks)):
        raise RefusedXmlError(NOT_ANSWERED)

    def notifications() -> Iterator[tuple[int, bytes]]:
        again = AnswerReader(SERVICES)
        written = (
            notification_bytes(statement, answer, (key.sender, key.flow, again.service.name), secret)
            for answer in again.answers(pieces())
            for statement in _statements(_adapter(key, again), answer)
        )
        return enumerate(written, 1)

    return ParsedXml(reader.at, count, tuple(sorted(silent)[:_MOST_SOURCES]), reader.unknown_members, notifications)


def _check_head(key: DropKey, stated: Mapping[str, str]) -> None:
    """Hold the head of a pushed message to its key and to the register; an answer to a question has none."""
    sequence = stated.get("sequenceNumber")
    if sequence is not None and whole(sequence) != key.sequence:
        raise RefusedXmlError(DIFFERS, "/sequenceNumber")
    if stated.get("sender") and stated["sender"] != key.sender:
        raise RefusedXmlError(DIFFERS, "/sender")
    context = stated.get("legalContext")
    if context is not None and legal_contexts().get(context) is not key.flow:
        raise RefusedXmlError(UNKNOWN_CONTEXT, "/legalContext")


def _statements(adapter: Adapter, answer: Answer) -> Iterator[Statement]:
    """Yield what an answer states; one to which no source answered, beside others that were answered, is not lost."""
    found = False
    for statement in adapter(answer):
        found = True
        yield statement
    if not found and answer.unanswered and answer.asked is not None:
        yield Statement(answer.asked, ("unanswered", *answer.unanswered), None, unusable=NOT_ANSWERED)


def _adapter(key: DropKey, reader: AnswerReader) -> Adapter:
    service = reader.service
    adapter = service.adapters.get(key.flow)
    if adapter is None:
        raise RefusedXmlError(OTHER_FLOW, tellable_root(service.root.rpartition("}")[2]))
    return adapter
