"""Answers of services with parts gone, doubled, moved, renamed, overwritten or new; every choice comes from a seed."""

import copy
import gzip
import random
import xml.etree.ElementTree as ET  # only own answers and the samples are read with it

from tests.builders.grammar import TEXTS

_NAMES = ("Nieuw", "INSZ", "Periode", "Begin", "Code", "Inhoud", "Antwoord", "Uitzonderingen", "file", "ssin")
_ENCODINGS = ("utf-16", "utf-32", "latin-1", "cp037", "utf-7")


def mutated_tree(body: bytes, seed: int, people: tuple[str, ...]) -> bytes:
    """Return the answer with one to six changes of its tree; it is still well formed."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    root = ET.fromstring(body)  # noqa: S314 - read above
    for _ in range(choose.randrange(1, 7)):
        places = [(holder, place) for holder in root.iter() for place in range(len(holder))]
        if not places:
            break
        holder, place = choose.choice(places[len(places) // 8 :] or places)
        _change(choose, holder, place, people)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _change(choose: random.Random, holder: ET.Element, place: int, people: tuple[str, ...]) -> None:
    one = holder[place]
    match choose.randrange(8):
        case 0:
            holder.remove(one)
        case 1:
            holder.insert(choose.randrange(len(holder) + 1), copy.deepcopy(one))
        case 2:
            one.tag = choose.choice(_NAMES)
        case 3:
            one.append(copy.deepcopy(choose.choice(list(holder))))
        case 4:
            one.set(choose.choice(("DatumBegin", "DatumEinde", "JaarMaand", "nieuw")), choose.choice(TEXTS))
        case 5:
            new = ET.SubElement(one, choose.choice(_NAMES))
            new.text = choose.choice(TEXTS)
        case _:
            one.text = choose.choice((*TEXTS, *people, "", "é\u2028", "x" * 2000))


def mutated_bytes(body: bytes, seed: int) -> bytes:
    """Return the answer cut, overwritten, doubled or in another encoding: mostly not well formed."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    at, length = choose.randrange(len(body) + 1), choose.randrange(60)
    noise = choose.randbytes(choose.randrange(12))
    text = body.decode("utf-8", "replace")
    options = (
        body[:at],
        body[at:],
        body[:at] + noise + body[at:],
        body[:at] + noise + body[at + length :],
        body[:at] + body[at - length :],
        body + body,
        text.encode(choose.choice(_ENCODINGS), "replace"),
        f'<?xml version="1.{choose.randrange(3)}" encoding="{choose.choice(_ENCODINGS)}"?>'.encode() + body,
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + body,
    )
    return choose.choice(options)


def mutated_gzip(body: bytes, seed: int) -> bytes:
    """Return the answer packed, and the package cut, overwritten, doubled or whole."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    packed = gzip.compress(body, mtime=0)
    at = choose.randrange(len(packed))
    return choose.choice((packed[:at], packed[:at] + b"\x00" + packed[at + 1 :], packed + packed, packed + b"\x00" * 9))
