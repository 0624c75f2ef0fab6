"""The annotation that every stored field carries, and the base of every stored record.

A model with a field that is neither `Held` nor `Clear` does not import.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from functions.register.category import Category


@dataclass(frozen=True, slots=True)
class Held:
    """Marks a sealed field with its category; without one, the category of the record's class holds."""

    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Clear:
    """Marks a field that is no personal data, with the reason."""

    because: str


class UnannotatedFieldError(TypeError):
    """A stored record has a field whose category nobody stated."""


class HeldRecord(BaseModel):
    """Base of stored records. Subclasses may state `category=` once; fields marked `Held()` then follow it."""

    # A validator is built when its record is first used: a cold start pays for what it needs, not for every form.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    field_categories: ClassVar[dict[str, Category]] = {}
    own_category: ClassVar[Category | None] = None

    def __init_subclass__(cls, *, category: Category | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - pydantic's own
        """Remember the class's category before pydantic builds the fields."""
        if category is not None:
            cls.own_category = category
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - pydantic's own
        """Check that every field states its category; raises UnannotatedFieldError."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.field_categories = {}
        for name, field in cls.model_fields.items():
            category = _category_of(cls, name, field)
            if category is not None:
                cls.field_categories[name] = category

    @classmethod
    def categories(cls) -> frozenset[Category]:
        """Return the categories that this record's sealed fields belong to: they decide the keys."""
        return frozenset(cls.field_categories.values())

    @classmethod
    def all_categories(cls) -> frozenset[Category]:
        """Return the categories of the fields and of the parts in them: they are what a purpose must list.

        A part is sealed with the field that holds it: a form's child may hold more kinds of data than its field says.
        """
        return _all_categories(cls)


@cache
def _all_categories(record: type[HeldRecord]) -> frozenset[Category]:
    parts = (part for field in record.model_fields.values() for part in _parts_in(field.annotation))
    return record.categories().union(*(part.all_categories() for part in parts))


def _parts_in(annotation: object) -> Iterator[type[HeldRecord]]:
    if isinstance(annotation, type) and issubclass(annotation, HeldRecord):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


def _category_of(model: type[HeldRecord], name: str, field: FieldInfo) -> Category | None:
    marks = [mark for mark in field.metadata if isinstance(mark, Held | Clear)]
    if len(marks) != 1:
        msg = (
            f"{model.__module__}.{model.__qualname__}.{name}: annotate with exactly one of "
            "Held(Category.X) or Clear('why this is no personal data')"
        )
        raise UnannotatedFieldError(msg)
    mark = marks[0]
    if isinstance(mark, Clear):
        return None
    if mark.category is not None:
        return mark.category
    # A base class whose concrete kinds state the category later is allowed only while it is abstract.
    if model.own_category is None:
        if getattr(model, "abstract_record", False):
            return None
        msg = f"{model.__module__}.{model.__qualname__}.{name}: Held() needs `category=` on the class"
        raise UnannotatedFieldError(msg)
    return model.own_category
