"""Read a posted family form back into the fields of the page: no answer is lost, whatever was wrong with it.

Nothing is checked, kept or logged here; what was posted goes back to the one who posted it.
"""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from functions.runtime.problem import Language, language_of
from functions.site.family_page import FEWEST_CHILDREN, MOST_CHILDREN, FilledForm

_MOST_FIELDS = 1000
_CHILD = "children."


def filled_form(body: bytes, *, one_more_child: bool = False) -> tuple[FilledForm, Language | None]:
    """Return the filled fields and the language of the page they were filled in on.

    Children that were left empty between others move up, as the form's own reading of them does.
    """
    try:
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return FilledForm(), None
    values = dict(pairs)
    places = _places(pairs)
    moved = {_moved(name, places): value for name, value in pairs if not _is_empty_child(name, places)}
    asked = values.get("children_shown", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len("20") else FEWEST_CHILDREN
    children = max(min(shown, MOST_CHILDREN), len(places)) + one_more_child
    return FilledForm(moved, children), language_of(values.get("language"))


def _places(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the new place of each child of which something was filled in."""
    filled = {name.split(".")[1] for name, value in pairs if name.startswith(_CHILD) and value.strip()}
    numbers = sorted((one for one in filled if one.isascii() and one.isdigit()), key=int)
    return {number: place for place, number in enumerate(numbers)}


def _is_empty_child(name: str, places: dict[str, int]) -> bool:
    return name.startswith(_CHILD) and name.split(".")[1] not in places


def _moved(name: str, places: dict[str, int]) -> str:
    if not name.startswith(_CHILD):
        return name
    _, number, *rest = name.split(".")
    return ".".join(["children", str(places[number]), *rest])
