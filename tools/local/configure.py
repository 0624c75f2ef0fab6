"""Sets what an operator sets before a fund opens: who signs people in, and the accounts that it pays from."""

import json

from functions.vault.audit_seal import new_pair
from tools.local.scene import Scene
from tools.local.small_provider import NAMES, SERVICE
from tools.local.start_sign_in import CLIENT
from tools.synthetic.numbers import NOBODYS_BANK, belgian_iban
from tools.synthetic.words import Region

# Ten digits with a right check, far from the numbers that are given out today.
_ENTERPRISE_NUMBER = "1999999943"


def configure(scene: Scene) -> None:
    """Write the parameters of the stage."""
    accounts = {
        region.value: {
            "name": f"Kroost {region.value}",
            "enterprise_number": _ENTERPRISE_NUMBER,
            "iban": belgian_iban(f"{NOBODYS_BANK}{9_999_900 + place:07d}"),
        }
        for place, region in enumerate(Region)
    }
    # The mock that signs staff in takes neither pushed nor signed requests; the one of citizens takes nothing else.
    sign_in: dict[str, object] = {
        "origin": scene.address,
        "staff": {"issuer": scene.issuer, "client": CLIENT, "request": "plain"},
    }
    for name in NAMES:
        issuer = scene.citizens.issuer(name)
        stated = {"issuer": issuer, "client": CLIENT, "service": SERVICE, "authorisation": "no real person"}
        sign_in[name] = stated
    scene.set_parameter("sign-in", json.dumps(sign_in))
    scene.citizens.learn_keys()
    scene.set_parameter("fund-accounts", json.dumps(accounts))
    # Nobody prints here: the private half is thrown away, and letters stay sealed until their bucket's term ends.
    post = {"sender": "post@kroost.invalid", "door": f"{scene.address}/", "printer": new_pair()[1].hex()}
    scene.set_parameter("post", json.dumps({**post, "text_gateway": "text.kroost.invalid"}))
