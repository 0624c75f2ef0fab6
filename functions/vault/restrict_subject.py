"""Restriction (GDPR art. 18): the person's keys are wrapped under *restricted*, and only who may lift it opens them.

No record is sealed anew: the keys stay the same, only what wraps them changes. The state refuses in code, the wrap
refuses at the key service: two locks of different kinds.
"""

from typing import TYPE_CHECKING

from functions.register.check_purpose import check_write
from functions.register.domain import Domain
from functions.vault.change import Change
from functions.vault.key_wrap import wrap
from functions.vault.request import Request
from functions.vault.restricted_wrap import is_restricted_wrap, wrap_restricted
from functions.vault.subject import State, key_attribute

if TYPE_CHECKING:
    from functions.runtime.database import Value


def restrict_subject(request: Request, change: Change, subject_id: str) -> None:
    """Add to a change: every key of the subject under *restricted*, and the state; nothing when it is so already."""
    check_write(request.purpose, request.function, {Domain.RESTRICTED})
    subject = request.live_subject(subject_id)
    if subject.state is State.RESTRICTED:
        # It must still be so when this is written: a lift of the same moment goes first or not at all.
        change.note(subject_id, {})
        return
    keyring = request.rooms.keyring
    root = keyring.root(Domain.RESTRICTED)
    values: dict[str, Value] = {
        key_attribute(domain): wrap_restricted(subject.key(domain, keyring), root, subject_id)
        for domain in subject.wrapped
    }
    change.note(subject_id, values)
    change.set_state(subject_id, State.RESTRICTED)


def lift_restriction(request: Request, change: Change, subject_id: str) -> None:
    """Add to a change: every key under the root of its own domain again; nothing when it is not restricted."""
    check_write(request.purpose, request.function, {Domain.RESTRICTED})
    subject = request.live_subject(subject_id)
    if subject.state is not State.RESTRICTED:
        return
    keyring = request.rooms.keyring
    values: dict[str, Value] = {
        key_attribute(domain): wrap(subject.key(domain, keyring), keyring.root(domain), subject_id)
        for domain, wrapped in subject.wrapped.items()
        if is_restricted_wrap(wrapped)
    }
    change.note(subject_id, values)
    change.set_state(subject_id, State.LIVE)
