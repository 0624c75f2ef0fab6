"""cdk-nag and cfn-lint find nothing that is not excused, and every excuse has a reason and a day of review."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks

from infra.excuses import REVIEW_ON
from tests.infra.synthesis import STACKS, Synthesis

# The partitions in which the templates must be right: the commercial one, and one without services of others.
REGIONS = ("eu-west-1", "eu-central-1")


@pytest.mark.parametrize("stage", ["local", "graviton", "prod"])
def test_the_security_checks_find_nothing(request: pytest.FixtureRequest, stage: str) -> None:
    synthesis: Synthesis = request.getfixturevalue(stage)
    assert synthesis.findings == []


def test_the_security_checks_would_find_something(tmp_path: Path) -> None:
    """Given a bucket without any protection, when it is synthesized with the same checks, then they object."""
    app = cdk.App(outdir=str(tmp_path))
    s3.Bucket(cdk.Stack(app, "Careless"), "Open")
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    with pytest.raises(RuntimeError):
        app.synth()
    assert "AwsSolutions-S10" in (tmp_path / "validation-report.json").read_text(encoding="utf-8")


def test_every_excuse_is_for_one_resource_with_a_reason_and_a_day_of_review(prod: Synthesis) -> None:
    assert prod.excuses
    for place, reason in prod.excuses.items():
        path = place.split(" ", 1)[0]
        assert path.count("/") >= 2, f"{path} is a whole stack"
        assert len(reason) > 40, place
        days = re.findall(r"Review on (\d{4}-\d{2}-\d{2})\.$", reason)
        assert len(days) == 1, place
        date.fromisoformat(days[0])


def test_the_day_of_review_is_no_further_than_half_a_year() -> None:
    assert date.fromisoformat(REVIEW_ON) <= date(2027, 5, 24)


def test_the_linter_finds_nothing(prod: Synthesis) -> None:
    files = [str(prod.folder / f"{prod.stage.names.plain(stack)}.template.json") for stack in STACKS]
    # W3005: CDK itself repeats in DependsOn what a reference says already.
    ignored = ["--ignore-checks", "W3005"]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "json", "--non-zero-exit-code", "warning"]
    result = subprocess.run(
        [*command, *ignored, "--regions", *REGIONS, "--", *files], capture_output=True, text=True, check=False
    )
    found = [
        f"{each['Rule']['Id']} {each['Location']['Path']['Path']} {each['Message']}"
        for each in json.loads(result.stdout)
    ]
    assert found == []


@pytest.mark.parametrize("stack", STACKS)
def test_no_template_names_a_partition_or_exports_anything(prod: Synthesis, stack: str) -> None:
    """Given any partition, then the templates fit: no fixed ARN; and no stack is tied to another by an export."""
    written = json.dumps(prod.templates[stack])
    assert "arn:aws" not in written
    assert "Fn::ImportValue" not in written
    assert '"Export"' not in written


def test_stacks_know_only_what_stands_below_them(prod: Synthesis) -> None:
    manifest = json.loads((prod.folder / "manifest.json").read_text(encoding="utf-8"))["artifacts"]
    order = [prod.stage.names.plain(stack) for stack in STACKS]
    for place, name in enumerate(order):
        known = [each for each in manifest[name].get("dependencies", []) if each in order]
        assert set(known) <= set(order[:place])
        assert known or place == 0


def test_a_template_fits_what_the_service_takes(prod: Synthesis) -> None:
    for stack in STACKS:
        resources = prod.templates[stack]["Resources"]
        assert isinstance(resources, dict)
        assert len(resources) <= 400, "the limit of a stack is 500 resources"
        assert len(json.dumps(prod.templates[stack])) < 900_000, "the limit of a template is a million bytes"
