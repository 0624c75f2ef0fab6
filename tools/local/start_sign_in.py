"""Starts the mock of the staff's OpenID Connect provider on the loopback address, with two officers of the fund."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.local.start_emulator import LOOPBACK, PROGRAMS, free_port

# Two people of the fund; the roles are what its own provider would state about them.
OFFICERS = ("officer-ada", "officer-bea")
ROLES = ("case_worker", "payment_officer")
CLIENT = "kroost"
_START_SECONDS = 20.0


class SignInError(RuntimeError):
    """The mock provider did not start."""


@contextmanager
def started_sign_in(log_file: Path) -> Iterator[str]:
    """Run the provider for the length of the block; yields its issuer address."""
    port = free_port()
    issuer = f"http://{LOOPBACK}:{port}"
    claims = [argument for officer in OFFICERS for argument in ("--user-claims", _claims(officer))]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [str(PROGRAMS / "oidc-provider-mock"), "--host", LOOPBACK, "--port", str(port), *claims],
            env={name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(issuer, process)
        yield issuer
    finally:
        process.kill()
        process.wait()


def _claims(officer: str) -> str:
    return json.dumps({"sub": officer, "roles": list(ROLES)})


def _wait(issuer: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    msg = "the sign-in provider did not start"
    raise SignInError(msg)
