"""What may be told about a run to whoever operates it: ids, states, counts and sums; nothing is opened for it.

Why a family is not paid, and which of its rights are undecided, stands sealed in the family's own row.
"""

from collections.abc import Mapping, Sequence

from functions.payments.find_stops import cents_before, stops_of
from functions.payments.payment_file import PaymentFile
from functions.payments.run_rows import DECIDING, DONE, SHARDS, Run, Shard, not_paid_list
from functions.payments.share_payment import overpaid_files
from functions.payments.store import RunStore
from functions.units.cents import format_euro
from functions.units.year_month import YearMonth

_ALL = 1_000_000_000
type Told = str | int | bool | list[str] | None


def tell_run(store: RunStore, run: Run) -> dict[str, Told]:
    """Return a run's progress and findings; amounts in euro with two decimals."""
    shards = store.shards(run.run)
    return {
        "run": run.run,
        "region": run.region,
        "month": str(run.month),
        "state": run.state,
        "created_at": run.created_at,
        "promised_on": run.promised_on.isoformat(),
        "execution_on": None if run.execution_on is None else run.execution_on.isoformat(),
        "late": run.execution_on is not None and run.execution_on >= run.promised_on,
        "shards_done": len({shard.shard for shard in shards if shard.state == DONE} | set(run.empty)),
        "shards": len(SHARDS),
        "families": run.counters["families"],
        "files_to_look_at": _to_look_at(store, run, shards),
        "payments": run.counters["payments"],
        "total": format_euro(run.counters["cents"]),
        "with_undecided_rights": run.counters["undecided"],
        "months_to_look_at_again": run.counters["unfinished"],
        "shares_to_decide": sum(one.region == run.region for one in overpaid_files(store)),
        "unconfirmed": sorted({amount for shard in shards for amount in shard.unconfirmed}),
        "not_paid": list(store.listed(not_paid_list(run.run))),
        "files": run.files,
        "new_accounts": run.new_accounts,
        "change_permille": run.change_permille,
        "stops": list(run.stops),
    }


def _to_look_at(store: RunStore, run: Run, shards: Sequence[Shard]) -> int:
    """Count the open files behind the places of the shards; a run looks at every file, whatever its region."""
    if run.state != DECIDING:
        return 0
    begun = {shard.shard: shard for shard in shards}
    left = [one for one in SHARDS if one not in run.empty and (one not in begun or begun[one].state != DONE)]
    return sum(len(store.dossiers(one, begun[one].after if one in begun else None, _ALL)) for one in left)


def tell_dry(store: RunStore, region: str, month: YearMonth, sums: Mapping[str, int]) -> dict[str, Told]:
    """Return what a dry run found, with what would stop its files; amounts in euro with two decimals."""
    before = cents_before(store, region, month)
    stops = stops_of(sums.get("cents", 0), before, sums.get("new_accounts", 0))
    return {
        "region": region,
        "month": str(month),
        "families": sums.get("families", 0),
        "payments": sums.get("payments", 0),
        "total": format_euro(sums.get("cents", 0)),
        "month_before": None if before is None else format_euro(before),
        "change_permille": stops.change_permille,
        "new_accounts": stops.new_accounts,
        "stops": list(stops.stops),
        "not_paid": sums.get("not_paid", 0),
        "with_undecided_rights": sums.get("undecided", 0),
        "stopped_by_unconfirmed_amounts": bool(sums.get("unconfirmed", 0)),
        "came_back_and_owed": sums.get("reopened", 0),
    }


def tell_files(store: RunStore, run: Run) -> list[dict[str, Told]]:
    """Return a run's files as they are shown at release, each with the number of people who released it."""
    released = [str(row["sk"]).split("#")[1] for row in store.releases(run.run)]
    told: list[dict[str, Told]] = []
    for row in store.files(run.run):
        number = str(row["sk"]).partition("#")[2]
        file = PaymentFile.model_validate({name: row[name] for name in PaymentFile.model_fields}, strict=False)
        told.append(
            {
                "run": run.run,
                "number": int(number),
                "message": file.message,
                "payments": file.count,
                "total": format_euro(file.cents),
                "sha256": file.sha256,
                "execution_on": file.execution_on,
                "new_accounts": file.new_accounts,
                "warnings": list(file.warnings),
                "state": str(row["state"]),
                "releases": released.count(number),
            }
        )
    return told
