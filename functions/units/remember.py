"""Keeps what a pure function answered last: asked the same again, it answers without working."""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

AT_MOST = 8192


def remember[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Return the function with its last 8192 answers kept; what it is asked must be hashable, its answer immutable.

    For functions that see nothing but what they are asked: then the answer kept is the answer.
    """
    return cast("Callable[P, R]", lru_cache(maxsize=AT_MOST)(function))
