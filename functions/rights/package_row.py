"""The row of a package: a `fil_` subject of its own, so that key, row and object go together after seven days."""

from typing import Annotated, Literal

from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place

SORT = "package"


class PackageRow(HeldRecord, category=Category.IDENTIFICATION):
    """For whom a package was made (`reader` is who gets it), and from which case."""

    person: Annotated[str, Held()]
    reader: Annotated[str, Held()]
    case: Annotated[str, Held()]
    kind: Annotated[Literal["access", "portability"], Held()]


def package_place(package: str) -> Place:
    """Return the place of a package's row; the object in the bucket has the package's id as its key."""
    return Place(Table.CASES, package, SORT)
