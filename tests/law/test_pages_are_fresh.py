"""The pages that a case worker reads say what the rules and the amount files say."""

from tools import write_law_pages


def test_the_pages_are_fresh() -> None:
    """Given the rules and the files, when the pages are written afresh, then the committed ones are the same."""
    assert write_law_pages.main(["--check"]) == 0
