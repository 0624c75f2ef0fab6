"""A month of a whole synthetic fund on this machine: `python -m bench.fund_month --families 100000 --to FOLDER`.

Every part runs in fresh processes over one store on disk (`disk_store.py`), so time and peak memory are the part's own.
Families are of three regions; each region's run looks at all of them, as a deployed run does. Wall time is of a machine
that does other work, too: the figures to compare are processor times, counts and memory.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from functions.benefits.household import REGIONS
from functions.units.year_month import YearMonth

type Line = dict[str, object]

SEED, PER_FILE = 1, 50_000
JUNE = YearMonth(2024, 6)
SPLIT = frozenset({"populate", "decide", "families"})
"""Parts whose shards several processes take, as workers do on AWS."""
BY_REGION = frozenset({"plan", "decide", "files", "release", "send", "families", "again"})
ORDER = (
    "make",
    "populate",
    "plan",
    "decide",
    "files",
    "release",
    "send",
    "bank",
    "answers",
    "prove",
    "families",
    "again",
)


@dataclass(frozen=True, slots=True)
class Fund:
    """How large the fund is, and by how many processes it is worked on."""

    folder: Path
    families: int
    processes: int = 2
    per_file: int = PER_FILE


def run_month(fund: Fund, parts: Sequence[str] = ORDER, month: YearMonth = JUNE) -> Iterator[Line]:
    """Do the parts in order and yield what each process said; RuntimeError when one ends badly.

    A family's first month is dearer than others: arrears since a birth, first messages, accounts that become known.
    """
    fund.folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        for region in REGIONS if part in BY_REGION else ("all",):
            yield from _together(fund, part, region, fund.processes if part in SPLIT else 1, month)


def _together(fund: Fund, part: str, region: str, shares: int, month: YearMonth) -> Iterator[Line]:
    asked = [
        [sys.executable, "-m", "bench.month_parts", str(fund.folder), part, region]
        + [str(number) for number in (share, shares, fund.families, SEED, fund.per_file)]
        + [str(month)]
        for share in range(shares)
    ]
    running = [subprocess.Popen(one, stdout=subprocess.PIPE, text=True) for one in asked]
    told = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        msg = f"the part {part} of {region} ended badly"
        raise RuntimeError(msg)
    yield from (cast("Line", json.loads(text)) for text in told)


def main() -> int:
    """Run a month, print a line a part as it ends, and keep all lines beside the store."""
    asked = argparse.ArgumentParser(prog="python -m bench.fund_month", description="A month of a synthetic fund.")
    asked.add_argument("--families", type=int, default=10_000)
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--per-file", type=int, default=PER_FILE)
    asked.add_argument("--to", type=Path, default=Path("build/fund"))
    asked.add_argument("--parts", nargs="*", default=list(ORDER), choices=ORDER)
    asked.add_argument("--month", type=YearMonth.parse, default=JUNE)
    told = asked.parse_args()
    fund = Fund(told.to, told.families, told.processes, told.per_file)
    told.to.mkdir(parents=True, exist_ok=True)
    with (told.to.parent / f"{told.to.name}.jsonl").open("a", encoding="utf-8") as kept:
        for line in run_month(fund, told.parts, told.month):
            kept.write(json.dumps(line) + "\n")
            kept.flush()
            sys.stdout.write(_shown(line) + "\n")
            sys.stdout.flush()
    return 0


def _shown(line: Line) -> str:
    head = f"{line['part']:<9} {line['region']:<9} cpu {line['cpu']:9.2f} s  wall {line['wall']:9.2f} s"
    did = {name: value for name, value in cast("Line", line["did"]).items() if name != "digests"}
    return f"{head}  peak {cast('int', line['peak_kb']) / 1024:7.1f} MB  KMS {line['kms']:<3} {did}"


if __name__ == "__main__":
    sys.exit(main())
