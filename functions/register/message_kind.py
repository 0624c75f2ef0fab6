"""What a message to a person is about. A kind is a word of a closed list: never a text, an amount or a name.

Emit one in the change that makes it true: `change.want_message(MessageKind.X, subject_id, *more_ids)`. The first id
names the place that tells who is reached: a dossier (its beneficiaries, or the person named next), a person, a
submission or a case. Values stand in outbox rows and sealed messages: only add.
"""

from enum import StrEnum


class MessageKind(StrEnum):
    """Why somebody is written to; the ids that each needs stand behind it."""

    # dossier, person: the form became a file
    FAMILY_OPENED = "family_opened"
    # person: an interest or application form was kept
    INTEREST_KEPT = "interest_kept"
    APPLICATION_KEPT = "application_kept"
    # person: the applicant's term ends soon, destroyed unless they agree again
    RESERVE_ENDS = "reserve_ends"
    # receipt: somebody of the fund looks at the form; or it took too long
    FORM_WITH_PERSON = "form_with_person"
    FORM_LATE = "form_late"
    # dossier, payment: a first payment or a correction was decided, with its trace
    PAYMENT_DECIDED = "payment_decided"
    # dossier, run: nothing could be paid this month
    NOTHING_PAID = "nothing_paid"
    # dossier, payment: the bank refused or gave back a payment, another account is needed
    PAYMENT_RETURNED = "payment_returned"
    # dossier: what changed facts will make of earlier months; a draft to which the family can answer
    MONTHS_DRAFTED = "months_drafted"
    # dossier, debt's case (and a person where not all beneficiaries owe): too much was paid
    DEBT_DRAFTED = "debt_drafted"
    DEBT_CLAIMED = "debt_claimed"
    DEBT_REMINDED = "debt_reminded"
    DEBT_SETTLED = "debt_settled"
    # dossier, person: the account to which somebody is paid changes, is held or is shared
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_HELD = "account_held"
    # dossier, person: a share or another payee was decided
    PAYEE_CHANGED = "payee_changed"
    # case: a rights request was taken, takes longer, is answered, is refused; a restriction ends
    RIGHTS_TAKEN = "rights_taken"
    RIGHTS_EXTENDED = "rights_extended"
    RIGHTS_ANSWERED = "rights_answered"
    RIGHTS_REFUSED = "rights_refused"
    RESTRICTION_ENDS = "restriction_ends"
    # dossier, person: a hold on the person's records, told unless a law forbids
    HOLD_PLACED = "hold_placed"
    # person: somebody signed in or acts for them
    ACCESS_GIVEN = "access_given"
    # case, person: a leak of data touched them
    BREACH_TOLD = "breach_told"


# Rows of the outbox from before kinds were named: what the second id was, or the first where it stands alone.
_UNNAMED = {
    ("dos", "prs"): MessageKind.FAMILY_OPENED,
    ("dos", "pay"): MessageKind.PAYMENT_DECIDED,
    ("dos", "run"): MessageKind.NOTHING_PAID,
    ("dos",): MessageKind.MONTHS_DRAFTED,
    ("prs",): MessageKind.INTEREST_KEPT,
    ("rcp",): MessageKind.FORM_WITH_PERSON,
    ("cas",): MessageKind.RIGHTS_ANSWERED,
}


def kind_of_unnamed(ids: tuple[str, ...]) -> MessageKind:
    """Return what an event without a named kind is about, by the prefixes of its ids; LookupError when by none."""
    prefixes = tuple(one[:3] for one in ids)
    if prefixes not in _UNNAMED:
        msg = "ids of which no message is known"
        raise LookupError(msg)
    return _UNNAMED[prefixes]
