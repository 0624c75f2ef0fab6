"""The accounts of a fund that does not exist, for stages with made-up families. One account a region.

The bank code 999 and enterprise numbers that begin with 19999 belong to nobody; their check digits are right.
"""

import json

FUND_ACCOUNTS = json.dumps(
    {
        "flanders": {"name": "Kroost Vlaanderen", "enterprise_number": "1999999151", "iban": "BE49999000000171"},
        "brussels": {"name": "Kroost Brussel", "enterprise_number": "1999999250", "iban": "BE38999000000272"},
        "wallonia": {"name": "Kroost Wallonie", "enterprise_number": "1999999349", "iban": "BE27999000000373"},
    },
    sort_keys=True,
)
