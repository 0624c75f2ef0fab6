"""The register as JSON-LD with terms of the Data Privacy Vocabulary: for the notice and for the record."""

from collections.abc import Callable

from functions.register.category import Category
from functions.register.dpv import CONTEXT, compact
from functions.register.phrases import Phrases
from functions.register.purpose import Purpose
from functions.register.purpose_entry import PurposeEntry
from functions.register.recipient import Recipient
from functions.register.retention_rule import RetentionRule

type Node = dict[str, object]
type Part = Callable[[Phrases, Purpose, PurposeEntry], Node]


def notice_json_ld(phrases: Phrases, version: str) -> Node:
    """Return the public notice: every purpose as a process, with grounds, data, recipients and terms."""
    return _document(phrases, version, "dpv:PrivacyNotice", phrases.frame()["notice_title"], [_process, _state])


def record_json_ld(phrases: Phrases, version: str) -> Node:
    """Return the record of processing: the notice's processes, and which functions and roles carry them out."""
    return _document(phrases, version, "dpv:RecordsOfActivities", phrases.frame()["record_title"], [_process, _works])


def _document(phrases: Phrases, version: str, kind: str, title: str, parts: list[Part]) -> Node:
    register = phrases.register
    processes = []
    for purpose, entry in register.purposes.items():
        node: Node = {}
        for part in parts:
            node |= part(phrases, purpose, entry)
        processes.append(node)
    head: Node = {
        "@id": f"kroost:{kind.split(':')[1]}/{version}",
        "@type": kind,
        "dct:title": title,
        "dct:language": phrases.language,
        "dct:hasVersion": version,
        "dpv:hasDataController": {"@id": "kroost:controller", "@type": "dpv:DataController", "dct:title": "Kroost"},
        "dpv:hasProcess": processes,
        "dpv:hasTechnicalOrganisationalMeasure": [
            {"@type": [compact(term) for term in measure.dpv], "dct:description": phrases.say(measure.text)}
            for measure in register.measures.values()
        ],
        "dpv:hasRight": [
            {"@type": [compact(term) for term in right.dpv], "dct:title": phrases.say(right.name)}
            for right in register.rights.values()
        ],
    }
    return {
        "@context": {**CONTEXT, "kroost": "urn:kroost:register:"},
        "@graph": [
            head,
            *(_category(phrases, category) for category in Category),
            *(_recipient(phrases, name, recipient) for name, recipient in register.recipients.items()),
            *(_term(phrases, rule_id, rule) for rule_id, rule in register.retention.items()),
        ],
    }


def _process(phrases: Phrases, purpose: Purpose, entry: PurposeEntry) -> Node:
    register = phrases.register
    return {
        "@id": f"kroost:purpose/{purpose.value}",
        "@type": "dpv:Process",
        "dct:title": phrases.say(entry.name),
        "dct:description": phrases.say(entry.why),
        "dpv:hasPurpose": {"@id": compact(entry.dpv)},
        "dpv:hasLegalBasis": [{"@id": f"gdpr:{basis}"} for basis in entry.bases()],
        "dct:references": [phrases.say(register.grounds[name].text) for name in entry.grounds],
        "dpv:hasPersonalData": [
            {"@id": f"kroost:category/{category.value}"} for category in Category if category in entry.categories()
        ],
        "dpv:hasDataSource": [phrases.say(register.sources[name].text) for name in entry.sources],
        "dpv:hasRecipient": [{"@id": f"kroost:recipient/{name}"} for name in entry.recipients],
        "dpv:hasStorageCondition": [{"@id": f"kroost:retention/{rule_id}"} for rule_id in register.rules_of(entry)],
    }


def _state(_phrases: Phrases, _purpose: Purpose, entry: PurposeEntry) -> Node:
    return {"kroost:implemented": bool(entry.functions)}


def _works(_phrases: Phrases, _purpose: Purpose, entry: PurposeEntry) -> Node:
    return {
        "kroost:functions": list(entry.functions),
        "kroost:roles": list(entry.roles),
        "kroost:domainsRead": sorted(entry.domains_read()),
        "kroost:domainsWritten": sorted(entry.domains_written()),
        "kroost:promises": list(entry.promises),
    }


def _category(phrases: Phrases, category: Category) -> Node:
    entry = phrases.register.categories[category]
    kinds = [compact(term) for term in entry.dpv]
    if entry.sensitivity != "ordinary":
        kinds.append(
            "dpv:SpecialCategoryPersonalData" if entry.sensitivity == "special" else "dpv:SensitivePersonalData"
        )
    return {"@id": f"kroost:category/{category.value}", "@type": kinds, "dct:title": phrases.say(entry.name)}


def _recipient(phrases: Phrases, name: str, recipient: Recipient) -> Node:
    return {
        "@id": f"kroost:recipient/{name}",
        "@type": compact(recipient.dpv),
        "dct:title": phrases.say(recipient.name),
        "dct:description": phrases.say(recipient.what),
    }


def _term(phrases: Phrases, rule_id: str, rule: RetentionRule) -> Node:
    return {
        "@id": f"kroost:retention/{rule_id}",
        "@type": "dpv:StorageDuration",
        "dct:title": phrases.say(rule.what),
        "dct:description": f"{phrases.term(rule)}. {phrases.reason(rule)}",
        "kroost:chosen": rule.chosen is not None,
    }
