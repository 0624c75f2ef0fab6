"""One entry of `erasure.yaml`: a record type that an erasure request does not reach, and why. Used at build time."""

from typing import Literal

from pydantic import NonNegativeInt

from functions.register.entry import Entry


class ErasureRule(Entry):
    """The exception of GDPR art. 17(3), the law behind it (id of `grounds.yaml`), and how the record stays.

    `starts_after_years`: how long after the period concerned the term of the record's retention rule starts.
    """

    exception: Literal["17(3)(a)", "17(3)(b)", "17(3)(c)", "17(3)(d)", "17(3)(e)"]
    ground: str
    form: Literal["hold", "as_is"]
    starts_after_years: NonNegativeInt = 0
