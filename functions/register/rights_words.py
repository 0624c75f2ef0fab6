"""The words in which requests about rights are answered, in one language; the tool `compile_register` built them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

_BUILT = Path(__file__).parent / "built"

type _Texts = dict[str, str]
type _Entries = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class RightsWords:
    """Texts of one language, as `rights.<language>.json` has them."""

    language: str
    content: dict[str, dict[str, object]]

    def text(self, name: str) -> str:
        """Return a text of the package; KeyError for an unknown one."""
        return cast("_Texts", self.content["texts"])[name]

    def text_or(self, name: str, otherwise: str) -> str:
        """Return a text of the package, or what stands for it."""
        return cast("_Texts", self.content["texts"]).get(name, otherwise)

    def right(self, name: str) -> str:
        """Return the name of a right."""
        return cast("_Texts", self.content["rights"])[name]

    def reason(self, name: str) -> str:
        """Return the text of a reason with its article."""
        entry = cast("_Entries", self.content["reasons"])[name]
        return f"{entry['text']} ({entry['article']})"

    def category(self, name: str) -> str:
        """Return the name of a category."""
        return cast("_Texts", self.content["categories"])[name]

    def flow(self, name: str) -> str:
        """Return what an authority sends under a flow's id; the id itself for one that the register does not name."""
        return cast("_Texts", self.content["flows"]).get(name, name)

    def purpose(self, name: str) -> str:
        """Return the name of a purpose."""
        return str(cast("_Entries", self.content["purposes"])[name]["name"])

    def grounds(self, purpose: str) -> list[str]:
        """Return the legal grounds of a purpose."""
        names = cast("list[str]", cast("_Entries", self.content["purposes"])[purpose]["grounds"])
        return [cast("_Texts", self.content["grounds"])[name] for name in names]

    def recipients(self, purpose: str) -> list[str]:
        """Return who may receive data for a purpose."""
        names = cast("list[str]", cast("_Entries", self.content["purposes"])[purpose]["recipients"])
        return [cast("_Texts", self.content["recipients"])[name] for name in names]

    def recipient(self, name: str) -> str:
        """Return the name of a recipient; the id itself for one that the register does not name."""
        return cast("_Texts", self.content["recipients"]).get(name, name)

    def purposes_of(self, category: str) -> list[str]:
        """Return the ids of the purposes for which data of a category of families are touched."""
        entries = cast("_Entries", self.content["purposes"])
        return [name for name, entry in entries.items() if category in cast("list[str]", entry["categories"])]


@cache
def rights_words(language: str) -> RightsWords:
    """Return the words of one of the four languages."""
    return RightsWords(language, json.loads((_BUILT / f"rights.{language}.json").read_text(encoding="utf-8")))
