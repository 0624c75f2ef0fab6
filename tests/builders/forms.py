"""Forms of synthetic people: numbers with month + 60 and valid check digits, documentation addresses."""

from tests.builders.synthetic_numbers import synthetic_number

__all__ = ["Form", "application_form", "family_form", "interest_form", "synthetic_number"]

type Form = dict[str, object]


def family_form(**changes: object) -> Form:
    """Return a complete family form: two adults, two children, one of them expected."""
    form: Form = {
        "language": "nl",
        "applicant": {
            "given_name": "Noor",
            "family_name": "Peeters",
            "birth_date": "1991-04-12",
            "national_number": synthetic_number("1991-04-12"),
            "address": {
                "street": "Dorpsstraat",
                "house_number": "12",
                "box": "b",
                "postal_code": "3000",
                "municipality": "Leuven",
                "country": "BE",
            },
            "email": "noor@example.org",
            "mobile": "+32470000000",
        },
        "partner": {
            "given_name": "Sam",
            "family_name": "Claes",
            "birth_date": "1989-11-30",
            "national_number": synthetic_number("1989-11-30", 3),
        },
        "children": [
            {
                "given_name": "Lou",
                "family_name": "Claes",
                "birth_date": "2021-02-03",
                "national_number": synthetic_number("2021-02-03"),
                "relation": "own",
                "condition_reported": False,
            },
            {
                "given_name": "Nog",
                "family_name": "Claes",
                "expected_on": "2024-11-15",
                "relation": "own",
                "condition_reported": False,
            },
        ],
        "account": {"iban": "BE68539007547034", "holder": "Noor Peeters"},
        "work": [{"person": "applicant", "status": "employed"}, {"person": "partner", "status": "self_employed"}],
        "declaration": True,
    }
    return form | changes


def interest_form(**changes: object) -> Form:
    """Return a complete interest form."""
    form: Form = {
        "language": "fr",
        "name": "Camille Dubois",
        "email": "camille@example.org",
        "postal_code": "1000",
        "topics": ["joining", "birth"],
        "consent_to_contact": True,
    }
    return form | changes


def application_form(**changes: object) -> Form:
    """Return a complete application form."""
    form: Form = {
        "language": "de",
        "given_name": "Jonas",
        "family_name": "Weber",
        "email": "jonas@example.org",
        "role": "Case worker",
        "motivation": "I like to help.\nTruly.",
        "education": [{"level": "bachelor", "field": "social work", "year": 2015}],
        "experience": [{"role": "clerk", "from": "2016-01", "to": "2019-06"}, {"role": "adviser", "from": "2019-07"}],
        "languages": ["de", "fr"],
        "keep_in_reserve": False,
    }
    return form | changes
