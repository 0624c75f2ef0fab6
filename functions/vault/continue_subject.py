"""Two subjects turn out to be one person: one of them goes on, and whoever looks for the other finds the one."""

from functions.runtime.database import Key, Matches, Table, Update
from functions.vault.change import Change
from functions.vault.look_up import SORT
from functions.vault.request import Request
from functions.vault.subject import CONTINUED_IN, CONTINUES, LOOK_UPS


def continue_subject(request: Request, change: Change, gone: str, going_on: str) -> None:
    """Add to a change: every look-up of `gone` leads to `going_on`, and each names the other.

    Both get new key versions, so that nothing is written under `gone` by anybody who read it before. The chains of the
    ledger both get the entry of the change: the one ends in it, the other goes on from it.
    """
    ended, standing = request.live_subject(gone), request.live_subject(going_on)
    for partition in ended.look_ups:
        leads_to_it = Matches(equal={"subject": gone})
        change.plain(Update(Table.LOOK_UPS, Key(partition, SORT), set={"subject": going_on}, condition=leads_to_it))
    change.note(gone, {CONTINUED_IN: going_on, LOOK_UPS: []})
    names = {
        LOOK_UPS: [*standing.look_ups, *ended.look_ups],
        CONTINUES: sorted({*standing.continues, *ended.continues, gone}),
    }
    change.note(going_on, names)


def goes_on_as(request: Request, person: str) -> str:
    """Return the person who goes on for this one: mostly the same."""
    subject = request.load_subjects([person]).get(person)
    while subject is not None and subject.continued_in is not None:
        person = subject.continued_in
        subject = request.load_subjects([person]).get(person)
    return person
