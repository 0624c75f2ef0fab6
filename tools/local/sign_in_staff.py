"""Signs a member of staff in as a browser would: to the provider, back with a code, and out with a session."""

from urllib.parse import urlencode

from tools.local.ask import Answer, Asker
from tools.local.scene import Scene


class Officer:
    """Somebody of the fund at the door, signed in; each write carries our origin and its purpose."""

    def __init__(self, scene: Scene, name: str) -> None:
        self._asker = Asker(scene.address)
        self._origin = scene.address
        begun = self._asker.get("/api/sign-in/staff", expect=303)
        choice = urlencode({"sub": name}).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answered = self._asker.post(_target(begun), choice, expect=302, headers=form)
        self.session = self._asker.get(_target(answered), headers={"Accept": "application/json"}).json()

    def get(self, path: str, purpose: str, *, expect: int = 200) -> Answer:
        """Read for a purpose."""
        return self._asker.get(path, expect=expect, headers={"Purpose": purpose, "Accept": "application/json"})

    def post(self, path: str, purpose: str, body: object, *, expect: int) -> Answer:
        """Write for a purpose."""
        return self._asker.post(path, body, expect=expect, headers={"Purpose": purpose, "Origin": self._origin})


def _target(answer: Answer) -> str:
    location = answer.header("Location")
    if location is None:
        msg = "a sign-in step sends nowhere"
        raise RuntimeError(msg)
    return location
