"""Reads a file of XML by streaming: one answer at a time, nothing built but what a known format reads.

No document type, no entity of its own, no processing instruction and no inclusion is accepted, whatever it says: the
parser hands out events and builds no tree, so what is refused is refused before it can grow.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from lxml import etree

from functions.government.xml.answer import Answer, Remark, read_remarks
from functions.government.xml.events import TIME, Events
from functions.government.xml.known_service import Service
from functions.government.xml.refused import MISSING, NOT_XML, RefusedXmlError


class AnswerReader:
    """One file under way: iterate over its answers, then ask what was said beside them.

    Raises RefusedXmlError for a file that is no XML, is hostile, or has a format that nobody knows.
    """

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._events = Events(services)

    def answers(self, pieces: Iterable[bytes]) -> Iterator[Answer]:
        """Yield the answers of a file that comes in pieces of bytes."""
        events = self._events
        parser = etree.XMLParser(
            target=events,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=False,
            recover=False,
            collect_ids=False,
        )
        try:
            for piece in pieces:
                parser.feed(piece)
                while events.ready:
                    yield events.ready.popleft()
            parser.close()
        except etree.XMLSyntaxError:
            raise RefusedXmlError(NOT_XML) from None
        yield from events.ready

    @property
    def service(self) -> Service:
        """Return the format; only after the first answer or the end."""
        if self._events.service is None:
            raise RefusedXmlError(NOT_XML)
        return self._events.service

    @property
    def at(self) -> datetime:
        """Return the time of the message; after the end. A message without one is refused."""
        if self._events.at is None:
            raise RefusedXmlError(MISSING, TIME)
        return self._events.at

    @property
    def stated(self) -> Mapping[str, str]:
        """Return what the head of a pushed message says of itself: sender, legal context, sequence number."""
        return self._events.stated

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what was said about the whole message; after the end."""
        return read_remarks(self._events.message_remarks)

    @property
    def unknown_members(self) -> int:
        """Return how many elements and attributes no format names; they were not kept."""
        return self._events.unknown
