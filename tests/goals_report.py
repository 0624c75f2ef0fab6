"""Writes which goals the passed tests of one run prove, for `make goals`."""

import json
from collections import defaultdict
from pathlib import Path

import pytest


class GoalsReport:
    """Collects results; a test counts when it was called and passed, and neither setup nor teardown failed."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._goals: dict[str, set[str]] = {}
        self._passed: set[str] = set()
        self._failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one phase of one test."""
        goals = {str(value) for name, value in report.user_properties if name == "goal"}
        if goals:
            self._goals[report.nodeid] = goals
        if report.failed:
            self._failed.add(report.nodeid)
        elif report.when == "call" and report.passed and not hasattr(report, "wasxfail"):
            self._passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write `{goal: [tests]}`."""
        proved: defaultdict[str, list[str]] = defaultdict(list)
        for test in sorted(self._passed - self._failed):
            for goal in self._goals.get(test, ()):
                proved[goal].append(test)
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._target.write_text(json.dumps(proved, indent=2, sort_keys=True) + "\n", encoding="utf-8")
