"""The fund's own accounts, one per region, as the operator sets them in the stage's parameter `fund-accounts`."""

import json
import re

from functions.dossier.iban import IbanError, read_iban
from functions.payments.payment_order import FundAccount
from functions.payments.sepa_text import is_sepa_text

PARAMETER = "fund-accounts"
_ENTERPRISE = re.compile(r"[01]\d{9}")
_MODULUS = 97


class FundAccountError(Exception):
    """The parameter lacks a region's account or holds one that no bank would take; the text names the member."""


def read_fund_account(text: str, region: str) -> FundAccount:
    """Return a region's account from the parameter's JSON: `{region: {name, enterprise_number, iban, bic?}}`."""
    try:
        members = json.loads(text)[region]
        account = FundAccount(
            name=members["name"],
            enterprise_number=members["enterprise_number"],
            iban=read_iban(members["iban"]),
            bic=members.get("bic"),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IbanError) as error:
        msg = f"{PARAMETER}/{region}: name, enterprise_number, a valid iban, and bic or nothing"
        raise FundAccountError(msg) from error
    number = account.enterprise_number
    if not _ENTERPRISE.fullmatch(number) or int(number[:8]) % _MODULUS != _MODULUS - int(number[8:]):
        msg = f"{PARAMETER}/{region}/enterprise_number: ten digits with a right check"
        raise FundAccountError(msg)
    if not is_sepa_text(account.name):
        msg = f"{PARAMETER}/{region}/name: letters that a bank takes"
        raise FundAccountError(msg)
    return account
