"""Powertools without what we do not use: its package files import AppSync, asyncio, tracing and metrics on the way.

`stand_in` puts bare packages in the place of the two package files that do so; it is called before the first import of
a module below them. The modules themselves are Powertools' own, unchanged. Measured in November 2026: a third off the
import of the resolver (goals C1 and C3).
"""

import sys
from importlib.machinery import PathFinder
from types import ModuleType

_PACKAGES = ("aws_lambda_powertools", "aws_lambda_powertools.event_handler")


class MissingPartError(ImportError):
    """A package that the runtime needs is not installed; the message names it."""


def stand_in() -> None:
    """Register the bare packages; what is loaded already stays. Raises MissingPartError when Powertools is absent."""
    for name in _PACKAGES:
        if name not in sys.modules:
            _register(name)


def _register(name: str) -> None:
    parent, _, child = name.rpartition(".")
    spec = PathFinder.find_spec(name, sys.modules[parent].__path__ if parent else None)
    if spec is None or spec.submodule_search_locations is None:
        raise MissingPartError(name)
    package = ModuleType(name)
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    sys.modules[name] = package
    if parent:
        setattr(sys.modules[parent], child, package)
