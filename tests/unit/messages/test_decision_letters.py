"""CM-4, of payments: a decision comes with reasons, amounts, the way to appeal and its terms, from the stored trace."""

import pytest

from functions.messages.hand_over import open_message
from functions.messages.holdings import MessagesHolding
from functions.messages.lay_letter import open_letter
from functions.messages.message import Letter
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.rights.erasure_plan import Treatment
from functions.rights.plan_erasure import plan_erasure
from tests.builders.bank_world import BankWorld
from tests.builders.paid_families import FundFamily
from tests.builders.post_office import PostOffice

APPEAL = {
    "flanders": "Geschillencommissie",
    "brussels": "tribunal du travail de votre domicile dans les trois mois",
    "wallonia": "tribunal du travail de votre domicile dans les trois mois",
}


def told(region: str, email: str | None = None) -> tuple[PostOffice, FundFamily, int]:
    family = FundFamily(1, region=region, email=email)
    world = BankWorld().with_families(family)
    office = PostOffice(memory=world.memory)
    world.whole(region)
    office.deliver()
    (payment,) = [row for row in world.payments_of(family) if "payment" in row]
    return office, family, int(str(payment["paid_so_far"]))


def letters(office: PostOffice) -> list[Letter]:
    request = office.office("family").request()
    found = [open_message(request, str(row["pk"]), str(row["sk"])) for row in office.rows()]
    return [one for one in found if isinstance(one, Letter)]


@pytest.mark.parametrize("region", APPEAL)
def test_a_first_payment_is_a_decision_with_all_that_the_law_asks(region: str) -> None:
    """Given a first payment, then the letter holds amount, reasons with articles, appeal and terms, and no id."""
    office, family, _ = told(region, "family@example.org")
    (letter,) = letters(office)
    assert letter.kind is MessageKind.PAYMENT_DECIDED
    assert APPEAL[region] in letter.text
    assert "Kind0" in letter.text
    assert family.child(0) not in letter.text + letter.html
    assert ("vijf jaar" if region == "flanders" else "cinq ans") in letter.text
    assert ("Wij betalen " if region == "flanders" else "Nous payons ") in letter.text
    assert f'lang="{"nl" if region == "flanders" else "fr"}"' in letter.html
    assert letter.text.count("art") > 1
    # The mail that tells of it says none of this.
    (mail,) = office.mail.parcels
    assert "Kind0" not in mail.text


def test_an_erased_child_is_told_which_letters_to_the_parents_stay_why_and_until_when() -> None:
    """Given a decision that calls a child by the first name, then the child's plan lists it with ground and day."""
    office, family, _ = told("flanders", "family@example.org")
    request = office.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    plan = plan_erasure(request, [MessagesHolding()], family.child(0))
    (row,) = [one for one in office.rows() if one.get("letter")]
    (line,) = plan.lines
    assert (line.pk, line.sk, line.treatment) == (row["pk"], row["sk"], Treatment.AS_IS)
    assert (line.exception, line.ground) == ("17(3)(e)", "regional_decrees")
    assert str(line.until) == row["destroy_on"]
    own = plan_erasure(request, [MessagesHolding()], str(row["pk"]))
    assert {one.treatment for one in own.lines} == {Treatment.ERASE}


def test_the_same_trace_gives_the_same_letter() -> None:
    """Given one family in two funds, then their letters are equal but for the code."""
    texts = []
    for _ in range(2):
        (letter,) = letters(told("flanders", "family@example.org")[0])
        texts.append((letter.text.replace(letter.code, ""), letter.html.replace(letter.code, "")))
    assert texts[0] == texts[1]


def test_a_family_without_mail_gets_the_whole_letter_on_paper() -> None:
    """Given a family with an address alone, then what the printer opens is the decision itself."""
    office, family, _ = told("flanders")
    keys = list(office.box.bodies)
    if not keys:
        (row,) = office.rows()
        assert (row["state"], row["tried"]) == ("unreachable", [])  # no address of the payee is known: a person acts
        return
    letter = open_letter(office.printer, keys[0].split("/")[1], office.box.bodies[keys[0]])
    assert "Geschillencommissie" in str(letter["text"])
    assert family.child(0) not in str(letter)
