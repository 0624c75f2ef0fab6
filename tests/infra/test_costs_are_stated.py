"""What it costs stands in the documentation, is what the model says, and grows only with what happens."""

import json
from datetime import date
from pathlib import Path

import pytest

from bench import cost_model, prices, run_projection
from bench.cost_model import (
    IDLE,
    LARGE,
    PAGE,
    idle_euro,
    moving,
    page_with_costs,
    per_thousand_families,
    standing,
    total,
)
from bench.run_projection import MEASURED, project
from tests.infra.synthesis import Synthesis


@pytest.mark.goal("OP-8")
def test_the_page_shows_what_the_model_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page_with_costs(page) == page, "run python -m bench.cost_model --write"


def test_what_stands_is_counted_as_the_templates_have_it(prod: Synthesis) -> None:
    """Given the template, then keys, alarms and rules of the bill are as many as are deployed."""
    lines = {line.what: line.dollars for line in standing()}
    assert lines["KMS keys"] == len(prod.of("AWS::KMS::Key"))
    assert round(lines["Alarms"] / 0.10) == len(prod.of("AWS::CloudWatch::Alarm"))
    (acl,) = prod.of("AWS::WAFv2::WebACL")
    assert lines["Firewall"] == 5 + len(acl.properties["Rules"])  # type: ignore[arg-type]


def test_nothing_that_moves_costs_while_nobody_is_there() -> None:
    assert total(moving(IDLE)) == 0


@pytest.mark.goal("OP-8")
def test_a_thousand_families_cost_what_the_load_makes_them_cost() -> None:
    """Given the load model, then the stated cost of 1,000 families follows from it and stays under a euro a family."""
    each = per_thousand_families(LARGE)
    assert f"Per 1,000 families and month: {each:.2f} dollars" in PAGE.read_text(encoding="utf-8")
    assert 0 < each * prices.EURO_PER_DOLLAR * 12 < 1000
    # The part that is measured is in it, family for family.
    run = project(MEASURED, LARGE.families)
    assert run.write_units / LARGE.families == pytest.approx(MEASURED.total("write_units") / MEASURED.families)
    assert total(moving(LARGE)) > run.dollars


@pytest.mark.goal("OP-8")
def test_idle_stays_under_the_stated_amount() -> None:
    """Given a stage in which nobody is, then it costs less than the euro amount that the page states."""
    assert 0 < idle_euro() < prices.IDLE_LIMIT_EURO
    assert f"stays under {prices.IDLE_LIMIT_EURO:.0f} euro" in PAGE.read_text(encoding="utf-8")


@pytest.mark.goal("OP-8")
def test_every_price_has_a_source_and_a_day() -> None:
    told = json.loads(Path(prices.__file__).with_name("prices.json").read_text(encoding="utf-8"))
    assert date.fromisoformat(told["consulted_on"]) <= date(2026, 11, 30)
    assert all(
        one["dollars"] > 0 and one["source"].startswith("https://aws.amazon.com/") for one in told["prices"].values()
    )
    used = Path(cost_model.__file__).read_text(encoding="utf-8") + Path(run_projection.__file__).read_text("utf-8")
    assert all(f'price("{name}")' in used for name in told["prices"])


def test_a_projection_keeps_what_does_not_grow_with_families() -> None:
    """Given ten times the families, then units grow tenfold, while steps of the state machine do not."""
    small, large = project(MEASURED, 100_000), project(MEASURED, 1_000_000)
    assert large.write_units == pytest.approx(10 * small.write_units)
    assert large.transitions == small.transitions
    assert large.kms_calls < 10 * small.kms_calls
    assert large.longest_shard_seconds < 900
