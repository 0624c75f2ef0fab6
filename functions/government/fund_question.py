"""The question to the fund that a family came from: what it paid until when, and the pictures of 2018 and 2019.

It rests sealed under a case of its own, with the text that goes out: a person of the fund sends it, because no channel
between funds is modelled. It stands on a work list by the day on which its answer is due. The answers are deliveries of
flow BENEFIT_ELSEWHERE about the children; when each child has one, the question is closed.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated

from functions.government.digests import case_id
from functions.government.quarantine import case_place
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Value
from functions.vault.destroy_by import destroy_by
from functions.vault.keyring import Secret
from functions.vault.place import Place
from functions.vault.request import Request

WORK_LIST, CLOSED_LIST = "fund_question#open", "fund_question#closed"
OPEN, CLOSED = "open", "closed"
# Chosen: no rule says how long a fund may take. From the third time on, an alarm says that a person must call.
DAYS_TO_ANSWER = timedelta(days=30)
TIMES_BEFORE_ALARM = 2


class FundQuestion(HeldRecord, category=Category.IDENTIFICATION):
    """Row `case` of a question: what is asked, about which children (ids), and of whom an answer came.

    `content` is the JSON text that goes out: the earlier fund as the family wrote it, and national numbers.
    """

    dossier: Annotated[str, Held()]
    children: Annotated[tuple[str, ...], Held()]
    answered: Annotated[tuple[str, ...], Held()] = ()
    content: Annotated[str, Held()]

    @property
    def is_answered(self) -> bool:
        """Tell whether every child has an answer."""
        return set(self.children) <= set(self.answered)

    def names(self, words: Iterable[str]) -> bool:
        """Tell whether the question names one of these numbers or ids."""
        text = " ".join((self.content, *self.children))
        return any(word in text for word in words)


def question_text(fund: str, payee: str, children: Iterable[str], asked_on: date) -> str:
    """Return the text that goes out; people are named by national number, which every fund may use."""
    return json.dumps(
        {
            "question": "BENEFIT_ELSEWHERE",
            "earlierFund": fund,
            "askedOn": asked_on.isoformat(),
            "payee": payee,
            "children": sorted(children),
            "wanted": ["periods", "bonuses", "rightEnded", "firstOfParent", "picture2018", "picture2019"],
        },
        separators=(",", ":"),
    )


def question_place(request: Request, dossier: str) -> Place:
    """Return the place of a file's question: one file asks once."""
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    return case_place(case_id(secret, "earlier fund", dossier))


def clear_of(dossier: str, case: str, today: date, times: int) -> Mapping[str, Value]:
    """Return what stands in clear: ids, dates, and how often it was asked."""
    return {
        "state": OPEN,
        "work_list": WORK_LIST,
        "due": (today + DAYS_TO_ANSWER).isoformat(),
        "dossier": dossier,
        "times": times,
        **destroy_by(destroy_on(RecordType.FUND_QUESTION, today), case),
    }
