"""The notice and the record are plain, whole and accessible pages: no script, one heading order, links that lead."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from functions.register.notice import NOTICE_LANGUAGES, notice
from tools.compile_register import PRIVACY

PAGES = sorted(PRIVACY.glob("*.html"))
VOID = {"meta", "br", "link"}


class Outline(HTMLParser):
    """Collects what a page is made of, and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: Counter[str] = Counter()
        self.levels: list[int] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.labels: list[str] = []
        self.languages: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        values = {name: value or "" for name, value in attrs}
        assert not any(name.startswith("on") for name in values), "an event handler is script"
        self.elements[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a":
            self.links.append(values["href"])
        if "aria-labelledby" in values:
            self.labels.append(values["aria-labelledby"])
        if tag == "html":
            self.languages.append(values["lang"])

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element; another one is an error."""
        assert self.open.pop() == tag


def outline(text: str) -> Outline:
    """Read a whole page."""
    parser = Outline()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser


def test_eight_pages_are_built() -> None:
    """Given four languages, then a notice and a record stand in the docs for each."""
    assert {page.name for page in PAGES} == {
        f"{kind}.{language}.html" for kind in ("notice", "record") for language in NOTICE_LANGUAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_accessible_and_without_script(page: Path) -> None:
    """Given a built page, then it has its language, a title, one h1, no skipped level, unique ids and live links."""
    found = outline(page.read_text(encoding="utf-8"))
    assert found.languages == [page.name.split(".")[1]]
    assert found.elements["title"] == found.elements["h1"] == found.elements["main"] == 1
    assert not {"script", "iframe", "img", "form"} & set(found.elements)
    assert all(later - earlier <= 1 for earlier, later in zip(found.levels, found.levels[1:], strict=False))
    assert max(found.ids.values()) == 1
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert set(found.labels) <= set(found.ids)


@pytest.mark.parametrize("language", NOTICE_LANGUAGES)
def test_the_notice_is_layered(language: str) -> None:
    """Given somebody in a hurry, then the first layer is short and the rest opens on demand."""
    article = notice(language).article
    first = article.split("</section>")[0]
    assert first.count("<li>") == 5
    found = outline(article)
    assert found.elements["details"] == found.elements["summary"] > 60
    assert notice(language).html.count(article) == 1
