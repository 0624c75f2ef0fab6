"""The emulator listens on this machine only, starts empty, and leaves nothing behind."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tools.local.repair import session_for
from tools.local.scene import wait_until
from tools.local.start_emulator import EmulatorError, started_emulator

LISTENING = "0A"
LOOPBACK_HEX = {"0100007F", "00000000000000000000000001000000"}


def _only_the_log(folder: Path) -> bool | None:
    return True if [path.name for path in folder.iterdir()] == ["emulator.log"] else None


def sockets_of(process: Path) -> set[str]:
    """Return the inodes of the sockets that a process holds; none if it has ended."""
    try:
        links = [str(entry.readlink()) for entry in (process / "fd").iterdir()]
    except OSError:
        return set()
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:")}


def listeners() -> list[tuple[str, int, str]]:
    """Return (address, port, inode) of everything that listens on this machine, addresses as /proc writes them."""
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING:
                address, port = fields[1].split(":")
                found.append((address, int(port, 16), fields[9]))
    return found


def group_that_listens(port: int) -> int:
    """Return the process group of whoever listens on a port."""
    inode = next(inode for _, known, inode in listeners() if known == port)
    holder = next(process for process in Path("/proc").glob("[0-9]*") if inode in sockets_of(process))
    return os.getpgid(int(holder.name))


def addresses_of(group: int) -> set[str]:
    """Return the addresses on which any process of a group listens."""
    held: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):
            if os.getpgid(int(process.name)) == group:
                held |= sockets_of(process)
    return {address for address, _, inode in listeners() if inode in held}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see who listens where")
def test_listens_on_this_machine_only_and_leaves_nothing(tmp_path: Path) -> None:
    with started_emulator(tmp_path / "emulator") as emulator:
        group = group_that_listens(emulator.port)
        assert addresses_of(group) <= LOOPBACK_HEX
        assert addresses_of(group)
        storage = session_for(emulator).client("s3", endpoint_url=emulator.url)
        assert storage.list_buckets()["Buckets"] == []
    assert not addresses_of(group)
    wait_until("the emulator's files are removed", lambda: _only_the_log(emulator.folder), seconds=30)


def test_refuses_without_a_policy_when_iam_is_evaluated(tmp_path: Path) -> None:
    """Given IAM evaluation, when a role without policies asks for the tables, then it is refused."""
    with started_emulator(tmp_path / "emulator", evaluates_iam=True) as emulator:
        session = session_for(emulator)
        anybody = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [anybody]})
        identity = session.client("iam", endpoint_url=emulator.url)
        role = identity.create_role(RoleName="nothing", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        tokens = session.client("sts", endpoint_url=emulator.url)
        key = tokens.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        tables = session.client(
            "dynamodb",
            endpoint_url=emulator.url,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key["SessionToken"],
        )
        with pytest.raises(ClientError) as refused:
            tables.list_tables()
        assert refused.value.response["Error"]["Code"] == "AccessDeniedException"


def test_says_why_it_did_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.local.start_emulator.free_port", lambda: 1_000_000)
    with pytest.raises(EmulatorError, match="did not start"), started_emulator(tmp_path / "emulator"):
        pass
