"""Tell whom an event is for: one message each, however often the event is delivered and wherever a step breaks off.

The row of a message follows from event and receiver, and is put if absent; handing it over is claimed by a conditional
write before the provider is called. A provider that knows a repeat by its reference is called again after a break; for
one that does not (SES), the message stays `sending` until the provider's own event says that it was taken, or an hour
without any word says that it was not.
"""

import secrets
from collections.abc import Sequence

from functions.messages.find_family import to_contact_before
from functions.messages.hand_over import open_message, send
from functions.messages.message import MOVING, Letter, Message, State, code_place, message_id, message_place
from functions.messages.message_texts import DECISIONS
from functions.messages.office import Office
from functions.messages.receiver import Receiver
from functions.messages.render_letter import Heading
from functions.messages.store import UNKNOWN_TERM, due_list
from functions.register.message_kind import MessageKind
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Absent, Put, Table, Value
from functions.units.clock import civil_date, instant_text
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import AlreadyThereError, SubjectNotLiveError
from functions.vault.ids import crockford
from functions.vault.request import Request

_CODE_GROUP, _CODE_GROUPS = 4, 4


def tell(office: Office, event: str, kind: MessageKind, ids: Sequence[str]) -> int:
    """Tell everybody whom an event is for; return how many there are. The same event again changes nothing."""
    request = office.request()
    receivers = _receivers(office, request, kind, ids)
    for receiver in receivers:
        message = message_id(event, receiver.home)
        row = request.fetch(message_place(receiver.home, message))
        if row is None:
            _write(office, request, receiver, message, kind, ids)
        send(office, request, receiver, message)
    return len(receivers)


def go_on(office: Office, home: str, message: str) -> None:
    """Go on with a message that waits or failed: the next hand-over, by the addresses as they are now.

    Of somebody who is restricted or ended meanwhile nothing may be opened: somebody of the fund acts.
    """
    row = office.store.row(home, message)
    if row is None or row.state not in MOVING:
        return
    request = office.request()
    try:
        record = open_message(request, home, message)
        found = [one for one in _receivers(office, request, MessageKind(record.kind), record.about) if one.home == home]
        if found:
            send(office, request, found[0], message)
        else:
            office.store.move(row, State.UNREACHABLE, "nobody")
    except SubjectNotLiveError:
        office.store.move(row, State.UNREACHABLE, "restricted")


def _receivers(office: Office, request: Request, kind: MessageKind, ids: Sequence[str]) -> list[Receiver]:
    """Return whom an event is for; that an account changed is told to the contact from before it did."""
    found = office.receivers(request, ids)
    changed = kind is MessageKind.ACCOUNT_CHANGED
    return [to_contact_before(request, ids, one) for one in found] if changed else list(found)


def _write(
    office: Office, request: Request, receiver: Receiver, message: str, kind: MessageKind, ids: Sequence[str]
) -> None:
    today = civil_date(request.rooms.clock.instant())
    day = min(destroy_on(RecordType.MESSAGE, today), receiver.until or destroy_on(RecordType.MESSAGE, today))
    code = _new_code()
    record = Message(
        kind=kind,
        about=tuple(ids),
        language=receiver.lawful.language,
        own_language=receiver.lawful.own,
        wanted_at=request.instant(),
        code=code,
    )
    decision = None
    if kind in DECISIONS and office.decisions is not None:
        heading = Heading(receiver.lawful, receiver.name, today.isoformat(), code)
        decision = office.decisions.letter(request, ids, heading)
    clear: dict[str, Value] = {
        "state": State.WANTED.value,
        "desk": receiver.desk,
        "attempt": 0,
        "tried": [],
        "steps": [f"{request.instant()} wanted"],
        "since": request.instant(),
        "work_list": due_list(message),
        "due": instant_text(request.rooms.clock.instant() + UNKNOWN_TERM),
        **destroy_by(day, message),
    }
    if decision is not None:
        members = {"text": decision.text, "html": decision.html, "own_text": decision.own_text}
        record = Letter.model_validate({**dict(record), **members})
        clear["letter"] = True
    change = request.change("write message")
    change.put(message_place(receiver.home, message), receiver.subject, record, clear)
    place = code_place(code)
    sent = {"pk": place.pk, "sk": place.sk, "sent_on": today.isoformat(), **destroy_by(day, place.pk)}
    change.plain(Put(Table.MESSAGES, dict(sent), Absent()))
    try:
        change.send()
    except AlreadyThereError:
        return  # another delivery of the event wrote it at this moment


def _new_code() -> str:
    """Return a fresh code of 80 random bits, in four groups of four characters that are not mistaken for others."""
    text = crockford(secrets.token_bytes(16))[-_CODE_GROUP * _CODE_GROUPS :]
    return "-".join(text[start : start + _CODE_GROUP] for start in range(0, len(text), _CODE_GROUP))
