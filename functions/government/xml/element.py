"""What is kept of an XML element: its local name, its attributes, its text and the elements below that a format knows.

Namespaces of elements are not kept: below the root the services use none, and prefixes mean nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """One element. `text` is what stands directly in it, white space around it taken off by `value`."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def __repr__(self) -> str:
        """Show nothing of the content: it is about people."""
        return "Element(...)"

    @property
    def value(self) -> str | None:
        """Return the text; None when there is none."""
        return "".join(self.parts).strip() or None

    def every(self, path: str) -> Iterator["Element"]:
        """Yield the elements at a path of local names, in the order of the file."""
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                if rest:
                    yield from child.every(rest)
                else:
                    yield child

    def first(self, path: str) -> "Element | None":
        """Return the first element at a path; None when there is none."""
        return next(self.every(path), None)

    def text(self, path: str) -> str | None:
        """Return the text of the first element at a path; None when it is absent or empty."""
        found = self.first(path)
        return None if found is None else found.value
