"""Accepted notifications as they rest: minimised, sealed under the keys of the person whom each is about.

The object that an authority dropped is gone once its receipt is written; this is what a replay reads. Beside each fact
that a notification became stands one of these rows, under the category of that fact. Other people stand in it by id and
only when the fact names them too; of everybody else a placeholder is left. A number that changed, or by which an
authority brought somebody to the file, stands in a second row, of the person whose number it is. Only add kinds.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.fact import Fact
from functions.dossier.places import SENT
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place


class NamedPerson(BaseModel):
    """Another person of a notification: the placeholder of the number, and who it is.

    `brought`: an authority brought this person to the file.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    number: str
    person: str
    brought: Literal[True] | None = None


class Sent(HeldRecord):
    """What every row of an accepted notification has: who it is about and where it stands among a sender's messages.

    `received_at`: when the fund first received this statement (RFC 3339).
    """

    abstract_record: ClassVar[bool] = True

    kind: Annotated[str, Held()]
    person: Annotated[str, Held()]
    sequence: Annotated[int, Held()]
    line: Annotated[int, Held()]
    received_at: Annotated[str, Held()]


class SentContent(Sent):
    """What was stated. `said`: the notification as minimised JSON, national numbers as placeholders.

    `content`: the keyed digest of the statement with its true numbers. `withheld`: as in the fact.
    """

    sender: Annotated[str, Held()]
    flow: Annotated[str, Held()]
    message: Annotated[str | None, Held()] = None
    corrected: Annotated[Literal[True] | None, Held()] = None
    withheld: Annotated[tuple[str, ...], Held()] = ()
    content: Annotated[str, Held()]
    said: Annotated[str, Held()]
    named: Annotated[tuple[NamedPerson, ...], Held()] = ()


class SentIdentification(SentContent, category=Category.IDENTIFICATION):
    """A notification that became a fact of identification."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_identification"], Held()] = "sent_identification"


class SentFamily(SentContent, category=Category.FAMILY):
    """A notification that became a fact about the family."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_family"], Held()] = "sent_family"


class SentEducationProfession(SentContent, category=Category.EDUCATION_PROFESSION):
    """A notification that became a fact about school, work or income."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_education_profession"], Held()] = "sent_education_profession"


class SentFinancial(SentContent, category=Category.FINANCIAL):
    """A notification that became a financial fact."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_financial"], Held()] = "sent_financial"


class SentMedicalPsychosocial(SentContent, category=Category.MEDICAL_PSYCHOSOCIAL):
    """A notification that became a medical or psychosocial fact."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_medical_psychosocial"], Held()] = "sent_medical_psychosocial"


class SentJudicial(SentContent, category=Category.JUDICIAL):
    """A notification that became a judicial fact."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_judicial"], Held()] = "sent_judicial"


class SentNumber(Sent, category=Category.IDENTIFICATION):
    """What a notification said of the person's own number."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["sent_number"], Held()] = "sent_number"
    value: Annotated[str, Held()]
    canceled: Annotated[bool | None, Held()] = None
    replaced_by: Annotated[str | None, Held()] = None


class BroughtNumber(HeldRecord, category=Category.IDENTIFICATION):
    """The number by which an authority brought somebody to the file; one row a person and file."""

    kind: Annotated[Literal["brought_number"], Held()] = "brought_number"
    person: Annotated[str, Held()]
    value: Annotated[str, Held()]


CONTENT_OF: dict[Category, type[SentContent]] = {
    Category.IDENTIFICATION: SentIdentification,
    Category.FAMILY: SentFamily,
    Category.EDUCATION_PROFESSION: SentEducationProfession,
    Category.FINANCIAL: SentFinancial,
    Category.MEDICAL_PSYCHOSOCIAL: SentMedicalPsychosocial,
    Category.JUDICIAL: SentJudicial,
}
CONTENT_KINDS: dict[str, type[SentContent]] = {
    str(kind.model_fields["kind"].default): kind for kind in CONTENT_OF.values()
}
type AnySent = SentContent | SentNumber | BroughtNumber
SENT_KINDS: dict[str, type[AnySent]] = {**CONTENT_KINDS, "sent_number": SentNumber, "brought_number": BroughtNumber}


def content_kind(fact: Fact) -> type[SentContent]:
    """Return the kind of row for the notification that became a fact: sealed under the same category."""
    (category,) = type(fact).categories()
    return CONTENT_OF[category]


def sent_place(fact: Place) -> Place:
    """Return the place of the notification beside a fact: the same person, origin and version."""
    _, _, rest = fact.sk.partition("#")
    return Place(Table.DOSSIERS, fact.pk, f"{SENT}{rest}#1")


def sent_number_place(sent: Place) -> Place:
    """Return the place of what a notification said of its person's own number."""
    return Place(Table.DOSSIERS, sent.pk, f"{sent.sk.removesuffix('#1')}#2")


def brought_place(dossier: str, person: str) -> Place:
    """Return the place of the number by which an authority brought a person to a file."""
    return Place(Table.DOSSIERS, dossier, f"{SENT}{person}#brought")
