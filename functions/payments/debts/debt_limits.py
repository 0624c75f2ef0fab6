"""The fund's own limits of a recovery: no law, each chosen for the family's sake where the law leaves room."""

from fractions import Fraction

REPLY_DAYS = 30
"""How long a family may answer the draft of a debt before anybody decides (`chosen`: no law on it was found)."""

DRAFT_DAYS = 14
"""Days within which the draft of a debt is shown to the family, or a reply is answered, before it counts as late."""

SET_OFF_MOST = Fraction(1, 2)
"""The greatest part of a month's payment that the fund keeps, whatever the law allows (`chosen`): it is for a child."""

REMIND_DAYS = 31
"""How long after a decision, or the last look, somebody looks again at a debt that is repaid by transfer."""
