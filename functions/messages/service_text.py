"""What tells somebody about their own file is a type of its own: a question about an offer fits nowhere in it.

All letters and mails of this room are made of a `ServiceText`, by functions that take nothing else; a text of marketing
has no type here, no function that sends it, and no purpose in the register.
"""

from dataclasses import dataclass
from typing import final

from functions.messages.words import Words


@final
@dataclass(frozen=True, slots=True)
class ServiceText:
    """What somebody is told because of their own file, form or request. It carries no offer."""

    title: Words
    body: Words
