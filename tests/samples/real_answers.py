"""The real answers in the folder that `KROOST_SAMPLES` names, and what becomes of each: rows of the proof's table."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from functions.dossier.dossier import Part
from functions.dossier.fact import Fact
from functions.dossier.national_number import NationalNumberError, read_national_number
from functions.government.flow import Flow
from functions.government.take_delivery import take_delivery
from functions.government.xml.formats import SERVICES
from functions.government.xml.read_answers import AnswerReader
from functions.government.xml.refused import RefusedXmlError
from functions.units.clock import civil_date
from tests.builders.drops import DropWorld, Json, number_of
from tests.builders.service_answers import asked, notifications, xml_key
from tests.builders.vault import memory_vault

NOW = "2026-11-24T06:00:00Z"
SETTING = "KROOST_SAMPLES"
_NAMED = re.compile(r"([A-Za-z]+)-([0-9.]+)_([0-9]{11}|notfound)\.xml")
_FLOWS = {
    "household": (Flow.HOUSEHOLD,),
    "register": (Flow.REGISTER_EVENT,),
    "employment": (Flow.EMPLOYMENT,),
    "incapacity": (Flow.INCAPACITY, Flow.EMPLOYMENT),
    "unemployment": (Flow.UNEMPLOYMENT,),
    "income": (Flow.INCOME_TAX,),
    "school": (Flow.SCHOOL,),
    "disability": (Flow.DISABILITY,),
    "benefit-elsewhere": (Flow.BENEFIT_ELSEWHERE,),
}
_OF_CHILDREN = (Flow.SCHOOL, Flow.DISABILITY, Flow.BENEFIT_ELSEWHERE)
_ALSO = {"GeefLeefloonbedragen": (Flow.INCOME_TAX,)}


def folder() -> Path | None:
    """Return the folder of the answers; None when the setting is absent or names no folder."""
    named = os.environ.get(SETTING)
    found = None if not named else Path(named)
    if found is not None and (found / "government").is_dir():
        found /= "government"
    return found if found is not None and found.is_dir() else None


@dataclass(frozen=True)
class Sample:
    """One file in one flow. `person` is the one whom the question named, as its file name says."""

    path: Path
    flow: Flow

    @property
    def name(self) -> str:
        """Return the name below the folder."""
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def service(self) -> str:
        """Return the service and version that the file name states."""
        match = _NAMED.fullmatch(self.path.name)
        assert match is not None
        return f"{match[1]} {match[2]}"

    @property
    def person(self) -> str | None:
        """Return the person of the question."""
        match = _NAMED.fullmatch(self.path.name)
        assert match is not None
        return None if match[3] == "notfound" else match[3]

    def body(self, *, with_question: bool) -> bytes:
        """Return the answer, alone or together with its question."""
        alone = self.path.read_bytes()
        if not with_question or self.person is None or b"Fault" in alone:
            return alone
        return asked(re.sub(rb"^\s*<\?xml[^>]*\?>", b"", alone).strip(), self.person)


def samples() -> list[Sample]:
    """Return every file in every flow that it can be dropped in."""
    within = folder()
    paths = [] if within is None else sorted(within.glob("*/*.xml"))
    return [
        Sample(path, flow)
        for path in paths
        for flow in (*_FLOWS[path.parent.name], *_ALSO.get(path.name.partition("-")[0], ()))
    ]


@dataclass
class Outcome:
    """What became of a file: the receipt, the facts, and why there is none."""

    receipt: Json
    facts: list[Fact] = field(default_factory=list)
    nothing: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Return the counts that are not 0."""
        found = self.receipt["counts"]
        assert isinstance(found, dict)
        return {name: count for name, count in found.items() if count}

    @property
    def problems(self) -> list[Json]:
        """Return the problems of the receipt."""
        found = self.receipt["problems"]
        assert isinstance(found, list)
        return found

    @property
    def codes(self) -> list[str]:
        """Return the codes of the problems."""
        return [str(one["code"]) for one in self.problems]


def outcome(sample: Sample, *, with_question: bool = True) -> Outcome:
    """Drop a file into a world in which everybody whom it states something about is ours."""
    world, body = DropWorld(memory_vault(NOW)), sample.body(with_question=with_question)
    dossier = world.family(**_people(world, sample, body))
    key = xml_key(sample.flow.value)
    take_delivery(world.post, world.put_bytes(key.text, body))
    facts = [row.record for row in world.file(dossier).facts if row.record.provenance.source == "government"]
    return Outcome(world.receipt(key.text), sorted(facts, key=_order), _why_nothing(body))


def _people(world: DropWorld, sample: Sample, body: bytes) -> dict[str, tuple[str, Part]]:
    """Return the people of the family: whom a child's flow is about as children, else the first one as beneficiary."""
    today = civil_date(world.memory.clock.instant())
    try:
        stated = [one["ssin"]["value"] for one in notifications(sample.flow.value, body)]  # type: ignore[index]
    except RefusedXmlError:
        stated = []
    valid = []
    for number in dict.fromkeys(str(one) for one in stated):
        try:
            valid.append(read_national_number(number, today=today, synthetic_allowed=True))
        except NationalNumberError:
            continue
    if sample.flow in _OF_CHILDREN or not valid:
        valid.insert(0, number_of(5))
    people: dict[str, tuple[str, Part]] = {f"p{place}": (number, "child") for place, number in enumerate(valid)}
    return people | {"p0": (valid[0], "beneficiary")}


def _order(fact: Fact) -> tuple[str, str, str, int]:
    return fact.kind, str(fact.valid_from), str(fact.valid_to), fact.provenance.version


def _why_nothing(body: bytes) -> str:
    reader = AnswerReader(SERVICES)
    try:
        answers = list(reader.answers([body]))
    except RefusedXmlError:
        return ""
    codes = sorted({remark.code for answer in answers for remark in answer.remarks if remark.says_no_data})
    if codes and all(answer.content is None for answer in answers):
        return f"no data: the service says so ({', '.join(codes)})"
    if any(answer.content is not None and not answer.content.children for answer in answers):
        empty = not any(b"ConsultPayments" in part for part in (body,))
        return "no data: content without anything in it" if empty else "amounts only: no right asks for them"
    if b"MSG00100" in body:
        return "no data: the source says so (MSG00100)"
    if b"BrutoLoonZiekte" in body:
        return "a wage for sick days: no period of incapacity in it"
    return "data found, but no recognition in it"


def row(sample: Sample) -> str:
    """Return a file's line of the table."""
    asked_for, alone = outcome(sample), outcome(sample, with_question=False)
    said = _said(asked_for)
    if sample.person is not None and _said(alone) != said:
        said += f"; without its question: {_said(alone)}"
    facts = "; ".join(_lines(asked_for.facts)) or ("none: see the code" if asked_for.codes else asked_for.nothing)
    return f"| `{sample.name}` | {sample.service} | {sample.flow} | {said} | {facts} |"


def _said(found: Outcome) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in found.counts.items()) or "0"
    codes = ", ".join(dict.fromkeys(_problem(one) for one in found.problems))
    status = "refused whole" if not found.counts and found.receipt["status"] == "NOK" else counts
    return f"{status} ({codes})" if codes else status


def _problem(problem: Json) -> str:
    place = str(problem["pointer"]).removeprefix("/sources/") if str(problem["pointer"]).startswith("/sources/") else ""
    return f"`{problem['code']}`{' ' + place if place else ''}"


def _lines(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the facts, alike ones of one kind together."""
    for kind in dict.fromkeys(fact.kind for fact in facts):
        of_kind = [fact for fact in facts if fact.kind == kind]
        yield f"{kind} " + ", ".join(_when(fact) for fact in of_kind)


def _when(fact: Fact) -> str:
    """Say from when to when a fact holds, that it is void, and what was withheld: never what it states."""
    begin, end = fact.valid_from, fact.valid_to
    span = "undated" if begin is None and end is None else f"{begin or ''}..{end or ''}"
    void = " void" if fact.void else ""
    return f"{span}{void}" + (f" withheld {'+'.join(fact.withheld)}" if fact.withheld else "")
