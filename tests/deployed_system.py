"""One deployed system for all tests that need one; they run one after the other."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.local.send_planted import send_planted
from tests.privacy.planted_values import Place
from tools.local.configure import configure
from tools.local.deploy import deploy, start_synthesis
from tools.local.front import served_front
from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.small_provider import started_small_provider
from tools.local.start_emulator import ROOT, started_emulator
from tools.local.start_sign_in import started_sign_in
from tools.local.story import tell_story, who_can_sign_in

FOLDER = ROOT / "build" / "local-tests"


@pytest.fixture(scope="session")
def scene() -> Iterator[Scene]:
    """Deploy the app once to an emulator of its own, which refuses what no policy allows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    synthesis = start_synthesis(FOLDER, plain_roles=True)
    try:
        with (
            started_emulator(FOLDER / "emulator", evaluates_iam=True) as emulator,
            started_sign_in(Path(FOLDER / "sign-in.log")) as issuer,
            started_small_provider(who_can_sign_in()) as citizens,
        ):
            deployment = deploy(emulator, FOLDER, synthesis)
            prefix = f"/_aws/execute-api/{deployment.output('ApiId')}/{deployment.output('ApiStage')}"
            with served_front(0, emulator.port, prefix) as address:
                citizens.fund = address
                deployed = Scene(emulator, deployment, address, issuer, citizens)
                configure(deployed)
                yield deployed
    finally:
        synthesis.kill()
        synthesis.wait()


@dataclass(frozen=True)
class Told:
    """The deployed system after planted forms and drops and the whole story; what was planted, what was shown."""

    scene: Scene
    planted: list[Place]
    shown: str


@pytest.fixture(scope="session")
def told(scene: Scene) -> Told:
    """Send planted forms and drops, then play the story of `make run`, once for all tests."""
    planted = send_planted(scene)
    screen = io.StringIO()
    tell_story(Screen(screen), scene)
    return Told(scene, planted, screen.getvalue())
