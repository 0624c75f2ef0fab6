"""The story of `make run`, from the first form to the sweep, on the deployed system; nobody's data on the screen."""

import io
import re
from itertools import islice

from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.story import FAMILIES, SEED, tell_story
from tools.synthetic.make_families import make_families


def test_the_story_plays_to_its_end_and_shows_nobody(scene: Scene) -> None:
    """Given the deployed system, when the whole story is told, then every step ends well and names no person."""
    screen = io.StringIO()
    tell_story(Screen(screen), scene)
    told = screen.getvalue()
    assert not re.search(r"^ *\d+!", told, re.MULTILINE)
    for family in islice(make_families(SEED), FAMILIES):
        people = [*family.adults, *family.children]
        secrets = [value for person in people for value in (person.national_number, person.family_name)]
        assert not [value for value in (*secrets, family.iban, family.home.street) if value in told]
