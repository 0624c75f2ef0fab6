"""A delivery is read to its end before one notification is used; what is wrong has a code and a place, no value."""

import gzip
import json
from collections.abc import Callable

import pytest

from functions.government.drop_key import DropKey, Format, read_drop_key
from functions.government.parse_delivery import DeliveryRefusedError, parse_delivery
from functions.government.unpack import MOST_BYTES, MOST_LINE_BYTES
from tests.builders.drops import Json, envelope, household, number_of, written

FORMATS = ["json", "jsonl", "json.gz", "jsonl.gz"]
SECRET = "Voorbeeldvan"


def delivery(count: int = 2) -> Json:
    return envelope("HOUSEHOLD", 7, [household(f"h{number}", number_of(number)) for number in range(count)])


def parse(made: Json, form: str = "json", change: Callable[[bytes], bytes] = bytes) -> tuple[DropKey, bytes]:
    text, body = written(made, form)
    key = read_drop_key(text)
    assert key is not None
    return key, change(body)


def refused(key: DropKey, body: bytes) -> tuple[str, str, int]:
    with pytest.raises(DeliveryRefusedError) as caught:
        parse_delivery(key, body, b"secret")
    assert SECRET not in f"{caught.value} {caught.value.fault}"
    return caught.value.fault.code, caught.value.fault.pointer, caught.value.notifications


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_notifications(form: str) -> None:
    """Given one delivery in four formats, then the same notifications are read, numbered from 1, again and again."""
    parsed = parse_delivery(*parse(delivery(3), form), b"secret")
    first, again = list(parsed.notifications()), list(parsed.notifications())
    assert first == again
    assert [number for number, _ in first] == [1, 2, 3]
    assert [json.loads(raw)["attestation"]["attestationId"] for _, raw in first] == ["h0", "h1", "h2"]
    assert parsed.count == 3


def test_a_key_says_sender_flow_number_and_format() -> None:
    """Given a key of the contract's form, then its parts are read and the receipt stands beside it."""
    key = read_drop_key("0244640631/income_tax/000000000000012.jsonl.gz")
    assert key is not None
    assert (key.sender, key.flow, key.sequence, key.format) == (
        "0244640631",
        "INCOME_TAX",
        12,
        Format.JSON_LINES_GZIP,
    )
    assert key.receipt == "0244640631/income_tax/000000000000012.jsonl.gz.receipt.json"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0244640631/household/1.json",
        "0244640631/household/000000000000000.json",
        "0244640631/HOUSEHOLD/000000000000001.json",
        "0244640631/pets/000000000000001.json",
        "244640631/household/000000000000001.json",
        "0244640631/household/000000000000001.csv",
        "0244640631/household/000000000000001.json/",
        "../0244640631/household/000000000000001.json",
    ],
)
def test_any_other_key_is_strange(text: str) -> None:
    """Given a key of another form, then nothing is read from it."""
    assert read_drop_key(text) is None


def test_the_largest_delivery_is_taken_and_one_more_is_not() -> None:
    """Given 5,000 notifications, then they are read; given 5,001, then the delivery is refused as a whole."""
    lines = b'{"a":1}\n'
    key, head = parse(envelope("HOUSEHOLD", 1, []), "jsonl")
    assert parse_delivery(key, head + lines * 5000, b"secret").count == 5000
    assert refused(key, head + lines * 5001) == ("too_many", "/data/notifications", 5001)


@pytest.mark.parametrize("form", FORMATS)
def test_a_delivery_without_notifications_is_refused(form: str) -> None:
    """Given no notification, then the delivery is refused."""
    assert refused(*parse(delivery(0), form)) == ("too_few", "/data/notifications", 0)


@pytest.mark.parametrize("form", ["json.gz", "jsonl.gz"])
@pytest.mark.parametrize(
    "change",
    [lambda body: body[:-9], lambda _: b"no gzip", lambda body: body[:20]],
    ids=["truncated", "another", "head only"],
)
def test_a_broken_gzip_is_refused(form: str, change: Callable[[bytes], bytes]) -> None:
    """Given a truncated or other file, then nothing of it is used."""
    assert refused(*parse(delivery(), form, change))[0] == "broken_gzip"


def test_a_gzip_bomb_is_refused_before_it_unfolds() -> None:
    """Given a small file that would grow past the limit, then it is refused."""
    key, _ = parse(delivery(), "json.gz")
    assert refused(key, gzip.compress(b" " * (MOST_BYTES + 1))) == ("too_large", "", 0)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_huge_notification_is_refused(form: str) -> None:
    """Given one notification larger than any may be, then the delivery is refused."""
    made = envelope("HOUSEHOLD", 1, [{"a": "x" * MOST_LINE_BYTES}])
    assert refused(*parse(made, form))[0] == "line_too_long"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"data":NaN}', b'{"data":3}'])
def test_what_is_no_delivery_is_refused(body: bytes) -> None:
    """Given bytes of another kind, also hostile ones, then a code comes back and nothing else."""
    key, _ = parse(delivery())
    assert refused(key, body)[0] in {"not_json", "not_object"}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("data", "sender", "cbeNumber"), "0999999999", ("differs_from_key", "/data/sender")),
        (("data", "flow"), "INCOME_TAX", ("differs_from_key", "/data/flow")),
        (("data", "sequenceNumber"), 8, ("differs_from_key", "/data/sequenceNumber")),
        (("data", "legalContext"), "FAMILY_BENEFITS:INCOME_TAX", ("unknown_legal_context", "/data/legalContext")),
        (("data", "legalContext"), "PCSA:SOCIAL_INQUIRY", ("unknown_legal_context", "/data/legalContext")),
        (("data", "legalContext"), "x" * 65, ("wrong_form", "/data/legalContext")),
        (("data", "sequenceNumber"), 10**15, ("too_big", "/data/sequenceNumber")),
        (("data", "sequenceNumber"), "7", ("not_whole_number", "/data/sequenceNumber")),
        (("data", "flow"), "PETS", ("unknown_choice", "/data/flow")),
        (("data", SECRET), 1, ("unknown_member", "/data")),
        (("specversion",), "0.3", ("unknown_choice", "/specversion")),
        (("time",), "yesterday", ("not_an_instant", "/time")),
        (("type",), "be.kroost.household.v2.notify", ("wrong_form", "/type")),
        (("source",), SECRET, ("wrong_form", "/source")),
    ],
)
def test_an_envelope_is_strict(path: tuple[str, ...], value: object, expected: tuple[str, str]) -> None:
    """Given one member of the envelope that is wrong, then the delivery is refused and the member is named."""
    made = delivery()
    holder: dict[str, object] = made
    for step in path[:-1]:
        inner = holder[step]
        assert isinstance(inner, dict)
        holder = inner
    text, _ = written(made)
    holder[path[-1]] = value
    key = read_drop_key(text)
    assert key is not None
    assert refused(key, json.dumps(made).encode()) == (*expected, 2)
