"""`make run`: start, deploy, seed, tell the story, serve. `--once` ends after the story.

Ends with 0, or with 1 and `failed: <step>: <cause>` as the last line.
"""

import argparse
import os
import signal
import socket
import sys
import threading
from contextlib import ExitStack
from types import FrameType

from tools.local.configure import configure
from tools.local.deploy import deploy, start_synthesis
from tools.local.front import served_front
from tools.local.scene import Scene
from tools.local.screen import Screen, StepFailedError
from tools.local.small_provider import started_small_provider
from tools.local.start_emulator import LOOPBACK, ROOT, started_emulator
from tools.local.start_sign_in import started_sign_in
from tools.local.story import say_what_next, tell_story, who_can_sign_in

FOLDER = ROOT / "build" / "local"
DEFAULT_PORT = 8080
_ADDRESS_STEP = "Pages and API get one address, the fund its accounts"


def main(arguments: list[str] | None = None) -> int:
    """Run everything; returns the exit status."""
    parser = argparse.ArgumentParser(prog="make run", description="The whole system on this machine.")
    parser.add_argument("--once", action="store_true", help="end after the story")
    asked = parser.parse_args(arguments)
    screen = Screen()
    try:
        with ExitStack() as stack:
            scene = _set_scene(screen, stack)
            tell_story(screen, scene)
            screen.say(f"\nThe story took {screen.seconds:.0f} s from the first line.")
            if asked.once:
                return 0
            say_what_next(screen, scene)
            threading.Event().wait()
    except KeyboardInterrupt:
        screen.say("\nStopped; nothing is left behind but the logs in build/local.")
        return 0
    except StepFailedError as error:
        screen.say(f"failed: {error.step}: {error}")
        return 1
    return 0


def _set_scene(screen: Screen, stack: ExitStack) -> Scene:
    screen.say("Kroost on this machine: emulator, deployment, families that do not exist. Ctrl-C ends it.\n")
    port = _free_port()
    FOLDER.mkdir(parents=True, exist_ok=True)
    synthesis = start_synthesis(FOLDER)
    stack.callback(synthesis.kill)
    with screen.step("The AWS emulator and the sign-in provider start") as step:
        emulator = stack.enter_context(started_emulator(FOLDER / "emulator"))
        issuer = stack.enter_context(started_sign_in(FOLDER / "sign-in.log"))
        citizens = stack.enter_context(started_small_provider(who_can_sign_in()))
        step.came(f"AWS at {emulator.url}, on this machine only")
    with screen.step("The CDK app is deployed, unchanged") as step:
        deployment = deploy(emulator, FOLDER, synthesis)
        step.came(f"stacks {', '.join(deployment.stacks)}")
    with screen.step(_ADDRESS_STEP) as step:
        prefix = f"/_aws/execute-api/{deployment.output('ApiId')}/{deployment.output('ApiStage')}"
        address = stack.enter_context(served_front(port, emulator.port, prefix))
        citizens.fund = address
        scene = Scene(emulator=emulator, deployment=deployment, address=address, issuer=issuer, citizens=citizens)
        configure(scene)
        step.came(f"{address}; staff sign in at {issuer}, families at {citizens.address}")
    return scene


def _free_port() -> int:
    """Return the port to serve on; StepFailedError at once, not after the deployment, when it cannot be had."""
    try:
        port = _port()
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((LOOPBACK, port))
    except (OSError, ValueError, OverflowError) as error:
        cause = f"{error}; choose another port: KROOST_PORT=8081 make run"
        raise StepFailedError(_ADDRESS_STEP, cause) from error
    return port


def _port() -> int:
    text = os.environ.get("KROOST_PORT", str(DEFAULT_PORT))
    if not text.isdecimal():
        msg = f"KROOST_PORT must be a number, not {text!r}"
        raise ValueError(msg)
    return int(text)


def _catch_signals() -> None:
    """End on a signal as on Ctrl-C, also where a shell started us with Ctrl-C switched off."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """End the run once: whoever presses Ctrl-C twice must not stop the clearing up."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    _catch_signals()
    sys.exit(main())
