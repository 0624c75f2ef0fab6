"""One table of a copy is put in place while all others are today's: it brings nobody back, and nobody is paid twice."""

from datetime import date

from functions.rights.replay_journal import Restored, replay_journal
from functions.runtime.database import Key, Table
from functions.vault.gate import OPEN, gate_key
from tests.privacy.test_restored_copy import Drill, Whole, drill

__all__ = ["drill"]


def test_a_replay_over_live_subjects_deletes_messages_that_came_back(drill: Drill) -> None:
    """Given messages to the erased person in a restored table, then they go: no key that is left opens them."""
    partner = drill.erasure.family.partner
    key, other = Key(partner, "msg_x"), Key("code#x", "code")
    source = next(row for row in drill.before[Table.DOSSIERS].values() if row["subject"] == partner)
    drill.before[Table.MESSAGES][key] = {**source, "pk": key.pk, "sk": key.sk}
    drill.before[Table.MESSAGES][other] = {"pk": other.pk, "sk": other.sk}
    live = tuple(table for table in Table if table is not Table.MESSAGES)
    database = drill.restored(live=live)
    drill.replay(database)
    assert key not in database.rows[Table.MESSAGES]
    assert other in database.rows[Table.MESSAGES]


def test_a_restore_of_the_payments_alone_closes_the_months_of_the_lost_time(drill: Drill) -> None:
    """Given a table `payments` put in place while all others are today's, then what the book paid is closed in it."""
    memory = drill.erasure.memory
    live = tuple(table for table in Table if table is not Table.PAYMENTS)
    database = drill.restored(live=live)
    for table in live:
        key = gate_key(database.deployed_name(table))
        database.rows[Table.GATES][key] = {"pk": key.pk, "sk": key.sk, "state": OPEN}
    database.rows[Table.BOOK][Key("day#x", "1")] = {
        "pk": "day#x", "sk": "1", "run": "run_x", "region": "flanders", "month": "2024-06",
    }  # fmt: skip
    restored = Restored(
        database,
        Whole(database),
        memory.keyring,
        memory.clock,
        memory.clock,
        drill.erasure.holdings,
        frozenset({Table.PAYMENTS}),
    )
    assert replay_journal(restored, date(2024, 6, 30)).closed == (("flanders", "2024-06"),)
    assert replay_journal(restored, date(2024, 6, 30)).closed == ()
