"""What an erasure keeps, why and until when stands in the register, whole."""

import pytest

from functions.register.erasure import exemption_of
from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from functions.rights.make_statement import PROOFS

KEPT = [record_type for record_type in RecordType if exemption_of(record_type) is not None]


@pytest.mark.parametrize("record_type", KEPT)
def test_what_stays_has_a_term_a_law_and_a_point_of_art_17(record_type: RecordType) -> None:
    exemption = exemption_of(record_type)
    assert exemption is not None
    assert rule_for(record_type).hours == 0
    assert exemption.article
    assert exemption.exception.startswith("17(3)(")


def test_only_income_stays_readable() -> None:
    held = [one for one in KEPT if (exemption := exemption_of(one)) is not None and exemption.form == "hold"]
    assert held == [RecordType.INCOME]


def test_the_erasure_s_own_records_are_all_excused() -> None:
    assert set(PROOFS) <= set(KEPT)


def test_medical_judicial_contact_and_identity_data_never_stay() -> None:
    assert exemption_of(RecordType.FAMILY_FILE) is None
    assert exemption_of(RecordType.SUBMISSION) is None
    assert exemption_of(RecordType.QUARANTINE) is None
