"""Make a package: plan it, give it keys, write and seal it, answer the person. Each step may run again.

The plan is made at receipt and again on the data of the day when the package is written: a row that was planned and
still stands must be in it.
"""

import json
from datetime import timedelta
from typing import Literal

from functions.register.domain import Audience
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on, rule_for
from functions.register.rights_words import RightsWords, rights_words
from functions.rights.access_plan import AccessPlan, places_of
from functions.rights.close_case import close_case
from functions.rights.ledger_view import ledger_view
from functions.rights.package import FORMAT, Package, PackageCategory, PackagePurpose, PackageRecord
from functions.rights.package_row import PackageRow, package_place
from functions.rights.policy import policy_version
from functions.rights.read_records import find_rows, read_records
from functions.rights.render_package import render_package
from functions.rights.rights_case import move, plan_place, rewrite
from functions.rights.rights_state import RequestKind, RightsState
from functions.rights.work import Work
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import StaleError
from functions.vault.holding import HeldRow
from functions.vault.place import Place
from functions.vault.sealed_object import seal_object
from functions.vault.subject import Kind

_MOST_PLACES = 2000


class PackageShrankError(Exception):
    """Today's data leave out a row that was planned and still stands: nothing was written, a person must look."""


class NoPackageBucketError(Exception):
    """The function that makes packages was not given their bucket."""


def plan_package(work: Work) -> None:
    """Freeze what the answer is made from."""
    change = work.request.change("plan answer")
    rows = find_rows(work.request, work.rooms.holdings, work.person)
    plan = AccessPlan(made_at=work.request.instant(), policy=policy_version(), places=places_of(rows)[:_MOST_PLACES])
    place = plan_place(work.case.subject)
    change.put(place, work.case.subject, plan, {}, work.request.fetch(place))
    move(change, work.case, RightsState.PLANNED, work.request.instant())
    change.send()


def start_package(work: Work) -> None:
    """Make the package's own subject and row; its day of destruction is moved when it is ready."""
    change = work.request.change("start package")
    move(change, work.case, RightsState.PACKED, work.request.instant(), package=_put_row(work, change))
    change.send()


def _start_again(work: Work) -> None:
    """Give the package other keys: a part of what it was to hold was erased while it was being written."""
    change = work.request.change("start package")
    rewrite(change, work.case, package=_put_row(work, change))
    change.send()


def _put_row(work: Work, change: Change) -> str:
    record = work.case.record
    package = change.new_subject(Kind.FILE, Audience.FILE)
    row = PackageRow(
        person=record.person, reader=record.asked_by or record.person, case=work.case.subject, kind=_kind(work)
    )
    change.put(package_place(package), package, row, _due(work, package))
    return package


def finish_package(work: Work) -> None:
    """Write the package and close the case; PackageShrankError when it leaves out what was promised."""
    record, request, package = work.case.record, work.request, str(work.case.record.package)
    place = package_place(package)
    change = request.change("finish package")
    standing = request.fetch(place)
    if standing is None:
        _start_again(work)
        return
    if work.rooms.packages is None:
        raise NoPackageBucketError
    rows = find_rows(request, work.rooms.holdings, work.person)
    _check_covers(work, rows)
    words = rights_words(record.language)
    made = build_package(work, rows, words)
    text = json.dumps(made.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=1)
    content = json.dumps({"json": text, "html": render_package(made, words)}).encode()
    work.rooms.packages.write(package, seal_object(request, place, package, content), "application/octet-stream")
    change.mark(standing, _due(work, package))
    partly = bool(made.refused)
    close_case(request, change, work.case, "partly" if partly else "granted", reasons=made.refused)
    change.send()


def build_package(work: Work, rows: list[HeldRow], words: RightsWords) -> Package:
    """Return the package of these rows."""
    record, request = work.case.record, work.request
    represented = record.asked_by is not None
    records, elsewhere = read_records(request, rows, record.person, represented=represented)
    refused: tuple[str, ...] = ("others_access",) if represented else ()
    is_access = record.right is RequestKind.ACCESS
    if not is_access:
        provided = tuple(one for one in records if one.origin.source == "family" and one.kind != "objection")
        refused = (*(("held_by_law",) if len(provided) < len(records) else ()), *refused)
        refused = tuple("others_portability" if one == "others_access" else one for one in refused)
        records = tuple(one.model_copy(update={"reference": None, "destroy_by": None}) for one in provided)
    return Package(
        format=FORMAT,
        kind=_kind(work),
        about="you",
        language=record.language,
        made_at=request.instant(),
        kept_until=civil_date(request.rooms.clock.instant()) + timedelta(days=rule_for(RecordType.PACKAGE).days),
        categories=_categories(records, words),
        records=records,
        kept_elsewhere=elsewhere if is_access else (),
        ledger=ledger_view(work, words) if is_access else (),
        refused=refused,
        complain=words.text("complain"),
    )


def _kind(work: Work) -> Literal["access", "portability"]:
    return "access" if work.case.record.right is RequestKind.ACCESS else "portability"


def _categories(records: tuple[PackageRecord, ...], words: RightsWords) -> dict[str, PackageCategory]:
    return {
        category: PackageCategory(
            name=words.category(category),
            purposes=tuple(
                PackagePurpose(
                    purpose=purpose,
                    name=words.purpose(purpose),
                    grounds=tuple(words.grounds(purpose)),
                    recipients=tuple(words.recipients(purpose)),
                )
                for purpose in words.purposes_of(category)
            ),
        )
        for category in sorted({one.category for one in records})
    }


def _due(work: Work, package: str) -> dict[str, str]:
    today = civil_date(work.request.rooms.clock.instant())
    return destroy_by(destroy_on(RecordType.PACKAGE, today), package)


def _check_covers(work: Work, rows: list[HeldRow]) -> None:
    """Hold the answer to the plan: what was planned is in it, or stands no longer."""
    place = plan_place(work.case.subject)
    row = work.request.fetch(place)
    if row is None:
        msg = "the case has no plan yet"
        raise StaleError(msg)
    (plan,) = work.request.open([row], AccessPlan)
    for missing in set(plan.record.places) - set(places_of(rows)):
        table, partition, sort = missing.split("/", 2)
        if work.request.fetch(Place(Table(table), partition, sort)) is not None:
            raise PackageShrankError
