"""The register refuses to compile with a gap: no ground, an unknown name, a contradiction."""

from copy import deepcopy

import pytest
import yaml
from pydantic import ValidationError

from functions.register.whole_register import Register
from tools.compile_register import DATA

type Content = dict[str, dict[str, dict[str, object]]]

CONTENT: Content = {
    name: yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")) for name in Register.model_fields
}


def changed(file: str, entry: str, **members: object) -> Content:
    """Return the data files with some members of one entry replaced."""
    content = deepcopy(CONTENT)
    content[file][entry] |= members
    return content


def test_the_register_as_it_stands_is_whole() -> None:
    """Given the committed data, then it validates: the refusals below come from the change alone."""
    assert Register.model_validate(CONTENT).purposes


@pytest.mark.parametrize(
    ("file", "entry", "members", "says"),
    [
        ("purposes", "calculate_and_pay", {"grounds": []}, "at least one ground"),
        ("purposes", "calculate_and_pay", {"gdpr": []}, "legal basis of GDPR art. 6"),
        ("purposes", "calculate_and_pay", {"grounds": ["no_such_law"]}, "unknown ground no_such_law"),
        ("purposes", "calculate_and_pay", {"special": None}, "GDPR art. 9 exactly when health data"),
        ("purposes", "calculate_and_pay", {"criminal": False}, "GDPR art. 10"),
        ("purposes", "write_payment_file", {"special": "A9-2-b"}, "GDPR art. 9 exactly when health data"),
        ("purposes", "find_person", {"national_number": False}, "uses the national number exactly when"),
        ("purposes", "open_family_file", {"functions": ["no-such-function"]}, "unknown function no-such-function"),
        ("purposes", "release_payment_file", {"roles": ["nobody"]}, "unknown role nobody"),
        ("purposes", "write_payment_file", {"recipients": ["hosting"]}, "disagree on bank"),
        ("purposes", "receive_form", {"writes": {"stranger": ["contact"]}}, "stranger is no audience"),
        ("purposes", "receive_form", {"writes": {"intake": []}}, "lists no category"),
        ("purposes", "receive_form", {"retention": ["for_ever"]}, "submission_waiting"),
        ("recipients", "post", {"categories": ["medical_psychosocial"]}, "receives medical_psychosocial"),
        ("recipients", "post", {"contract": "signed"}, "a signed contract has an end date"),
        ("retention", "submission", {"chosen": None, "sources": []}, "needs a source that gives its length"),
        ("retention", "submission", {"start": "some_day"}, "unknown start event some_day"),
        ("retention", "submission", {"length": {"days": 7, "years": 1}}, "counted in one unit"),
        ("retention", "family_file", {"held_by": ["whim"]}, "unknown hold whim"),
        ("categories", "contact", {"name": {"nl": "Contact", "fr": "Coordonnées", "en": "Contact"}}, "Field required"),
    ],
)
def test_a_gap_is_refused_with_its_name(file: str, entry: str, members: dict[str, object], says: str) -> None:
    """Given one wrong member, when the register is read, then it raises and names the gap."""
    with pytest.raises(ValidationError, match=says.replace("(", r"\(")):
        Register.model_validate(changed(file, entry, **members))


@pytest.mark.parametrize("file", ["purposes", "categories"])
def test_a_missing_entry_is_refused(file: str) -> None:
    """Given a purpose or category of the code that the data leave out, then it raises."""
    content = deepcopy(CONTENT)
    name = next(iter(content[file]))
    del content[file][name]
    with pytest.raises(ValidationError, match=f"{name} is missing"):
        Register.model_validate(content)


def test_an_unknown_member_is_refused() -> None:
    """Given a member with a typing mistake, then it raises instead of being ignored."""
    content = deepcopy(CONTENT)
    content["purposes"]["receive_form"]["raeds"] = {}
    with pytest.raises(ValidationError, match="raeds"):
        Register.model_validate(content)
