"""Notifications that an adapter could read and not believe: the reason stands in them, in a member of our own.

So the reason is sealed with the notification, and one that is released again is as unusable as before until a person
corrects it. A sender who writes the member only puts aside what they sent.
"""

from functions.government.fault import Fault, Location, pointer

UNUSABLE = "unusable"
NOT_NAMED, ASKED_FOR_ANOTHER, CHILD_NOT_NAMED = "person_not_named", "asked_for_another_person", "child_not_named"
PAYEE_UNKNOWN, NOT_READ, UNKNOWN = "payee_not_among_beneficiaries", "content_not_read", "unknown_choice"
NOT_ANSWERED = "source_not_answered"
_PLACES = {
    NOT_NAMED: ("ssin", "value"),
    ASKED_FOR_ANOTHER: ("ssin", "value"),
    CHILD_NOT_NAMED: ("ssin", "value"),
    PAYEE_UNKNOWN: ("content",),
    NOT_READ: ("content",),
    UNKNOWN: ("content",),
    NOT_ANSWERED: ("content",),
}
_FORMS = {f'{{"{UNUSABLE}":"{code}",'.encode(): code for code in _PLACES}
BEGINS_UNUSABLE = f'{{"{UNUSABLE}":'.encode()


def unusable_fault(raw: bytes, under: Location) -> Fault | None:
    """Return why the notification that stands at `under` is unusable; None when nothing says so."""
    if not raw.startswith(BEGINS_UNUSABLE):
        return None
    code = next((code for form, code in _FORMS.items() if raw.startswith(form)), None)
    return None if code is None else Fault(code, pointer(*under, *_PLACES[code]))
