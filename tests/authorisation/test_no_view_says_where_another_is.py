"""Two hundred families in conflict, every view of a signed-in person: 0 values of anybody else, errors included.

Views register themselves: every route that the description gives to a signed-in person is asked, as JSON and as a page,
by every person of every family. Packages have the same two hundred families in tests/unit/rights/test_packages.py.
"""

import re
from collections.abc import Iterator

import pytest

from functions.vault.ids import new_id
from tests.authorisation.callers import Caller, cookie_of
from tests.authorisation.objects import OTHERS
from tests.authorisation.test_every_cell import OPERATIONS, House, _door_of
from tests.builders.conflict_families import ConflictFamily, put_conflict_family, scenarios
from tests.builders.http_events import Answered, call
from tests.builders.sign_in_system import ORIGIN

VIEWS = [one for one in OPERATIONS if one.who in {"signed-in person", "anybody signed in"}]
CITIZEN = Caller("a citizen", "person")
SHORTEST = 6
SCENARIOS = scenarios()


def _asked(house: House, person: str, said: list[str]) -> Iterator[tuple[str, Answered]]:
    """Ask every view as a person; writes carry values of others, which no error may say again."""
    for operation in VIEWS:
        path = re.sub(r"{(\w+)}", lambda name: OTHERS[name[1]](), operation.path)
        for accept in ("application/json",) if operation.is_write else ("application/json", "text/html"):
            headers = {**cookie_of(house.system, CITIZEN, person), "Accept": accept}
            body = None
            if operation.is_write:
                headers["Origin"] = ORIGIN
                body = dict.fromkeys(("iban", "holder", "email", "mobile", "right", "language", "kind"), said[0])
                body |= {f"other{at}": value for at, value in enumerate(said)}
            name = f"{operation.method} {operation.path} {accept}"
            yield name, call(_door_of(operation), operation.method, path, body, headers)


def _secrets(family: ConflictFamily, person: str) -> list[str]:
    """Return what the others' values are, long enough not to stand in a text by chance."""
    others = [value for other in family.people if other != person for value in family.secrets[other]]
    return [value for value in others if len(value) >= SHORTEST]


@pytest.mark.parametrize("start", range(0, len(SCENARIOS), 25))
def test_no_view_and_no_error_says_a_value_of_another_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], start: int
) -> None:
    """Given parents apart, a secret address, foster care, an institution or a child of 16, then 0 leaks, logs too."""
    house = House(monkeypatch)
    asked = 0
    for scenario in SCENARIOS[start : start + 25]:
        family = put_conflict_family(house.system.memory, scenario)
        for person in family.people:
            secrets = _secrets(family, person)
            for name, answered in _asked(house, person, secrets):
                asked += 1
                text = f"{answered.body} {answered.headers}"
                assert [value for value in secrets if value in text] == [], f"{scenario} {name}"
                assert answered.status < 500, f"{scenario} {name}"
            assert not [value for value in secrets if value in capsys.readouterr().out], scenario
    assert asked >= 25 * 3 * len(VIEWS)


def test_the_search_would_find_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given the payee's own view, then the payee's own values are in it: a search that finds nothing is not blind."""
    house = House(monkeypatch)
    family = put_conflict_family(house.system.memory, SCENARIOS[0])
    payee = next(iter(family.people))
    seen = " ".join(answered.body for _, answered in _asked(house, payee, [new_id("prs")]))
    assert family.dossier in seen
    assert payee in seen
    assert "173" in seen  # the euros of the month that was paid
    secrets = _secrets(family, payee)
    assert [value for value in secrets if value in f"{seen} {secrets[-1]}"] == [secrets[-1]]
