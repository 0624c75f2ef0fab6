"""PX-1, PX-4: files and answers are held to the schemas that ISO 20022 published, not to edited copies."""

from hashlib import sha256
from pathlib import Path

import pytest

import functions.payments

# SHA-256 after removal of carriage returns; each the same in at least two independent distributions of the schema.
OFFICIAL = {
    "pain.001.001.09": "05440a7e84f695e7dbc6677082f43623cd7393881b76a5e8d648ae21d7d728e3",
    "pain.002.001.10": "22a9dda9d006c21fd368f44e9fae812e7b5cde95b6774f31289c372242aac906",
    "camt.053.001.08": "ca0b135cc8e2dde5b2f99af6b6c514a8f29d6e7c6cf98e9ea84d247189868ff5",
    "camt.054.001.08": "2b392a1f7e70e70902fd0d803ff85989613bd1cae351663240b0bb9243be2c28",
}
FOLDER = Path(functions.payments.__file__).parent / "schemas"


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_schema_is_the_official_one(name: str) -> None:
    """Given the committed schema, then its digest is that of the published one and its notice stands beside it."""
    content = (FOLDER / f"{name}.xsd").read_bytes().replace(b"\r", b"")
    assert sha256(content).hexdigest() == OFFICIAL[name]
    assert f"{name} {OFFICIAL[name]}" in (FOLDER / "NOTICE").read_text(encoding="utf-8")


def test_there_is_no_other_schema() -> None:
    assert {path.stem for path in FOLDER.glob("*.xsd")} == set(OFFICIAL)
