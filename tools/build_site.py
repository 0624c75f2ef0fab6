"""Build the public pages from `web/`: compiled templates, texts per language, style sheet, scripts, banner versions.

`python -m tools.build_site` writes `functions/site/built/`; with `--check` it compares and changes nothing.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader

from functions.site.consent_choice import KINDS, ConsentChoice
from functions.site.templates import environment

ROOT = Path(__file__).parents[1]
WEB, BUILT = ROOT / "web", ROOT / "functions" / "site" / "built"
LANGUAGES = ("nl", "fr", "de", "en")
_VARIABLE = re.compile(r"\{(\w+)\}")


class TextError(Exception):
    """A text misses a language, or its variables differ between languages."""


def read_texts() -> dict[str, dict[str, str]]:
    """Return the texts per language; TextError when one is not whole or stands in two files."""
    texts: dict[str, dict[str, object]] = {}
    for path in sorted((WEB / "texts").glob("*.yaml")):
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := texts.keys() & found.keys():
            msg = f"{path.name}: {', '.join(sorted(twice))} stands in another file too"
            raise TextError(msg)
        texts |= found
    for name, said in texts.items():
        if set(said) != set(LANGUAGES) or not all(isinstance(one, str) and one.strip() for one in said.values()):
            msg = f"{name}: a text stands in nl, fr, de and en"
            raise TextError(msg)
        if len({frozenset(_VARIABLE.findall(str(one))) for one in said.values()}) != 1:
            msg = f"{name}: the same variables stand in all languages"
            raise TextError(msg)
    return {language: {name: str(said[language]) for name, said in texts.items()} for language in LANGUAGES}


def digest(text: str) -> str:
    """Return the version of a text."""
    return "sha256:" + sha256(text.encode()).hexdigest()


def banner(pages: Environment, language: str, texts: dict[str, str], stylesheet: str) -> str:
    """Return the cookie banner as a visitor sees it before any choice, with the part of the style that it is drawn in.

    Whole by itself, so that the exact banner of any record can be shown again, whatever the pages look like by then.
    """
    page = {
        "t": texts,
        "language": language,
        "banner_version": "",
        "consent_key": "",
        "consent": ConsentChoice(),
        "kinds": KINDS,
        "consent_kept_yes": "",
    }
    section = pages.from_string('{% from "consent.html" import consent_section %}{{ consent_section(page) }}')
    html = section.render(page=page)
    names = {f".{name}" for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}
    return f"<style>{style_of(stylesheet, names)}</style>\n{html}"


def style_of(stylesheet: str, names: set[str]) -> str:
    """Return the rules of a compressed style sheet that concern these classes, the colours and the page itself."""
    kept = []
    for selector, body in _rules(stylesheet):
        if selector.startswith(("@media", "@supports")):
            inner = style_of(body, names)
            kept += [f"{selector}{{{inner}}}"] if inner else []
        elif any(_concerns(one, names) for one in selector.split(",")):
            kept.append(f"{selector}{{{body}}}")
    return "".join(kept)


def _concerns(selector: str, names: set[str]) -> bool:
    classes = {one.replace("\\", "") for one in re.findall(r"\.[a-zA-Z][\w!\\-]*", selector)}
    return selector in {":root", "body", "html"} or (bool(classes) and classes <= names)


def _rules(stylesheet: str) -> Iterator[tuple[str, str]]:
    """Yield (selector, body) of each rule on the outermost level."""
    depth = start = opened = 0
    for place, sign in enumerate(stylesheet):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield stylesheet[start:opened].strip().rpartition(";")[2], stylesheet[opened + 1 : place]
                start = place + 1


def style_sheet() -> str:
    """Return `web/site.scss` as one style sheet; subprocess.CalledProcessError says what the compiler did not read."""
    command = ["--no-source-map", "--style=compressed", "--load-path=node_modules", "web/site.scss"]
    made = subprocess.run(
        [ROOT / "node_modules" / ".bin" / "sass", *command], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return made.stdout


def build() -> dict[str, str]:
    """Return every built file by name."""
    pages = environment(FileSystemLoader(WEB / "templates"))
    assets = {"site.css": style_sheet()}
    assets |= {path.name: path.read_text(encoding="utf-8") for path in sorted((WEB / "scripts").glob("*.js"))}
    compiled = {
        path.name: pages.compile(path.read_text(encoding="utf-8"), path.name, raw=True)
        for path in sorted((WEB / "templates").glob("*.html"))
    }
    texts = read_texts()
    banners = {language: banner(pages, language, texts[language], assets["site.css"]) for language in LANGUAGES}
    versions = {name: digest(text) for name, text in assets.items()}
    versions |= {f"banner.{one}": digest(banners[one]) for one in LANGUAGES}
    files = {
        "templates.json": _json(compiled),
        "versions.json": _json(versions),
        **assets,
        "icon.svg": (WEB / "icon.svg").read_text(encoding="utf-8"),
    }
    shown = {path.stem for path in (BUILT / "banners").glob("*.html")}
    shown |= {digest(text).removeprefix("sha256:") for text in banners.values()}
    files["banners.json"] = _json(sorted(shown))
    files |= {f"texts.{language}.json": _json(texts[language]) for language in LANGUAGES}
    return files | {_banner_file(text): text for text in banners.values()}


def _banner_file(text: str) -> str:
    # A consent names the banner that was shown: once used, a version stays, so no file of this folder is ever deleted.
    return f"banners/{digest(text).removeprefix('sha256:')}.html"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write or compare; return 1 when a built file is not what `web/` says."""
    stale = []
    for name, text in build().items():
        path = BUILT / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"site: {len(stale)} files {'differ' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
