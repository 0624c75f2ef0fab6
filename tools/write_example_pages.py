"""Writes a page of examples a region: the question, what the source says, the result, its words and its trace.

python -m tools.write_example_pages          check every example and write docs/law/examples/<region>.md
python -m tools.write_example_pages --check  only check; exit 1 when an example is not what the law gives

An example is a reviewed text file `docs/law/examples/<region>/<name>.yaml`: title, source, question (the members of the
what-if contract), expected (what the source says: totals or lines of children, what is paid once, shares).
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from functions.benefits.explain import explain
from functions.benefits.parameters import current_parameters
from functions.benefits.trace import trace_of
from functions.what_if.answer import decide
from functions.what_if.read_request import read_request
from functions.what_if.refusal import RefusedError
from functions.what_if.write_answer import write_answer
from tests.law.golden_cases import REGIONS, differences

FOLDER = Path(__file__).parents[1] / "docs" / "law" / "examples"
MEMBERS = {"title", "source", "question", "expected"}
NAMES = {"flanders": "Flanders", "brussels": "Brussels", "wallonia": "Wallonia"}
HEAD = (
    "Written from the files in `{region}/` by `python -m tools.write_example_pages`, which refuses an example that the "
    "rules do not give. To add one: [how to add an amount and an example](../../how-to/add-an-amount.md)."
)


class ExampleError(Exception):
    """An example cannot be read, or is not what the law gives; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example as its file says it."""

    name: str
    title: str
    source: str
    note: str | None
    question: dict[str, Any]
    expected: dict[str, Any]


def read_example(path: Path) -> Example:
    """Read a file (ExampleError)."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError:
        msg = f"{path.name}: not YAML"
        raise ExampleError(msg) from None
    if not isinstance(told, dict) or not MEMBERS <= set(told) <= MEMBERS | {"note"}:
        msg = f"{path.name}: an example has title, source, question, expected, and maybe a note"
        raise ExampleError(msg)
    if not told["expected"]:
        msg = f"{path.name}: an example without an expected result shows nothing"
        raise ExampleError(msg)
    note = None if told.get("note") is None else str(told["note"])
    return Example(path.stem, str(told["title"]), str(told["source"]), note, told["question"], told["expected"])


def page_of(region: str, examples: list[Example]) -> str:
    """Return the page of a region; ExampleError for the first example that the law does not give."""
    parts = [f"# {NAMES[region]}: worked examples", HEAD.format(region=region)]
    for example in examples:
        parts += _section(region, example)
    return "\n\n".join(parts) + "\n"


def _section(region: str, example: Example) -> Iterator[str]:
    """Yield the paragraphs of one example."""
    try:
        decision = decide(read_request(json.dumps(example.question)), current_parameters())
    except RefusedError as refused:
        msg = f"{region}/{example.name}: the question is refused: {json.dumps(refused.problem()['errors'])}"
        raise ExampleError(msg) from None
    answer: dict[str, Any] = json.loads(json.dumps(write_answer(decision)))
    wrong = differences(example.expected, answer)
    if wrong:
        msg = f"{region}/{example.name}: {'; '.join(wrong)}"
        raise ExampleError(msg)
    trace = trace_of(decision)
    yield f"## {example.title}"
    yield f"File: [`{region}/{example.name}.yaml`]({region}/{example.name}.yaml). Source: {example.source}."
    if example.note is not None:
        yield example.note
    yield f"Question: {_question(example.question)}"
    yield "\n".join(_table(answer))
    yield "In words:"
    yield "\n".join(["```text", *explain(trace, current_parameters(), "en"), "```"])
    told = json.dumps(trace["children"], indent=1, ensure_ascii=False)
    yield f"<details><summary>Trace of the children</summary>\n\n```json\n{told}\n```\n\n</details>"


def _question(question: dict[str, Any]) -> str:
    """Tell what is asked in one line."""
    income = question.get("income")
    tested = "income not known" if income is None else f"tested income {income['amount']} euro a year"
    children = "; ".join(_child(child) for child in question["children"])
    parents = "two adults" if question["partner"] else "one adult"
    return f"month {question['month']}, {parents}, {tested}. Children: {children}."


def _child(child: dict[str, Any]) -> str:
    """Tell one child: when it was born, and what else the question says of it."""
    more = [f"{name} = {json.dumps(value)}" for name, value in child.items() if name not in {"id", "born"}]
    return f"{child['id']}, born {child['born']}" + (f" ({', '.join(more)})" if more else "")


def _table(answer: dict[str, Any]) -> Iterator[str]:
    """Yield the rows of the result."""
    yield "| child | benefit | euro | because | law | amount file, from |"
    yield "| --- | --- | ---: | --- | --- | --- |"
    for child in answer["children"]:
        for line in child["lines"]:
            law = "; ".join(f"{one['text']} {one['article']}" for one in line["law"])
            file = f"`{line['amount_id']}`, {line['amount_from']}"
            because = line["because"].replace("_", " ")
            yield f"| {child['id']} | {line['benefit']} | {line['amount']} | {because} | {law} | {file} |"
        yield f"| {child['id']} | **all** | **{child['total']}** | {child.get('reason', '').replace('_', ' ')} | | |"
    for one in answer["one_off"]:
        yield f"| {one['child']} | {one['benefit']}, once | {one['amount']} | | | |"
    for share in answer["shares"]:
        yield f"| | to the {share['to']} | {share['amount']} | | | |"


def pages(folder: Path) -> dict[Path, str]:
    """Return every page of a folder of examples (ExampleError)."""
    return {
        folder / f"{region}.md": page_of(
            region, [read_example(path) for path in sorted((folder / region).glob("*.yaml"))]
        )
        for region in REGIONS
    }


def main(arguments: list[str]) -> int:
    """Write or check the pages."""
    try:
        found = pages(FOLDER)
    except ExampleError as wrong:
        print(wrong)
        return 1
    stale = [path.name for path, text in found.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in arguments:
        for path, text in found.items():
            path.write_text(text, encoding="utf-8")
        stale = []
    print(f"stale: {', '.join(stale)}" if stale else "the examples are what the law gives")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
