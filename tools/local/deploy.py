"""Deploys the CDK app to a running emulator: synthesize, bootstrap, deploy, put back what the emulator leaves out."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.local.repair import repair
from tools.local.start_emulator import ACCOUNT, REGION, ROOT, Emulator

STAGE = "local"
CDK = ROOT / "node_modules" / ".bin" / "cdk"
_LAST_LINES = 25
# jsii and the CDK say much about Node's age and about themselves; none of it helps who runs this.
_QUIET = {
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "18,20,22",
    "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
    "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
    "CDK_DISABLE_CLI_TELEMETRY": "true",
    "NO_COLOR": "1",
}
_ARCHITECTURES = {"aarch64": "arm64", "arm64": "arm64", "x86_64": "x86_64", "AMD64": "x86_64"}

type Outputs = dict[str, dict[str, str]]


class DeployError(RuntimeError):
    """A step of the deployment failed; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What was deployed: the outputs of every stack, and the folder of the templates."""

    outputs: Outputs
    assembly: Path

    @property
    def stacks(self) -> list[str]:
        """Return the names of what was deployed, sorted."""
        return sorted(template.name.split(".")[0] for template in self.assembly.glob("*.template.json"))

    def output(self, name: str) -> str:
        """Return the one output whose name ends so; DeployError when there is none or more than one."""
        found = [value for stack in self.outputs.values() for key, value in stack.items() if key.endswith(name)]
        if len(found) != 1:
            msg = f"{len(found)} outputs end in {name}"
            raise DeployError(msg)
        return found[0]


def start_synthesis(folder: Path, *, plain_roles: bool = False) -> subprocess.Popen[bytes]:
    """Begin to make the templates in `folder`; needs no emulator, so it runs while one starts."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["synth", "--quiet", "--output", str(folder / "cdk.out"), *_context(plain_roles=plain_roles)]
    with (folder / "synth.log").open("wb") as log:
        return _start(arguments, log.fileno(), {})


def deploy(emulator: Emulator, folder: Path, synthesis: subprocess.Popen[bytes]) -> Deployment:
    """Bring the synthesized app onto the emulator. DeployError names the step that failed."""
    _run(["bootstrap", f"aws://{ACCOUNT}/{REGION}"], folder / "bootstrap.log", emulator, "cdk bootstrap", cwd=folder)
    if synthesis.wait() != 0:
        raise DeployError(_told("cdk synth", folder / "synth.log"))
    outputs, assembly = folder / "outputs.json", folder / "cdk.out"
    _run(
        ["deploy", "--all", "--app", str(assembly), "--outputs-file", str(outputs), *_DEPLOY_OPTIONS],
        folder / "deploy.log",
        emulator,
        "cdk deploy",
    )
    repair(emulator, assembly)
    return Deployment(json.loads(outputs.read_text(encoding="utf-8")), assembly)


_DEPLOY_OPTIONS = ("--require-approval", "never", "--concurrency", "2", "--progress", "events")


def _context(*, plain_roles: bool) -> list[str]:
    machine = platform.machine()
    context = ["-c", f"stage={STAGE}", "-c", f"arch={_ARCHITECTURES.get(machine, machine)}"]
    # The emulator runs the functions on this machine itself, so their compiled parts must be this machine's.
    context += ["-c", f"system={platform.system().lower()}"]
    return [*context, "-c", "plain_roles=1"] if plain_roles else context


def _run(arguments: Sequence[str], log: Path, emulator: Emulator, step: str, *, cwd: Path = ROOT) -> None:
    with log.open("wb") as file:
        status = _start(arguments, file.fileno(), emulator.environment(), cwd=cwd).wait()
    if status != 0:
        raise DeployError(_told(step, log))


def _start(arguments: Sequence[str], log: int, extra: dict[str, str], *, cwd: Path = ROOT) -> subprocess.Popen[bytes]:
    # No AWS setting of this person gets through: what is deployed here goes to the emulator or nowhere.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_") or name == "AWS_CA_BUNDLE"}
    path = os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / ".tools" / "bin"), kept.get("PATH", "")])
    return subprocess.Popen(
        [str(CDK), *arguments, "--no-notices"],
        cwd=cwd,  # a folder without cdk.json keeps `bootstrap` from synthesizing the app a second time
        env=kept | {"PATH": path} | _QUIET | extra,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _told(step: str, log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    # The CDK repeats what failed under this heading, after pages of what it undid.
    starts = [place for place, line in enumerate(lines) if line.startswith("Failed resources:")]
    return f"{step} failed, see {log.relative_to(ROOT)}:\n" + "\n".join(
        lines[starts[-1] :] if starts else lines[-_LAST_LINES:]
    )
