"""Write docs/copies.md from the synthesized app: `python -m infra.write_copy_census`; `--check` only compares."""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

import aws_cdk as cdk

from infra.build_stacks import build_stacks
from infra.bundling.archives import Archives
from infra.census.entries import read_entries
from infra.census.places import Template, places_of
from infra.census.render import page
from infra.stages.choose import choose_stage

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "copies.md"
STACKS = ("data", "app", "door", "watch")


def main() -> int:
    """Write the page, or tell whether it is the one that the app makes."""
    made = page(places_of(templates(), "kroost-prod-"), read_entries())
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


def templates() -> dict[str, Template]:
    """Synthesize stage prod with empty archives, and return its templates."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "empty.zip"
        with zipfile.ZipFile(archive, "w"):
            pass
        context = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
        app = cdk.App(context=context, outdir=str(Path(folder) / "out"))
        stage = choose_stage("prod", "operators@example.org")
        build_stacks(app, stage, Archives(archive, archive, "x86_64"), clock_from="2026-01-01T00:00:00Z")
        app.synth()
        return {
            name: json.loads((Path(folder) / "out" / f"kroost-prod-{name}.template.json").read_text(encoding="utf-8"))
            for name in STACKS
        }


if __name__ == "__main__":
    sys.exit(main())
