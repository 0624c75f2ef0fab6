"""The base of all entries of the register's data files: strict, frozen, unknown members refused.

Used at build time only: a Lambda loads the compiled register (`functions/register/purposes.py`).
"""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """One entry of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
