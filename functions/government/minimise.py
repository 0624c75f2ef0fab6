"""Leaves out what senders may state and no purpose asks for, before anything is stored, digested or compared."""

from functools import cache
from typing import get_args

from pydantic import BaseModel

from functions.government.content.values import Content, FlowContent, NotKept
from functions.government.notification import AnyNotification


def minimised(notification: AnyNotification) -> AnyNotification:
    """Return the notification with the members that are kept."""
    content = notification.content
    kept, left_out = (content, 0) if content is None else _without(content)
    return notification.model_copy(update={"content": kept}) if left_out else notification


def minimised_bytes(raw: bytes, notification: AnyNotification) -> bytes:
    """Return what a notification says as JSON without what is not kept; as it was sent when that is the same."""
    kept = minimised(notification)
    return raw if kept is notification else kept.model_dump_json(by_alias=True, exclude_none=True).encode()


def count_left_out(content: FlowContent) -> int:
    """Return how many members and list entries of a content are not kept: what `minimised` leaves out."""
    count = 0
    for path in _paths_left_out(type(content)):
        value: object = content
        for name in path:
            value = getattr(value, name)
            if value is None:
                break
        count += value is not None
    said = content.said
    return count if type(said).minimised is Content.minimised else count + said.minimised()[1]


@cache
def _paths_left_out(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Return where members that are not kept stand below a model."""
    below = [
        (name, *path)
        for name, field in model.model_fields.items()
        if name not in _not_kept(model)
        for part in _models_in(field.annotation)
        for path in _paths_left_out(part)
    ]
    return (*((name,) for name in _not_kept(model)), *below)


def _without[M: BaseModel](message: M) -> tuple[M, int]:
    kept, left_out = message.minimised() if isinstance(message, Content) else (message, 0)
    model = type(message)
    changed: dict[str, object] = {name: None for name in _not_kept(model) if getattr(message, name) is not None}
    left_out += len(changed)
    for name in model.model_fields:
        part = getattr(kept, name)
        if isinstance(part, BaseModel) and name not in changed:
            changed[name], less = _without(part)
            left_out += less
    return (kept.model_copy(update=changed), left_out) if left_out else (message, 0)


@cache
def _not_kept(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name for name, field in model.model_fields.items() if any(isinstance(mark, NotKept) for mark in field.metadata)
    )


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in get_args(annotation) for model in _models_in(part)]
