"""What SES is asked: a tag that it takes, and whose fault a refusal is."""

import re
from collections.abc import Mapping
from typing import cast

import pytest
from botocore.exceptions import ClientError

from functions.messages.apply_event import read_event
from functions.messages.store import Row
from functions.runtime.ask_aws import ServiceRefusedError
from functions.runtime.database import Key
from functions.runtime.mail import SesMail
from functions.vault.ids import new_id


class Ses:
    """SES that keeps what it was asked, or refuses with a code."""

    def __init__(self, code: str | None = None) -> None:
        self.code, self.asked = code, cast("Mapping[str, object]", {})

    def send_email(self, **asked: object) -> Mapping[str, object]:
        self.asked = asked
        if self.code is not None:
            raise ClientError({"Error": {"Code": self.code, "Message": ""}}, "SendEmail")
        return {}


def send(ses: Ses, reference: str = "r") -> bool:
    return SesMail(ses, "fund@kroost.invalid", "mail").send(reference, "noor@example.org", "s", "t")


@pytest.mark.parametrize("home", ["prs", "rcp", "cas"])
def test_a_reference_is_a_tag_that_ses_takes_and_an_event_gives_it_back(home: str) -> None:
    """Given a row of any receiver, then its reference has the signs of a tag only, and names the row again."""
    row, ses = Row(Key(new_id(home), new_id("msg")), {"attempt": 3}), Ses()
    assert send(ses, row.reference)
    (tag,) = cast("list[dict[str, str]]", ses.asked["EmailTags"])
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", tag["Value"])
    event = read_event(f'{{"reference": "{tag["Value"]}", "event": "Send"}}')
    assert (event.home, event.message, event.attempt) == (row.key.pk, row.key.sk, 3)


def test_a_request_that_is_wrong_is_our_fault_and_no_refusal_of_the_address() -> None:
    """Given a request that SES calls bad, then it is an error that comes back; a rejected mail is refused for good."""
    with pytest.raises(ServiceRefusedError):
        send(Ses("BadRequestException"))
    assert send(Ses("MessageRejected")) is False
