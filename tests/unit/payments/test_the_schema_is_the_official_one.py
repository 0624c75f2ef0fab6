"""PX-1: files are held to the schema that ISO 20022 published, not to an edited copy."""

from hashlib import sha256
from pathlib import Path

import functions.payments

# SHA-256 after removal of carriage returns; the same in four independent distributions of the schema.
OFFICIAL = "05440a7e84f695e7dbc6677082f43623cd7393881b76a5e8d648ae21d7d728e3"


def test_the_schema_is_the_official_one() -> None:
    """Given the committed schema, then its digest is that of the published one and its notice stands beside it."""
    folder = Path(functions.payments.__file__).parent / "schemas"
    content = (folder / "pain.001.001.09.xsd").read_bytes().replace(b"\r", b"")
    assert sha256(content).hexdigest() == OFFICIAL
    assert OFFICIAL in (folder / "NOTICE").read_text(encoding="utf-8")
