"""The parts of a month of a fund on disk, each in a process of its own: `python -m bench.month_parts FOLDER PART ...`.

A part prints one line of JSON: processor time, time on the wall, peak memory of its process, calls and units of the
store, KMS calls, and what it did. `bench.fund_month` runs them one after the other, some of them in two processes.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from bench.fund_part import FolderBucket, Part
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.payments.apply_answer import AnswerDesk, apply_answer
from functions.payments.bank_folder import BankFolder
from functions.payments.bank_rules import Finding
from functions.payments.check_file import Expected, check_file
from functions.payments.claim_run import claim_run, read_region
from functions.payments.close_day import close_day
from functions.payments.decide_shard import decide_shard
from functions.payments.list_shards import list_shards
from functions.payments.payment_order import FundAccount
from functions.payments.prove_book import prove_book
from functions.payments.prove_families import prove_families
from functions.payments.release_file import read_release, release_file
from functions.payments.run_rows import SHARDS
from functions.payments.send_file import send_file
from functions.payments.settle_files import settle_files
from functions.payments.write_files import write_files
from functions.register.purpose import Purpose
from functions.runtime.database import Put, Table
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.gate import OPEN, gate_key
from functions.vault.ids import id_from
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from tools.synthetic.bank_answers import debit, given_back, notice, read_file, status_report
from tools.synthetic.make_families import make_families
from tools.synthetic.numbers import belgian_iban
from tools.synthetic.put_families import put_families

_OFFICERS = tuple(id_from("stf", name.ljust(16).encode()) for name in ("anna", "bert"))
ACCOUNTS = {
    region: FundAccount("Kroost Voorbeeldfonds", "0123456749", belgian_iban(f"539000000{place}"), "TESTBEBB")
    for place, region in enumerate(REGIONS)
}
_REFUSED_OF, _RETURNED_OF = 400, 250
"""The bank refuses one payment in 400 before the debit, and gives back one in 250 after it."""


def make(part: Part) -> dict[str, object]:
    """Make the store and open its gates, before several processes meet in it."""
    for table in Table:
        key = gate_key(part.database.deployed_name(table))
        part.database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
    return {}


def populate(part: Part) -> dict[str, object]:
    """Open the files of this process's families."""
    made = make_families(part.seed)
    own = (family for family in islice(made, part.families) if family.number % part.shares == part.share)
    return {"families": put_families(part.vault, own, part.seed)}


def plan(part: Part) -> dict[str, object]:
    """Claim the month and list the shards."""
    run = claim_run(part.store, part.clock, current_parameters(), read_region(part.region), part.month)
    return {"shards": len(list_shards(part.store, run))}


def decide(part: Part) -> dict[str, object]:
    """Decide the shards of this process."""
    secret, run = part.keys.keyring.secret(Secret.PAYMENT_IDS), part.run.run
    done = [decide_shard(part.vault, part.store, current_parameters(), secret, run, shard) for shard in part.shards]
    return {name: sum(one.counters[name] for one in done) for name in ("families", "payments", "cents", "not_paid")}


def files(part: Part) -> dict[str, object]:
    """Write the files; the time of their validation is told apart."""
    checking = [0.0]

    def timed(content: bytes, expected: Expected) -> list[Finding]:
        start = time.process_time()
        try:
            return check_file(content, expected)
        finally:
            checking[0] += time.process_time() - start

    account = ACCOUNTS[read_region(part.region)]
    with patch("functions.payments.write_file.check_file", timed):
        done = write_files(part.vault, part.store, part.sealed, account, part.clock, part.run.run, part.per_file)
    rows = part.store.files(done.run)
    return {
        "files": done.files,
        "payments": done.counters["payments"],
        "state": done.state,
        "validate_cpu": checking[0],
        "digests": [str(row["sha256"]) for row in rows],
    }


def release(part: Part) -> dict[str, object]:
    """Let two officers release every file."""
    run = part.run
    for number in range(1, run.files + 1):
        for staff in _OFFICERS:
            request = part.vault.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", Actor.staff(staff))
            shown = read_release(request, run.run, number)
            release_file(request, run.run, number, staff, shown.sha256, shown.stops)
    return {"files": run.files}


def send(part: Part) -> dict[str, object]:
    """Send every file."""
    run, channel = part.run, BankFolder(FolderBucket(part.bank))
    subjects = [str(row["subject"]) for row in part.store.files(run.run)]
    sent = [send_file(part.vault, part.store, part.sealed, channel, subject, run.run) for subject in subjects]
    return {"sent": sum(sent)}


def bank(part: Part) -> dict[str, object]:
    """Be the bank: refuse some payments, debit each file, give some payments back."""
    refused = returned = 0
    for path in sorted(part.bank.glob("*.xml")):
        seen = read_file(path.read_bytes())
        no = {one.payment: "AC04" for one in seen.payments[::_REFUSED_OF]}
        back = [one for one in seen.payments[1::_RETURNED_OF] if one.payment not in no]
        taken = seen.cents - sum(one.cents for one in seen.payments if one.payment in no)
        (part.bank / f"{path.stem}.1-status").write_bytes(status_report(seen, no))
        entries = debit(seen, taken) + "".join(given_back(seen, one, "AC04") for one in back)
        (part.bank / f"{path.stem}.2-notice").write_bytes(notice(entries, seen.own))
        refused, returned = refused + len(no), returned + len(back)
    return {"refused": refused, "returned": returned}


def answers(part: Part) -> dict[str, object]:
    """Apply all that the bank said."""
    desk = AnswerDesk(part.vault, part.store, {account.iban: region for region, account in ACCOUNTS.items()})
    reports = [apply_answer(desk, path.read_bytes()) for path in sorted(part.bank.glob("*.[12]-*"))]
    return {name: sum(getattr(one, name) for one in reports) for name in ("reopened", "debited", "known", "aside")}


def prove(part: Part) -> dict[str, object]:
    """Settle the files whose return window is over, prove the book, close the day."""
    today = civil_date(part.clock.instant())
    settled = settle_files(part.store, part.clock, today)
    proof = prove_book(part.store, today, everything=True)
    request = part.vault.request(Purpose.KEEP_BOOK, "payments-daily", Actor.system())
    closed = close_day(request, part.store, today)
    total = proof.total
    return {
        "settled": settled,
        "holds": proof.holds and closed.holds,
        "entries": proof.entries,
        "entitlement": total.entitlement,
        "paid": total.paid,
        "due": total.due,
        "digest": closed.digest,
    }


def families(part: Part) -> dict[str, object]:
    """Prove the book from below: open every payment of a region, family by family."""
    found = [prove_families(part.vault, part.store, part.run.run, shard) for shard in part.shards]
    return {"families": sum(one.families for one in found), "differing": sum(one.differing for one in found)}


def again(part: Part) -> dict[str, object]:
    """Do every step of the run once more: nothing may be written."""
    before = part.database.calls["transact"] + part.database.calls["write"]
    region, secret = read_region(part.region), part.keys.keyring.secret(Secret.PAYMENT_IDS)
    run = claim_run(part.store, part.clock, current_parameters(), region, part.month)
    list_shards(part.store, run)
    for shard in SHARDS:
        decide_shard(part.vault, part.store, current_parameters(), secret, run.run, shard)
    account = ACCOUNTS[region]
    write_files(part.vault, part.store, part.sealed, account, part.clock, run.run, part.per_file)
    channel = BankFolder(FolderBucket(part.folder / "nobody"))
    for row in part.store.files(run.run):
        send_file(part.vault, part.store, part.sealed, channel, str(row["subject"]), run.run)
    writes = part.database.calls["transact"] + part.database.calls["write"] - before
    return {"writes": writes}


PARTS: dict[str, Callable[[Part], dict[str, object]]] = {
    "make": make,
    "populate": populate,
    "plan": plan,
    "decide": decide,
    "files": files,
    "release": release,
    "send": send,
    "bank": bank,
    "answers": answers,
    "prove": prove,
    "families": families,
    "again": again,
}


def main() -> int:
    """Do one part and say what it took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("name", choices=sorted(PARTS))
    asked.add_argument("region")
    for name in ("share", "shares", "families", "seed", "per_file"):
        asked.add_argument(name, type=int)
    asked.add_argument("month", type=YearMonth.parse)
    part = Part(**vars(asked.parse_args()))
    wall, start = time.perf_counter(), time.process_time()
    done = PARTS[part.name](part)
    took = {
        "cpu": time.process_time() - start,
        "wall": time.perf_counter() - wall,
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "calls": dict(part.database.calls),
        "units": dict(part.database.units),
        "store_cpu": dict(part.database.seconds),
        "kms": part.keys.opened,
    }
    sys.stdout.write(
        json.dumps({"part": part.name, "region": part.region, "month": str(part.month), "did": done, **took}) + "\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
