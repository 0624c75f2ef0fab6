"""The answer of the contract's own example, member by member."""

from functions.benefits.parameters import current_parameters
from functions.what_if.answer import answer
from tests.unit.what_if.questions import GOOD, text


def test_the_example_is_answered_as_printed() -> None:
    """Given the contract's example, when it is answered, then every member is as printed."""
    given = answer(text(GOOD), current_parameters())
    assert str(given.pop("parameters")).startswith("sha256:")
    assert given == {
        "month": "2024-07",
        "region": "flanders",
        "status": "published",
        "children": [
            {
                "id": "A",
                "entitled": True,
                "total": "247.16",
                "status": "published",
                "lines": [
                    {
                        "benefit": "base",
                        "amount": "176.66",
                        "status": "published",
                        "law": [{"text": "Groeipakketdecreet", "article": "13"}],
                        "amount_id": "flanders/base/new",
                        "amount_from": "2023-09-01",
                        "because": "born_from_2019",
                    },
                    {
                        "benefit": "social",
                        "amount": "70.50",
                        "status": "published",
                        "law": [{"text": "Groeipakketdecreet", "article": "18"}],
                        "amount_id": "flanders/social/low_small",
                        "amount_from": "2023-09-01",
                        "because": "income_within_lower_limit",
                    },
                ],
            },
            {
                "id": "B",
                "entitled": False,
                "total": "0.00",
                "status": "published",
                "reason": "age_limit_reached",
                "lines": [],
            },
        ],
        "total": "247.16",
        "shares": [{"to": "beneficiary", "amount": "247.16"}],
        "one_off": [
            {"child": "A", "benefit": "annual", "amount": "38.64", "paid_in": "2024-08", "status": "published"}
        ],
        "payment_date": "2024-08-08",
    }
