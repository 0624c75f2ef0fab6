"""What a monthly run costs and how long it takes on AWS, from a month that was measured: `measured_month.json`.

`python -m bench.run_projection --take LINES.jsonl` renews the measurement from the lines of `bench.fund_month`, and
without arguments prints the projection. Per family, units, calls and processor time are those that were measured; what
was not measured on AWS stands in the file under `assumed`, each with its reason.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import cast

from bench.prices import price
from functions.benefits.household import REGIONS
from functions.payments.run_limits import PAYMENTS_PER_FILE
from functions.payments.run_rows import SHARDS
from infra.sizes import SIZES

FILE = Path(__file__).with_name("measured_month.json")
_STEPS = ("plan", "decide", "files")
"""The state machine's own part; release, sending, answers and proof follow people and the bank."""
_OF_FUND = ("plan", "decide", "files", "release", "send", "answers", "prove", "families")
_PER_INVOCATION = 900
_EMPTY_MB = 55
"""A process that has imported the payments and done nothing."""
_TRANSITIONS = 4  # start, map, files, end: beside one a shard


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a measured month, over all its processes: seconds of processor, units and calls of the store."""

    cpu: float
    read_units: float
    write_units: int
    calls: int
    transactions: int
    peak_mb: float
    kms: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured month: so many families of three regions, so many payments."""

    families: int
    payments: int
    parts: Mapping[str, Part]
    call_ms: float
    transaction_ms: float
    concurrency: int

    def total(self, name: str, parts: tuple[str, ...] = _OF_FUND) -> float:
        """Return the sum of a figure over parts."""
        return float(sum(getattr(self.parts[part], name) for part in parts))


@dataclass(frozen=True, slots=True)
class Projection:
    """A month of so many families on AWS: three regions' runs, release, sending, answers and the book's proof."""

    families: int
    write_units: float
    read_units: float
    kms_calls: float
    worker_seconds: float
    files_seconds: float
    transitions: int
    longest_shard_seconds: float
    run_seconds: float
    files_memory_mb: float
    dollars: float

    @property
    def files_invocations(self) -> int:
        """How many invocations the last step of one region's run takes: each goes on where one ended."""
        return ceil(self.files_seconds / len(REGIONS) / _PER_INVOCATION)

    @property
    def dollars_per_thousand(self) -> float:
        """Return what a thousand families cost."""
        return self.dollars / self.families * 1000


def project(measured: Measured, families: int) -> Projection:
    """Scale a measured month to another number of families; everything but environments and steps is per family."""
    times = families / measured.families
    worker, files = (_seconds(measured, part) * times for part in ("decide", "files"))
    rest = sum(_seconds(measured, part) for part in ("release", "send", "answers", "prove", "families")) * times
    runs, workers = len(REGIONS), measured.concurrency
    shard = worker / runs / len(SHARDS)
    run = ceil(len(SHARDS) / workers) * shard + files / runs
    # A worker's environment lives for the run, and asks for each root once in a quarter of an hour.
    quarters = ceil(ceil(len(SHARDS) / workers) * shard / 900)
    kms = runs * (workers * measured.parts["decide"].kms / (2 * runs) * quarters + measured.parts["files"].kms)
    transitions = runs * (len(SHARDS) + _TRANSITIONS)
    write, read = measured.total("write_units") * times, measured.total("read_units") * times
    seconds = {"payments-worker": worker + rest, "payments-files": files}
    gigabytes = sum(SIZES[function].memory_mb / 1024 * spent for function, spent in seconds.items())
    dollars = (
        write * price("write_unit")
        + read * price("read_unit")
        + kms * price("key_request")
        + gigabytes * price("lambda_gb_second")
        + runs * len(SHARDS) * price("lambda_request")
        + transitions * price("state_transition")
    )
    # One file is held in memory, of so many payments at most; beside it the ids of the run, some 100 bytes each.
    region = measured.payments / runs
    held = min(PAYMENTS_PER_FILE, region * times) / min(PAYMENTS_PER_FILE, region)
    memory = _EMPTY_MB + (measured.parts["files"].peak_mb - _EMPTY_MB) * held + region * times * 100 / 1024**2
    return Projection(families, write, read, kms, worker, files, transitions, shard, run, memory, dollars)


def _seconds(measured: Measured, part: str) -> float:
    """Return a part's time: its processor time, and the time of its calls one after the other."""
    one = measured.parts[part]
    waiting = (one.calls - one.transactions) * measured.call_ms + one.transactions * measured.transaction_ms
    return one.cpu + waiting / 1000


def take(lines: Path, month: str) -> dict[str, object]:
    """Add up what the processes of one month said."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    peaks: dict[str, float] = defaultdict(float)
    payments = families = 0
    for text in lines.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        part = str(line["part"])
        if line.get("month", "2024-06") != month:
            continue
        units, calls = Counter(line["units"]), Counter(line["calls"])
        sums[part].update(
            {
                "cpu_ms": round(line["cpu"] * 1000),
                "half_reads": units["half_read"],
                "write_units": units["write"] + units["index"],
                "calls": sum(calls.values()),
                "transactions": calls["transact"],
                "kms": line["kms"],
            }
        )
        peaks[part] = max(peaks[part], line["peak_kb"] / 1024)
        payments += line["did"].get("payments", 0) if part == "files" else 0
        families += line["did"].get("families", 0) if part == "decide" else 0
    parts = {
        part: {
            "cpu": found["cpu_ms"] / 1000,
            "read_units": found["half_reads"] / 2,
            **{name: found[name] for name in ("write_units", "calls", "transactions", "kms")},
            "peak_mb": round(peaks[part], 1),
        }
        for part, found in sums.items()
    }
    return {"month": month, "families": families, "payments": payments, "parts": parts}


def read(file: Path = FILE, which: str = "later_month") -> Measured:
    """Read a measured month: `first_month` of a fund, or a `later_month`."""
    told = json.loads(file.read_text(encoding="utf-8"))
    month, assumed = told[which], told["assumed"]
    return Measured(
        month["families"],
        month["payments"],
        {name: Part(**part) for name, part in month["parts"].items()},
        assumed["call_ms"]["value"],
        assumed["transaction_ms"]["value"],
        assumed["concurrency"]["value"],
    )


MEASURED = read()


def table(sizes: tuple[int, ...] = (100_000, 400_000, 10_000_000)) -> str:
    """Return the projection as a table of the page."""
    found = [project(MEASURED, families) for families in sizes]
    rows = [
        ("write units", [f"{one.write_units:,.0f}" for one in found]),
        ("read units", [f"{one.read_units:,.0f}" for one in found]),
        ("KMS calls of the run", [f"{one.kms_calls:,.0f}" for one in found]),
        ("workers: milliseconds of Lambda", [f"{one.worker_seconds * 1000:,.0f}" for one in found]),
        ("files: milliseconds of Lambda", [f"{one.files_seconds * 1000:,.0f}" for one in found]),
        ("transitions", [f"{one.transitions:,}" for one in found]),
        ("longest shard, seconds (900 at most)", [f"{one.longest_shard_seconds:,.0f}" for one in found]),
        ("one region's run, minutes", [f"{one.run_seconds / 60:,.1f}" for one in found]),
        ("invocations of one region's last step", [f"{one.files_invocations}" for one in found]),
        ("memory of that step, MB (1,769 at most)", [f"{one.files_memory_mb:,.0f}" for one in found]),
        ("dollars a month", [f"{one.dollars:,.2f}" for one in found]),
        ("dollars per 1,000 families", [f"{one.dollars_per_thousand:.4f}" for one in found]),
    ]
    head = "| the monthly run of three regions | " + " | ".join(f"{size:,} families" for size in sizes) + " |\n"
    line = "| --- |" + " ---: |" * len(sizes) + "\n"
    return head + line + "".join(f"| {what} | {' | '.join(figures)} |\n" for what, figures in rows)


def main(arguments: list[str]) -> int:
    """Renew the measurement, or print the projection."""
    if arguments[:1] == ["--take"]:
        told = cast("dict[str, object]", json.loads(FILE.read_text(encoding="utf-8")))
        told["first_month"] = take(Path(arguments[1]), "2024-06")
        told["later_month"] = take(Path(arguments[1]), "2024-07")
        FILE.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    else:
        sys.stdout.write(table())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
