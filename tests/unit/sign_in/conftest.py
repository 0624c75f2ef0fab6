"""A desk for every test of the staff's function."""

import pytest

from tests.builders.staff_desk import StaffDesk, make_desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> StaffDesk:
    """Return a desk over an empty store."""
    return make_desk(monkeypatch)
