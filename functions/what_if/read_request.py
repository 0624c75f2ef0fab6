"""Reads a question into the household that the law looks at, or refuses it with every wrong member."""

import json
from collections.abc import Iterable

from pydantic import ValidationError

from functions.benefits.household import Child, Disability, Guarantee2019, Household, Income
from functions.units.cents import parse_euro
from functions.units.year_month import YearMonth
from functions.what_if.refusal import SAME_ID, TOO_LATE, RefusedError, WrongMember, wrong_members
from functions.what_if.request import WhatIfChild, WhatIfIncome, WhatIfRequest

_YEAR_ZERO = "0000"
_LAST_YEAR = "9999"


def read_request(text: str | bytes) -> Household:
    """Read one JSON object (RefusedError with all wrong members)."""
    try:
        request = WhatIfRequest.model_validate_json(text)
    except ValidationError as refused:
        raise RefusedError.invalid(*wrong_members(refused), *_repeated_in(text)) from None
    if len({child.id for child in request.children}) < len(request.children):
        raise RefusedError.invalid(*_repeated(child.id for child in request.children))
    if request.month.startswith(_LAST_YEAR):
        raise RefusedError.invalid(WrongMember("/month", TOO_LATE))
    if request.month.startswith(_YEAR_ZERO):
        raise RefusedError.outside_law()
    return _household(request)


def _household(request: WhatIfRequest) -> Household:
    """Turn the checked question into the engine's own words."""
    guarantee = None
    if "guarantee_2019" in request.model_fields_set:
        given = request.guarantee_2019
        switched = _month(given.switched_on)
        guarantee = Guarantee2019(given.social, given.single_parent, switched)
    return Household(
        month=YearMonth.parse(request.month),
        region=request.region,
        partner=request.partner,
        income=_income(request.income),
        children=tuple(_child(child) for child in request.children),
        incapacity=request.beneficiary.incapacity,
        guarantee_2019=guarantee,
    )


def _month(text: str | None) -> YearMonth | None:
    """Read a month; a month of year 0 lies before every other."""
    if text is None:
        return None
    return YearMonth(1, 1) if text.startswith(_YEAR_ZERO) else YearMonth.parse(text)


def _income(given: WhatIfIncome | None) -> Income | None:
    """Turn euros into cents."""
    if given is None:
        return None
    return Income(parse_euro(given.amount), parse_euro(given.cadastral), given.preferential)


def _child(given: WhatIfChild) -> Child:
    """Turn one child; what was not sent and has no fixed default stays open for the region's rules."""
    sent = given.model_fields_set
    disability = None
    if given.disability is not None:
        scored = given.disability
        disability = Disability(scored.points, scored.pillar1, scored.pillar2, scored.pillar3)
    return Child(
        id=given.id,
        born=given.born,
        right_open_2018=given.right_open_2018 if "right_open_2018" in sent else None,
        group_2018=given.group_2018,
        rank_2018=given.rank_2018,
        elsewhere=given.elsewhere,
        right_open_2019=given.right_open_2019,
        right_ended=given.right_ended,
        study=given.study if "study" in sent else None,
        obstacle=given.obstacle,
        school_leaver_since=given.school_leaver_since,
        parents_deceased=tuple(given.parents_deceased),
        only_parent=given.only_parent,
        survivor_with_partner=given.survivor_with_partner,
        disability=disability,
        placement=given.placement,
        housing=given.housing,
        adopted_on=given.adopted_on,
        first_child=given.first_child if "first_child" in sent else None,
    )


def _repeated(ids: Iterable[object]) -> Iterable[WrongMember]:
    """Point at every child whose id an earlier child has."""
    seen: set[str] = set()
    for at, one in enumerate(ids):
        if isinstance(one, str):
            if one in seen:
                yield WrongMember(f"/children/{at}/id", SAME_ID)
            seen.add(one)


def _repeated_in(text: str | bytes) -> Iterable[WrongMember]:
    """Look for repeated ids in a question that was refused anyway, so that the answer names them too."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    children = raw.get("children") if isinstance(raw, dict) else None
    if not isinstance(children, list):
        return ()
    return list(_repeated(child.get("id") if isinstance(child, dict) else None for child in children))
