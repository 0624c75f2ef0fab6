"""Look at the mails that the stage on this machine sent, or open a letter as the printer does."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from functions.messages.lay_letter import open_letter
from functions.vault.errors import BrokenSealError

MAILBOX = "/_ministack/ses/messages"
_SECONDS = 5
_REFUSED = 2

type Mail = Mapping[str, object]


class NoMailboxError(Exception):
    """No emulator answers here: mails of a real stage go to people, and are kept nowhere."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked."""
    asked = parser.add_subparsers(dest="asked", required=True)
    asked.add_parser("list", help="one line a mail, oldest first")
    show = asked.add_parser("show", help="one mail, by its number in the list")
    show.add_argument("number", type=int)
    letter = asked.add_parser("letter", help="open a letter as the printer does")
    letter.add_argument("file", type=Path, help="an object of the bucket `letters`; its name is the reference")
    letter.add_argument("--key", type=Path, required=True, help="the printer's private key, 32 bytes in hex")


def run(arguments: argparse.Namespace) -> int:
    """List the mails, show one, or open a letter; exit status 2 when there is nothing of it."""
    if arguments.asked == "letter":
        return open_one(arguments.file, arguments.key)
    try:
        mails = read_mails(os.environ.get("AWS_ENDPOINT_URL", ""))
    except NoMailboxError as error:
        print(error, file=sys.stderr)
        return _REFUSED
    if arguments.asked == "list":
        for number, mail in enumerate(mails, start=1):
            print(f"{number:4}  {receiver(mail)}  {mail['Subject']}")
        return 0
    if not 1 <= arguments.number <= len(mails):
        print(f"there are {len(mails)} mails", file=sys.stderr)
        return _REFUSED
    mail = mails[arguments.number - 1]
    print(f"To: {receiver(mail)}\nSubject: {mail['Subject']}\n\n{mail['BodyText']}")
    return 0


def open_one(file: Path, key: Path) -> int:
    """Open one letter with the printer's key and write it out; exit status 2 when it does not open."""
    try:
        private = bytes.fromhex(key.read_text(encoding="ascii").strip())
        letter = open_letter(private, file.name, file.read_bytes())
    except (OSError, ValueError, BrokenSealError):
        print("this key does not open this letter under this name", file=sys.stderr)
        return _REFUSED
    print(json.dumps(letter, ensure_ascii=False, indent=1))
    return 0


def receiver(mail: Mail) -> str:
    """Return to whom a mail went."""
    to = mail["To"]
    return ", ".join(map(str, to)) if isinstance(to, list) else ""


def read_mails(endpoint: str) -> Sequence[Mail]:
    """Return every mail of the emulator's mailbox, oldest first; NoMailboxError when none answers."""
    place = urlsplit(endpoint)
    if place.scheme != "http" or place.hostname is None:
        msg = "set AWS_ENDPOINT_URL to the emulator (make run prints it)"
        raise NoMailboxError(msg)
    connection = HTTPConnection(place.hostname, place.port, timeout=_SECONDS)
    try:
        connection.request("GET", MAILBOX)
        answer = json.loads(connection.getresponse().read())
    except (OSError, ValueError) as error:
        msg = "no emulator answers there"
        raise NoMailboxError(msg) from error
    finally:
        connection.close()
    mails = [mail for of_account in answer["messages"].values() for mail in of_account]
    return sorted(mails, key=lambda mail: float(mail["Timestamp"]))
