"""Any document of the grammar of any flow, in JSON or XML: read, or put aside with a cause, never a crash."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from functions.government.check_notification import Rules
from functions.government.flow import Flow
from functions.government.notification import AnyNotification
from functions.government.read_notification import Read, Reader
from functions.government.take_delivery import Report, take_delivery
from functions.government.xml.formats import SERVICES
from functions.government.xml.refused import RefusedXmlError
from tests.builders.drops import DropWorld, Json, child_number, envelope, number_of, written
from tests.builders.grammar import Grammar
from tests.builders.mutations import mutated_bytes, mutated_gzip, mutated_tree
from tests.builders.pushed_messages import incapacity, pushed
from tests.builders.service_answers import asked, parsed, xml_key
from tests.builders.service_examples import CONTENTS, example
from tests.samples.real_answers import samples

SCHEMAS = Path(__file__).parents[3] / "docs" / "api" / "drops"
PARENT, CHILD, STRANGER, WRONG = number_of(1), child_number(2), number_of(77), number_of(78)[:-2] + "00"
PEOPLE = (PARENT, CHILD, STRANGER, WRONG)
RULES = Rules(date(2024, 7, 1), synthetic_allowed=True)
CODE = re.compile(r"[a-z0-9_]{1,60}")
POINTER = re.compile(r"(/[A-Za-z0-9_.~-]*)*")


def schema_of(flow: Flow) -> Json:
    """Return the committed schema of a flow's notifications."""
    members = json.loads((SCHEMAS / f"{flow.lower()}.notification.v1.schema.json").read_text(encoding="utf-8"))
    assert isinstance(members, dict)
    return members


def is_sound(notification: AnyNotification) -> bool:
    """Tell whether what was read keeps the rules of meaning: check digits, days that came, periods in order."""
    content = notification.content
    said = [] if content is None else [number for _, number in content.said.persons()]
    numbers = {notification.ssin.value, notification.ssin.replaced_by, *said}
    return (
        WRONG not in numbers
        and notification.attestation.creation_date <= RULES.today
        and (content is None or all(begin <= end for begin, end in periods_in(content)))
    )


def periods_in(message: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield the begin and end of everything in a message that has both."""
    for begin, end in (("begin", "end"), ("start", "end"), ("begin_month", "end_month")):
        if begin in type(message).model_fields and getattr(message, end) is not None:
            yield str(getattr(message, begin)), str(getattr(message, end))
    for name in type(message).model_fields:
        part = getattr(message, name)
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, BaseModel):
                yield from periods_in(one)


GRAMMARS = {flow: schema_of(flow) for flow in Flow}


def is_told_apart(one: Read) -> bool:
    """Tell whether a notification was read and is sound, or has a cause that holds nothing of it."""
    if one.fault is None:
        return one.notification is not None and is_sound(one.notification)
    assert CODE.fullmatch(one.fault.code), one.fault.code
    assert POINTER.fullmatch(one.fault.pointer), one.fault.pointer
    assert one.fault.code != "wrong", "every cause has a code of its own"
    return one.notification is None and not any(number in one.fault.pointer for number in PEOPLE)


@pytest.mark.goal("GD-1")
@pytest.mark.parametrize("flow", list(Flow))
def test_any_notification_of_the_grammar_is_read_or_has_a_cause(flow: Flow, soak: bool) -> None:
    """Given notifications after the schema of each flow, mostly right, then each is read or has a cause, none crashes.

    Both must happen, else the grammar would prove nothing.
    """
    reader = Reader(flow, RULES)
    count = 20_000 if soak else 1_500
    reads = []
    for seed in range(count):
        text = json.dumps(Grammar(seed, PEOPLE).json_of(GRAMMARS[flow]), ensure_ascii=False)
        reads.append(reader.read(1, text.encode("utf-8", "surrogatepass")))
    assert all(is_told_apart(one) for one in reads)
    good = sum(one.fault is None for one in reads)
    assert count * 0.02 < good < count * 0.98, good


def answered(world: DropWorld, key: str, body: bytes) -> tuple[Report, Json]:
    """Take one object, and hold what is left to what was promised."""
    report = take_delivery(world.post, world.put_bytes(key, body))
    receipt = world.receipt(key)
    told = receipt["problems"]
    counts = receipt["counts"]
    assert isinstance(told, list)
    assert isinstance(counts, dict)
    assert world.drops.bodies == {}, "nothing is left in the bucket, so nothing was dropped on the way"
    assert sum(counts.values()) == sum(report.counts.values())
    assert not any(number in json.dumps(receipt) for number in PEOPLE)
    assert all(CODE.fullmatch(one["code"]) and POINTER.fullmatch(one["pointer"]) for one in told)
    if report.refused or report.held:
        assert len(world.cases()) == 1
    else:
        assert len(world.cases()) >= counts["quarantined"] - report.conflicts
    return report, receipt


def world_with_family() -> DropWorld:
    """Return a world with one family."""
    world = DropWorld()
    world.family(An=(PARENT, "beneficiary"), Bo=(CHILD, "child"))
    return world


@pytest.mark.goal("GD-1")
@settings(max_examples=120, deadline=None)
@given(st.sampled_from(list(Flow)), st.lists(st.integers(0, 2**32), min_size=1, max_size=5))
def test_any_delivery_of_the_grammar_is_answered(flow: Flow, seeds: Sequence[int]) -> None:
    """Given deliveries after the schema of each flow, then what fails is sealed with its cause, the rest applies."""
    notifications = [Grammar(seed, PEOPLE).json_of(GRAMMARS[flow]) for seed in seeds]
    key, body = written(envelope(flow.value, 1, notifications))
    report, _ = answered(world_with_family(), key, body)
    assert sum(report.counts.values()) == len(notifications)


PUSHED = "HdiIndemnityAllowanceNotifications 1"


def seeds() -> dict[str, bytes]:
    """Return an own answer of every service, and the real ones where they are at hand."""
    own = {f"{name} {version}": example(name, version) for name, version in sorted(CONTENTS)}
    own[PUSHED] = pushed(incapacity(), incapacity(1, "MODIFICATION"))
    return own | {sample.path.name: sample.body(with_question=False) for sample in samples()}


SEEDS = seeds()


def flows_of(body: bytes) -> list[Flow]:
    """Return the flows that an answer can come in."""
    known = [service for root, service in SERVICES.items() if root[1 : root.index("}")].encode() in body]
    return sorted({flow for service in known for flow in service.adapters}) or [Flow.INCOME_TAX]


def test_every_service_has_an_own_answer_that_states_something() -> None:
    """Given the services that are known, then each has an answer to begin from, and all but one state something."""
    assert {(service.name, service.version) for service in SERVICES.values()} == {*CONTENTS, (*PUSHED.split(),)}
    own = [(name, SEEDS[name]) for name in list(SEEDS)[: len(CONTENTS) + 1]]
    stated = {name: sum(parsed(flow.value, body).count for flow in flows_of(body)) for name, body in own}
    assert {root for root, count in stated.items() if count == 0} == {"GeefBetalingenHandicap 03.00"}


@pytest.mark.goal("GD-1")
@pytest.mark.parametrize("name", [name for name, body in SEEDS.items() if b"Fault" not in body])
def test_any_change_of_an_answer_is_read_or_has_a_cause(name: str, soak: bool) -> None:
    """Given an answer with parts gone, doubled, moved or overwritten, then each statement is read or has a cause."""
    body = SEEDS[name]
    for seed in range(1_500 if soak else 60):
        changed = mutated_tree(body, seed, PEOPLE)
        changed = asked(changed, PEOPLE[seed % 4]) if seed % 2 else changed
        for flow in flows_of(body):
            assert is_answered_or_refused(flow, changed)


def is_answered_or_refused(flow: Flow, body: bytes) -> bool:
    """Tell whether each statement of a file was read or has a cause, or the file has one."""
    reader = Reader(flow, RULES)
    try:
        read = [reader.read(number, raw) for number, raw in parsed(flow.value, body).notifications()]
    except RefusedXmlError as refused:
        return CODE.fullmatch(refused.code) is not None and POINTER.fullmatch(refused.where) is not None
    return all(is_told_apart(one) for one in read)


@pytest.mark.goal("GD-1")
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32))
def test_any_file_of_a_service_is_answered(name: str, seed: int) -> None:
    """Given an answer whose tree, bytes, encoding or package were changed, then it is answered as any delivery is."""
    body = SEEDS[name]
    flow = flows_of(body)[seed % len(flows_of(body))]
    kind = seed % 3
    if kind == 0 and b"Fault" not in body:
        changed, form = mutated_tree(body, seed, PEOPLE), "xml"
    elif kind == 1:
        changed, form = mutated_bytes(body, seed), "xml"
    else:
        changed, form = mutated_gzip(body, seed), "xml.gz"
    answered(world_with_family(), xml_key(flow.value, form=form).text, changed)
