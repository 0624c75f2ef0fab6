"""`docs/drops-xml.md` names every format, every cause of a refusal, and every limit as the code has it."""

from pathlib import Path

from functions.government import unusable
from functions.government.xml import limits, refused
from functions.government.xml.formats import SERVICES

PAGE = (Path(__file__).parents[4] / "docs" / "drops-xml.md").read_text(encoding="utf-8")


def test_the_page_names_every_format_with_its_version_and_flows() -> None:
    """Given every format, then a row names its root, its version and the flows under whose keys it may come."""
    assert len(SERVICES) == 19
    for root, service in SERVICES.items():
        (row,) = [line for line in PAGE.splitlines() if line.startswith("|") and f"`{root.partition('}')[2]}`" in line]
        assert service.version in row
        assert all(f"`{flow.lower()}`" in row for flow in service.adapters), root


def test_the_page_names_every_code_and_limit() -> None:
    """Given every code of a refused file and of an unusable statement, then the page explains it; so the limits."""
    names = ("NOT_XML", "DOCUMENT_TYPE", "INSTRUCTION", "INCLUSION", "TOO_DEEP", "TOO_LARGE", "SOAP_FAULT")
    codes = [
        getattr(refused, name)
        for name in (*names, "UNKNOWN_FORMAT", "OTHER_FLOW", "DIFFERS", "UNKNOWN_CONTEXT", "MISSING", "NOT_AN_INSTANT")
    ]
    codes += [code for code in vars(unusable)["_PLACES"] if code != unusable.UNKNOWN]
    assert [code for code in codes if f"`{code}`" not in PAGE] == []
    said = f"{limits.MOST_TEXT // 1024} KiB of text between two tags, {limits.MOST_ATTRIBUTES} attributes"
    kept = f"{limits.MOST_ELEMENTS_OF_AN_ANSWER:,} elements or {limits.MOST_TEXT_OF_AN_ANSWER // 1024**2} MiB of text"
    more = f"{limits.MOST_NAME} signs in a name, {limits.MOST_NAMES} names"
    assert all(part in PAGE for part in (said, kept, more, f"more than {limits.MOST_DEPTH} levels"))
