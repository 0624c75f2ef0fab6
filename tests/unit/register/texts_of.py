"""Walk through the register and find every text in four languages, with the path to it."""

from collections.abc import Iterator

from pydantic import BaseModel

from functions.register.words import Words


def texts_of(value: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """Yield each text with its path, such as `purposes.receive_form.name`."""
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from texts_of(entry, f"{path}.{name}".lstrip("."))
