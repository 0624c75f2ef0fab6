"""Sets what an operator sets before a fund opens: who signs staff in, and the accounts that it pays from."""

import json

from tools.local.deploy import STAGE
from tools.local.repair import session_for
from tools.local.start_emulator import Emulator
from tools.local.start_sign_in import CLIENT
from tools.synthetic.numbers import NOBODYS_BANK, belgian_iban
from tools.synthetic.words import Region

# Ten digits with a right check, far from the numbers that are given out today.
_ENTERPRISE_NUMBER = "1999999943"


def configure(emulator: Emulator, address: str, issuer: str) -> None:
    """Write the two parameters; `address` is where people reach the system, `issuer` the staff's provider."""
    accounts = {
        region.value: {
            "name": f"Kroost {region.value}",
            "enterprise_number": _ENTERPRISE_NUMBER,
            "iban": belgian_iban(f"{NOBODYS_BANK}{9_999_900 + place:07d}"),
        }
        for place, region in enumerate(Region)
    }
    settings = {
        "sign-in": {"origin": address, "staff": {"issuer": issuer, "client": CLIENT}},
        "fund-accounts": accounts,
    }
    parameters = session_for(emulator).client("ssm", endpoint_url=emulator.url)
    for name, value in settings.items():
        parameters.put_parameter(Name=f"/kroost/{STAGE}/{name}", Value=json.dumps(value), Type="String", Overwrite=True)
