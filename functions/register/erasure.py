"""What stays when a person asks to be erased, and on which ground: the compiled exceptions.

Standard library only; the entries come from `erasure.yaml` through `compiled.json`.
"""

from dataclasses import dataclass
from functools import cache

from functions.register.purposes import compiled
from functions.register.record_type import RecordType

HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why a record stays. `form`: `hold` (resealed under the person's *hold* key) or `as_is`.

    `starts_after_years`: how long after the period concerned the term of the record's retention rule starts.
    """

    exception: str
    ground: str
    article: str
    form: str
    starts_after_years: int


@cache
def exemption_of(record_type: RecordType) -> Exemption | None:
    """Return why records of this type stay; None when a request erases them."""
    entry = compiled()["erasure"].get(record_type.value)
    if entry is None:
        return None
    return Exemption(
        exception=str(entry["exception"]),
        ground=str(entry["ground"]),
        article=str(entry["article"]),
        form=str(entry["form"]),
        starts_after_years=int(str(entry["starts_after_years"])),
    )
