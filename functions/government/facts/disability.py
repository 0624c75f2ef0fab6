"""The fact of a recognition."""

from functions.dossier.health_facts import DisabilityFact
from functions.government.content.disability import Disability
from functions.government.facts.basis import Basis


def disability_fact(disability: Disability, basis: Basis) -> DisabilityFact:
    """Return the recognition over its time; a request that is pending holds from the day it was made."""
    recognition, pillars = disability.recognition, disability.pillars
    points = (
        {}
        if pillars is None
        else {"points": pillars.total, "pillar1": pillars.p1, "pillar2": pillars.p2, "pillar3": pillars.p3}
    )
    return basis.fact(
        DisabilityFact,
        disability.request_date if recognition is None else recognition.start,
        None if recognition is None else recognition.end,
        authority=disability.authentic_source,
        decided_on=None if recognition is None else recognition.date_of_decision,
        pending=disability.pending,
        appeal=disability.appeal,
        **points,
    )
