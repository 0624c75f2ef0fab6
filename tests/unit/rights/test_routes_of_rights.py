"""The routes of a person's rights and of the staff who decide: one's own cases alone, everything else is 404."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

import pytest

from functions.dossier.holdings import DossierHolding
from functions.rights import api
from functions.rights.answer_request import answer_request
from functions.rights.work import Rooms
from functions.staff import api as staff_api
from functions.units.clock import instant_text
from functions.vault.strong_sign_in import Assurance
from tests.builders.erasable_family import PARTNER_NUMBER, Family, put_family
from tests.builders.http_events import Answered, call
from tests.builders.sign_in_system import ORIGIN, SignInSystem
from tests.fakes.in_memory_objects import InMemoryObjects

CASE = "cas_00000000000000000000000001"


@dataclass
class RightsSystem(SignInSystem):
    """A system with the buckets of the rights."""

    journal: InMemoryObjects = field(default_factory=InMemoryObjects)
    packages: InMemoryObjects = field(default_factory=InMemoryObjects)

    def objects(self, bucket: str) -> InMemoryObjects:
        """Return a bucket."""
        return {"journal": self.journal, "packages": self.packages}[bucket]


class Counter:
    """People and officers before the two doors."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.system = RightsSystem("rights-api")
        self.family: Family = put_family(self.system.memory)
        monkeypatch.setattr(api, "system", lambda: self.system)
        monkeypatch.setattr(staff_api, "system", lambda: self.system)

    def session(self, holder: str, *, level: Assurance = Assurance.HIGH, minutes: int = 0) -> str:
        """Open a session and return its cookie."""
        from functions.sign_in.session import SessionRecord  # noqa: PLC0415

        now = self.system.system_clock.real_now()
        staff = holder.startswith("stf")
        record = SessionRecord.model_validate(
            {
                "kind": "staff" if staff else "person",
                "holder": holder,
                "roles": ("case_worker", "privacy_officer") if staff else (),
                "provider": "eid",
                "account": "digest",
                "acr": "level",
                "level": int(level),
                "proved_at": instant_text(now - timedelta(minutes=minutes)),
                "ends_at": instant_text(now + timedelta(hours=1)),
                "form_key": "key",
            }
        )
        return self.system.sessions.open(record, now + timedelta(hours=1))

    def ask(
        self, cookie: str | None, method: str, path: str, body: Mapping[str, object] | None = None, **headers: str
    ) -> Answered:
        """Send a request."""
        sent = {"Origin": ORIGIN, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if cookie is not None:
            sent["Cookie"] = f"__Host-session={cookie}"
        door = staff_api.handler if path.startswith("/api/staff") else api.handler
        path, _, query = path.partition("?")
        return call(door, method, path, body, sent, dict([query.split("=")]) if query else None)

    def carry_out(self, case: str) -> None:
        """Let the queue do its work."""
        memory = self.system.memory
        rooms = Rooms(memory.vault, (DossierHolding(),), self.system.journal, self.system.packages, memory.keyring)
        answer_request(rooms, case)


def listed(answered: Answered) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", answered.members["requests"])


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def test_a_person_asks_follows_and_fetches_a_copy(counter: Counter) -> None:
    """Given a signed-in person, when a copy is asked, then its clock is seen, and the copy comes in both forms."""
    me = counter.session(counter.family.partner)
    asked = counter.ask(me, "POST", "/api/me/requests", {"kind": "access", "language": "fr"})
    assert asked.status == 202
    case = str(asked.members["id"])
    assert counter.ask(me, "POST", "/api/me/requests", {"kind": "access", "language": "nl"}).status == 200
    (waiting,) = listed(counter.ask(me, "GET", "/api/me/requests"))
    assert (waiting["id"], waiting["clock"], waiting["due_on"]) == (case, "running", "2024-08-01")
    assert counter.ask(me, "GET", f"/api/me/requests/{case}/package").status == 404
    counter.carry_out(case)
    shown = counter.ask(me, "GET", f"/api/me/requests/{case}", Accept_Language="de").members
    assert (shown["state"], shown["outcome"], shown["package"]) == ("closed", "granted", True)
    copy = counter.ask(me, "GET", f"/api/me/requests/{case}/package")
    assert copy.status == 200
    assert PARTNER_NUMBER in copy.body
    assert copy.header("Cache-Control") == "no-store"
    page = counter.ask(me, "GET", f"/api/me/requests/{case}/package", Accept="text/html")
    assert '<html lang="fr">' in page.body


def test_whoever_is_not_the_person_gets_404_and_whoever_is_not_signed_in_401(counter: Counter) -> None:
    me, other = counter.session(counter.family.partner), counter.session(counter.family.payee)
    case = str(counter.ask(me, "POST", "/api/me/requests", {"kind": "access", "language": "nl"}).members["id"])
    counter.carry_out(case)
    for path in (f"/api/me/requests/{case}", f"/api/me/requests/{case}/package"):
        assert counter.ask(other, "GET", path).status == 404
        assert counter.ask(None, "GET", path).status == 401
        assert counter.ask(counter.session("stf_00000000000000000000000009"), "GET", path).status == 401
    assert counter.ask(me, "GET", f"/api/me/requests/{CASE}").status == 404
    assert counter.ask(me, "GET", "/api/me/requests/not-an-id").status == 404
    assert counter.ask(other, "GET", "/api/me/requests").members == {"requests": []}


def test_download_and_erasure_need_a_strong_sign_in_of_just_now(counter: Counter) -> None:
    me = counter.session(counter.family.partner)
    case = str(counter.ask(me, "POST", "/api/me/requests", {"kind": "access", "language": "nl"}).members["id"])
    counter.carry_out(case)
    weak = counter.session(counter.family.partner, level=Assurance.SUBSTANTIAL)
    old = counter.session(counter.family.partner, minutes=11)
    erasure = {"kind": "erasure", "language": "nl"}
    for cookie in (weak, old):
        refused = [
            counter.ask(cookie, "GET", f"/api/me/requests/{case}/package"),
            counter.ask(cookie, "POST", "/api/me/requests", erasure),
        ]
        assert [one.status for one in refused] == [401, 401]
        assert counter.ask(cookie, "GET", f"/api/me/requests/{case}").status == 200
    assert counter.ask(me, "POST", "/api/me/requests", erasure).status == 202


def test_contact_data_are_corrected_over_one_route(counter: Counter) -> None:
    me = counter.session(counter.family.partner)
    sent = counter.ask(me, "PATCH", "/api/me/contact", {"email": "een@example.org", "mobile": "+32470112233"})
    assert sent.status == 202
    counter.carry_out(str(sent.members["id"]))
    shown = counter.ask(me, "GET", f"/api/me/requests/{sent.members['id']}").members
    assert (shown["kind"], shown["outcome"]) == ("rectification", "granted")
    assert counter.ask(me, "PATCH", "/api/me/contact", {}).status == 422
    assert counter.ask(me, "PATCH", "/api/me/contact", {"given_name": "X"}).status == 422


def test_staff_sees_the_clocks_extends_refuses_and_needs_a_second_person_to_lift(counter: Counter) -> None:
    """Given a restriction and a late letter, when officers decide, then each decision fits the case or is 409."""
    purpose = {"Purpose": "handle_rights_request"}
    first, second = (counter.session(f"stf_0000000000000000000000000{number}") for number in (1, 2))
    paper = {
        "kind": "access",
        "channel": "phone",
        "person": {"national_number": PARTNER_NUMBER},
        "identity": {"method": "not_shown", "seen_on": "2024-06-28"},
        "received_on": "2024-06-28",
        "language": "nl",
    }
    opened = counter.ask(first, "POST", "/api/staff/requests", paper, **purpose)
    assert opened.status == 202
    letter = str(opened.members["id"])
    wrong = {**paper, "channel": "paper", "identity": {"method": "called_back", "seen_on": "2024-06-28"}}
    assert counter.ask(first, "POST", "/api/staff/requests", wrong, **purpose).status == 422
    (line,) = listed(counter.ask(first, "GET", "/api/staff/requests", None, **purpose))
    assert (line["id"], line["clock"]) == (letter, "paused")

    def decide(cookie: str, case: str, **made: object) -> int:
        return counter.ask(cookie, "POST", f"/api/staff/requests/{case}", made, **purpose).status

    assert decide(first, letter, decision="extend", reason="unfounded") == 409
    assert decide(first, letter, decision="extend", reason="complex") == 202
    assert (
        decide(first, letter, decision="identity", channel="phone", method="called_back", seen_on="2024-07-01") == 202
    )
    shown = counter.ask(first, "GET", f"/api/staff/requests/{letter}", None, **purpose).members
    assert (shown["assisted"], shown["channel"], shown["state"]) == (True, "phone", "received")
    assert decide(first, letter, decision="refuse", reason="excessive", explained="Derde vraag.") == 202
    assert decide(first, letter, decision="refuse", reason="excessive") == 409
    assert decide(first, CASE, decision="refuse", reason="excessive") == 404

    me = counter.session(counter.family.partner)
    ask = {"kind": "restriction", "language": "nl", "ground": "claims"}
    case = str(counter.ask(me, "POST", "/api/me/requests", ask).members["id"])
    counter.carry_out(case)
    assert decide(first, case, decision="confirm_lift") == 409
    assert decide(first, case, decision="propose_lift", reason="claim_over") == 202
    assert decide(first, case, decision="confirm_lift") == 409
    assert decide(second, case, decision="confirm_lift") == 202
    counter.carry_out(case)
    assert counter.ask(first, "GET", f"/api/staff/requests/{case}", None, **purpose).members["state"] == "closed"


def test_the_statistic_is_public(counter: Counter) -> None:
    answered = counter.ask(None, "GET", "/api/statistics/rights?month=2024-07")
    assert (answered.status, answered.members) == (200, {"month": "2024-07", "answers": {}})
    assert counter.ask(None, "GET", "/api/statistics/rights?month=x").status == 404
