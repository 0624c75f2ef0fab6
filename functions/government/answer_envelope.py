"""The envelope around the answer of a service: a function of its key and content, since the answer itself has none."""

from datetime import datetime
from zoneinfo import ZoneInfo

from functions.government.drop_key import DropKey
from functions.government.envelope import Envelope, Head, Organisation
from functions.government.legal_context import legal_contexts

_BRUSSELS = ZoneInfo("Europe/Brussels")
# The answer names its receiver by a path of the service, never by a number. Who owns the bucket is the receiver.
_NOT_STATED = "0000000000"


def answer_envelope(key: DropKey, at: datetime, digest: str) -> Envelope:
    """Return the envelope of an answer: sender, flow and sequence of its key, its own time, its digest as id.

    The legal context is the one of the flow: what was asked, and on which ground, was settled with the question.
    """
    context = next(name for name, flow in legal_contexts().items() if flow is key.flow)
    return Envelope.model_validate(
        {
            "specversion": "1.0",
            "id": f"xml:{digest[:32]}",
            "source": f"urn:be:cbe:{key.sender}",
            "type": f"be.kroost.{key.flow.lower()}.v1.answer",
            "time": at.replace(tzinfo=_BRUSSELS),
            "data": Head.model_validate(
                {
                    "sender": Organisation.model_validate({"cbeNumber": key.sender}),
                    "receiver": Organisation.model_validate({"cbeNumber": _NOT_STATED}),
                    "legalContext": context,
                    "flow": key.flow,
                    "sequenceNumber": key.sequence,
                }
            ),
        }
    )
