"""`docs/drop-flows.md` names every member of every flow, and says of each whether it is kept."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from functions.government.content.values import NotKept
from functions.government.flow import Flow
from functions.government.notification import NOTIFICATION_OF
from tests.architecture.modules import ROOT

PAGE = Path(ROOT) / "docs" / "drop-flows.md"


def section(flow: Flow) -> str:
    """Return the part of the page about a flow."""
    return PAGE.read_text(encoding="utf-8").split(f"\n## {flow.value}:")[1].split("\n## ")[0]


def members(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    """Yield the name of every member below a model as sent, and whether it is kept."""
    for name, field in model.model_fields.items():
        kept = not any(isinstance(mark, NotKept) for mark in field.metadata)
        yield field.alias or name, kept
        if kept:
            for part in models_in(field.annotation):
                yield from members(part)


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


@pytest.mark.parametrize("flow", Flow)
def test_every_member_is_described(flow: Flow) -> None:
    """Given the content of a flow, then its section names each member and marks those that are not kept."""
    text = section(flow)
    (content,) = models_in(NOTIFICATION_OF[flow].model_fields["content"].annotation)
    described = dict(members(content))
    assert [name for name in described if f"`{name}`" not in text and name not in {"begin", "end"}] == []
    for name in (name for name, kept in described.items() if not kept):
        line = next(line for line in text.splitlines() if f"`{name}`" in line)
        assert re.search(rf"`{name}`.*not kept", line), name
