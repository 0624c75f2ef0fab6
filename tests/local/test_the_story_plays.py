"""The story of `make run`, from the first form to the sweep, on the deployed system; nobody's data on the screen."""

import re
from itertools import islice

from tests.deployed_system import Told
from tools.local.story import FAMILIES, SEED
from tools.synthetic.make_families import make_families


def test_the_story_plays_to_its_end_and_shows_nobody(told: Told) -> None:
    """Given the deployed system, when the whole story is told, then every step ends well and names no person."""
    assert not re.search(r"^ *\d+!", told.shown, re.MULTILINE)
    for family in islice(make_families(SEED), FAMILIES):
        people = [*family.adults, *family.children]
        secrets = [value for person in people for value in (person.national_number, person.family_name)]
        assert not [value for value in (*secrets, family.iban, family.home.street) if value in told.shown]
