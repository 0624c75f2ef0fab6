"""Shows each step of the story on the screen: what was sent, what came out, how long it took."""

import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_WIDTH = 100


class StepFailedError(RuntimeError):
    """A step of the story did not end as it must; `step` is its title, the message its cause in one line."""

    def __init__(self, step: str, cause: str) -> None:
        super().__init__(cause)
        self.step = step


class Step:
    """One step under way; its lines appear when it is over."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def sent(self, text: str) -> None:
        """Note what went in."""
        self.lines.append(("sent", text))

    def came(self, text: str) -> None:
        """Note what came out."""
        self.lines.append(("came", text))


class Screen:
    """Numbers the steps and prints them as they end."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._number = 0
        self._start = time.monotonic()

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Time the block and print its step; any exception leaves as StepFailedError with this title."""
        self._number += 1
        step, start = Step(), time.monotonic()
        if self._out.isatty():
            self._out.write(f"{self._number:3}  {title} ...\r")
            self._out.flush()
        try:
            yield step
        except StepFailedError:
            raise
        except Exception as error:
            self._print(step, title, start, mark="!")
            raise StepFailedError(title, _in_one_line(error)) from error
        self._print(step, title, start)

    def _print(self, step: Step, title: str, start: float, mark: str = " ") -> None:
        seconds = f"{time.monotonic() - start:.1f} s"
        self.say(f"{self._number:3}{mark} {title:<{_WIDTH - 16}}{seconds:>10}")
        for word, text in step.lines:
            self.say(
                textwrap.fill(
                    text,
                    _WIDTH,
                    initial_indent=f"       {word}  ",
                    subsequent_indent=" " * 13,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )

    def say(self, text: str = "") -> None:
        """Print a line at once."""
        print(text, file=self._out, flush=True)

    @property
    def seconds(self) -> float:
        """Return how long the whole has taken so far."""
        return time.monotonic() - self._start


def _in_one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return " / ".join(lines)
