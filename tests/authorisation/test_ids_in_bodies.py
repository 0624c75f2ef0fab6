"""Whose an object is, where no path says it: an id in a body, and the page My file (beside `test_every_cell.py`)."""

import pytest

from functions.runtime.database import Table
from functions.vault.ids import new_id
from tests.authorisation.callers import callers
from tests.authorisation.objects import ID_MEMBERS
from tests.authorisation.test_every_cell import OPERATIONS, House
from tools.openapi_operations import OPERATIONS as DESCRIBED


@pytest.mark.parametrize(
    "key", sorted(key for key, one in DESCRIBED.items() if one.body is not None and key[1].startswith("/api/me/"))
)
def test_an_id_in_a_body_of_a_person_is_never_anothers(monkeypatch: pytest.MonkeyPatch, key: tuple[str, str]) -> None:
    """Given a body that names a file, when the partner names the file that pays the payee, then it is not found.

    A body with another name of an id fails until it is asked for here.
    """
    house = House(monkeypatch)
    body = DESCRIBED[key].body
    assert body is not None
    ids = {name for name in body.model_fields if name in ID_MEMBERS}
    assert ids <= {"file"}
    if not ids:
        return
    (operation,) = (one for one in OPERATIONS if (one.method, one.path) == key)
    (citizen,) = (one for one in callers() if one.kind == "person" and one.alive)
    before = dict(house.system.memory.database.rows[Table.DOSSIERS])
    for file in (house.family.dossier, new_id("dos")):
        said = {"file": file, "iban": "BE62510007547061", "holder": "Noor Peeters"}
        assert house.ask(operation, citizen, holder=house.family.partner, body=said).status == 404
    assert house.system.memory.database.rows[Table.DOSSIERS] == before
    said = {"file": house.family.dossier, "iban": "BE62510007547061", "holder": "Noor Peeters"}
    assert house.ask(operation, citizen, body=said).status == 200


@pytest.mark.parametrize("who", ["payee", "partner"])
def test_my_file_shows_each_citizen_their_own_alone(monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """Given two adults of one file, when both open My file, then only who is paid sees its money and account form."""
    house = House(monkeypatch)
    (operation,) = (one for one in OPERATIONS if one.path == "/my-file")
    (citizen,) = (one for one in callers() if one.kind == "person" and one.alive)
    page = house.ask(operation, citizen, holder=getattr(house.family, who))
    assert page.status == 200
    assert (house.family.dossier in page.body) == (who == "payee")
