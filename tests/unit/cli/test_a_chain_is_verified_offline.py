"""`kroost verify-ledger` tells a whole chain from a broken one and from something that is no chain."""

import json
from pathlib import Path

import pytest

from functions.cli.main import main
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.vault.subject import Kind
from tests.builders.chain import chain_lines
from tests.builders.vault import memory_vault

KEYS = '{"keys": []}'


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """Write a chain of four entries and the keys beside it."""
    memory = memory_vault()
    change = memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.send()
    for _ in range(3):
        memory.request(Purpose.FIND_PERSON).tell([person], "search")
    (tmp_path / "keys.json").write_text(KEYS)
    path = tmp_path / "chain.jsonl"
    path.write_text("\n".join(chain_lines(memory, person)) + "\n")
    return path


def verify(chain: Path) -> int:
    """Run the command."""
    return main(["verify-ledger", "--chain", str(chain), "--keys", str(chain.parent / "keys.json")])


def test_a_whole_chain_ends_with_0_and_says_nothing_on_standard_output(
    chain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a whole chain, when it is verified, then the exit status is 0."""
    assert verify(chain) == 0
    assert capsys.readouterr().out == ""


def test_a_broken_chain_ends_with_1_and_names_the_first_bad_entry(
    chain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given an entry that was taken out, when the chain is verified, then the entry after it is named."""
    lines = chain.read_text().splitlines()
    chain.write_text("\n".join([lines[0], *lines[2:]]))
    assert verify(chain) == 1
    assert json.loads(capsys.readouterr().out) == {"sequence": 3, "reason": "sequence 2 expected"}


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b"[]"])
def test_a_file_that_is_no_chain_ends_with_2_and_one_problem(
    chain: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    """Given no file, an empty one, or something else, when it is verified, then a problem object says so."""
    if content is None:
        chain.unlink()
    else:
        chain.write_bytes(content)
    assert verify(chain) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["pointer"] == "/chain"


@pytest.mark.parametrize("content", [None, "[]", "{", '{"keys": 1}'])
def test_keys_that_cannot_be_read_end_with_2(
    chain: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    """Given keys that are absent or of another form, when a chain is verified, then a problem object says so."""
    keys = chain.parent / "keys.json"
    if content is None:
        keys.unlink()
    else:
        keys.write_text(content)
    assert verify(chain) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["pointer"] == "/keys"
