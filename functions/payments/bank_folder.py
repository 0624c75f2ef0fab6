"""The stand-in for a bank's channel: a bucket from which the bank collects. A contract with a bank brings another."""

from typing import Protocol


class Folder(Protocol):
    """A bucket."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


class BankFolder:
    """Hands files over by putting them into a bucket under their name."""

    def __init__(self, bucket: Folder) -> None:
        """Take the bucket."""
        self._bucket = bucket

    def hand_over(self, name: str, content: bytes) -> None:
        """Put the file; the same file again overwrites itself."""
        self._bucket.write(name, content, "application/xml")
