"""The four functions take the sample events as their queues and schedule give them, and log nothing of anybody."""

import json
from pathlib import Path

import pytest

from functions.messages import events, outside, queue, schedule
from tests.architecture.modules import ROOT
from tests.builders.memory_system import MemorySystem
from tests.builders.post_office import DOOR

SAMPLES = Path(ROOT) / "events" / "sqs"
POST = json.dumps({"sender": "post@kroost.invalid", "door": DOOR, "printer": "11" * 32, "text_gateway": None})


class Fund(MemorySystem):
    """A memory system with post: a parameter, a bucket, and a mailbox that is never reached here."""

    @property
    def operator_parameters(self) -> dict[str, str]:
        """The parameter `post`, and nothing else."""
        return {"/kroost/test/post": POST}

    def objects(self, _: str) -> object:
        """No letter is laid here."""
        return object()

    def mail(self, sender: str) -> object:
        """Return nothing of use, for the sender of the parameter."""
        assert sender == "post@kroost.invalid"
        return object()


@pytest.fixture(autouse=True)
def fund(monkeypatch: pytest.MonkeyPatch) -> Fund:
    """Put one system behind the four entry points."""
    made = Fund("messages-queue")
    for module in (events, outside, queue, schedule):
        monkeypatch.setattr(module, "system", lambda: made)
    return made


def load(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("name", "module"), [("message_wanted", queue), ("form_message_wanted", outside), ("mail_bounced", events)]
)
def test_a_sample_about_somebody_who_is_gone_is_done_and_counted(
    name: str, module: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given an event about a file, form or message that is gone, then it is done, and counted as telling nobody."""
    handler = module.handler  # type: ignore[attr-defined]
    assert handler(load(name), None) == {"batchItemFailures": []}
    told = capsys.readouterr().out
    assert "01J1QXB3Y8K2M4N6P8R0S2T4V6" not in told
    assert ('"NobodyTold":1' in told) == (module is not events)


@pytest.mark.parametrize(("name", "module"), [("mail_bounced", queue), ("message_wanted", events)])
def test_a_message_of_another_queue_is_handed_back(name: str, module: object) -> None:
    handler = module.handler  # type: ignore[attr-defined]
    assert len(handler(load(name), None)["batchItemFailures"]) == 1


def test_a_round_over_nothing_counts_nothing() -> None:
    assert schedule.handler({}, None) == {"late": 0, "moved": 0, "unreachable": 0}
