"""Writes one page a region that a case worker can read: the rules with their articles, every amount with its sources.

python -m tools.write_law_pages          write docs/law/<region>.md
python -m tools.write_law_pages --check  exit 1 when a page is not what the rules and the files say
"""

import ast
import inspect
import re
import sys
from pathlib import Path
from typing import Any

from tools.amount_files import AmountFile, read_amount_files

ROOT = Path(__file__).parents[1]
BENEFITS = ROOT / "functions" / "benefits"
PAGES = ROOT / "docs" / "law"
NAMES = {"flanders": "Flanders", "brussels": "Brussels", "wallonia": "Wallonia"}
# The order in which a case worker asks: is there a right, what is the base, what comes on top, what is paid once.
FIRST = ("entitlement", "read_family", "base", "age", "income", "social", "orphan", "care", "support", "foster")
LAST = ("guarantee", "one_off", "childcare", "toddler", "participation", "payee")
NOT_TOLD = {"__init__", "family", "decide"}
WRITTEN_FROM = (
    "Written from the rules (`functions/benefits/`) and the amount files by `python -m tools.write_law_pages`; change "
    "those, not this page. Ids such as F01 are rows of the choices at the end."
)
HOW_TO_READ = (
    "One heading a file of rules; under it each decision it takes, with the law in italics. The same names are the "
    "rules in an explanation and in a trace."
)
HOW_SURE = (
    "Newest value first. `published`: printed by an authority or two sources; `derived`: computed by the rule that "
    "stands beside it; `unconfirmed`: anything else, and no run pays it. After the month in *known until* the newest "
    "value is carried forward, unconfirmed."
)


def page_of(region: str, files: list[AmountFile], choices: str) -> str:
    """Return the page of one region."""
    stems = {path.stem for path in (BENEFITS / region).glob("*.py")} - NOT_TOLD
    ordered = [stem for stem in (*FIRST, *sorted(stems - {*FIRST, *LAST}), *LAST) if stem in stems]
    parts = [
        f"# {NAMES[region]}: the rules and amounts as they are calculated",
        WRITTEN_FROM,
        _intro(region),
        "## Rules",
        HOW_TO_READ,
    ]
    parts += [_rule(BENEFITS / region / f"{stem}.py") for stem in ordered]
    parts += ["## Amounts, ages, limits and dates", HOW_SURE]
    parts += [_amounts(folder, group) for folder, group in _by_folder(region, files)]
    parts += ["## Choices where the law as known leaves room", choices]
    return "\n\n".join(parts) + "\n"


def _intro(region: str) -> str:
    """Return the reviewed text that tells the region in short."""
    return (PAGES / "intro" / f"{region}.md").read_text(encoding="utf-8").strip()


def _rule(path: Path) -> str:
    """Tell one file of rules: its heading, and what each public function decides."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lines = [f"### {_heading(ast.get_docstring(tree) or '')}", f"`functions/benefits/{path.parent.name}/{path.name}`"]
    told = [(node.name, ast.get_docstring(node)) for node in tree.body if isinstance(node, ast.FunctionDef)]
    rules = [
        f"- **{name.strip('_').replace('_', ' ')}**: {_flat(docstring)}"
        for name, docstring in told
        if docstring is not None and "Law: " in docstring
    ]
    return "\n".join([*lines, "", *rules])


def _heading(docstring: str) -> str:
    """Return the first line of a docstring without its full stop."""
    return docstring.splitlines()[0].rstrip(".")


def _flat(docstring: str) -> str:
    """Return a docstring as one paragraph; the law stands at the end, in italics."""
    text = re.sub(r"\s+", " ", inspect.cleandoc(docstring))
    text = re.sub(r"`_?(\w+)`", lambda name: f'"{name[1].replace("_", " ")}"', text)
    told, _, law = text.partition("Law: ")
    return f"{told.strip()} *Law: {law.strip()}*"


def _by_folder(region: str, files: list[AmountFile]) -> list[tuple[str, list[AmountFile]]]:
    """Group the files of a region by their folder."""
    groups: dict[str, list[AmountFile]] = {}
    for file in files:
        if file.id.startswith(f"{region}/"):
            groups.setdefault(file.id.split("/")[1], []).append(file)
    return sorted(groups.items())


def _amounts(folder: str, files: list[AmountFile]) -> str:
    """Tell every file of a folder: title, unit, article, and its values with status and sources."""
    lines = [f"### {folder.replace('_', ' ')}"]
    for file in files:
        members: Any = file.members
        law = "; ".join(f"{one['text']} {_article(one['article'])}".strip() for one in members["law"])
        until = members["known_until"] or "open"
        lines += ["", f"**{members['title']}** (`{file.id}`, {members['unit']}; {law}; known until {until})", ""]
        lines += ["| from | value | status | source |", "| --- | ---: | --- | --- |"]
        lines += [_row(value) for value in reversed(members["values"])]
    return "\n".join(lines)


def _article(article: str) -> str:
    """Name an article, or say that no source seen gives it."""
    return "(article not read)" if article == "not read" else f"art. {article}"


def _row(value: dict[str, Any]) -> str:
    """Write one value as a row."""
    written = value["value"] if isinstance(value["value"], str) else ", ".join(value["value"]) or "none"
    status = value["status"] + "".join(f": {value[name]}" for name in ("rule", "note") if name in value)
    sources = ", ".join(f"[{one['title']}]({one['address']})" for one in value["sources"])
    return f"| {value['from']} | {written} | {status} | {sources}, consulted {value['sources'][0]['consulted_on']} |"


def _choices(region: str) -> str:
    """Return the table of the region's choices, and that of all regions."""
    text = (PAGES / "choices.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n\n(.*?)(?=\n## |\Z)", text, re.MULTILINE | re.DOTALL))
    both = [sections[NAMES[region]].strip(), sections["All regions"].strip().split("\n", 2)[2]]
    return "\n".join(both)


def main(arguments: list[str]) -> int:
    """Write or check the pages."""
    files = read_amount_files()
    stale = []
    for region in NAMES:
        text = page_of(region, files, _choices(region))
        target = PAGES / f"{region}.md"
        if "--check" not in arguments:
            target.write_text(text, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            stale.append(target.name)
    print(f"stale: {', '.join(stale)}" if stale else "the law pages are fresh")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
