"""The fact of a register event: one kind of fact per type of event."""

from collections.abc import Callable, Mapping

from functions.dossier.fact import AddressFact, Fact
from functions.dossier.person import Address
from functions.dossier.register_facts import (
    AdoptionFact,
    BirthFact,
    DeathFact,
    HousingFact,
    NameFact,
    NumberChangeFact,
    ParentageFact,
    ParentTie,
    PlacementFact,
    ResidenceStatusFact,
)
from functions.government.content.register_event import EventType, Parent, RegisterAddress, RegisterEvent
from functions.government.content.values import whole_date
from functions.government.facts.basis import Basis, lower


def register_event_fact(event: RegisterEvent, basis: Basis) -> Fact:
    """Return the fact of an event; it holds from the day that the register gives, if it gives a whole one."""
    return _MAKERS[event.event_type](event, basis)


def _birth(event: RegisterEvent, basis: Basis) -> Fact:
    day = event.begins_on
    return basis.fact(BirthFact, day, born_on=day, stated=event.event_date)


def _death(event: RegisterEvent, basis: Basis) -> Fact:
    day = event.begins_on
    return basis.fact(DeathFact, day, died_on=day, stated=event.event_date)


def _move(event: RegisterEvent, basis: Basis) -> Fact:
    address = event.address
    period = None if address is None else address.period
    until = None if period is None else period.end
    return basis.fact(AddressFact, event.begins_on, until, address=None if address is None else _address(address))


def _address(address: RegisterAddress) -> Address:
    return Address(
        street=address.street_name,
        house_number=address.house_number,
        box=address.box_number,
        postal_code=address.postal_code,
        municipality=address.municipality_name,
        country=address.country_code,
        lines=address.lines or (),
    )


def _number_change(event: RegisterEvent, basis: Basis) -> Fact:
    return basis.fact(NumberChangeFact, event.begins_on, old_number=basis.number, new_number=basis.replaced_by)


def _name(event: RegisterEvent, basis: Basis) -> Fact:
    name = event.name
    given, family = (None, None) if name is None else (name.given_names, name.surname)
    return basis.fact(NameFact, event.begins_on, given_names=given, family_name=family)


def _parentage(event: RegisterEvent, basis: Basis) -> Fact:
    ties = [_tie(parent, basis) for parent in event.parents or ()]
    return basis.fact(ParentageFact, event.begins_on, parents=ParentageFact.in_order(ties))


def _tie(parent: Parent, basis: Basis) -> ParentTie:
    return ParentTie(
        person=None if parent.ssin is None else basis.named.get(parent.ssin),
        deceased=parent.death_date is not None,
        died_on=None if parent.death_date is None else whole_date(parent.death_date),
    )


def _adoption(event: RegisterEvent, basis: Basis) -> Fact:
    day = event.begins_on
    return basis.fact(AdoptionFact, day, adopted_on=day)


def _placement(event: RegisterEvent, basis: Basis) -> Fact:
    until = None if event.period is None else event.period.end
    return basis.fact(PlacementFact, event.begins_on, until, placement=lower(event.placement))


def _housing(event: RegisterEvent, basis: Basis) -> Fact:
    until = None if event.period is None else event.period.end
    return basis.fact(HousingFact, event.begins_on, until, housing=lower(event.housing))


def _residence_status(event: RegisterEvent, basis: Basis) -> Fact:
    return basis.fact(ResidenceStatusFact, event.begins_on, status=lower(event.residence_status))


_MAKERS: Mapping[EventType, Callable[[RegisterEvent, Basis], Fact]] = {
    "BIRTH": _birth,
    "DEATH": _death,
    "MOVE": _move,
    "SSIN_REPLACED": _number_change,
    "SSIN_CANCELED": _number_change,
    "NAME": _name,
    "PARENTAGE": _parentage,
    "ADOPTION": _adoption,
    "PLACEMENT": _placement,
    "HOUSING": _housing,
    "RESIDENCE_STATUS": _residence_status,
}
