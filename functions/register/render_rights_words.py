"""Build the words in which requests about rights are answered: one small file a language, read by `rights_words.py`."""

from functions.register.domain import Audience
from functions.register.phrases import Phrases
from functions.register.purpose_entry import PurposeEntry


def render_rights_words(phrases: Phrases) -> dict[str, object]:
    """Return every text that an answer to a person may hold, in one language."""
    register, say = phrases.register, phrases.say
    return {
        "texts": {name: say(words) for name, words in register.package.items()},
        "rights": {name: say(right.name) for name, right in register.rights.items()},
        "reasons": {
            name: {"text": say(reason.text), "article": reason.article} for name, reason in register.reasons.items()
        },
        "categories": {category.value: say(entry.name) for category, entry in register.categories.items()},
        "flows": {name: say(flow.name) for name, flow in register.flows.items()},
        "purposes": {purpose.value: _purpose(phrases, entry) for purpose, entry in register.purposes.items()},
        "recipients": {name: say(recipient.name) for name, recipient in register.recipients.items()},
        "grounds": {name: say(ground.text) for name, ground in register.grounds.items()},
    }


def _purpose(phrases: Phrases, entry: PurposeEntry) -> dict[str, object]:
    family = Audience.FAMILY.value
    touched = {*entry.reads.get(family, ()), *entry.writes.get(family, ())}
    return {
        "name": phrases.say(entry.name),
        "grounds": list(entry.grounds),
        "recipients": list(entry.recipients),
        "categories": sorted(category.value for category in touched),
    }
