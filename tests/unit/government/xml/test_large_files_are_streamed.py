"""A file of the most notifications is read in the memory of one answer."""

import tracemalloc
from collections.abc import Iterable

import pytest

from functions.government.parse_delivery import DeliveryRefusedError, parse_delivery
from functions.government.xml.parse_xml import parse_xml
from tests.builders.drops import number_of
from tests.builders.service_answers import SECRET, found, many, xml_key

TAX = ("GeefAanslagbiljetPersonenbelasting", "02.00")
LIMIT = 2_000_000


def one(number: int) -> str:
    """Return an answer about one of nine hundred people, with three lines."""
    lines = "".join(f"<Item><Code>A{code}</Code><Waarde>{number}</Waarde></Item>" for code in range(7000, 7003))
    return found(
        f"<AanslagbiljetPersonenbelasting><GevraagdePersoon><INSZ>{number_of(number % 900)}</INSZ></GevraagdePersoon>"
        f"<Inkomensjaar>{2000 + number % 24}</Inkomensjaar><Items>{lines}</Items></AanslagbiljetPersonenbelasting>"
    )


def peak(count: int) -> int:
    """Return the most memory that reading a file of so many answers takes, in bytes; the file itself is not held."""

    def pieces() -> Iterable[bytes]:
        return many(count, one, *TAX)

    tracemalloc.start()
    file = parse_xml(xml_key("INCOME_TAX"), pieces, SECRET)
    assert file.count == sum(1 for _ in file.notifications()) == count
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_is_flat_up_to_the_most_notifications() -> None:
    """Given a file of 5,000 notifications, then reading it twice takes no more memory than one of 500 does."""
    few = peak(500)
    assert few < LIMIT
    assert peak(5000) < few * 1.2 + 100_000


def test_one_more_than_the_most_refuses_the_file() -> None:
    """Given 5,001 notifications, then the file is refused with their number."""
    body = b"".join(many(5001, one, *TAX))
    with pytest.raises(DeliveryRefusedError) as refused:
        parse_delivery(xml_key("INCOME_TAX"), body, SECRET)
    assert (refused.value.fault.code, refused.value.notifications) == ("too_many", 5001)
