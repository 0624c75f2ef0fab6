"""What a package says of other people: nothing but that there is another person.

The rule is by form, not by list: every id of a person is replaced, wherever it stands. What a record says about the
other people in it beside their ids is cut by the table below. In a package that somebody gets who acts for the person,
nothing says where the person lives or with whom, or how to reach them: that way no address leaks to a parent who must
not know it.
"""

import re
from collections.abc import Mapping

from pydantic import JsonValue

from functions.rights.package import ANOTHER_PERSON, YOU
from functions.vault.ids import is_id

# (kind, member) -> the members of each entry that say something about the record's own person.
KEPT_OF_OTHERS: Mapping[tuple[str, str], frozenset[str]] = {
    ("household", "members"): frozenset({"person", "relationship"}),
    ("parentage", "parents"): frozenset({"person"}),
}
# Members that tie a person to another one and say nothing else; and the words of a message, which may tell of others:
# the fact that it became stands beside it, and says what it said of this person.
DROPPED = frozenset({("person", "same_as"), ("person", "apart_from")})
DROPPED_EVERYWHERE = frozenset({"said", "named"})
_ID_IN_TEXT = re.compile(r"(?:prs|stf)_[0-9A-HJKMNP-TV-Z]{26}")
# What somebody who acts for the person does not get.
CATEGORIES_FOR_THE_PERSON_ALONE = frozenset({"contact", "financial"})
KINDS_FOR_THE_PERSON_ALONE = frozenset(
    {"address", "household", "parentage", "placement", "housing", "residence_status"}
)
MEMBERS_FOR_THE_PERSON_ALONE = frozenset({"address"})


def redacted(kind: str, values: Mapping[str, JsonValue], person: str, *, represented: bool) -> dict[str, JsonValue]:
    """Return the members of a record as the package shows them."""
    shown: dict[str, JsonValue] = {}
    for name, value in values.items():
        if (
            (kind, name) in DROPPED
            or name in DROPPED_EVERYWHERE
            or (represented and name in MEMBERS_FOR_THE_PERSON_ALONE)
        ):
            continue
        kept = KEPT_OF_OTHERS.get((kind, name))
        shown[name] = _without_others(value if kept is None else _cut(value, kept), person)
    return shown


def is_for_the_person_alone(category: str, kind: str) -> bool:
    """Tell whether a record is left out of a package that somebody else gets."""
    return category in CATEGORIES_FOR_THE_PERSON_ALONE or kind in KINDS_FOR_THE_PERSON_ALONE


def _cut(value: JsonValue, kept: frozenset[str]) -> JsonValue:
    if not isinstance(value, list):
        return value
    return [{name: of for name, of in one.items() if name in kept} if isinstance(one, dict) else one for one in value]


def _without_others(value: JsonValue, person: str) -> JsonValue:
    if isinstance(value, dict):
        return {name: _without_others(one, person) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_others(one, person) for one in value]
    if isinstance(value, str) and is_id(value, "prs"):
        return YOU if value == person else ANOTHER_PERSON
    if isinstance(value, str) and is_id(value, "stf"):
        return "staff"
    if isinstance(value, str):
        return _ID_IN_TEXT.sub(lambda found: YOU if found[0] == person else ANOTHER_PERSON, value)
    return value
