"""The dated files of the law: each value with interval, source and status; what a reviewer must see is refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.amount_files import AMOUNTS, AmountFile, AmountFileError, read_amount_file, read_amount_files
from tools.compile_amounts import COMPILED, compile_amounts

FILES = read_amount_files()

GOOD = """
title: "Basic amount"
unit: EUR/month
law:
  - text: "Decree"
    article: "13"
reviewer: "somebody"
last_checked_on: "2026-11-23"
known_until: "2026-08"
next_change_expected: "2026-09"
values:
  - from: "2019-01-01"
    value: "163.20"
    status: published
    sources:
      - title: "Agency"
        address: "https://example.org"
        consulted_on: "2026-11-23"
  - from: "2020-09-01"
    value: "166.46"
    status: derived
    rule: "x 1.02"
    sources:
      - title: "Agency"
        address: "https://example.org"
        consulted_on: "2026-11-23"
"""


def read(text: str, folder: Path) -> AmountFile:
    path = folder / "flanders" / "base" / "new.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_amount_file(path, folder)


def changed(**members: object) -> str:
    return yaml.safe_dump(yaml.safe_load(GOOD) | members)


def changed_value(at: int, **members: object) -> str:
    whole = yaml.safe_load(GOOD)
    whole["values"][at] |= members
    return yaml.safe_dump(whole)


def without(member: str, at: int | None = None) -> str:
    whole = yaml.safe_load(GOOD)
    del (whole if at is None else whole["values"][at])[member]
    return yaml.safe_dump(whole)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """Given a file in which nothing is missing, then it is read under its path."""
    assert read(GOOD, tmp_path).id == "flanders/base/new"
    read(changed_value(0, to="2020-08-31"), tmp_path)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (GOOD + 'title: "again"\n', "duplicate key"),
        (GOOD.replace("    status: derived", "    status: derived\n    status: published"), "duplicate key"),
        (changed(colour="red"), "unknown colour"),
        (changed_value(0, valeur="1.00"), "unknown valeur"),
        (changed(law=[{"text": "Decree", "article": "13", "page": "2"}]), "unknown page"),
        (without("reviewer"), "without reviewer"),
        (without("known_until"), "without known_until"),
        (without("last_checked_on"), "without last_checked_on"),
        (without("sources", 0), "without sources"),
        (without("status", 0), "without status"),
        (without("rule", 1), "names its rule"),
        (changed(title=" "), "title"),
        (changed(reviewer=""), "reviewer"),
        (changed(law=[]), "law"),
        (changed(values=[]), "values"),
        (changed(values=["163.20"]), "not a mapping"),
        (changed(unit="guilders"), "unit"),
        (changed(known_until="soon"), "known_until"),
        (changed(applies=[{"age": [0]}]), "condition"),
        (changed(applies=[{"age": [None, 3]}]), "condition"),
        (changed(applies=[{"colour": [0, 3]}]), "unknown colour"),
        (changed_value(0, sources=[]), "sources"),
        (changed_value(0, sources=[{"title": "Agency", "address": "https://example.org"}]), "without consulted_on"),
        (changed_value(0, sources=[{"title": "", "address": "x", "consulted_on": "2026-11-23"}]), "source title"),
        (changed_value(0, sources=[{"title": "x", "address": "", "consulted_on": "2026-11-23"}]), "source address"),
        (changed_value(0, status="certain"), "status"),
        (changed_value(0, status="unconfirmed"), "says why"),
        (changed_value(0, **{"from": date(2019, 1, 1)}), "between quotes"),
        (changed_value(0, **{"from": "2019-01-02"}), "whole months"),
        (changed_value(0, to="2020-08-30"), "whole months"),
        (changed_value(0, to="2018-12-31"), "ends before"),
        (changed_value(0, to="2020-07-31"), "a gap"),
        (changed_value(0, to="2020-09-30"), "overlaps"),
        (changed_value(1, **{"from": "2019-01-01"}), "overlaps"),
        (changed_value(1, **{"from": "2018-01-01"}), "overlaps"),
        (changed_value(0, value="163.2"), "is not written"),
        (changed_value(0, value=163.2), "is not written"),
        (changed_value(0, value="-163.20"), "is not written"),
        (changed(unit="years"), "is not written"),
        (changed(unit="date"), "not a day"),
        (changed(unit="days of year"), "is not written"),
        (changed(unit="day of year"), "is not written"),
        ("values: [", "not YAML"),
        ("", "not a mapping"),
    ],
)
def test_what_a_reviewer_must_see_is_refused(text: str, cause: str, tmp_path: Path) -> None:
    """Given a file with one mistake, then it is refused with the file and the cause."""
    with pytest.raises(AmountFileError, match=cause) as refused:
        read(text, tmp_path)
    assert str(refused.value).startswith("flanders/base/new: ")


@pytest.mark.parametrize(
    ("unit", "written", "meant"),
    [
        ("EUR", "0.05", 5),
        ("EUR/year", "30986.17", 3098617),
        ("years", "18", 18),
        ("ratio", "2/3", [2, 3]),
        ("ratio", "1.5", [15, 10]),
        ("ratio", "2", [2, 1]),
        ("factor", "1.0404", [10404, 10000]),
        ("date", "2019-01-01", "2019-01-01"),
        ("day of year", "08-01", "08-01"),
        ("days of year", ["weekend", "easter+39", "12-25"], ["weekend", "easter+39", "12-25"]),
    ],
)
def test_values_are_exact(unit: str, written: object, meant: object, tmp_path: Path) -> None:
    """Given a value in each unit, then it compiles to whole cents, whole numbers, fractions and days."""
    whole = yaml.safe_load(GOOD) | {"unit": unit}
    whole["values"] = [whole["values"][0] | {"value": written}]
    compiled = json.loads(compile_amounts([read(yaml.safe_dump(whole), tmp_path)]))
    assert compiled["series"]["flanders/base/new"]["values"][0]["value"] == meant


@pytest.mark.goal("CA-1")
def test_every_value_of_the_law_is_dated_and_sourced(tmp_path: Path) -> None:
    """Given all files of the law, then each value has its interval, source, day of consultation and status.

    A file that loses the source of one value stops the build.
    """
    assert len(FILES) >= 226
    for file in FILES:
        assert file.members["reviewer"]
        for value in _values(file):
            assert value["status"] in {"published", "derived", "unconfirmed"}
            assert date.fromisoformat(value["from"]) <= date(2026, 11, 23)
            assert value["sources"]
            for source in value["sources"]:
                assert source["title"]
                assert source["address"].startswith(("https://", "http://", "docs/"))
                assert date.fromisoformat(source["consulted_on"]) <= date(2026, 11, 23)
    for file in FILES:
        whole: Any = json.loads(json.dumps(file.members))
        del whole["values"][-1]["sources"]
        with pytest.raises(AmountFileError, match="without sources"):
            read(yaml.safe_dump(whole), tmp_path)


@pytest.mark.goal("CA-1")
def test_what_ships_is_what_the_files_say() -> None:
    """Given the files, when they are compiled afresh, then the committed file is the same, byte for byte."""
    assert Path(COMPILED).read_text(encoding="utf-8") == compile_amounts(FILES)


def test_the_map_names_every_file() -> None:
    """Given the page of ids, then it names every file of the law and no other."""
    page = (AMOUNTS.parents[2] / "docs" / "law" / "amount-ids.md").read_text(encoding="utf-8")
    named = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert named == {file.id for file in FILES}


def test_the_digest_names_the_values() -> None:
    """Given one other cent in one file, then the digest of the parameters is another one."""
    before = json.loads(compile_amounts(FILES))["digest"]
    place, file = next(found for found in enumerate(FILES) if _values(found[1])[0]["status"] == "published")
    whole: Any = json.loads(json.dumps(file.members))
    whole["values"][0]["status"] = "unconfirmed"
    changed = [*FILES[:place], AmountFile(file.id, whole), *FILES[place + 1 :]]
    after = json.loads(compile_amounts(changed))["digest"]
    assert before != after


def _values(file: AmountFile) -> list[dict[str, Any]]:
    """Return the values of a file."""
    values: Any = file.members["values"]
    return list(values)
