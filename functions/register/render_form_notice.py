"""Render the short notice beside a form: why we ask, and on demand which data, on which basis and how long.

The categories come from the fields of the form's own class, so a new field cannot be asked without being named here.
"""

from collections.abc import Iterable

from functions.register.category import Category
from functions.register.phrases import Phrases
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.register.render_page import fill
from functions.register.small_entries import Form

# Terms that matter to somebody who fills in a form; those of files and books stand in the whole notice.
_TOLD_AT_THE_FORM = frozenset(
    {
        RecordType.SUBMISSION,
        RecordType.FAMILY_FILE,
        RecordType.PROSPECT,
        RecordType.APPLICANT,
        RecordType.APPLICANT_RESERVE,
        RecordType.CONSENT_PROOF,
        RecordType.COOKIE_CHOICE,
    }
)


def render_form_notice(phrases: Phrases, form: Form, asked: Iterable[Category]) -> str:
    """Return the section that stands beside a form."""
    register = phrases.register
    purposes = [register.purposes[purpose] for purpose in form.purposes]
    # Receiving serves all forms, so its bases are those of any; what follows says the basis of this one.
    own = [register.purposes[purpose] for purpose in form.purposes if purpose is not Purpose.RECEIVE_FORM]
    types = {record_type for entry in purposes for record_type in entry.retention} & _TOLD_AT_THE_FORM
    asked = frozenset(asked)
    return fill(
        "form_notice.html.j2",
        phrases,
        "",
        form=form,
        categories=[category for category in Category if category in asked],
        bases=list(dict.fromkeys(basis for entry in own for basis in entry.bases())),
        rules=[rule for rule in register.retention.values() if rule.record_type in types],
        recipients=list(dict.fromkeys(name for entry in purposes for name in entry.recipients)),
    )
