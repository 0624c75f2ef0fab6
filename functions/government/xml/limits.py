"""How much XML is read: the longest real answers need a tenth of it, a hostile file is refused as soon as it passes."""

from functions.government.xml.refused import TOO_DEEP, TOO_LARGE, RefusedXmlError

MOST_DEPTH = 32
MOST_TEXT = 16 * 1024
MOST_ATTRIBUTES = 16
MOST_ATTRIBUTE = 1024
MOST_NAME = 200
# libxml2 keeps the names that it met for as long as the process lives.
MOST_NAMES = 600
MOST_ELEMENTS_OF_AN_ANSWER = 50_000
MOST_TEXT_OF_AN_ANSWER = 2 * 1024 * 1024
MOST_QUESTIONS = 5000


class Meter:
    """Counts while a file is read. Raises RefusedXmlError as soon as something is more than any answer needs."""

    def __init__(self) -> None:
        self._depth = self._text = 0
        self._names: set[str] = set()
        self._elements = self._kept = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count an element that begins."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise RefusedXmlError(TOO_DEEP)
        self._text = 0
        for name in (tag, *attributes):
            if name not in self._names:
                self._name(name)
        if attributes and (
            len(attributes) > MOST_ATTRIBUTES or any(len(value) > MOST_ATTRIBUTE for value in attributes.values())
        ):
            raise RefusedXmlError(TOO_LARGE)

    def end(self) -> None:
        """Count the end of an element."""
        self._depth -= 1
        self._text = 0

    def text(self, length: int) -> None:
        """Count text between two tags."""
        self._text += length
        if self._text > MOST_TEXT:
            raise RefusedXmlError(TOO_LARGE)

    def keep(self, elements: int, characters: int) -> None:
        """Count what is kept of the answer under way."""
        self._elements += elements
        self._kept += characters
        if self._elements > MOST_ELEMENTS_OF_AN_ANSWER or self._kept > MOST_TEXT_OF_AN_ANSWER:
            raise RefusedXmlError(TOO_LARGE)

    def begin_answer(self) -> None:
        """Begin to count the next answer."""
        self._elements = self._kept = 0

    def _name(self, name: str) -> None:
        self._names.add(name)
        if len(name) > MOST_NAME or len(self._names) > MOST_NAMES:
            raise RefusedXmlError(TOO_LARGE)
