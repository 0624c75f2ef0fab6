"""Check a code from a mail or letter: that the fund made it, and on which day. It tells nothing about anybody."""

import re
from datetime import date

from functions.messages.message import code_place
from functions.runtime.database import Database, Table
from functions.vault.gate import Gates

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")


def check_code(database: Database, gates: Gates, code: str) -> date | None:
    """Return the day on which a message with this code was made; None for a code that the fund never made."""
    text = code.strip().upper()
    if _CODE.fullmatch(text) is None:
        return None
    gates.require(Table.MESSAGES)
    row = database.get(Table.MESSAGES, code_place(text).key)
    return None if row is None else date.fromisoformat(str(row["sent_on"]))
