"""What rests on several amounts is as sure as the least sure of them."""

from itertools import combinations_with_replacement, permutations

import pytest

from functions.benefits.amount import Status, weakest

FROM_SURE_TO_UNSURE: tuple[Status, ...] = ("published", "derived", "unconfirmed")


@pytest.mark.parametrize("pair", list(combinations_with_replacement(FROM_SURE_TO_UNSURE, 2)))
def test_the_less_sure_of_two_counts_in_any_order(pair: tuple[Status, Status]) -> None:
    """Given two statuses, from the surer to the less sure, then the second counts whichever is told first."""
    assert {weakest(*order) for order in permutations(pair)} == {pair[1]}


def test_nothing_is_published() -> None:
    assert weakest() == "published"
