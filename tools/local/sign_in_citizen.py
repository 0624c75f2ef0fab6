"""Signs a citizen in as a browser would, with the small provider of itsme and eID."""

from typing import Any
from urllib.parse import urlencode

from tools.local.ask import Answer, Asker
from tools.local.scene import Scene

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Citizen:
    """Somebody of a family at the door; each write carries our origin."""

    def __init__(self, scene: Scene, name: str, provider: str = "itsme", act: str | None = None) -> None:
        self._asker = Asker(scene.address)
        self._origin = scene.address
        self._name, self._provider = name, provider
        self.sign_in(act)

    def sign_in(self, act: str | None = None) -> None:
        """Go to the provider, say who one is, and come back; `act` for a step that needs it just now."""
        path = f"/api/sign-in/{self._provider}" + ("" if act is None else f"?act={act}")
        begun = _target(self._asker.get(path, expect=303))
        answered = self._asker.post(begun, urlencode({"sub": self._name}).encode(), expect=302, headers=_FORM)
        self._asker.get(_target(answered), headers={"Accept": "application/json"})

    def session(self) -> Any:  # noqa: ANN401 - the answer's JSON
        """Return who the system says is signed in, and for whom that person may act."""
        return self._asker.get("/api/session").json()

    def get(self, path: str, *, expect: int = 200) -> Answer:
        """Read a page of the portal."""
        return self._asker.get(path, expect=expect, headers={"Accept": "application/json"})

    def post(self, path: str, body: object, *, expect: int) -> Answer:
        """Write as the person."""
        return self._asker.post(path, body, expect=expect, headers={"Origin": self._origin})

    def sign_out(self) -> None:
        """End the session."""
        self._asker.post("/api/sign-out", {}, expect=204, headers={"Origin": self._origin})


def _target(answer: Answer) -> str:
    location = answer.header("Location")
    if location is None:
        msg = "a sign-in step sends nowhere"
        raise RuntimeError(msg)
    return location
