"""Compile the register's YAML to what ships: run `python -m tools.compile_register` after every change of the data.

`--check` writes nothing and ends with 1 when a committed file differs from a fresh compile.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

import yaml

from functions.register.category import Category
from functions.register.compile_rights import (
    compile_exemption,
    compile_function,
    compile_purpose,
    compile_reason,
    compile_rule,
)
from functions.register.held import HeldRecord
from functions.register.phrases import Phrases
from functions.register.render_form_notice import render_form_notice
from functions.register.render_json_ld import notice_json_ld, record_json_ld
from functions.register.render_notice import notice_version, render_notice
from functions.register.render_page import whole_page
from functions.register.render_record import render_record
from functions.register.render_rights_words import render_rights_words
from functions.register.small_entries import Form
from functions.register.whole_register import Register
from functions.register.words import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
REGISTER = ROOT / "functions" / "register"
DATA = REGISTER / "data"
PRIVACY = ROOT / "docs" / "privacy"


def load_register() -> Register:
    """Read all data files; pydantic's ValidationError names each entry and member that is wrong."""
    files = Register.model_fields
    content = {name: yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")) for name in files}
    return Register.model_validate(content)


def compile_all() -> dict[Path, str]:
    """Return every built file with its text."""
    register = load_register()
    rights = {
        "purposes": {purpose.value: compile_purpose(entry) for purpose, entry in register.purposes.items()},
        "functions": {name: compile_function(entry) for name, entry in register.functions.items()},
        "retention": {rule_id: compile_rule(rule) for rule_id, rule in register.retention.items()},
        "erasure": {
            record_type.value: compile_exemption(rule, register.grounds[rule.ground])
            for record_type, rule in register.erasure.items()
        },
        "reasons": {name: compile_reason(reason) for name, reason in register.reasons.items()},
    }
    version = notice_version(register)
    built = {
        REGISTER / "compiled.json": _json(rights),
        REGISTER / "built" / "notice_version.json": _json({"version": version}),
    }
    for language in LANGUAGES:
        built |= _documents(Phrases(register, language), version)
    return built


def _documents(phrases: Phrases, version: str) -> dict[Path, str]:
    """Return the notice and the record in one language, as they ship and as they stand in the docs."""
    register, language, frame = phrases.register, phrases.language, phrases.frame()
    article = render_notice(register, language, version)
    notice = whole_page(article, frame["notice_title"], phrases)
    head, foot = notice.split(article)
    content = {"version": version, "title": frame["notice_title"], "head": head, "article": article, "foot": foot}
    forms = {name: render_form_notice(phrases, form, asked_by(form)) for name, form in register.forms.items()}
    record = whole_page(render_record(register, language, version), frame["record_title"], phrases)
    return {
        REGISTER / "built" / f"notice.{language}.json": _json(content),
        REGISTER / "built" / f"forms.{language}.json": _json(forms),
        REGISTER / "built" / f"rights.{language}.json": _json(render_rights_words(phrases)),
        REGISTER / "built" / f"notice.{language}.jsonld": _json(notice_json_ld(phrases, version)),
        PRIVACY / f"notice.{language}.html": notice,
        PRIVACY / f"record.{language}.html": record,
        PRIVACY / f"record.{language}.jsonld": _json(record_json_ld(phrases, version)),
    }


def asked_by(form: Form) -> frozenset[Category]:
    """Return the categories that a form asks for: those of its fields, parts included; none without a class."""
    if not form.model:
        return frozenset()
    module, _, name = form.model.rpartition(".")
    model: object = getattr(import_module(module), name)
    if not (isinstance(model, type) and issubclass(model, HeldRecord)):
        msg = f"{form.model} is no stored record: its fields have no categories"
        raise TypeError(msg)
    return model.all_categories()


def _json(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the built files, or compare them with `--check`; returns the exit status."""
    stale = 0
    for path, text in compile_all().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in arguments:
            sys.stderr.write(f"stale: {path.relative_to(ROOT)}; run python -m tools.compile_register\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
