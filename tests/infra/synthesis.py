"""A stage synthesized for tests: templates and findings, with empty archives in the place of the real ones."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.build_stacks import build_stacks
from infra.bundling.archives import Archives
from infra.stages.choose import choose_stage
from infra.stages.stage import Stage, StageName

CONTEXT = json.loads((Path(__file__).parents[2] / "cdk.json").read_text(encoding="utf-8"))["context"]
STACKS = ("data", "app", "door", "watch")

type Properties = dict[str, object]


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a template."""

    stack: str
    logical: str
    type: str
    body: dict[str, object]

    @property
    def properties(self) -> Properties:
        """Return the resource's properties."""
        found = self.body.get("Properties", {})
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The templates of one stage, what the security checks found, and what was excused with which reason."""

    stage: Stage
    folder: Path
    templates: dict[str, dict[str, object]]
    findings: list[str]
    excuses: dict[str, str]

    def of(self, kind: str, stack: str | None = None) -> list[Resource]:
        """Return every resource of a type."""
        return [each for each in self.all(stack) if each.type == kind]

    def all(self, stack: str | None = None) -> Iterator[Resource]:
        """Yield every resource, or every resource of one stack."""
        for name, template in self.templates.items():
            resources = template["Resources"]
            assert isinstance(resources, dict)
            if stack in (None, name):
                for logical, body in resources.items():
                    yield Resource(name, logical, body["Type"], body)

    def named(self, kind: str, attribute: str, name: str) -> Properties:
        """Return the properties of the one resource with this name."""
        found = [each.properties for each in self.of(kind) if text(each.properties.get(attribute)) == name]
        assert len(found) == 1, f"{len(found)} of {kind} named {name}"
        return found[0]


def text(value: object) -> str:
    """Return a value that is known at deployment only as text: joined, with references in angle brackets."""
    match value:
        case str():
            return value
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(text(part) for part in parts)
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
    return json.dumps(value, sort_keys=True)


def listed(value: object) -> list[object]:
    """Return a list for what CloudFormation takes as one or as many."""
    return value if isinstance(value, list) else [value]


def synthesize(name: StageName, folder: Path, architecture: str = "x86_64") -> Synthesis:
    """Synthesize a stage with the security checks on."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / "empty.zip"
    with zipfile.ZipFile(archive, "w"):
        pass
    output = folder / "cdk.out"
    app = cdk.App(context=CONTEXT, outdir=str(output))
    stage = choose_stage(name.value, "operators@example.org" if name is StageName.PROD else None)
    stacks = build_stacks(app, stage, Archives(archive, archive, architecture), clock_from="2026-01-01T00:00:00Z")
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app, write_suppressions_to_cloud_formation=False))
    try:
        app.synth()
    except RuntimeError:
        # Findings make the synthesis fail, after the report was written: the tests read the report.
        assert (output / "validation-report.json").exists()
    del stacks
    templates = {
        stack: json.loads((output / f"{stage.names.plain(stack)}.template.json").read_text(encoding="utf-8"))
        for stack in STACKS
    }
    return Synthesis(stage, output, templates, _findings(output / "validation-report.json"), _excuses(output))


def _findings(report: Path) -> list[str]:
    content = json.loads(report.read_text(encoding="utf-8"))
    return sorted(
        f"{violation['ruleName']} {construct.get('constructPath')}"
        for plugin in content.get("pluginReports", [])
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    )


def _excuses(output: Path) -> dict[str, str]:
    found = {}
    for file in sorted(output.glob("*.metadata.json")):
        for path, entries in json.loads(file.read_text(encoding="utf-8")).items():
            for entry in entries:
                found.update(_acknowledged(path, entry))
    return found


def _acknowledged(path: str, entry: dict[str, object]) -> dict[str, str]:
    data = entry.get("data")
    if not isinstance(data, dict):
        return {}
    return {f"{path} {rule}": str(reason) for rule, reason in data.items() if str(rule).startswith("Annotation::")}
