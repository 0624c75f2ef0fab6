"""One object of a bucket, as a message of a queue names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """One object as it was dropped: the ETag tells it from what may be put over it; `size` in bytes."""

    key: str
    etag: str
    size: int
