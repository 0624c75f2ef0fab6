"""The part of the story in which parents sign in: each is who their number says, and acts for whom the file allows."""

from tools.local.scene import Scene
from tools.local.screen import Screen
from tools.local.sign_in_citizen import Citizen
from tools.synthetic.family import Family


def parent_name(family: Family, *, partner: bool = False) -> str:
    """Return the name by which a parent signs in on this machine."""
    return f"parent-{family.number}{'b' if partner else 'a'}"


def a_family_signs_in(screen: Screen, scene: Scene, family: Family) -> None:
    """Sign a parent in with itsme and with eID, let a step ask for it again, and sign out."""
    with screen.step("A parent signs in with itsme: signed request, encrypted tokens") as step:
        parent = Citizen(scene, parent_name(family))
        session = parent.session()
        (file,) = session["files"]
        step.came(f"acts for {len(file['people'])} people of one file, until {session['until']}")
        number = family.applicant.national_number
        if number in str(session):
            msg = "the national number reached the browser"
            raise RuntimeError(msg)
        step.came("the national number was used once and is in no answer")
        parent.sign_in("change_account")
        step.came(f"shown again for a step: may now {', '.join(parent.session()['acts'])}")
        parent.sign_out()
        parent.get("/api/session", expect=401)
        step.came("signed out: the session is gone on our side too")
    with screen.step("The same parent signs in with eID: pushed request") as step:
        again = Citizen(scene, parent_name(family), "eid")
        step.came(f"the same person, through {again.session()['provider']}")
        again.sign_out()
