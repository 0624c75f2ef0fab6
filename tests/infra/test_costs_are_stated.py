"""What it costs stands in the documentation, is what the model says, and grows only with what happens."""

from bench.cost_model import IDLE, LARGE, PAGE, moving, page_with_costs, standing, total
from tests.infra.synthesis import Synthesis


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


def test_a_family_costs_less_than_a_euro_a_year() -> None:
    assert total(moving(LARGE)) / LARGE.families * 12 < 1
