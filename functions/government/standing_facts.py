"""The facts of some origins in one dossier: as they stand, and as a change will leave them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from functions.dossier.fact import Fact
from functions.dossier.places import FACT, SENT, fact_origin, fact_place
from functions.dossier.sent_notification import sent_number_place, sent_place
from functions.government.keep_notification import KeptParts
from functions.government.make_fact import kinds_of
from functions.government.work import Work
from functions.vault.change import Change
from functions.vault.place import Place, SealedItem, Stored
from functions.vault.request import Request

type Version = tuple[str, str, int]


@dataclass
class StandingFacts:
    """Facts by (person, keyed digest of the origin, version), and the notifications that rest beside them.

    `sent`: those rows of the dossier as they stand; `kept`: what a change keeps of the notifications that it accepts.
    """

    secret: bytes
    stored: dict[Version, Stored[Fact]] = field(default_factory=dict)
    planned: dict[Version, Fact] = field(default_factory=dict)
    sent: Mapping[Place, SealedItem] = field(default_factory=dict)
    kept: dict[Version, KeptParts] = field(default_factory=dict)

    def versions_of(self, fact: Fact) -> list[Fact]:
        """Return all versions of a fact's origin, planned ones in place of those that stand."""
        person, origin, _ = self._version(fact)
        now = {version: row.record for version, row in self.stored.items()} | self.planned
        return [one for version, one in now.items() if version[:2] == (person, origin)]

    def plan(self, fact: Fact, kept: KeptParts | None) -> None:
        """Let a fact become the row of its version; `kept`: its notification, None when that rests already."""
        self.planned[self._version(fact)] = fact
        if kept is not None:
            self.kept[self._version(fact)] = kept

    def believed(self) -> Iterator[tuple[Fact | None, Fact | None]]:
        """Yield what was and what will be believed of each origin that a change writes to; None: nothing."""
        now = {version: row.record for version, row in self.stored.items()}
        later = now | self.planned
        for origin in sorted({version[:2] for version in self.planned}):
            yield _newest(now, origin), _newest(later, origin)

    def put(self, change: Change, dossier: str) -> None:
        """Put what was planned into a change."""
        for version, fact in self.planned.items():
            standing = self.stored.get(version)
            place = fact_place(dossier, *version) if standing is None else standing.place
            change.put(place, fact.person, fact, None, standing)
            if version in self.kept:
                self._keep(change, place, self.kept[version])

    def _keep(self, change: Change, fact: Place, kept: KeptParts) -> None:
        place = sent_place(fact)
        change.put(place, kept.content.person, kept.content, None, self.sent.get(place))
        number = sent_number_place(place)
        if kept.number is not None:
            change.put(number, kept.number.person, kept.number, None, self.sent.get(number))
        elif number in self.sent:
            change.delete(self.sent[number])

    def _version(self, fact: Fact) -> Version:
        origin = fact.provenance
        digest = fact_origin(self.secret, origin.sender or "", origin.flow or "", origin.attestation)
        return fact.person, digest, origin.version


def open_standing(
    work: Work, request: Request, rows: Sequence[SealedItem], origins: Sequence[tuple[str, str]]
) -> StandingFacts:
    """Open the rows of these origins (person, attestation) and no other row of the dossier."""
    secret = work.secret(request)
    sender, flow = work.origin.sender, work.origin.flow
    starts = tuple(f"{FACT}{person}#{fact_origin(secret, sender, flow, name)}#" for person, name in origins)
    wanted = [row for row in rows if row.place.sk.startswith(starts)]
    kinds = kinds_of(work.flow)
    opened: Sequence[Stored[Fact]] = request.open(wanted, kinds, under=work.page, action="apply notifications")
    standing = StandingFacts(secret, sent={row.place: row for row in rows if row.place.sk.startswith(SENT)})
    for row in opened:
        _, person, origin, version = row.place.sk.split("#")
        standing.stored[person, origin, int(version)] = row
    return standing


def _newest(facts: Mapping[Version, Fact], origin: tuple[str, str]) -> Fact | None:
    """Return the highest version of an origin; None when there is none, or when it voids."""
    highest = max((version for version in facts if version[:2] == origin), default=None)
    return None if highest is None or facts[highest].void else facts[highest]
