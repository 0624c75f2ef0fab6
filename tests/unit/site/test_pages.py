"""The plain page: whole without script, in four languages, nothing from elsewhere, no answer ever lost."""

import gzip
import re
from html.parser import HTMLParser

import pytest

from functions.consent.choice import KINDS as CONSENT_KINDS
from functions.consent.consent_cookie import NAME, consent_cookie
from functions.intake import api as intake_api
from functions.runtime.database import Table
from functions.runtime.problem import Language
from functions.site import api
from functions.site.consent_choice import COOKIE, KINDS, consent_choice
from functions.site.page_texts import asset_address, banner_version
from functions.site.templates import built_text
from tests.builders.http_events import Answered, call
from tests.builders.memory_system import MemorySystem
from tools import build_site

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
LANGUAGES = ("nl", "fr", "de", "en")


class Page(HTMLParser):
    """The parts of a page that promises are about."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.ids: list[str] = []
        self.names: dict[str, dict[str, str | None]] = {}
        self.labels: set[str] = set()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(values["id"])] if "id" in values else []
        if values.get("name") and tag in {"input", "select", "button"}:
            self.names.setdefault(str(values["name"]), values)
        if tag == "label":
            self.labels.add(str(values["for"]))
        self.addresses += [str(values[name]) for name in ("href", "src", "action", "formaction") if name in values]

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> MemorySystem:
    """Return the system behind the two functions that show pages."""
    made = MemorySystem("site")
    monkeypatch.setattr(api, "system", lambda: made)
    monkeypatch.setattr(intake_api, "system", lambda: made)
    return made


def get(path: str, **headers: str) -> Answered:
    """Visit a page."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return call(api.handler, "GET", path, headers={"Accept": "text/html", **named})


FILLED = (
    "language=nl&applicant.given_name=Noor&applicant.family_name=Peeters&applicant.birth_date.day=12&applicant.birth_date.month=4&applicant.birth_date.year=1991"
    "&applicant.address.street=Dorpsstraat&applicant.address.house_number=12&applicant.address.postal_code=3000"
    "&applicant.address.municipality=Leuven&applicant.address.country=BE&applicant.email=&partner.given_name="
    "&children_shown=2&children.0.given_name=&children.0.relation=&children.1.given_name=Lou"
    "&children.1.family_name=Claes&children.1.birth_date.day=3&children.1.birth_date.month=2"
    "&children.1.birth_date.year=2021&children.1.relation=own"
    "&account.iban=BE68+5390+0754+7034&account.holder=Noor+Peeters&work.0.person=applicant&work.0.status="
    "&work.1.person=partner&work.1.status=&declaration=true&idempotency_key=0123456789abcdef0123"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_in_each_language_with_a_label_for_each_field(system: MemorySystem, language: str) -> None:
    answered = get(f"/{language}/join")
    page = Page(answered.body)
    assert answered.status == 200
    assert f'<html lang="{language}"' in answered.body
    fields = [values for values in page.names.values() if values.get("type") not in {"hidden", "submit"}]
    shown = {str(values["id"]) for values in fields if "id" in values}
    assert shown <= page.labels
    assert len(page.ids) == len(set(page.ids))
    assert re.findall(r'<script src="([^"]*)"', answered.body) == [
        asset_address(f"{one}.js") for one in ("consent", "steps")
    ]
    assert page.tags.count("script") == 2


def test_the_four_pages_have_the_same_fields(system: MemorySystem) -> None:
    names = [set(Page(get(f"/{language}/join").body).names) for language in LANGUAGES]
    assert all(one == names[0] for one in names)


def test_the_root_speaks_the_browsers_language(system: MemorySystem) -> None:
    assert '<html lang="de"' in get("/", Accept_Language="de-BE,fr;q=0.5").body
    assert '<html lang="nl"' in get("/").body


def test_nothing_comes_from_another_place_and_nothing_may(system: MemorySystem) -> None:
    answered = get("/nl/")
    assert all(address.startswith(("/", "#")) for address in Page(answered.body).addresses)
    policy = answered.header("Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "http:" not in answered.body


def test_first_load_stays_small(system: MemorySystem) -> None:
    stylesheet = re.search(r'href="(/assets/site\.[0-9a-f]+\.css)"', get("/nl/").body)
    assert stylesheet is not None
    styles = call(api.handler, "GET", stylesheet[1])
    assert len(gzip.compress(styles.body.encode())) <= 14_000
    assert not re.search(r"GDS Transport|crest|url\(|@import", styles.body)
    assert "immutable" in styles.header("Cache-Control")
    size = len(gzip.compress(get("/nl/join").body.encode())) + len(gzip.compress(styles.body.encode()))
    assert size <= 100_000


def test_each_serving_has_a_fresh_key(system: MemorySystem) -> None:
    keys = {str(Page(get("/nl/join").body).names["idempotency_key"]["value"]) for _ in range(3)}
    assert len(keys) == 3
    assert all(16 <= len(key) <= 128 for key in keys)


def test_a_form_without_script_is_taken_and_the_visitor_sees_the_receipt(system: MemorySystem) -> None:
    answers = [call(intake_api.handler, "POST", "/api/forms/families", FILLED, FORM) for _ in range(2)]
    assert [one.status for one in answers] == [303, 303]
    addresses = {one.header("Location") for one in answers}
    assert len(addresses) == 1
    assert len(system.memory.database.rows[Table.SUBMISSIONS]) == 1
    (address,) = addresses
    assert address.startswith("/nl/received/rcp_")
    assert address.rsplit("/", 1)[1] in get(address).body


def test_the_holder_of_a_receipt_sees_how_far_it_is(system: MemorySystem) -> None:
    sent = call(intake_api.handler, "POST", "/api/forms/families", FILLED, FORM)
    receipt = sent.header("Location").rsplit("/", 1)[1]
    for language, said in (("nl", "wacht op verwerking"), ("en", "waits to be handled")):
        headers = {"Accept": "text/html", "Accept-Language": language}
        answered = call(intake_api.handler, "GET", f"/api/forms/{receipt}", headers=headers)
        assert answered.header("Content-Type").startswith("text/html")
        assert said in answered.body
        assert "01-07-2024, 08:00" in answered.body


def test_errors_stand_beside_the_fields_and_first_of_all_and_the_answers_stay(system: MemorySystem) -> None:
    spoiled = (
        FILLED.replace("birth_date.year=2021", "birth_date.year=2025")
        .replace("&declaration=true", "")
        .replace("7034", "7035")
    )
    answered = call(intake_api.handler, "POST", "/api/forms/families", spoiled, {**FORM, "Accept-Language": "en"})
    page = Page(answered.body)
    assert (answered.status, answered.header("Content-Type")) == (422, "text/html; charset=utf-8")
    assert answered.header("Content-Language") == "nl"
    assert "<title>Fout: " in answered.body
    assert page.names["applicant.given_name"]["value"] == "Noor"
    assert page.names["children.0.given_name"]["value"] == "Lou"
    assert page.names["idempotency_key"]["value"] == "0123456789abcdef0123"
    for name in ("children-0-birth_date", "account-iban", "declaration"):
        assert f"#{name}" in page.addresses
        assert name in page.ids
        assert f"{name}-error" in page.ids
    assert answered.body.index('id="errors"') < answered.body.index("<h1")
    assert not system.memory.database.rows[Table.SUBMISSIONS]


def test_hostile_answers_are_shown_as_text(system: MemorySystem) -> None:
    hostile = FILLED.replace("Noor", "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").replace("&declaration=true", "")
    answered = call(intake_api.handler, "POST", "/api/forms/families", hostile, FORM)
    assert "<script>" not in answered.body
    assert Page(answered.body).names["applicant.given_name"]["value"] == '"><script>alert(1)</script>'


def test_another_key_is_given_when_the_old_one_belongs_to_another_form(system: MemorySystem) -> None:
    call(intake_api.handler, "POST", "/api/forms/families", FILLED, FORM)
    answered = call(intake_api.handler, "POST", "/api/forms/families", FILLED.replace("Lou", "Jo"), FORM)
    page = Page(answered.body)
    assert answered.status == 409
    assert page.names["children.0.given_name"]["value"] == "Jo"
    assert page.names["idempotency_key"]["value"] != "0123456789abcdef0123"


def test_another_language_and_one_more_child_keep_what_was_filled_in(system: MemorySystem) -> None:
    answered = call(api.handler, "POST", "/fr/join", FILLED + "&add_child=1", FORM)
    page = Page(answered.body)
    assert '<html lang="fr"' in answered.body
    assert page.names["applicant.given_name"]["value"] == "Noor"
    assert "children.2.given_name" in page.names
    assert page.names["children.0.given_name"]["value"] == "Lou"


def test_the_cookie_choice_is_shown_and_not_asked_again(system: MemorySystem) -> None:
    consent = "cns_" + "0" * 26
    cookie = consent_cookie(consent, dict.fromkeys(CONSENT_KINDS, False) | {"analytics": True}).split(";", 1)[0]
    first, kept = get("/en/join"), get("/en/cookies", Cookie=cookie)
    assert first.body.index('id="consent"') < first.body.index("<header")
    assert 'id="consent"' not in get("/en/join", Cookie=cookie).body
    assert "You allow: measure without names what can be better." in kept.body
    assert Page(kept.body).names["id"]["value"] == consent
    assert "follow" in get("/en/join", Sec_GPC="1").body


def test_the_buttons_of_the_choice_are_alike_and_nothing_is_ticked_before(system: MemorySystem) -> None:
    body = get("/nl/join").body
    buttons = re.findall(r"<button ([^>]*)>", body[body.index('class="choice"') : body.index("</section>")])
    assert buttons == [f'name="method" value="{one}"' for one in ("refuse_all", "accept_all", "choose")]
    assert "checked" not in body[: body.index("<header")]


def test_page_and_consent_read_the_same_cookie() -> None:
    assert (COOKIE, KINDS) == (NAME, CONSENT_KINDS)


@pytest.mark.parametrize(
    "cookie", [None, "", "yes", "cns_x.yyyy", "cns_" + "0" * 26 + ".yyy", "cns_" + "0" * 26 + ".yyyx"]
)
def test_a_cookie_that_we_did_not_write_is_never_a_yes(cookie: str | None) -> None:
    assert consent_choice(cookie).allowed == []


@pytest.mark.parametrize(
    "path", ["/es/", "/nl/elsewhere", "/nl/received/nonsense", "/assets/site.css", "/api/notice/x"]
)
def test_an_unknown_page_is_404(system: MemorySystem, path: str) -> None:
    assert get(path).status == 404


def test_a_problem_is_a_page_for_a_visitor_and_an_object_for_a_program(system: MemorySystem) -> None:
    assert get("/nl/received/nonsense").header("Content-Type").startswith("text/html")
    assert call(api.handler, "GET", "/nl/received/x").header("Content-Type") == "application/problem+json"


def test_the_notice_is_served_in_each_language_with_one_version(system: MemorySystem) -> None:
    told = [call(api.handler, "GET", f"/{language}/notice").body for language in LANGUAGES]
    assert len(set(told)) == 4
    event = {"httpMethod": "GET", "path": "/api/notice", "headers": {}, "requestContext": {"stage": "t", "path": "/"}}
    answers = [api.handler({**event, "queryStringParameters": {"language": one}}, None) for one in LANGUAGES]
    assert {one["statusCode"] for one in answers} == {200}
    versions = {re.search(r"sha256:[0-9a-f]{64}", str(one["body"])) for one in answers}
    assert len({match[0] for match in versions if match}) == 1


def test_the_health_names_versions_and_nobody(system: MemorySystem) -> None:
    members = call(api.handler, "GET", "/api/health").members
    assert members["status"] == "ok"
    assert str(members["notice_version"]).startswith("sha256:")


def test_what_is_served_is_what_web_says() -> None:
    assert build_site.main(["--check"]) == 0


def test_the_banner_of_any_record_can_be_shown_again(system: MemorySystem) -> None:
    for language in Language:
        version = banner_version(language)
        assert version in get(f"/{language}/").body
        assert build_site.digest(built_text(f"banners/{version.removeprefix('sha256:')}.html")) == version
