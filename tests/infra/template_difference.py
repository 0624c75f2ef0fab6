"""Where two stages' templates differ, as type and property: names of the stage itself do not count."""

import json
from collections.abc import Iterator

from tests.infra.synthesis import STACKS, Synthesis

ABSENT = object()


def differences(one: Synthesis, other: Synthesis) -> set[str]:
    """Return every place in which the templates differ: `type: property.path`."""
    return {place for stack in STACKS for place in _of_stack(_neutral(one, stack), _neutral(other, stack))}


def _neutral(synthesis: Synthesis, stack: str) -> dict[str, dict[str, object]]:
    stage = synthesis.stage.name.value
    written = json.dumps(synthesis.templates[stack])
    for old, new in (
        (f"kroost-{stage}", "kroost-STAGE"),
        (f"/kroost/{stage}", "/kroost/STAGE"),
        (f"kroost{stage}", "kroostSTAGE"),
    ):
        written = written.replace(old, new)
    resources = json.loads(written)["Resources"]
    assert isinstance(resources, dict)
    return resources


def _of_stack(one: dict[str, dict[str, object]], other: dict[str, dict[str, object]]) -> Iterator[str]:
    for logical in sorted(one.keys() | other.keys()):
        if logical not in one or logical not in other:
            yield f"{(one.get(logical) or other[logical])['Type']}: whole"
            continue
        kind = one[logical]["Type"]
        yield from (f"{kind}: {path}" for path in _paths(one[logical], other[logical], ()))


def _paths(one: object, other: object, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from _paths(one.get(name, ABSENT), other.get(name, ABSENT), (*path, str(name)))
    elif one != other:
        yield ".".join(path)
