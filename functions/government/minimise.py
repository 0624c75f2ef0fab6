"""Leaves out what senders may state and no purpose asks for, before anything is stored, digested or compared."""

from functools import cache
from typing import get_args

from pydantic import BaseModel

from functions.government.content.values import Content, NotKept
from functions.government.notification import AnyNotification


def minimised(notification: AnyNotification) -> tuple[AnyNotification, int]:
    """Return the notification with the members that are kept, and how many were left out."""
    content = notification.content
    if content is None or not _may_leave_out(type(content)):
        return notification, 0
    kept, left_out = _without(content)
    return (notification.model_copy(update={"content": kept}), left_out) if left_out else (notification, 0)


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


@cache
def _may_leave_out(model: type[BaseModel]) -> bool:
    """Tell whether this model, or one in it, has something that is not kept: most lines of a delivery have not."""
    own = bool(_not_kept(model)) or (issubclass(model, Content) and model.minimised is not Content.minimised)
    parts = (part for field in model.model_fields.values() for part in _models_in(field.annotation))
    return own or any(_may_leave_out(part) for part in parts)


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in get_args(annotation) for model in _models_in(part)]
