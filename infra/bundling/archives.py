"""The two archives that a stage ships."""

from dataclasses import dataclass
from pathlib import Path

from infra.bundling.code_archive import code_archive
from infra.bundling.layer_archive import layer_archive


@dataclass(frozen=True, slots=True)
class Archives:
    """Files of code and dependencies, and the processor (`x86_64` or `arm64`) that the dependencies are for."""

    code: Path
    layer: Path
    architecture: str


def build_archives(architecture: str, system: str = "linux") -> Archives:
    """Build both, or use those that were built from the same sources. Only an emulator runs another `system`."""
    return Archives(code_archive(), layer_archive(architecture, system), architecture)
