"""PX-5: who changes an account and then the contact does not get the notice: it goes to the contact from before."""

import pytest

from functions.dossier.payee_verification import NoVerification
from functions.dossier.person import Person
from functions.dossier.places import person_place
from functions.payments.change_account import AskedChange, ByPayee, change_account
from functions.register.purpose import Purpose
from functions.vault.strong_sign_in import Assurance, StrongSignIn
from tests.builders.post_office import PostOffice
from tests.builders.told_family import NOOR, put_told_family

OLD, NEW = str(NOOR.email), "swindler@example.org"


@pytest.mark.goal("PX-5")
@pytest.mark.parametrize("changed", [True, False])
def test_the_notice_of_a_changed_account_goes_to_the_contact_from_before(*, changed: bool) -> None:
    """Given an account that changes, and an e-mail address right after it or not, then the old address is told."""
    office = PostOffice()
    memory = office.memory
    dossier, person = put_told_family(memory)
    proof = StrongSignIn(person, "itsme", "acr", Assurance.HIGH, memory.clock.real_now(), "session")
    request = memory.request(Purpose.CHANGE_ACCOUNT, "staff-api")
    change_account(
        request, AskedChange(dossier, person, "BE43068999999501", "Noor Peeters"), ByPayee(proof), NoVerification()
    )
    if changed:
        put_contact(office, dossier, person)
    office.deliver()
    assert [parcel.to for parcel in office.mail.parcels] == [OLD]
    assert "BE43" not in office.mail.parcels[0].text


def put_contact(office: PostOffice, dossier: str, person: str) -> None:
    """Give the person another address, as whoever took over their mail would."""
    request = office.memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    place = person_place(dossier, person)
    change = request.change("change contact")
    record = Person.model_validate({**NOOR.model_dump(), "email": NEW})
    change.put(place, person, record, {"person": person}, request.fetch(place))
    change.send()
