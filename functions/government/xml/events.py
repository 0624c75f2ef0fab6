"""What the parser calls while a file is read: it builds what a known format reads, and refuses what no answer needs."""

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from functions.government.xml.answer import Answer, read_remarks
from functions.government.xml.element import Element
from functions.government.xml.known_service import ANSWER, Service, names
from functions.government.xml.limits import MOST_QUESTIONS, Meter
from functions.government.xml.refused import (
    DOCUMENT_TYPE,
    INCLUSION,
    INSTRUCTION,
    MISSING,
    NOT_AN_INSTANT,
    SOAP_FAULT,
    TOO_LARGE,
    UNKNOWN_FORMAT,
    RefusedXmlError,
    tellable_root,
)
from functions.government.xml.values import instant

if TYPE_CHECKING:
    from datetime import datetime

TIME = "/Repliek/Context/Bericht/Tijdstip"
OWN = "{urn:be:kroost:drops:v1}"
_SOAP = ("{http://schemas.xmlsoap.org/soap/envelope/}", "{http://www.w3.org/2003/05/soap-envelope}")
_INCLUSION = "{http://www.w3.org/2001/XInclude}"
_WRAPPERS = frozenset({*(f"{soap}{name}" for soap in _SOAP for name in ("Envelope", "Body")), f"{OWN}consultation"})
_REMARKS = names("Uitzondering Identificatie Type Oorsprong Annotaties Annotatie Naam Waarde")
_REMARKS_LEFT_OUT = names("Tijdstip Diagnose Omstandigheid")
_CONTEXT = names("Naam Versie Bericht Tijdstip Datum Tijd")
# Who asked, and in which capacity, is nobody's business here (`Gebruiker` is the number of an official).
_CONTEXT_LEFT_OUT = names("Type Afzender Ontvanger")
_ATTRIBUTES = names("DatumBegin DatumEinde DatumCreatie JaarMaand canceled replacedBy")
_ATTRIBUTES_LEFT_OUT = names(
    "Taal TaalCode Oorsprong Beschrijving Bron DatumModificatie DatumTijdstipCreatie DatumTijdstipModificatie Jaar ID"
    " LaatsteUitbetaling language class"
)
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
# The head of a pushed message of the Crossroads Bank: what it must share with its key, its time, its filters.
_PUSHED_HEAD = names("sender legalContext sequenceNumber dataFilters")
_PUSHED = names("timestampSent organizationIdentification cbeNumber filteredElement")
_PUSHED_LEFT_OUT = names("receiver ticket sector institution")
_ANSWER = names("Referte Inhoud Uitzonderingen")
_ANSWER_LEFT_OUT = frozenset[str]()


class Events:
    """What the parser calls. `_open` is the element under way in a part that is kept, with all above it."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._services = services
        self._meter = Meter()
        self._above: list[str] = []
        self._open: list[Element] = []
        self._skipped = 0
        self._reads = self._leaves_out = frozenset[str]()
        self._questions: dict[str, str] = {}
        self.at: datetime | None = None
        self.service: Service | None = None
        self.ready: deque[Answer] = deque()
        self.message_remarks: list[Element] = []
        self.unknown = 0
        self.stated: dict[str, str] = {}
        self._filters: tuple[str, ...] = ()

    def doctype(self, *_: object) -> None:
        """Refuse every document type, and with it every entity and external reference."""
        raise RefusedXmlError(DOCUMENT_TYPE)

    def pi(self, *_: object) -> None:
        """Refuse every processing instruction."""
        raise RefusedXmlError(INSTRUCTION)

    def comment(self, text: str | bytes) -> None:
        """Leave out a comment."""

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        """Take the start of an element."""
        tag = str(tag)
        attributes = {str(name): str(value) for name, value in attrib.items()} if attrib else {}
        self._meter.start(tag, attributes)
        if tag.startswith(_INCLUSION):
            raise RefusedXmlError(INCLUSION)
        if self._skipped:
            self._skipped += 1
        elif self._open:
            self._start_kept(_local(tag), attributes)
        else:
            self._start_outside(tag, attributes)

    def data(self, data: str | bytes) -> None:
        """Take text."""
        self._meter.text(len(data))
        if self._open and not self._skipped:
            self._meter.keep(0, len(data))
            self._open[-1].parts.append(str(data))

    def end(self, _tag: str | bytes) -> None:
        """Take the end of an element."""
        self._meter.end()
        if self._skipped:
            self._skipped -= 1
        elif self._open:
            done = self._open.pop()
            if not self._open:
                self._finish(done)
            elif len(self._open) == 1 and self._open[0].name == "Antwoord":
                self._reads, self._leaves_out = _ANSWER, _ANSWER_LEFT_OUT
        else:
            self._above.pop()

    def close(self) -> None:
        """Do nothing: the parser also calls this after an error, which must not be replaced."""

    def _start_kept(self, name: str, attributes: dict[str, str]) -> None:
        if name not in self._reads:
            self._skip(name, self._leaves_out)
            return
        self._open_element(name, attributes)
        if len(self._open) == 2 and self._open[0].name == "Antwoord":  # noqa: PLR2004 - what stands in an answer
            self._enter_part_of_answer(name)

    def _enter_part_of_answer(self, name: str) -> None:
        service = self.service
        if name == "Uitzonderingen":
            self._reads, self._leaves_out = _REMARKS, _REMARKS_LEFT_OUT
        elif service is not None and name == "Inhoud":
            self._reads, self._leaves_out = service.reads, service.leaves_out

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if self.service is None:
            self._start_root(tag, attributes)
            return
        name = _local(tag)
        if self.service.unit != ANSWER:
            self._start_pushed(name, attributes, self.service)
        elif name == "Antwoord" and self._above[-1:] == ["Antwoorden"]:
            self._meter.begin_answer()
            self._keep(name, attributes, _ANSWER, _ANSWER_LEFT_OUT)
        elif name == "Uitzonderingen" and self._above[-1:] == ["Repliek"]:
            self._meter.begin_answer()
            self._keep(name, attributes, _REMARKS, _REMARKS_LEFT_OUT)
        elif name == "Context" and self._above[-1:] == ["Repliek"]:
            self._keep(name, attributes, _CONTEXT, _CONTEXT_LEFT_OUT)
        elif name in ("Repliek", "Antwoorden"):
            self._above.append(name)
        else:
            self._skip(name, frozenset())

    def _start_pushed(self, name: str, attributes: dict[str, str], service: Service) -> None:
        if name == service.unit:
            self._meter.begin_answer()
            self._keep(name, attributes, service.reads, service.leaves_out)
        elif name == f"{service.unit}s":
            self._above.append(name)
        elif name in _PUSHED_HEAD:
            self._keep(name, attributes, _PUSHED, _PUSHED_LEFT_OUT)
        else:
            self._skip(name, _PUSHED_LEFT_OUT)

    def _start_root(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if tag in self._services:
            self.service = self._services[tag]
        elif tag == f"{OWN}question" and self._above == ["consultation"]:
            self._ask(attributes)
        elif any(tag == f"{soap}Header" for soap in _SOAP) and self._above[-1:] == ["Envelope"]:
            self._skip(name, names(name))
            return
        elif any(tag == f"{soap}Fault" for soap in _SOAP):
            raise RefusedXmlError(SOAP_FAULT, tellable_root(name))
        elif tag not in _WRAPPERS:
            raise RefusedXmlError(UNKNOWN_FORMAT, tellable_root(name))
        self._above.append(name)

    def _ask(self, attributes: Mapping[str, str]) -> None:
        if len(self._questions) == MOST_QUESTIONS:
            raise RefusedXmlError(TOO_LARGE)
        self._questions[attributes.get("reference", "")] = attributes.get("ssin", "")

    def _keep(self, name: str, attributes: dict[str, str], reads: frozenset[str], leaves_out: frozenset[str]) -> None:
        self._reads, self._leaves_out = reads, leaves_out
        self._open_element(name, attributes)

    def _open_element(self, name: str, attributes: Mapping[str, str]) -> None:
        kept = self._kept_attributes(attributes) if attributes else {}
        self._meter.keep(1, 0)
        element = Element(name, kept)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _kept_attributes(self, attributes: Mapping[str, str]) -> dict[str, str]:
        kept = {one: value for one, value in attributes.items() if one in _ATTRIBUTES}
        known = _ATTRIBUTES | _ATTRIBUTES_LEFT_OUT
        self.unknown += sum(one not in known and not one.startswith(_INSTANCE) for one in attributes)
        self._meter.keep(0, sum(len(value) for value in kept.values()))
        return kept

    def _skip(self, name: str, known: frozenset[str]) -> None:
        self._skipped = 1
        self.unknown += name not in known

    def _finish(self, done: Element) -> None:
        if self.service is not None and self.service.unit != ANSWER:
            self._finish_pushed(done)
        elif done.name == "Uitzonderingen":
            self.message_remarks.append(done)
        elif done.name == "Context":
            self._read_context(done)
        else:
            self._read_answer(done)

    def _finish_pushed(self, done: Element) -> None:
        if done.name == "sender":
            sent = done.text("timestampSent") or ""
            self.at = instant(sent, sent.partition("T")[2][:8])
            self.stated["sender"] = done.text("organizationIdentification/cbeNumber") or ""
        elif done.name == "dataFilters":
            self._filters = tuple(one.value or "" for one in done.every("filteredElement"))
        elif done.name in _PUSHED_HEAD:
            self.stated[done.name] = done.value or ""
        elif self.at is None:
            raise RefusedXmlError(MISSING, "/sender/timestampSent")
        else:
            self.ready.append(Answer(self.at, None, done, filters=self._filters))

    def _read_context(self, context: Element) -> None:
        service = self.service
        version = context.text("Versie") or ""
        if service is None or context.text("Naam") != service.name or not version.startswith(f"{service.version}."):
            raise RefusedXmlError(UNKNOWN_FORMAT, "/Repliek/Context/Versie")
        self.at = instant(context.text("Bericht/Tijdstip/Datum"), context.text("Bericht/Tijdstip/Tijd"))
        if self.at is None:
            raise RefusedXmlError(NOT_AN_INSTANT, TIME)

    def _read_answer(self, answer: Element) -> None:
        if self.at is None:
            raise RefusedXmlError(MISSING, TIME)
        asked = self._questions.get(answer.text("Referte") or "", self._questions.get(""))
        content = answer.first("Inhoud")
        remarks = read_remarks(answer.every("Uitzonderingen"))
        self.ready.append(Answer(self.at, asked, content, remarks))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
