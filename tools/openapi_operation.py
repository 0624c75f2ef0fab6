"""What is said of one route of the API."""

from dataclasses import dataclass

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Operation:
    """What is said of one route.

    `form`: it takes form posts and answers pages too; `keyed`: repeats are recognised; `staff`: a session is needed.
    """

    tag: str
    name: str
    summary: str
    status: int = 200
    answer: str | None = None
    body: type[BaseModel] | None = None
    form: bool = False
    keyed: bool = False
    staff: bool = False
    query: tuple[str, ...] = ()
