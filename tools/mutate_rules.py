"""Mutation testing of the rules of the law: change one operator, number or branch, and see whether a test notices.

    python -m tools.mutate_rules [--files GLOB] [--report FILE]

Each mutant runs in a forked process: first the golden cases, then the tests of the law that look at that region. A
mutant that no test notices survives; the report lists it with its line. Exit status 1 when the score is below 90 %.
"""

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
BENEFITS = ROOT / "functions" / "benefits"
WANTED = 90.0
SECONDS = 120
# What turns a decision into words or files is held by its own tests; the loader refuses by itself.
NOT_RULES = {"__init__.py", "words.py", "explain.py", "what_would_change.py", "household.py", "trace.py", "replay.py"}
NOT_RULES |= {"short_trace.py", "rule_of.py"}
# Loaded once, before the forks: they cannot reach a mutant.
LIBRARIES = ("pydantic", "rfc8785", "yaml")
# Tests that start other processes, which see no mutant, or that look at texts only.
BLIND = ("amount_files", "how_to", "reading_level", "pages", "mutation_score")

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed place of one file."""

    path: Path
    line: int
    what: str
    tree: ast.Module


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    original = ast.parse(path.read_text(encoding="utf-8"))
    places = [node for node in ast.walk(original) if hasattr(node, "lineno")]
    decorations = _decorations(original)
    for at, node in enumerate(places):
        if id(node) in decorations:
            continue
        for what in _changes(node):
            tree = copy.deepcopy(original)
            changed = [one for one in ast.walk(tree) if hasattr(one, "lineno")][at]
            _apply(changed, what)
            yield Mutant(path, node.lineno, what, ast.fix_missing_locations(tree))


def _decorations(tree: ast.Module) -> set[int]:
    """Return the nodes of decorators: a dataclass that is not frozen decides nothing else."""
    return {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        for decorator in node.decorator_list
        for inner in ast.walk(decorator)
    }


def _changes(node: ast.AST) -> list[str]:
    """Name the changes that a node can take."""
    found: list[str] = []
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        found.append("comparison")
    if isinstance(node, ast.BoolOp):
        found.append("and/or")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        found.append("drop not")
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        found.append("arithmetic")
    if isinstance(node, ast.IfExp):
        found.append("swap branches")
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        found.append("boolean" if isinstance(node.value, bool) else "number")
    return found


def _apply(node: ast.AST, what: str) -> None:
    """Make the change."""
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        node.op = ARITHMETIC[type(node.op)]()
    elif isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        node.value = not node.value if what == "boolean" else node.value + 1


class _OneMutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree, all others as they are."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self._name = name
        self._mutant = mutant

    def find_spec(self, name: str, _: object, __: object = None) -> importlib.machinery.ModuleSpec | None:
        """Take the one module."""
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._mutant.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed tree as the module."""
        exec(compile(self._mutant.tree, str(self._mutant.path), "exec"), module.__dict__)  # noqa: S102 - its purpose


def is_noticed(mutant: Mutant) -> bool:
    """Run the tests on the mutant in a process of its own; noticed when they fail, crash or never end."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        # Time of the processor, not of the clock: a busy machine must not pass for a test that noticed.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            os._exit(_passes(mutant))
        except BaseException:  # noqa: BLE001 - whatever breaks was noticed
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _passes(mutant: Mutant) -> int:
    """Return 0 when neither the golden cases nor the tests of the law see a difference."""
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
    sys.meta_path.insert(0, _OneMutated(name, mutant))
    # In the child only, as everything that the mutant may reach.
    from functions.benefits.parameters import current_parameters  # noqa: PLC0415
    from functions.what_if.answer import answer  # noqa: PLC0415
    from tests.law.golden_cases import REGIONS, differences, golden_cases  # noqa: PLC0415

    for region in REGIONS:
        for case in golden_cases(region):
            if "refused" not in case.expected:
                given = answer(json.dumps(case.question), current_parameters())
                if differences(case.expected, given):
                    return 1
    region = mutant.path.parent.name
    seeing = (ROOT / "tests" / "law").glob("test_*.py")
    files = sorted(path for path in seeing if not any(word in path.name for word in BLIND))
    if region in REGIONS:
        others = {f"test_{other}_pivots.py" for other in REGIONS if other != region}
        files = [path for path in files if path.name not in others | {"test_amounts_follow_the_index.py"}]
    first = [path for path in files if "pivots" in path.name]
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    return int(pytest.main([*quiet, *map(str, first), *(str(path) for path in files if path not in first)]))


def main(arguments: list[str]) -> int:
    """Run every mutant; print the score and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", default="**/*.py")
    parser.add_argument("--report", type=Path, default=ROOT / "build" / "mutants.json")
    given = parser.parse_args(arguments)
    for library in LIBRARIES:
        importlib.import_module(library)
    paths = sorted(path for path in BENEFITS.glob(given.files) if path.name not in NOT_RULES)
    unchanged = Mutant(paths[0], 0, "nothing", ast.parse(paths[0].read_text(encoding="utf-8")))
    if is_noticed(unchanged):
        print("the tests fail on the rules as they are: a score would mean nothing")
        return 1
    total = 0
    survivors: list[dict[str, object]] = []
    for path in paths:
        for mutant in mutants_of(path):
            total += 1
            if not is_noticed(mutant):
                where = path.relative_to(ROOT).as_posix()
                survivors.append({"file": where, "line": mutant.line, "change": mutant.what})
                print(f"survived: {where}:{mutant.line} {mutant.what}", flush=True)
    score = 100 * (total - len(survivors)) / total if total else 0.0
    given.report.parent.mkdir(parents=True, exist_ok=True)
    report = {"mutants": total, "survived": len(survivors), "score": round(score, 1), "survivors": survivors}
    given.report.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"{total} mutants, {len(survivors)} survived: {score:.1f} %")
    return 0 if score >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
