"""A stored field whose category nobody stated stops the import of its module."""

from typing import Annotated

import pytest

from functions.register.category import Category
from functions.register.held import Clear, Held, HeldRecord, UnannotatedFieldError


def test_a_field_without_a_category_does_not_import() -> None:
    """Given a record with a bare field, when its class is made, then it raises and says how to mark the field."""
    with pytest.raises(UnannotatedFieldError, match=r"Forgotten\.nickname: annotate with exactly one of Held"):

        class Forgotten(HeldRecord):
            """A record that forgot a category."""

            name: Annotated[str, Held(Category.IDENTIFICATION)]
            nickname: str


def test_a_field_that_is_both_held_and_clear_does_not_import() -> None:
    """Given a contradiction, then it raises."""
    with pytest.raises(UnannotatedFieldError, match="exactly one"):

        class Both(HeldRecord):
            """A record that says two things."""

            name: Annotated[str, Held(Category.IDENTIFICATION), Clear("a test")]


def test_a_field_that_follows_its_class_needs_a_class_that_says_so() -> None:
    """Given `Held()` without a category on field or class, then it raises."""
    with pytest.raises(UnannotatedFieldError, match="needs `category=` on the class"):

        class Silent(HeldRecord):
            """A record whose class has no category."""

            name: Annotated[str, Held()]


def test_categories_follow_from_the_fields() -> None:
    """Given fields of two categories and a clear one, then the record knows both and leaves the clear one out."""

    class Marked(HeldRecord, category=Category.CONTACT):
        """A record with every field marked."""

        email: Annotated[str, Held()]
        name: Annotated[str, Held(Category.IDENTIFICATION)]
        version: Annotated[int, Clear("counts the record's own versions")]

    assert Marked.categories() == {Category.CONTACT, Category.IDENTIFICATION}
    assert Marked.field_categories == {"email": Category.CONTACT, "name": Category.IDENTIFICATION}


def test_a_part_brings_its_categories_along() -> None:
    """Given a form whose child says that it is ill, then a purpose must list health data to open the form."""

    class Child(HeldRecord, category=Category.IDENTIFICATION):
        """A part."""

        name: Annotated[str, Held()]
        ill: Annotated[bool, Held(Category.MEDICAL_PSYCHOSOCIAL)]

    class Form(HeldRecord):
        """A whole."""

        children: Annotated[list[Child] | None, Held(Category.IDENTIFICATION)]

    assert Form.categories() == {Category.IDENTIFICATION}
    assert Form.all_categories() == {Category.IDENTIFICATION, Category.MEDICAL_PSYCHOSOCIAL}
