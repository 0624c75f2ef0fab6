"""The machine-readable notice and record use terms that the Data Privacy Vocabulary really has."""

import json
import re
from pathlib import Path

import pytest

from functions.register.dpv import CONTEXT, UnknownTermError, compact
from functions.register.notice import NOTICE_LANGUAGES, notice
from functions.register.purpose import Purpose
from tools.compile_register import PRIVACY

# Terms of DPV 2.3 that we use, checked by hand against its published lists of terms.
KNOWN = set((Path(__file__).parent / "dpv_terms.txt").read_text(encoding="utf-8").split())


def documents() -> dict[str, dict[str, object]]:
    """Return every JSON-LD document that is built."""
    texts = {f"notice.{language}": notice(language).jsonld for language in NOTICE_LANGUAGES}
    texts |= {path.stem: path.read_text(encoding="utf-8") for path in PRIVACY.glob("record.*.jsonld")}
    return {name: json.loads(text) for name, text in texts.items()}


@pytest.mark.parametrize(("name", "document"), documents().items(), ids=documents())
def test_every_term_exists_and_every_reference_leads_to_a_node(name: str, document: dict[str, object]) -> None:
    """Given a document, then its terms are known, its context resolves them, and its own references exist."""
    text = json.dumps(document)
    terms = set(re.findall(r'"((?:dpv|pd|gdpr):[A-Za-z0-9-]+)"', text))
    assert terms <= KNOWN
    assert document["@context"] == {**CONTEXT, "kroost": "urn:kroost:register:"}
    graph = document["@graph"]
    assert isinstance(graph, list)
    nodes = {node["@id"] for node in graph}
    referred = set(re.findall(r'\{"@id": "(kroost:(?:category|recipient|retention)/[a-z_]+)"\}', text))
    assert referred
    assert referred <= nodes, name
    processes = graph[0]["dpv:hasProcess"]
    assert {process["@id"] for process in processes} == {f"kroost:purpose/{purpose.value}" for purpose in Purpose}
    assert all(process["dpv:hasLegalBasis"] and process["dpv:hasPurpose"] for process in processes)


def test_the_known_terms_are_all_used() -> None:
    """Given the list of terms, then none stands there for nothing."""
    text = json.dumps(list(documents().values()))
    assert {term for term in KNOWN if f'"{term}"' not in text} == set()


def test_a_term_of_another_vocabulary_is_refused() -> None:
    """Given a typing mistake in a data file, then compiling raises."""
    assert compact("pd#Name") == "pd:Name"
    with pytest.raises(UnknownTermError, match="dvp#Purpose"):
        compact("dvp#Purpose")
