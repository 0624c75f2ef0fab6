"""One function of `functions.yaml`: what it may touch besides key domains."""

from enum import StrEnum

from functions.register.entry import Entry


class TableRight(StrEnum):
    """What a role may do with the rows of a table."""

    READ = "read"
    PUT = "put"
    UPDATE = "update"
    DELETE = "delete"


class QueueRight(StrEnum):
    """Which side of a queue a function stands on."""

    RECEIVE = "receive"
    SEND = "send"


class BucketRight(StrEnum):
    """What a role may do with the objects of a bucket."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"


class FunctionEntry(Entry):
    """One function: its handler, tables, indexes, queues, buckets, streams and wrapped settings.

    `mails`: it may send e-mail from the fund's own address.
    """

    handler: str
    tables: dict[str, tuple[TableRight, ...]]
    indexes: dict[str, tuple[str, ...]]
    queues: dict[str, tuple[QueueRight, ...]]
    buckets: dict[str, tuple[BucketRight, ...]]
    streams: tuple[str, ...]
    secrets: tuple[str, ...]
    public_keys: bool
    mails: bool = False
