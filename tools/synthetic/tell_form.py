"""Tells a family as the form by which it joins (POST /api/forms/families)."""

from tools.synthetic.family import Family, Home, Person

type Json = str | int | bool | list[Json] | dict[str, Json]


def family_form(family: Family) -> dict[str, Json]:
    """Return the body of the form: what the applicant knows and writes, never what only a register knows."""
    children: list[Json] = [
        {**_person(child), "relation": "own", "condition_reported": False} for child in family.children
    ]
    if family.expected_on is not None:
        children.append(
            {
                "given_name": "Baby",
                "family_name": family.applicant.family_name,
                "expected_on": family.expected_on.isoformat(),
                "relation": "own",
                "condition_reported": False,
            }
        )
    form: dict[str, Json] = {
        "language": family.language,
        "applicant": {
            **_person(family.applicant),
            "address": _address(family.home),
            "email": f"family-{family.number}@example.org",
        },
        "children": children,
        "account": {
            "iban": family.iban,
            "holder": f"{family.applicant.given_name} {family.applicant.family_name}",
        },
        "work": [
            {"person": person, "status": status}
            for person, status in zip(("applicant", "partner"), family.work, strict=False)
        ],
        "declaration": True,
    }
    if family.partner is not None:
        form["partner"] = _person(family.partner)
    if family.current_fund is not None:
        form["current_fund"] = family.current_fund
    return form


def _person(person: Person) -> dict[str, Json]:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.born.isoformat(),
        "national_number": person.national_number,
    }


def _address(home: Home) -> dict[str, Json]:
    address: dict[str, Json] = {
        "street": home.street,
        "house_number": home.house_number,
        "postal_code": home.postal_code,
        "municipality": home.municipality,
        "country": "BE",
    }
    if home.box is not None:
        address["box"] = home.box
    return address
