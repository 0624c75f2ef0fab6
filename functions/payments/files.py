"""Last step of the monthly run: proved totals, sealed payment files, the book; it ends at *files ready*."""

from functions.composition import system
from functions.payments.fund_accounts import PARAMETER, read_fund_account
from functions.payments.read_orders import FUNCTION
from functions.payments.remake_file import remake_file
from functions.payments.run_rows import STOPPED
from functions.payments.store import RunStore
from functions.payments.write_files import write_files
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Take `{"run"}`, give the number of files that wait for two releases, and the run's state.

    Take `{"run", "remake"}` from an operator: give the number of the file in the place of one that was withdrawn.
    """
    del context
    parts = system()
    store = RunStore(parts.database, parts.gates)
    run = store.run(str(event["run"]))
    remake = event.get("remake")
    fund = read_fund_account(parts.parameters.get(f"{parts.settings.parameters}/{PARAMETER}"), run.region)
    if isinstance(remake, int):
        made = remake_file(parts.vault, store, parts.objects("payment-files"), fund, parts.clock, run.run, remake)
        return {"run": run.run, "file": made}
    done = write_files(parts.vault, store, parts.objects("payment-files"), fund, parts.clock, run.run)
    count(FUNCTION, {Metric.RUN_STOPPED: int(done.state == STOPPED)}, parts.system_clock.real_now())
    return {"run": done.run, "files": done.files, "state": done.state}
