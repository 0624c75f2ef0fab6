"""Plan an erasure: the holdings say what there is, the register says what must stay, on which ground and until when."""

from collections.abc import Iterable, Sequence
from datetime import date

from functions.register.erasure import HOLD, Exemption, exemption_of
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on, rule_for
from functions.rights.erasure_plan import ErasurePlan, PlanLine, Treatment
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.holding import HeldRow, Holding, Link
from functions.vault.key_wrap import wrapped_key_id
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, suppression_key
from functions.vault.request import Request

_MONTHS_PER_YEAR = 12


def plan_erasure(request: Request, holdings: Sequence[Holding], person: str) -> ErasurePlan:
    """Return the plan for today's data; reads for the purpose of the request, writes nothing."""
    subject = request.live_subject(person)
    today = civil_date(request.rooms.clock.instant())
    found = [(holding.name, row) for holding in holdings for row in holding.find(request, person)]
    values = {value for _, row in found for value in row.known_by}
    look_ups = {*subject.look_ups, *(request.look_up_key(kind, value).pk for kind, value in values)}
    return ErasurePlan(
        made_at=request.instant(),
        after_settlement=any(row.unsettled for _, row in found),
        lines=tuple(_line(name, row, today) for name, row in found),
        look_ups=tuple(sorted(look_ups)),
        suppressions=tuple(sorted(_suppressions(request, values))),
        key_ids=tuple(sorted(wrapped_key_id(wrapped).hex() for wrapped in subject.wrapped.values())),
    )


def key_horizon_days() -> int:
    """Return how long a backup can still bring back a destroyed key, and with it what the key sealed."""
    return rule_for(RecordType.KEY_BACKUP).days


def row_horizon_days() -> int:
    """Return how long a backup can still bring back a row whose key lives on."""
    return rule_for(RecordType.BACKUP).days


def _suppressions(request: Request, values: Iterable[tuple[LookUpKind, str]]) -> set[str]:
    # Authorities name people by their number only: the other values may belong to a relative who stays.
    secret = request.rooms.keyring.secret(Secret.SUPPRESSION)
    return {suppression_key(secret, kind, value).pk for kind, value in values if kind is LookUpKind.NATIONAL_NUMBER}


def _line(holding: str, held: HeldRow, today: date) -> PlanLine:
    exemption = exemption_of(held.record_type)
    treatment = _treatment(held, None if exemption is None else exemption.form)
    until = _until(held, exemption) if exemption else None
    if treatment is Treatment.HOLD and until is not None and until <= today:
        # The law that let it stay lets it stay no longer; the sweep looks forward and would not find it again.
        treatment = Treatment.ERASE
    stays = treatment in {Treatment.HOLD, Treatment.AS_IS}
    return PlanLine(
        holding=holding,
        record_type=held.record_type,
        table=held.row.place.table,
        pk=held.row.place.pk,
        sk=held.row.place.sk,
        subject=held.row.subject,
        link=held.link,
        treatment=treatment,
        exception=exemption.exception if exemption and stays else None,
        ground=exemption.ground if exemption and stays else None,
        article=exemption.article if exemption and stays else None,
        until=until if stays else None,
        horizon_days=None if stays else row_horizon_days() if held.link is Link.MENTION else key_horizon_days(),
    )


def _until(held: HeldRow, exemption: Exemption) -> date:
    """Return the day on which a row that stays goes; a period ends on the last day of a month."""
    if exemption.starts_after_years == 0:
        return destroy_on(held.record_type, held.start, region=held.region)
    month = YearMonth.of(held.start).plus(exemption.starts_after_years * _MONTHS_PER_YEAR)
    return destroy_on(held.record_type, month.last_day, region=held.region)


def _treatment(held: HeldRow, form: str | None) -> Treatment:
    """Return what happens to a row; under another subject's key nothing can be put under the person's *hold* key."""
    if form is None:
        return Treatment.LEAVE_OUT if held.link is Link.MENTION else Treatment.ERASE
    if form == HOLD and held.link is Link.OWN:
        return Treatment.HOLD
    return Treatment.AS_IS
