"""A port that cannot be had is said so at once, before anything is started."""

import socket

import pytest

from tools.local import run


@pytest.mark.parametrize("port", ["", "http", "-1", "70000"])
def test_a_wrong_port_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setenv("KROOST_PORT", port)
    assert run.main(["--once"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("failed: Pages and API get one address")
    assert last.endswith("choose another port: KROOST_PORT=8081 make run")


def test_a_taken_port_ends_the_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("KROOST_PORT", str(taken.getsockname()[1]))
        assert run.main(["--once"]) == 1
    assert "in use" in capsys.readouterr().out.splitlines()[-1]
