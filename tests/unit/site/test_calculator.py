"""The calculator answers on its own page, without script, and keeps nothing."""

import pytest

from functions.site import api
from tests.builders.http_events import call
from tests.builders.memory_system import MemorySystem

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
# The published example of the what-if contract: July 2024, one adult, income 30,000, a child of 2019: 247.16.
ASKED = (
    "month.month=7&month.year=2024&region=flanders&partner=no&income=30000&children_shown=1"
    "&children.0.born.day=1&children.0.born.month=3&children.0.born.year=2019&ask=1"
)


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> MemorySystem:
    made = MemorySystem("site")
    monkeypatch.setattr(api, "system", lambda: made)
    return made


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "247,16"), ("fr", "247,16"), ("de", "247,16"), ("en", "247.16")]
)
def test_the_same_cents_with_their_reasons_in_each_language(language: str, written: str) -> None:
    answered = call(api.handler, "POST", f"/{language}/calculator", ASKED, FORM)
    assert answered.status == 200
    assert written in answered.body
    assert "Groeipakketdecreet art. 13" in answered.body


def test_nothing_is_kept_and_the_question_stays_on_the_page(system: MemorySystem) -> None:
    before = {table: dict(rows) for table, rows in system.memory.database.rows.items()}
    answered = call(api.handler, "POST", "/nl/calculator", ASKED, FORM)
    assert 'value="30000"' in answered.body
    assert {table: dict(rows) for table, rows in system.memory.database.rows.items()} == before
    assert answered.header("Cache-Control") == "no-store"


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost() -> None:
    spoiled = (
        ASKED.replace("born.month=3", "born.month=33")
        .replace("&region=flanders", "")
        .replace("income=30000", "income=x")
    )
    answered = call(api.handler, "POST", "/en/calculator", spoiled, FORM)
    assert answered.status == 422
    for field in ("region", "income", "children-0-born"):
        assert f'href="#{field}"' in answered.body
        assert f'id="{field}-error"' in answered.body
    assert 'value="33"' in answered.body
    assert "<title>Error: " in answered.body


def test_one_more_child_and_another_language_ask_nothing_yet() -> None:
    answered = call(api.handler, "POST", "/fr/calculator", ASKED.replace("&ask=1", "&add_child=1"), FORM)
    assert answered.status == 200
    assert "children.1.born.day" in answered.body
    assert 'id="answer"' not in answered.body


@pytest.mark.parametrize(
    ("left_out", "added", "field"),
    [
        ("&partner=no", "", "partner"),
        ("", "&children.0.disability.pillar1=x", "children-0-disability-pillar1"),
        ("", "&children.0.disability.pillar1=9", "children-0-disability-pillar1"),
    ],
)
def test_what_was_not_said_or_makes_no_sense_is_asked_and_never_guessed(left_out: str, added: str, field: str) -> None:
    answered = call(api.handler, "POST", "/en/calculator", ASKED.replace(left_out, "") + added, FORM)
    assert answered.status == 422
    assert f'href="#{field}"' in answered.body


def test_whether_it_is_a_first_child_is_asked_where_the_law_needs_it() -> None:
    born = ASKED.replace("region=flanders", "region=brussels").replace("born.year=2019", "born.year=2024")
    born = born.replace("born.month=3", "born.month=7").replace("born.day=1", "born.day=2")
    asked = call(api.handler, "POST", "/en/calculator", born, FORM)
    assert (asked.status, 'href="#children-0-first_child"' in asked.body) == (422, True)
    told = {
        said: call(api.handler, "POST", "/en/calculator", f"{born}&children.0.first_child={said}", FORM)
        for said in ("yes", "no")
    }
    assert {one.status for one in told.values()} == {200}
    assert told["yes"].body != told["no"].body
