"""Hostile and broken XML: a code, never a crash, never a value; refused before it can grow."""

import gzip
import tracemalloc
from collections.abc import Iterator

import pytest

from functions.government.unpack import UnreadableError, pieces_of
from functions.government.xml.parse_xml import parse_xml
from functions.government.xml.refused import RefusedXmlError
from tests.builders.service_answers import (
    SECRET,
    asked,
    beside,
    found,
    parsed,
    remark,
    service_answer,
    without_content,
    xml_key,
)
from tests.builders.synthetic_numbers import synthetic_number

PERSON = synthetic_number("1985-03-14", 22)
TAX = ("GeefAanslagbiljetPersonenbelasting", "02.00")
GOOD = service_answer(
    *TAX,
    found(
        f"<AanslagbiljetPersonenbelasting><GevraagdePersoon><INSZ>{PERSON}</INSZ></GevraagdePersoon><Inkomensjaar>2022"
        "</Inkomensjaar><Items><Item><Code>A7555</Code><Waarde>1</Waarde></Item></Items></AanslagbiljetPersonenbelasting>"
    ),
)


def put_in(text: str) -> bytes:
    """Return the good answer with something put into its content."""
    return GOOD.replace(b"<Items>", text.encode() + b"<Items>")


def refusal(body: bytes, flow: str = "INCOME_TAX") -> tuple[str, str]:
    """Return the code and the place of a refusal."""
    with pytest.raises(RefusedXmlError) as refused:
        parsed(flow, body)
    assert str(refused.value) == refused.value.code
    return refused.value.code, refused.value.where


LAUGHS = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + b"".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'.encode() for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (LAUGHS + b"]><a>&l11;</a>", "xml_document_type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml_document_type"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>', "xml_document_type"),
        (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><a/>', "xml_document_type"),
        (b"<!DOCTYPE html>" + GOOD, "xml_document_type"),
        (b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + GOOD, "xml_instruction"),
        (put_in('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'), "xml_inclusion"),
        (put_in("&undefined;"), "not_xml"),
        (put_in("<a>" * 40 + "</a>" * 40), "xml_too_deep"),
        (b"<a>" * 100_000, "unknown_format"),
        (put_in(f"<Artikelnummer>{'1' * 20_000}</Artikelnummer>"), "xml_too_large"),
        (put_in(f"<Artikelnummer a='{'1' * 2000}'/>"), "xml_too_large"),
        (put_in(f"<a {' '.join(f'b{n}=""' for n in range(30))}/>"), "xml_too_large"),
        (put_in("".join(f"<a{n}/>" for n in range(1000))), "xml_too_large"),
        (put_in(f"<{'a' * 300}/>"), "xml_too_large"),
        (put_in("<Item/>" * 60_000), "xml_too_large"),
        (b"", "not_xml"),
        (b"\x00\x01\x02", "not_xml"),
        (b'{"json": true}', "not_xml"),
        (GOOD[:-30], "not_xml"),
        (GOOD + b"<more/>", "not_xml"),
        (GOOD.decode().encode("utf-16"), "not_xml"),
        (GOOD.decode().encode("utf-32"), "not_xml"),
        (put_in("<X>\u00e9</X>").decode().encode("latin-1"), "not_xml"),
        (put_in("<X>&#0;</X>"), "not_xml"),
    ],
)
def test_a_hostile_file_is_refused_with_its_code(body: bytes, code: str) -> None:
    """Given each kind of hostile or broken file, then its code says what was wrong."""
    assert refusal(body)[0] == code


def test_comments_character_data_and_declared_utf_8_are_plain_xml() -> None:
    """Given what is harmless, then it is read."""
    head = b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    body = head + GOOD.replace(b"<Waarde>1<", b"<Waarde><!-- 2 --><![CDATA[1]]><")
    assert parsed("INCOME_TAX", body).count == 1


@pytest.mark.parametrize(
    ("root", "where"),
    [("GeefIetsNieuwsResponse", "/GeefIetsNieuwsResponse"), ("Jan85031440025", ""), ("a-b", ""), ("x" * 80, "")],
)
def test_a_format_that_nobody_knows_is_named_by_its_root(root: str, where: str) -> None:
    """Given an unknown root, then its name is the cause, unless it could say something about somebody."""
    assert refusal(f"<{root}><Repliek/></{root}>".encode()) == ("unknown_format", where)


def test_a_known_root_in_an_unknown_version_is_not_known() -> None:
    """Given another namespace, or another version in the message, then nobody guesses."""
    assert refusal(GOOD.replace(b"dienst-02_00.", b"dienst-03_00."))[0] == "unknown_format"
    assert refusal(GOOD.replace(b"<Versie>02.00", b"<Versie>02.01"))[0] == "unknown_format"
    assert refusal(GOOD.replace(b"<Naam>GeefAan", b"<Naam>GeefUit"))[0] == "unknown_format"


def test_a_format_belongs_to_its_flows() -> None:
    """Given a tax assessment under another flow, then the format is named as one of another flow."""
    assert refusal(GOOD, "HOUSEHOLD") == ("format_of_another_flow", "/GeefAanslagbiljetPersonenbelastingResponse")


def test_an_answer_needs_its_time() -> None:
    """Given no time, or one that is none, then no version can be made."""
    assert refusal(GOOD.replace(b"2024-05-02", b",000-00-00"))[0] == "not_an_instant"
    context = GOOD[GOOD.index(b"<Context>") : GOOD.index(b"</Context>") + 10]
    assert refusal(GOOD.replace(context, b""))[0] == "missing"


SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def test_a_fault_instead_of_an_answer() -> None:
    """Given a SOAP fault, alone or in an envelope, then that is the cause of the refusal; an answer there is read."""
    fault = f'\n  <s:Fault xmlns:s="{SOAP}"><faultcode>x</faultcode></s:Fault>'
    envelope = f'<s:Envelope xmlns:s="{SOAP}"><s:Header><a>1</a></s:Header><s:Body>%s</s:Body></s:Envelope>'
    assert refusal(fault.encode()) == ("soap_fault", "/Fault")
    assert refusal((envelope % fault).encode()) == ("soap_fault", "/Fault")
    assert parsed("INCOME_TAX", (envelope % GOOD.decode()).encode()).count == 1


def test_a_silent_service_is_refused_to_be_asked_again() -> None:
    """Given a service out of order, or a quota and nothing else, then the file is refused: that is not 'no data'."""
    down = service_answer(*TAX, beside=beside(remark("99996")))
    quota = service_answer(*TAX, without_content(remark("20110")))
    assert {refusal(down), refusal(quota), refusal(asked(quota, PERSON))} == {("source_not_answered", "")}


def test_one_silent_answer_among_others_waits_for_a_person() -> None:
    """Given two questions of which one was not answered, then the answer counts and the other one is put aside."""
    inside = GOOD[GOOD.index(b"<Antwoord>") : GOOD.index(b"</Antwoorden>")].decode()
    both = service_answer(*TAX, inside, without_content(remark("99996", origin="FOD"), reference="2"))
    file = parsed("INCOME_TAX", asked(both, PERSON, PERSON, references=("1", "2")))
    assert (file.count, file.unanswered) == (2, ("FOD",))
    assert [raw.startswith(b'{"unusable":"source_not_answered"') for _, raw in file.notifications()] == [False, True]


def test_what_no_format_names_is_left_out_and_counted() -> None:
    """Given new elements and attributes, then the statement is the same and they are counted."""
    fresh = GOOD.replace(b"<Items>", b'<Nieuw><Naam>x</Naam></Nieuw><Items nieuw="1">')
    assert [raw for _, raw in parsed("INCOME_TAX", fresh).notifications()] == [
        raw for _, raw in parsed("INCOME_TAX", GOOD).notifications()
    ]
    assert (parsed("INCOME_TAX", GOOD).unknown_members, parsed("INCOME_TAX", fresh).unknown_members) == (0, 2)


def test_the_same_file_gives_the_same_bytes_in_any_pieces() -> None:
    """Given a file in pieces of any size, then the notifications are the same bytes."""
    each = [[raw for _, raw in parsed("INCOME_TAX", GOOD, piece).notifications()] for piece in (1, 7, 4096)]
    assert each[0] == each[1] == each[2]


def test_a_gzip_bomb_of_xml_is_refused_while_it_grows() -> None:
    """Given a small file that would unpack to a gigabyte of blanks, then it is refused in flat memory."""
    bomb = gzip.compress(GOOD[:-30] + b" " * 16_000 + (b"<!-- -->" + b" " * 16_000) * 10_000, mtime=0)
    key = xml_key("INCOME_TAX", form="xml.gz")

    def pieces() -> Iterator[bytes]:
        return pieces_of(bomb, packed=True)

    tracemalloc.start()
    with pytest.raises((UnreadableError, RefusedXmlError)):
        parse_xml(key, pieces, SECRET)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(bomb) < 1_000_000
    assert peak < 8_000_000
