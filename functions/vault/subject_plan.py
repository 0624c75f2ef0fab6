"""What a change does to one subject that exists: at least the condition that it stands as it was read."""

from dataclasses import dataclass, field

from functions.runtime.database import Check, Matches, Table, Update, Value
from functions.vault.send_change import Role, Step
from functions.vault.subject import Subject, subject_key


@dataclass(slots=True)
class SubjectPlan:
    """What a change does to a subject that exists: at least the condition, maybe a new state or other keys."""

    subject: Subject
    values: dict[str, Value] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def step(self) -> Step:
        """Return the condition on the subject, with its update when there is one."""
        condition = Matches(equal={"state": self.subject.state.value, "key_version": self.subject.key_version})
        key = subject_key(self.subject.subject_id)
        if not self.values and not self.gone:
            return Step(Check(Table.SUBJECTS, key, condition), Role.SUBJECT)
        update = Update(
            Table.SUBJECTS,
            key,
            set=self.values,
            add={"key_version": 1},
            remove=tuple(sorted(self.gone)),
            condition=condition,
        )
        return Step(update, Role.SUBJECT)
