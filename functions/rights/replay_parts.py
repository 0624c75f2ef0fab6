"""After a restore: erase again the parts that people had erased since, and with them the keys that would open them."""

from collections.abc import Iterable, Sequence
from datetime import date

from functions.register.purpose import Purpose
from functions.rights.erase_part import erase
from functions.rights.work import ANSWERABLE, FUNCTION
from functions.runtime.database import Database, Item
from functions.vault.holding import Holding
from functions.vault.journal import journal_digest
from functions.vault.journal_promise import Promised, promises_since
from functions.vault.ledger_entry import Actor
from functions.vault.subject import State
from functions.vault.vault import Vault


def replay_parts(
    vault: Vault,
    database: Database,
    holdings: Sequence[Holding],
    subjects: Iterable[Item],
    secret: bytes,
    days: tuple[date, date],
) -> int:
    """Erase the parts that the journal names, of everybody who stands; return for how many people.

    Whoever is restricted stays so, under the new key too. What was erased already is erased once more, without harm.
    """
    parts: dict[str, set[str]] = {}
    for entry in promises_since(database, *days):
        if entry.what is Promised.PART_ERASED:
            parts.setdefault(entry.digest, set()).update(entry.purposes)
    done = 0
    for row in list(subjects) if parts else ():
        named = parts.get(journal_digest(secret, str(row["pk"])))
        if named is None or State(str(row["state"])) not in ANSWERABLE:
            continue
        request = vault.request(Purpose.ANSWER_RIGHTS, FUNCTION, Actor.system(), states=ANSWERABLE)
        change = request.change("replay erased part")
        erase(request, change, holdings, str(row["pk"]), sorted(named))
        change.send()
        done += 1
    return done
