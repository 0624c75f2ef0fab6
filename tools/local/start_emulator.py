"""Starts the AWS emulator on the loopback address, with a folder of its own, and ends it without leaving a trace."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tools" / "emulator" / ".venv" / "bin"
LOOPBACK = "127.0.0.1"
REGION = "eu-west-1"
ACCOUNT = "000000000000"
_START_SECONDS = 30.0
_STOP_SECONDS = 1.0  # nothing in it is worth waiting for: the next start begins empty
_LAST_LINES = 15


class EmulatorError(RuntimeError):
    """The emulator did not start; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator: its address, and the folder with its log."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Return the address of every AWS service."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def log(self) -> Path:
        """Return the file that the emulator writes its log to."""
        return self.folder / "emulator.log"

    def environment(self) -> dict[str, str]:
        """Return what an AWS client needs to talk to it, and to nothing else: no profile, no file of this person."""
        nowhere = str(self.folder / "no-such-file")
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",  # the emulator's own, not a secret
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": nowhere,
            "AWS_SHARED_CREDENTIALS_FILE": nowhere,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "5",
        }


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started_emulator(folder: Path, *, evaluates_iam: bool = False) -> Iterator[Emulator]:
    """Run an emulator for the length of the block. `evaluates_iam` makes it refuse what no policy allows."""
    shutil.rmtree(folder, ignore_errors=True)
    emulator = Emulator(free_port(), folder)
    scratch = folder / f"tmp-{emulator.port}"  # an earlier one may still be on its way out
    scratch.mkdir(parents=True)
    with emulator.log.open("wb") as log:
        process = subprocess.Popen(
            [str(PROGRAMS / "ministack")],
            cwd=folder,
            env=_settings(emulator, scratch, evaluates_iam=evaluates_iam),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is ours: the emulator ends after those who still talk to it
        )
    try:
        _wait_for_health(emulator, process)
        yield emulator
    finally:
        _stop(process)
        _remove(scratch)


def _remove(scratch: Path) -> None:
    """Remove the unpacked functions, about a gigabyte in many files, without making anybody wait for it."""
    in_background = 'rm -rf "$1" </dev/null >/dev/null 2>&1 &'
    subprocess.run(["sh", "-c", in_background, "sh", str(scratch)], start_new_session=True, check=False)


def _settings(emulator: Emulator, scratch: Path, *, evaluates_iam: bool) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE") if name in os.environ}
    return kept | {
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(emulator.port),
        "MINISTACK_HOST": "localhost",  # a virtual host name, not an address: it must stay this word
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "LAMBDA_EXECUTOR": "local",
        "IOT_MTLS_ENABLED": "0",  # would listen on every address of this machine
        "SFTP_ENABLED": "0",
        "AUTH": "true" if evaluates_iam else "false",
        "TMPDIR": str(scratch),
        "LOG_LEVEL": "WARNING",
    }


def _wait_for_health(emulator: Emulator, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{emulator.url}/_ministack/health", timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    lines = emulator.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    msg = "the emulator did not start:\n" + "\n".join(lines)
    raise EmulatorError(msg)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the emulator to end, then end it with everything that it started."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
