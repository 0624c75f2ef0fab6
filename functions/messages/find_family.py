"""Whom an event about a family's file reaches: the person it names, else the beneficiaries."""

from collections.abc import Sequence
from dataclasses import replace

from functions.dossier.account import AccountNotice
from functions.dossier.believed_facts import believed_facts, statement_order
from functions.dossier.contact_readers import PersonToTell
from functions.dossier.dossier import Dossier
from functions.dossier.fact import AddressFact, Fact
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.person import Address, Language
from functions.dossier.places import ACCOUNT, FACT, PERSON, ROOT
from functions.messages.channel import Channel
from functions.messages.language_law import lawful_language
from functions.messages.receiver import Receiver, addresses_of, order_of, postal_lines
from functions.register.category import Category
from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.ids import is_id
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.sealed_record import key_id_of

_FUND_LANGUAGE: Language = "nl"
# Facts of one category are sealed under one key: whose purpose may not open the others, opens these alone.
IDENTIFYING: dict[str, type[Fact]] = {
    kind: model for kind, model in FACT_KINDS.items() if model.categories() == {Category.IDENTIFICATION}
}


class UnknownReceiverError(Exception):
    """The event names nobody that a message can go to; the text holds no id."""


def find_family(request: Request, ids: Sequence[str]) -> list[Receiver]:
    """Return the receivers; an erased person is left out. UnknownReceiverError when the ids name no file.

    Raises SubjectNotLiveError for a file whose keys may not be used now.
    """
    dossier = _dossier(request, ids)
    if dossier is None:
        return []
    rows = request.query(Table.DOSSIERS, dossier)
    named = next((one for one in ids[1:] if is_id(one, "prs")), None)
    wanted = [named] if named else _beneficiaries(request, rows)
    found = [_receiver(request, rows, person) for person in wanted]
    return [one for one in found if one is not None]


def to_contact_before(request: Request, ids: Sequence[str], receiver: Receiver) -> Receiver:
    """Return a receiver with the contact from before their account was changed, which the account's row keeps."""
    accounts = [
        row for row in request.query(Table.DOSSIERS, dossier_of(ids) or "", ACCOUNT) if row.subject == receiver.subject
    ]
    newest = sorted(accounts, key=lambda row: row.place.sk)[-1:]
    opened = request.open(newest, AccountNotice, skip_ended=True, action="tell person")
    if not opened:
        return receiver
    before = opened[0].record
    now = addresses_of(before.told_email, before.told_mobile)
    now |= {way: where for way, where in receiver.addresses.items() if way not in {Channel.MAIL, Channel.TEXT}}
    return replace(receiver, addresses=now)


def dossier_of(ids: Sequence[str]) -> str | None:
    """Return the dossier that the ids name."""
    return next((one for one in ids if is_id(one, "dos")), None)


def _dossier(request: Request, ids: Sequence[str]) -> str | None:
    named = dossier_of(ids)
    if named is not None:
        return named
    persons = [one for one in ids if is_id(one, "prs")]
    if not persons:
        msg = "ids that name no file"
        raise UnknownReceiverError(msg)
    return next(iter(dossiers_of(request, persons[0])), None)


def _beneficiaries(request: Request, rows: Sequence[SealedItem]) -> Sequence[str]:
    roots = request.open([row for row in rows if row.place.sk == ROOT], Dossier, skip_ended=True)
    return roots[0].record.persons("beneficiary") if roots else ()


def _receiver(request: Request, rows: Sequence[SealedItem], person: str) -> Receiver | None:
    request.load_subjects([person])
    own = [row for row in rows if row.place.sk == f"{PERSON}{person}"]
    opened = request.open(own, PersonToTell, skip_ended=True, action="tell person")
    if not opened:
        return None
    record = opened[0].record
    address = _address(request, rows, person) or record.address
    name = " ".join(part for part in (record.given_name, record.family_name) if part)
    return Receiver(
        home=person,
        subject=person,
        desk="family",
        lawful=lawful_language(address, record.language, _FUND_LANGUAGE),
        order=order_of(record.contact_by),
        addresses=addresses_of(record.email, record.mobile, postal_lines(name, address)),
        name=name,
    )


def _address(request: Request, rows: Sequence[SealedItem], person: str) -> Address | None:
    """Return where the person lives today by the believed facts; None when none says it."""
    subject = request.subject(person)
    own = [
        row
        for row in rows
        if row.place.sk.startswith(f"{FACT}{person}#")
        and any(subject.domain_of(key_id_of(blob)) is Domain.IDENTIFICATION for blob in row.sealed)
    ]
    today = civil_date(request.rooms.clock.instant())
    holding = [
        fact.record
        for fact in believed_facts(request.open(own, IDENTIFYING, skip_ended=True))
        if isinstance(fact.record, AddressFact)
        and (fact.record.valid_from is None or fact.record.valid_from <= today)
        and (fact.record.valid_to is None or fact.record.valid_to >= today)
    ]
    newest = max(holding, key=statement_order, default=None)
    return None if newest is None else newest.address
