"""The mailbox of the stage on this machine can be read from the command line; a real stage has none."""

import argparse

import pytest

from functions.cli import messages

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


@pytest.mark.parametrize("endpoint", ["", "https://email.eu-west-1.amazonaws.com"])
def test_a_real_stage_has_no_mailbox(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    assert run("list") == 2
