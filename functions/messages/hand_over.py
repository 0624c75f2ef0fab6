"""Hand a message over: claim it, call the provider, write down that it was taken; the next channel when it refuses."""

from dataclasses import dataclass

from functions.messages.channel import Carrier, CarrierRefusedError, Channel, Parcel
from functions.messages.message import MOVING, Letter, Message, State, message_place
from functions.messages.message_texts import REGISTERED, text_of
from functions.messages.notice import mail_notice, outside_notice, short_notice
from functions.messages.office import Office
from functions.messages.receiver import Receiver
from functions.messages.render_letter import Heading, letter_of
from functions.messages.store import SILENCE_TERM, UNKNOWN_TERM, Row
from functions.register.message_kind import MessageKind
from functions.vault.request import Request

PRINTED = frozenset({Channel.PAPER, Channel.REGISTERED})


def open_message(request: Request, home: str, message: str) -> Message | Letter:
    """Open a message as its desk may; LookupError when it is gone."""
    item = request.fetch(message_place(home, message))
    if item is None:
        msg = "a message is gone while it is sent"
        raise LookupError(msg)
    model = Letter if item.clear.get("letter") else Message
    return request.open([item], model)[0].record


@dataclass(frozen=True, slots=True)
class _Way:
    """One channel with its provider, and what is handed over."""

    channel: Channel
    carrier: Carrier
    record: Message


def send(office: Office, request: Request, receiver: Receiver, message: str) -> None:
    """Hand a message over, channel after channel until one takes it; nothing happens when one has it already."""
    row = office.store.row(receiver.home, message)
    if row is not None and row.state is State.SENDING:
        carrier = None if row.channel is None else office.carriers.get(row.channel)
        if row.channel is None or carrier is None or not carrier.knows_repeats:
            return  # whether the provider has it is not known yet: its event or the schedule tells
        row = _hand_over(office, receiver, row, _Way(row.channel, carrier, open_message(request, *_key(row))))
    while row is not None and row.state in MOVING:
        record = open_message(request, *_key(row))
        channel = _next(office, receiver, record.kind, row)
        if channel is None:
            office.store.move(row, State.UNREACHABLE, "no way left")
            return
        if channel in PRINTED and isinstance(record, Letter) and record.language != receiver.lawful.language:
            # Written before the person moved to where the law asks for another language: not sent as it is.
            office.store.move(row, State.UNREACHABLE, "language of another area")
            return
        row = office.store.move(row, State.SENDING, "claimed", row.next_attempt(channel), wait=UNKNOWN_TERM)
        if row is not None:
            row = _hand_over(office, receiver, row, _Way(channel, office.carriers[channel], record))


def _key(row: Row) -> tuple[str, str]:
    return row.key.pk, row.key.sk


def _next(office: Office, receiver: Receiver, kind: MessageKind, row: Row) -> Channel | None:
    order = (Channel.REGISTERED,) if kind in REGISTERED and receiver.desk == "family" else receiver.order
    return next(
        (one for one in order if one in office.carriers and one in receiver.addresses and one not in row.tried), None
    )


def _hand_over(office: Office, receiver: Receiver, row: Row, way: _Way) -> Row | None:
    try:
        way.carrier.carry(_parcel(office, receiver, row, way))
    except CarrierRefusedError:
        return office.store.move(row, State.FAILED, "refused", row.without_channel(), wait=UNKNOWN_TERM)
    # Paper says nothing back: once it lies ready for the printer, only a letter that comes back moves it.
    wait = None if way.channel in PRINTED else SILENCE_TERM
    return office.store.move(row, State.SENT, "sent", wait=wait)


def _parcel(office: Office, receiver: Receiver, row: Row, way: _Way) -> Parcel:
    record, lawful = way.record, receiver.lawful
    to, text = receiver.addresses.get(way.channel, ""), text_of(record.kind)
    if way.channel is Channel.TEXT:
        return Parcel(row.reference, to, "", short_notice(lawful, record.code))
    if way.channel is Channel.MAIL:
        outside = receiver.desk == "outside"
        notice = outside_notice(lawful, text, record.code) if outside else mail_notice(lawful, office.door, record.code)
        return Parcel(row.reference, to, notice.subject, notice.text)
    if isinstance(record, Letter):
        return Parcel(row.reference, to, text.title.say(lawful.language), record.text, record.html)
    letter = letter_of(Heading(lawful, receiver.name, record.wanted_at[:10], record.code), text)
    return Parcel(row.reference, to, text.title.say(lawful.language), letter.text, letter.html)
