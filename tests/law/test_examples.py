"""Every example of docs/law/examples is what the law gives, and its page shows it."""

import json
from pathlib import Path

import pytest
import yaml

from functions.benefits.parameters import current_parameters
from functions.what_if.answer import answer
from tests.law.golden_cases import REGIONS, differences
from tools.write_example_pages import FOLDER, ExampleError, main, page_of, read_example

FILES = sorted(FOLDER.glob("*/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_is_what_the_law_gives(path: Path) -> None:
    """Given a reviewed example, when its question is asked, then the answer is what its source says."""
    example = read_example(path)
    assert example.question["region"] == path.parent.name
    answered = json.loads(json.dumps(answer(json.dumps(example.question), current_parameters())))
    assert differences(example.expected, answered) == []


def test_the_pages_are_fresh() -> None:
    """Given the examples, then the committed pages are the ones that they give, and each region has some."""
    assert main(["--check"]) == 0
    for region in REGIONS:
        assert len(list((FOLDER / region).glob("*.yaml"))) >= 4


def test_an_example_that_the_law_does_not_give_is_refused(tmp_path: Path) -> None:
    """Given a wrong cent, a wrong question or a member nobody knows, then no page is written and the cause is said."""
    good = yaml.safe_load((FOLDER / "flanders" / "half-orphan.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "wrong.yaml"
    for change, cause in (
        ({"expected": {"total": "0.01"}}, "total: wanted 0.01"),
        ({"question": good["question"] | {"month": "soon"}}, "the question is refused"),
        ({"colour": "red"}, "an example has title"),
        ({"expected": {}}, "shows nothing"),
    ):
        path.write_text(yaml.safe_dump(good | change), encoding="utf-8")
        with pytest.raises(ExampleError, match=cause):
            page_of("flanders", [read_example(path)])
    path.write_text("title: [", encoding="utf-8")
    with pytest.raises(ExampleError, match="not YAML"):
        read_example(path)
