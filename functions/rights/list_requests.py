"""What a person sees of their own requests: the state, the clock, the outcome with its reasons, the package."""

from collections.abc import Mapping

from functions.register.rights_words import rights_words
from functions.rights.open_request import cases_of
from functions.rights.rights_case import RightsCase, case_place
from functions.rights.rights_state import RequestKind, RightsState
from functions.vault.place import Stored
from functions.vault.request import Request


def list_requests(request: Request, person: str, language: str) -> list[Mapping[str, object]]:
    """Return every request of a person that still stands, oldest first, with one ledger entry a case."""
    cases = [case for kind in RequestKind for case in cases_of(request, person, kind)]
    rows = [row for row in (request.fetch(case_place(case)) for case in cases) if row is not None]
    found = [one for one in request.open(rows, RightsCase) if one.record.may_be_seen_by(person)]
    return [tell_request(one, language) for one in sorted(found, key=lambda one: (one.record.received_on, one.subject))]


def tell_request(case: Stored[RightsCase], language: str) -> dict[str, object]:
    """Return the members of one request in a language; no id of a person is in it."""
    record, words = case.record, rights_words(language)
    return {
        "id": case.subject,
        "kind": record.kind,
        "name": words.right(record.kind),
        "state": record.state.value,
        "since": record.since,
        "channel": record.channel,
        "assisted": record.assisted,
        "received_on": record.received_on.isoformat(),
        "due_on": record.due_on.isoformat(),
        "clock": _clock(record),
        "extended_on": None if record.extended_on is None else record.extended_on.isoformat(),
        "outcome": record.outcome,
        "reasons": [{"id": one, "text": words.reason(one)} for one in record.reasons],
        "explained": record.explained,
        "recipients_told": [words.recipient(one) for one in record.recipients],
        "package": record.package is not None and record.state is RightsState.CLOSED,
        "complain": words.text("complain"),
    }


def _clock(record: RightsCase) -> str:
    if record.outcome is not None or record.state is RightsState.CLOSED:
        return "answered"
    return "paused" if record.paused_on is not None else "running"
