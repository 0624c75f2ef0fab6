"""Compile the entries of the register to plain data for the runtime: names only, sorted, no prose."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from functions.register.erasure_rule import ErasureRule
from functions.register.function_entry import FunctionEntry
from functions.register.ground import Ground
from functions.register.purpose_entry import Holdings, PurposeEntry
from functions.register.retention_rule import RetentionRule
from functions.register.small_entries import AnswerReason

type Plain = dict[str, object]


def compile_purpose(entry: PurposeEntry) -> Plain:
    """Return the rights of one purpose as `purposes.rights_of` reads them."""
    return {
        "reads": _sorted(entry.domains_read()),
        "writes": _sorted(entry.domains_written()),
        "categories_read": _categories(entry.reads),
        "categories_written": _categories(entry.writes),
        "makes": _sorted(entry.makes),
        "functions": sorted(entry.functions),
        "roles": sorted(entry.roles),
        "look_ups": entry.look_ups,
        "bases": sorted(entry.gdpr),
    }


def compile_function(entry: FunctionEntry) -> Plain:
    """Return one function's places as `access.places_of` reads them."""
    return {
        "handler": entry.handler,
        "tables": _rights(entry.tables),
        "indexes": _rights(entry.indexes),
        "queues": _rights(entry.queues),
        "buckets": _rights(entry.buckets),
        "streams": sorted(entry.streams),
        "secrets": sorted(entry.secrets),
        "public_keys": entry.public_keys,
        "mails": entry.mails,
    }


def _categories(holdings: Holdings) -> list[str]:
    return sorted({category.value for categories in holdings.values() for category in categories})


def _rights(rights: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: _sorted(names) for name, names in rights.items()}


def _sorted(names: Iterable[StrEnum] | Iterable[str]) -> list[str]:
    return sorted(str(name) for name in names)


def compile_rule(rule: RetentionRule) -> Plain:
    """Return one retention rule as `retention.destroy_on` reads it."""
    return {
        "record_type": rule.record_type.value,
        "region": rule.region,
        "counts_from": rule.counts_from.value,
        **rule.length.model_dump(),
        "rounding": rule.rounding.value,
        "can_restart": bool(rule.restarted_by),
        "can_be_held": bool(rule.held_by),
        "chosen": rule.chosen is not None,
    }


def compile_exemption(rule: ErasureRule, ground: Ground) -> Plain:
    """Return one exception to erasure as `erasure.exemption_of` reads it."""
    return {
        "exception": rule.exception,
        "ground": rule.ground,
        "article": ground.article,
        "form": rule.form,
        "starts_after_years": rule.starts_after_years,
    }


def compile_reason(reason: AnswerReason) -> Plain:
    """Return one reason of an answer as `reason.all_reasons` reads it."""
    return {"rights": sorted(reason.rights), "use": reason.use.value, "article": reason.article}
