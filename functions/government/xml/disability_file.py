"""Disability files of the Handi service: one block per authority, each with its own outcome.

A block without data may mean that the authority has nothing, or that nobody had a right to ask there: the latter is
named as unanswered. Diagnoses, cards, allowances and adult scores are not read.
"""

from collections.abc import Iterator
from dataclasses import replace

from functions.government.flow import Flow
from functions.government.unusable import NOT_READ, UNKNOWN
from functions.government.xml.answer import Answer
from functions.government.xml.element import Element
from functions.government.xml.known_service import Service, names
from functions.government.xml.statement import Statement, subject
from functions.government.xml.values import day, flag, last_day, whole, without_nothing

_AUTHORITIES = {
    "dgphResult": "DGPH",
    "kindEnGezinResult": "KindEnGezin",
    "irisCareResult": "IrisCare",
    "aviqResult": "AVIQ",
    "dslResult": "DSL",
}
_FOUND, _NO_DATA_CODE = "DATA_FOUND", "MSG00100"
_DETERMINED = "RECOGNITION_DETERMINED"
_PILLARS = {"p1": "pillar1", "p2": "pillar2", "p3": "pillar3", "total": "pillarsTotal"}


def recognitions(answer: Answer) -> Iterator[Statement]:
    """Yield each recognition of each authority; a request that is not decided yet is one too."""
    response = None if answer.content is None else answer.content.first("ConsultFilesByDateResponse")
    results = None if response is None else response.first("results")
    if response is None or results is None:
        return
    person, unusable = subject(answer, response.text("ssin"))
    ssin = response.first("ssin")
    number = {} if ssin is None else ssin.attributes
    filtered = tuple(one.value or "" for one in response.every("dataFilters/filteredElement"))
    for block in results.children:
        for one in _of_authority(block, person, filtered):
            yield replace(
                one,
                withheld=one.withheld + filtered,
                unusable=unusable or one.unusable,
                replaced_by=number.get("replacedBy"),
                canceled=number.get("canceled") in ("true", "1"),
            )


def silent(answer: Answer) -> tuple[str, ...]:
    """Return the authorities that were not asked or could not answer: that is not the same as having nothing."""
    response = None if answer.content is None else answer.content.first("ConsultFilesByDateResponse")
    results = None if response is None else response.first("results")
    if response is None or results is None or response.text("status/code") == _NO_DATA_CODE:
        return ()
    return tuple(_AUTHORITIES.get(block.name, block.name) for block in results.children if _is_silent(block))


def no_amounts(answer: Answer) -> Iterator[Statement]:
    """Yield nothing: no right asks how much another authority pays to a person with a disability."""
    del answer
    return iter(())


def _is_silent(block: Element) -> bool:
    return block.text("status/value") != _FOUND and block.text("status/code") != _NO_DATA_CODE


def _of_authority(block: Element, person: str | None, filtered: tuple[str, ...]) -> Iterator[Statement]:
    authority = _AUTHORITIES.get(block.name, block.name)
    found = list(block.every("file/handicapRecognitions/handicapRecognition"))
    evolution = block.first("file/evolutionOfRequest")
    for one in found:
        start = day(one.text("recognitionStatus/startDateRecognition"))
        content = {"authenticSource": authority} | _recognition(one, start) | _evolution(evolution)
        decided = one.text("decisionStatus") in (None, _DETERMINED)
        unusable = None if decided else UNKNOWN
        yield Statement(person, (authority, start or ""), {"disability": content}, unusable=unusable)
    if not found and block.text("status/value") == _FOUND:
        yield from _without_recognition(block, authority, person, evolution, is_filtered=bool(filtered))


def _without_recognition(
    block: Element, authority: str, person: str | None, evolution: Element | None, *, is_filtered: bool
) -> Iterator[Statement]:
    """Yield what a block with data and without a recognition says: pending, withheld, not understood, or nothing."""
    content: dict[str, object] = {"authenticSource": authority} | _evolution(evolution)
    if content.get("pending") is True:
        yield Statement(person, (authority, "pending"), {"disability": content})
    elif is_filtered:
        # Whether there is one was withheld: nobody may conclude that there is none.
        yield Statement(person, (authority, "filtered"), {"disability": content}, withheld=("recognition",))
    elif authority != _AUTHORITIES["dgphResult"] and any(not file.children for file in block.every("file")):
        yield Statement(person, (authority, "file"), {"disability": content}, unusable=NOT_READ)


def _recognition(one: Element, start: str | None) -> dict[str, object]:
    status = one.first("recognitionStatus")
    stated = without_nothing(
        {
            "dateOfDecision": None if status is None else day(status.text("dateOfDecision")),
            "start": start,
            "end": None if status is None else last_day(status.text("endDateRecognition")),
        }
    )
    points = one.first("resultRecognitionChild/pillars")
    if points is None:
        return {"recognition": stated}
    pillars = without_nothing({name: whole(points.text(element)) for name, element in _PILLARS.items()})
    return {"recognition": stated, "pillars": pillars}


def _evolution(evolution: Element | None) -> dict[str, object]:
    if evolution is None:
        return {}
    return without_nothing(
        {
            "requestDate": day(evolution.text("requestDate")),
            "pending": flag(evolution.text("handicapRecognitionPending")),
            "appeal": flag(evolution.text("appeal")),
        }
    )


SERVICES = (
    Service(
        "{http://magda.vlaanderen.be/soczek/soap/geefdossierhandicap/v03_00}GeefDossierHandicapResponse",
        "GeefDossierHandicap",
        "03.00",
        names(
            "ConsultFilesByDateResponse ssin dataFilters filteredElement results dgphResult kindEnGezinResult"
            " irisCareResult aviqResult"
            " dslResult status value code file evolutionOfRequest requestDate handicapRecognitionPending appeal"
            " handicapRecognitions handicapRecognition recognitionStatus dateOfDecision startDateRecognition"
            " endDateRecognition decisionStatus resultRecognitionChild pillars pillar1 pillar2 pillar3 pillarsTotal"
        ),
        names(
            "informationCustomer informationCBSS legalContext criteria vsbResult nicCinResult mdgResult biiReady"
            " description information addressHandicappedPerson legislation administrativePendingRequest"
            " fileCompletionDate inabilityFollowCourse inabilityToWork disabilityCode independencyScore childPathology"
            " handicapRecognitionDetails resultRecognitionAdult rights socialCards"
        ),
        {Flow.DISABILITY: recognitions},
        silent,
    ),
    Service(
        "{http://magda.vlaanderen.be/soczek/soap/geefbetalingenhandicap/v03_00}GeefBetalingenHandicapResponse",
        "GeefBetalingenHandicap",
        "03.00",
        names(""),
        names("ConsultPaymentsResponse"),
        {Flow.DISABILITY: no_amounts},
    ),
)
