"""The mailbox of the stage on this machine can be read from the command line; a real stage has none."""

import argparse
from pathlib import Path

import pytest

from functions.cli import messages
from functions.messages.channel import Parcel
from functions.messages.lay_letter import LetterCarrier
from functions.vault.audit_seal import new_pair
from tests.fakes.in_memory_objects import InMemoryObjects

MAILS = [
    {
        "To": ["a@example.org"],
        "Subject": "Nieuw bericht van Kroost",
        "BodyText": "Er is een nieuw bericht.",
        "Timestamp": 1,
    },
    {"To": ["b@example.org"], "Subject": "Nouveau message de Kroost", "BodyText": "Il y a un message.", "Timestamp": 2},
]


def run(*given: str) -> int:
    parser = argparse.ArgumentParser()
    messages.add_arguments(parser)
    return messages.run(parser.parse_args(given))


def test_mails_are_listed_and_one_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(messages, "read_mails", lambda _: MAILS)
    assert run("list") == 0
    assert capsys.readouterr().out.splitlines()[1] == "   2  b@example.org  Nouveau message de Kroost"
    assert run("show", "1") == 0
    assert capsys.readouterr().out.endswith("Er is een nieuw bericht.\n")
    assert run("show", "3") == 2


def test_a_letter_opens_with_the_printers_key_under_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, public = new_pair()
    box = InMemoryObjects()
    LetterCarrier(box, public, registered=True).carry(Parcel("prs.msg.1", "Noor\nLeuven", "", "Beste Noor", "<p>"))
    (tmp_path / "prs.msg.1").write_bytes(box.bodies["registered/prs.msg.1"])
    (tmp_path / "other").write_bytes(box.bodies["registered/prs.msg.1"])
    (tmp_path / "key").write_text(private.hex(), encoding="ascii")
    assert run("letter", str(tmp_path / "prs.msg.1"), "--key", str(tmp_path / "key")) == 0
    assert '"Leuven"' in capsys.readouterr().out
    assert run("letter", str(tmp_path / "other"), "--key", str(tmp_path / "key")) == 2


@pytest.mark.parametrize("endpoint", ["", "https://email.eu-west-1.amazonaws.com"])
def test_a_real_stage_has_no_mailbox(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    assert run("list") == 2
