"""Look at a page as a person and as axe does: what is wrong with it, what it asked for, how it looks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = 320, 1280


@dataclass
class Look:
    """One page in one window."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def violations(self) -> list[tuple[str, list[str]]]:
        """Return what axe finds against WCAG 2.2 AA and its best practices: (rule, elements)."""
        self.page.wait_for_load_state("load")
        self.page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate("rules => axe.run({runOnly: rules})", _RULES)["violations"]
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return int(width)

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page in the folder that KROOST_PICTURES names, if any."""
        folder = os.environ.get("KROOST_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@contextmanager
def look(
    browser: Browser, *, wide: bool = False, dark: bool = False, script: bool = True, language: str = "nl-BE"
) -> Iterator[Look]:
    """Open a window of its own, with nothing in it yet; it records every request and every message of the console."""
    context = browser.new_context(
        color_scheme="dark" if dark else "light",
        viewport={"width": WIDE if wide else NARROW, "height": 800},
        java_script_enabled=script,
        locale=language,
        reduced_motion="reduce",
    )
    with context:
        window = Look(context.new_page())

        def asked(request: Request) -> None:
            window.asked.append(request.url)

        def said(message: ConsoleMessage) -> None:
            window.said.append(message.text)

        window.page.on("request", asked)
        window.page.on("console", said)
        window.page.on("pageerror", lambda error: window.said.append(str(error)))
        yield window
