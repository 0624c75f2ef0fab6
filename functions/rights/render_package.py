"""The readable form of a package: one HTML page in the person's language, that needs nothing but itself."""

from collections.abc import Iterable
from html import escape

from pydantic import JsonValue

from functions.register.rights_words import RightsWords
from functions.rights.package import ANOTHER_PERSON, YOU, Package, PackageDeed, PackageRecord

_STYLE = (
    "body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}"
    "th,td{border-bottom:1px solid #bbb;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}th{width:14rem}.small{color:#444;font-size:.9rem}"
)


def render_package(package: Package, words: RightsWords) -> str:
    """Return the page; every value is escaped."""
    title = words.text(f"title_{package.kind}")
    head = (
        f'<!doctype html><html lang="{package.language}"><head><meta charset="utf-8"><title>{_say(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{_say(title)}</h1>"
        f"<p>{_say(words.text('made_on'))} {_day(package.made_at)}. "
        f"{_say(words.text('kept_until'))} {package.kept_until.isoformat()}.</p>"
        f"<p>{_say(words.text('only_you'))}</p>"
    )
    parts = [head]
    for category, entry in package.categories.items():
        records = [one for one in package.records if one.category == category]
        if not records:
            continue
        parts.append(f"<h2>{_say(entry.name)}</h2><h3>{_say(words.text('purposes'))}</h3><ul>")
        for one in entry.purposes:
            receive = ", ".join(one.recipients) or words.text("nobody")
            parts.append(
                f"<li>{_say(one.name)} ({_say('; '.join(one.grounds))}). "
                f"{_say(words.text('recipients'))}: {_say(receive)}</li>"
            )
        parts.append("</ul>")
        parts += [_record(one, words) for one in records]
    if package.kept_elsewhere:
        rows = "".join(
            _row(words.text_or(f"kind.{one.kind}", one.kind), one.destroy_by.isoformat())
            for one in package.kept_elsewhere
        )
        parts.append(f"<h2>{_say(words.text('kept_elsewhere'))}</h2><table>{rows}</table>")
    if package.refused:
        parts += [f"<p>{_say(words.reason(name))}</p>" for name in package.refused]
    if package.ledger:
        parts.append(_ledger(package.ledger, words))
    parts.append(f"<h2>{_say(words.text('rights_left'))}</h2><p>{_say(package.complain)}</p></main></body></html>")
    return "".join(parts)


def _record(record: PackageRecord, words: RightsWords) -> str:
    origin = record.origin
    rows = [(words.text_or(f"field.{name}", name), _value(name, value, words)) for name, value in record.values.items()]
    rows.append((words.text("source"), _say(_source(record, words))))
    told = {
        "message": origin.message,
        "attestation": None if origin.attestation is None else f"{origin.attestation} ({origin.version})",
        "received_at": None if record.received_at is None else _day(record.received_at),
        "holds_from": None if record.valid_from is None else record.valid_from.isoformat(),
        "holds_to": None if record.valid_to is None else record.valid_to.isoformat(),
        "destroy_by": words.text("while_open") if record.destroy_by is None else record.destroy_by.isoformat(),
        "withheld": ", ".join(words.text_or(f"field.{name}", name) for name in record.withheld) or None,
    }
    rows += [(words.text(name), _say(value)) for name, value in told.items() if value is not None]
    rows += [(words.text(mark), _say(words.text("yes"))) for mark in ("contested", "void") if getattr(record, mark)]
    title = words.text_or(f"kind.{record.kind}", record.kind)
    return f"<h3>{_say(title)}</h3><table>{''.join(_row(name, value, raw=True) for name, value in rows)}</table>"


def _source(record: PackageRecord, words: RightsWords) -> str:
    origin = record.origin
    text = words.text(f"source_{origin.source}")
    if origin.authority is None:
        return text
    return f"{text}: {origin.authority}, {words.flow(origin.flow or '')}"


def _ledger(deeds: Iterable[PackageDeed], words: RightsWords) -> str:
    names = ("when", "who", "what", "why", "ground", "category", "case", "to_whom")
    head = "".join(f"<th>{_say(words.text(name))}</th>" for name in names)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{_say(value)}</td>"
            for value in (
                _day(one.at),
                words.text(f"who_{'person' if one.who == 'you' else one.who}"),
                one.action,
                one.name,
                "; ".join(one.grounds),
                ", ".join(
                    words.category(name) if name in words.content["categories"] else name for name in one.categories
                ),
                one.case or "",
                one.recipient or "",
            )
        )
        + "</tr>"
        for one in deeds
    )
    return f"<h2>{_say(words.text('ledger'))}</h2><table><tr>{head}</tr>{rows}</table>"


def _row(name: str, value: str, *, raw: bool = False) -> str:
    return f"<tr><th>{_say(name)}</th><td>{value if raw else _say(value)}</td></tr>"


def _value(name: str, value: JsonValue, words: RightsWords) -> str:
    """Return a value as HTML: euros for cents, yes and no, lists and parts one under the other."""
    if isinstance(value, dict):
        return "<br>".join(
            f"{_say(words.text_or(f'field.{part}', part))}: {_value(part, of, words)}" for part, of in value.items()
        )
    if isinstance(value, list):
        return "<br>".join(_value(name, one, words) for one in value)
    if isinstance(value, str) and value in {YOU, ANOTHER_PERSON}:
        return _say(words.text(value))
    return "" if value is None else _say(_plain(name, value, words))


def _plain(name: str, value: str | float, words: RightsWords) -> str:
    if isinstance(value, bool):
        return words.text("yes" if value else "no")
    if isinstance(value, int) and name.endswith("cents"):
        return f"{'-' if value < 0 else ''}{abs(value) // 100},{abs(value) % 100:02d} EUR"
    return str(value)


def _day(instant: str) -> str:
    return instant[:10]


def _say(text: str) -> str:
    return escape(text, quote=True)
