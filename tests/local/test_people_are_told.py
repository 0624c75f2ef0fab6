"""On the deployed system a form is answered by one mail, in the sender's language, that says nothing of it."""

import json
from collections.abc import Sequence

from functions.cli.messages import Mail, read_mails, receiver
from tests.builders.forms import family_form, interest_form
from tools.local.scene import Scene, wait_until

TO = "told.once@example.org"
FAMILY = "told.family@example.org"


def mails_to(scene: Scene, address: str) -> Sequence[Mail] | None:
    found = [mail for mail in read_mails(scene.emulator.url) if receiver(mail) == address]
    return found or None


def test_who_sends_a_form_gets_one_mail(scene: Scene) -> None:
    """Given an interest form in French, then one neutral mail in French leaves, under the role that may send it."""
    form = interest_form(name="Told Once", email=TO, language="fr")
    scene.asker().post("/api/forms/interests", form, expect=202)
    (mail,) = wait_until("the mail", lambda: mails_to(scene, TO), seconds=150)
    assert "Nous avons bien reçu votre demande" in str(mail["BodyText"])
    assert "Told" not in json.dumps(mail["BodyText"])


def test_a_family_is_told_that_there_is_something_to_read(scene: Scene) -> None:
    """Given a family's form, then the mail names our own door and nothing of the family."""
    form = family_form()
    applicant = form["applicant"]
    assert isinstance(applicant, dict)
    scene.asker().post("/api/forms/families", form | {"applicant": applicant | {"email": FAMILY}}, expect=202)
    (mail,) = wait_until("the mail", lambda: mails_to(scene, FAMILY), seconds=150)
    assert scene.address in str(mail["BodyText"])
    assert str(applicant["family_name"]) not in str(mail["BodyText"])
