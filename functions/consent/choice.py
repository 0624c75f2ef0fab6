"""What a visitor may choose, and what each button says about the four kinds of cookies that need permission."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

KINDS = ("preferences", "performance", "analytics", "interests")

type Method = Literal["accept_all", "refuse_all", "choose", "withdraw", "browser_signal"]
type BannerVersion = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class Choices(BaseModel):
    """Yes or no for each kind; nothing is yes unless the visitor said so."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    preferences: bool
    performance: bool
    analytics: bool
    interests: bool


class ConsentForm(BaseModel):
    """What the banner posts (contract `api.md`). `id` continues a record; `method` may be absent with `Sec-GPC: 1`."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: str | None = None
    language: Literal["nl", "fr", "de", "en"]
    banner_version: BannerVersion
    method: Method | None = None
    choices: Choices | None = None


def all_choices(said: bool) -> Choices:  # noqa: FBT001 - one answer for all four
    """Return the same answer for every kind."""
    return Choices(preferences=said, performance=said, analytics=said, interests=said)


def derived_choices(method: Method, chosen: Choices | None) -> Choices | None:
    """Return what a method says; only `choose` takes the visitor's own four answers (None when they are missing)."""
    if method == "choose":
        return chosen
    return all_choices(method == "accept_all")
