"""The story that `make run` plays on the deployed system, step by step, with what went in and what came out."""

from itertools import islice

from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.sign_in_staff import Officer
from tools.local.start_sign_in import OFFICERS
from tools.local.tell_bank_story import the_bank_refuses_one, what_came_back_is_paid_again
from tools.local.tell_drops_story import a_mixed_delivery_comes, authorities_report, register_names_an_erased_parent
from tools.local.tell_intake_story import anybody_calculates, families_join, visitor_chooses_cookies
from tools.local.tell_next_month_story import late_facts_correct_a_month
from tools.local.tell_restore_story import a_backup_is_put_back
from tools.local.tell_retention_story import what_is_past_its_term_goes
from tools.local.tell_rights_story import a_person_is_erased, nobody_is_found
from tools.local.tell_run_story import families_are_paid
from tools.local.tell_sign_in_story import a_family_signs_in, parent_name
from tools.synthetic.make_families import make_families
from tools.synthetic.mixed_delivery import mixed_delivery

SEED = 1
FAMILIES = 12
# A single parent in Flanders with an income above every limit, and a family whose supplement rests on its income.
_POORER, _VOIDED = 9, 11


def who_can_sign_in() -> dict[str, str]:
    """Return the parents of the story's families, by a name that is in none of their data, with their numbers."""
    parents: dict[str, str] = {}
    for family in islice(make_families(SEED), FAMILIES):
        parents[parent_name(family)] = family.applicant.national_number
        if family.partner is not None:
            parents[parent_name(family, partner=True)] = family.partner.national_number
    return parents


def tell_story(screen: Screen, scene: Scene) -> None:
    """Play every step; StepFailedError names the first that does not end as it must."""
    families = list(islice(make_families(SEED), FAMILIES))
    families_join(screen, scene, families)
    authorities_report(screen, scene, families)
    anybody_calculates(screen, scene, families[0])
    visitor_chooses_cookies(screen, scene)
    a_family_signs_in(screen, scene, families[1])
    first, second = _officers_sign_in(screen, scene)
    months = families_are_paid(screen, scene, first, second)
    refused = the_bank_refuses_one(screen, scene, months, (first, second))
    a_mixed_delivery_comes(screen, scene, mixed_delivery(families, families[_POORER], families[_VOIDED], sequence=2))
    later = late_facts_correct_a_month(screen, scene)
    what_came_back_is_paid_again(screen, scene, later, (first, second), refused)
    a_person_is_erased(screen, first, families[0])
    register_names_an_erased_parent(screen, scene, families[0])
    nobody_is_found(screen, first, families[0])
    a_backup_is_put_back(screen, scene)
    what_is_past_its_term_goes(screen, scene)


def _officers_sign_in(screen: Screen, scene: Scene) -> tuple[Officer, Officer]:
    with screen.step("Two officers sign in at the fund's provider (OpenID Connect)") as step:
        first, second = (Officer(scene, name) for name in OFFICERS)
        step.came(f"two sessions of different people, roles {', '.join(first.session['roles'])}")
    return first, second


def say_what_next(screen: Screen, scene: Scene) -> None:
    """Print what a newcomer can try while the system is served."""
    address = scene.address
    screen.say(f"\nIt keeps running at {address} until Ctrl-C. Try:\n")
    for line in (
        f"open {address}/                        the website: join, calculate, cookies, notice",
        f"curl {address}/api/health",
        f"curl {address}/api/notice?language=en   what is held about whom, why and how long",
        f"curl {address}/api/keys                 the keys that check every receipt",
        f"open {address}/my-file                 sign in as a parent of the story and see the own file",
    ):
        screen.say(f"  {line}")
