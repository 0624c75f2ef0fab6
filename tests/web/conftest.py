"""One browser for all tests of this folder, and the public doors over an in-memory system."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from functions.consent import api as consent_api
from functions.intake import api as intake_api
from functions.site import api as site_api
from functions.what_if import api as what_if_api
from tests.builders.memory_system import MemorySystem
from tests.web.memory_site import memory_site

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NONE = "no Chromium or Chrome found: install it (Debian: apt-get install chromium), or playwright install chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium or Chrome, else Playwright's own download; without one the tests fail."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        except Exception as error:
            raise AssertionError(_NONE) from error
        with chromium:
            yield chromium


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Serve the public doors over one in-memory system; yields the address."""
    system = MemorySystem("site")
    doors = [intake_api, consent_api, what_if_api, site_api]
    patch = pytest.MonkeyPatch()
    for module in doors:
        if hasattr(module, "system"):
            patch.setattr(module, "system", lambda: system)
    with memory_site([module.handler for module in doors]) as address:
        yield address
    patch.undo()
