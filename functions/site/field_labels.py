"""The fields of the family form in the order of the page, with what a person calls each: for the list of errors."""

_PERSON = ("given_name", "family_name", "birth_date", "national_number")
_ADDRESS = ("street", "house_number", "box", "postal_code", "municipality", "country")
_CHILD = ("given_name", "family_name", "birth_date", "expected_on", "national_number", "relation", "condition_reported")


def field_labels(texts: dict[str, str], children: int) -> dict[str, str]:
    """Return name -> label of every field; labels of a partner or child say whose field it is."""
    labels = {f"applicant.{one}": texts[one] for one in _PERSON}
    labels |= {f"applicant.address.{one}": texts[one] for one in _ADDRESS}
    labels |= {f"applicant.{one}": texts[one] for one in ("email", "mobile")}
    labels |= {f"partner.{one}": f"{texts['partner_title']}, {texts[one].lower()}" for one in _PERSON}
    labels["children"] = texts["children_title"]
    for place in range(children):
        child = texts["child"].format(number=place + 1)
        labels |= {f"children.{place}.{one}": f"{child}, {_short(texts[one])}" for one in _CHILD}
    labels |= {"account.iban": texts["iban"], "account.holder": texts["holder"]}
    labels |= {"work.0.status": texts["work_yours"], "work.1.status": texts["work_partners"]}
    return labels | {"current_fund": texts["current_fund"], "declaration": texts["declaration"]}


def _short(label: str) -> str:
    return label[:1].lower() + label[1:]
