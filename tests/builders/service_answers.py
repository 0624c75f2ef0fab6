"""Answers of government services about synthetic people: own text in the shapes that the services use."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from functions.government.drop_key import DropKey, read_drop_key
from functions.government.xml.formats import SERVICES
from functions.government.xml.parse_xml import ParsedXml, parse_xml
from tests.builders.drops import Json

SECRET = b"a secret of tests"
SENDER = "0316380841"
OWN = "urn:be:kroost:drops:v1"


def root_of(name: str, version: str) -> str:
    """Return the root element of a service in a version, in Clark's notation."""
    return next(service.root for service in SERVICES.values() if (service.name, service.version) == (name, version))


def service_answer(
    name: str, version: str, *answers: str, at: str = "2024-05-02", time: str = "10:00:00.000", beside: str = ""
) -> bytes:
    """Return a whole answer. `answers`: as `found` and `without_content` make them; `beside`: instead of answers."""
    space, local = root_of(name, version)[1:].split("}")
    within = f"<Antwoorden>{''.join(answers)}</Antwoorden>" if answers else ""
    return (
        f'<w:{local} xmlns:w="{space}"><Repliek><Context><Naam>{name}</Naam><Versie>{version}.0000</Versie><Bericht>'
        f"<Type>ANTWOORD</Type><Tijdstip><Datum>{at}</Datum><Tijd>{time}</Tijd></Tijdstip>"
        "<Afzender><Identificatie>vip.test</Identificatie></Afzender>"
        "<Ontvanger><Gebruiker>85631400257</Gebruiker></Ontvanger></Bericht></Context>"
        f"{within}{beside}</Repliek></w:{local}>"
    ).encode()


def found(content: str, *remarks: str, reference: str = "1") -> str:
    """Return one answer with content."""
    beside = f"<Uitzonderingen>{''.join(remarks)}</Uitzonderingen>" if remarks else ""
    return f"<Antwoord><Referte>{reference}</Referte><Inhoud>{content}</Inhoud>{beside}</Antwoord>"


def without_content(*remarks: str, reference: str = "1") -> str:
    """Return one answer without content."""
    return f"<Antwoord><Referte>{reference}</Referte>{beside(*remarks)}</Antwoord>"


def beside(*remarks: str) -> str:
    """Return what is said beside the content."""
    return f"<Uitzonderingen>{''.join(remarks)}</Uitzonderingen>"


def remark(code: str, kind: str = "FOUT", origin: str = "MAGDA", **notes: str) -> str:
    """Return one remark; its date is the one that is none."""
    written = "".join(
        f"<Annotatie><Naam>{name.replace('_', ' ')}</Naam><Waarde>{value}</Waarde></Annotatie>"
        for name, value in notes.items()
    )
    return (
        f"<Uitzondering><Identificatie>{code}</Identificatie><Oorsprong>{origin}</Oorsprong><Type>{kind}</Type>"
        "<Tijdstip><Datum>,000-00-00</Datum><Tijd>00:00</Tijd></Tijdstip><Diagnose>words decide nothing</Diagnose>"
        f"<Annotaties>{written}</Annotaties></Uitzondering>"
    )


def asked(answer: bytes, *people: str, references: Sequence[str] = ("",)) -> bytes:
    """Return an answer together with its question or questions."""
    questions = "".join(
        f'<question ssin="{person}"/>' if not reference else f'<question ssin="{person}" reference="{reference}"/>'
        for person, reference in zip(people, references, strict=True)
    )
    return f'<consultation xmlns="{OWN}">{questions}'.encode() + answer + b"</consultation>"


def xml_key(flow: str, sequence: int = 1, form: str = "xml") -> DropKey:
    """Return the key of a file."""
    key = read_drop_key(f"{SENDER}/{flow.lower()}/{sequence:015d}.{form}")
    assert key is not None
    return key


def parsed(flow: str, body: bytes, piece: int = 1024) -> ParsedXml:
    """Read a file in pieces."""

    def pieces() -> Iterable[bytes]:
        return (body[start : start + piece] for start in range(0, len(body), piece))

    return parse_xml(xml_key(flow), pieces, SECRET)


def notifications(flow: str, body: bytes) -> list[Json]:
    """Return the notifications of a file."""
    return [json.loads(raw) for _, raw in parsed(flow, body).notifications()]


def contents(flow: str, body: bytes) -> list[object]:
    """Return the contents of the notifications of a file."""
    return [one.get("content") for one in notifications(flow, body)]


def many(count: int, one: Callable[[int], str], name: str, version: str) -> Iterator[bytes]:
    """Yield a file with many answers in pieces, without ever holding it."""
    whole = service_answer(name, version, "@").decode()
    before, after = whole.split("@")
    yield before.encode()
    for number in range(count):
        yield one(number).encode()
    yield after.encode()
