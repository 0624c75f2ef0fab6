"""What a month costs: with nobody in it, and with 400,000 families. `--write` puts the tables into `docs/deploy.md`.

What stands in the templates (keys, alarms, rules, metrics) is counted, not assumed. What happens in a month is the load
below; units of the store per act are the budgets of the performance goals, but for the monthly run, which was measured
(`run_projection.py`). So the result is a ceiling, not a forecast. Prices: `prices.json`, with sources and their day.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.prices import CONSULTED_ON, EURO_PER_DOLLAR, IDLE_LIMIT_EURO, price
from bench.run_projection import MEASURED, Projection, project
from bench.run_projection import table as projection
from functions.register.access import function_names
from functions.register.domain import Domain
from functions.runtime.metrics import Metric
from infra.constructs.web_acl import rules_of_acl
from infra.promises import PROMISES
from infra.register_view import PAIRS, SECRETS
from infra.sizes import SIZES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "deploy.md"
BEGIN, END = "<!-- costs: written by python -m bench.cost_model --write -->", "<!-- costs end -->"
KEYS_AT_REST = 5
MINUTES = 30 * 24 * 60


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a bill, in dollars a month."""

    what: str
    how: str
    dollars: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What happens in a month. A family has two adults and two children in the mean of the demo.

    `units`: write and read units per act, from the budgets of the performance goals (intake 12, notification 2 + 8 for
    each person it is about). `stored_kb`: rows of a family after five years, ledger included.
    """

    families: int
    forms: int
    notifications: int
    persons_a_notification: float
    page_views: int
    calculations: int
    messages: int = 0
    stored_kb: int = 400
    drop_ms: int = 60
    page_ms: int = 60


IDLE = Load(families=0, forms=0, notifications=0, persons_a_notification=0, page_views=0, calculations=0)
LARGE = Load(
    families=400_000,
    forms=8_000,
    notifications=600_000,
    persons_a_notification=1.5,
    page_views=2_000_000,
    calculations=100_000,
    messages=120_000,
)


def standing() -> list[Line]:
    """Return what costs money while nothing happens."""
    keys = len(Domain) + len(SECRETS) + len(PAIRS) + KEYS_AT_REST
    rules = len(rules_of_acl())
    metrics = -(-len(Metric) // 10) * 10  # rounded up: a new name of a metric does not change the page
    ticks = MINUTES * 2  # the sweep's own call and the look at a queue that is empty
    return [
        Line(
            "KMS keys",
            f"{keys} keys; their yearly rotation adds as much for the first two years",
            keys * price("key_month"),
        ),
        Line(
            "Firewall",
            f"one list, {rules} rules",
            price("firewall_month") + rules * price("firewall_rule_month"),
        ),
        Line("Alarms", f"{len(PROMISES)} promises", len(PROMISES) * price("alarm_month")),
        Line("Board", "one", price("board_month")),
        Line("Metrics", f"up to {metrics} names of our own", metrics * price("custom_metric_month")),
        Line(
            "Sweeps and empty queues",
            f"{len(function_names())} functions, of which one wakes each minute; pollers of three queues",
            MINUTES * (price("lambda_request") + _gb_seconds("outbox-sweep", 100) * price("lambda_gb_second"))
            + 3 * 5 * MINUTES * 3 * price("queue_request")
            + ticks * 20 * price("read_unit"),
        ),
    ]


def moving(load: Load) -> list[Line]:
    """Return what grows with the families."""
    run = project(MEASURED, load.families) if load.families else None
    writes = {
        "forms": load.forms * (12 + 60),
        "notifications": load.notifications * (2 + 8 * load.persons_a_notification),
        # A message with its letter and code, the ledger entries of three readings, and three moves of the row.
        "messages": load.messages * 60,
        "run": run.write_units if run else 0,
    }
    reads = {
        "forms": load.forms * 40,
        "notifications": load.notifications * 20,
        "messages": load.messages * 40,
        "run": run.read_units if run else 0,
    }
    gb = load.families * load.stored_kb / 1_000_000
    seconds = {
        "payments-worker": run.worker_seconds if run else 0,
        "payments-files": run.files_seconds if run else 0,
        "government-queue": load.notifications * load.drop_ms / 1000,
        "site": (load.page_views + load.calculations) * load.page_ms / 1000,
        "intake-queue": load.forms * 1.0,
        "messages-queue": load.messages * 0.5,
    }
    gb_seconds = sum(_gb_seconds(function, spent * 1000) for function, spent in seconds.items())
    calls = load.page_views + load.calculations + load.forms * 4 + load.notifications * 0.01 + load.messages * 2
    written, read = sum(writes.values()), sum(reads.values())
    requests = load.page_views + load.calculations + load.forms
    transitions = run.transitions if run else 0
    kept = price("storage_gb_month") + price("restore_gb_month")
    computed = gb_seconds * price("lambda_gb_second") + calls * price("lambda_request")
    told = calls * (price("log_gb") / 1_000_000 + price("trace") / 20)
    return [
        Line("Store: writing", f"{written:,.0f} units", written * price("write_unit")),
        Line("Store: reading", f"{read:,.0f} units", read * price("read_unit")),
        Line("Store: keeping", f"{gb:,.0f} GB and its point-in-time recovery", gb * kept),
        Line("Functions", f"{gb_seconds:,.0f} GB-seconds", computed),
        Line(
            "Door",
            f"{requests:,} requests past the firewall",
            requests * (price("api_request") + price("firewall_request")),
        ),
        Line("KMS requests", "per environment, not per record", _key_requests(run) * price("key_request")),
        Line("Mail", f"{load.messages:,} mails", load.messages * price("mail")),
        Line("Run", "three regions, 256 shards each", transitions * price("state_transition")),
        Line("Logs and traces", "one line of 1 KB a call, one trace in twenty", told),
    ]


def tables() -> str:
    """Return both tables as the page shows them."""
    busy = moving(LARGE)
    title = (
        f"{LARGE.families:,} families: {LARGE.forms:,} forms, {LARGE.notifications:,} notifications, "
        f"{LARGE.page_views:,} pages, {LARGE.calculations:,} calculations and {LARGE.messages:,} messages a month"
    )
    each = per_thousand_families(LARGE)
    parts = (
        f"Prices of {CONSULTED_ON}, a dollar taken at {EURO_PER_DOLLAR:.2f} euro.\n",
        _table("Idle: deployed, nobody in it", [*standing(), *moving(IDLE)]),
        f"Idle is {idle_euro():.2f} euro a month, and stays under {IDLE_LIMIT_EURO:.0f} euro (a test holds it).\n",
        _table(title, [*standing(), *busy]),
        f"Per 1,000 families and month: {each:.2f} dollars ({each * EURO_PER_DOLLAR:.2f} euro) beyond what stands.\n",
        f"The monthly run alone, from a month of {MEASURED.families:,} families that was measured:\n",
        projection(),
    )
    return "\n".join(parts)


def per_thousand_families(load: Load) -> float:
    """Return what moves for a thousand families, in dollars a month."""
    return total(moving(load)) / load.families * 1000


def idle_euro() -> float:
    """Return what a stage costs in which nobody is, in euro a month."""
    return (total(standing()) + total(moving(IDLE))) * EURO_PER_DOLLAR


def total(lines: Iterable[Line]) -> float:
    """Return the sum in dollars a month."""
    return sum(line.dollars for line in lines)


def _gb_seconds(function: str, milliseconds: float) -> float:
    return SIZES[function].memory_mb / 1024 * milliseconds / 1000


def _key_requests(run: Projection | None) -> float:
    # At most 20 environments behind the door by day, each unwraps 3 roots a quarter of an hour; the run was counted.
    quarters = 30 * 24 * 4
    return 20 * quarters * 3 + run.kms_calls if run else 0


def _table(title: str, lines: list[Line]) -> str:
    rows = [f"| {line.what} | {line.how} | {line.dollars:,.2f} |" for line in lines if line.dollars]
    head = f"**{title}**\n\n| what | how much | dollars a month |\n| --- | --- | ---: |\n"
    return head + "\n".join(rows) + f"\n| **together** | | **{total(lines):,.2f}** |\n"


def page_with_costs(page: str) -> str:
    """Return the page with fresh tables between its two marks; ValueError when a mark is missing."""
    start, stop = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:start]}\n\n{tables()}\n{page[stop:]}"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page_with_costs(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        sys.stdout.write(tables())
