"""Issue 1: planted values are found nowhere but inside sealed attributes; without sealing, all of them are found."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.privacy.planted_story import PLANTED, PlantedStory
from tests.privacy.planted_values import Found, Place, search, unsealed
from tests.privacy.resting_places import objects_of, rows_of


def everything(story: PlantedStory, said: str) -> Iterator[Place]:
    """Yield every row, every object that is left with its key, and everything that was said."""
    yield from rows_of(story.world.memory.database)
    yield from objects_of("drops", story.world.drops)
    yield from objects_of("receipts", story.world.receipts)
    yield Place("log and metrics", said.encode())


@dataclass
class Run:
    """Plays the story once and looks everywhere."""

    patch: pytest.MonkeyPatch
    caplog: pytest.LogCaptureFixture
    capsys: pytest.CaptureFixture[str]

    def found(self) -> list[Found]:
        """Return the planted values that lie open after the run."""
        story = PlantedStory()
        with self.caplog.at_level(logging.DEBUG):
            story.play(self.patch)
        said = self.capsys.readouterr()
        logged = "\n".join(repr(vars(record)) for record in self.caplog.records)
        everything_said = said.out + said.err + logged
        assert "intake-queue" in everything_said, "the run says something, so its silence about people means something"
        return search(PLANTED, everything(story, everything_said))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, caplog, capsys)


def test_the_search_finds_every_planted_value_without_sealing(run: Run) -> None:
    """Given the same run without sealing, then every planted value is found: the search can find."""
    unsealed(run.patch)
    found = run.found()
    assert {one.value for one in found} == set(PLANTED)
    # Even so, no object that is left, no key of one, no log and no metric has any.
    assert {one.place for one in found if not one.place.startswith("table ")} == set()


def test_no_planted_value_lies_open(run: Run) -> None:
    """Given forms and drops with a marker in every member, then no store, object, key, log or metric shows one."""
    assert run.found() == []
