"""PX-1, PX-2: the file of each region is the committed one, byte for byte, and others read the same in it."""

from decimal import Decimal
from pathlib import Path

import pytest
from mockbank.validate import validate
from pyiso20022.pain.pain_001_001_09 import Document
from xsdata.formats.dataclass.parsers import XmlParser

from functions.payments.check_file import check_file
from tests.builders.payment_files import FUND, PEOPLE, TODAY, expected_of, file_of, orders_of

GOLDEN = Path(__file__).parent / "golden"
REGIONS = sorted(PEOPLE)


@pytest.mark.goal("PX-1")
@pytest.mark.parametrize("region", REGIONS)
def test_a_regions_file_is_the_committed_one_byte_for_byte(region: str) -> None:
    """Given the same orders, then the file equals the golden one, at every call."""
    golden = (GOLDEN / f"pain.001.001.09-{region}.xml").read_bytes()
    assert file_of(region) == golden
    assert file_of(region) == golden


@pytest.mark.goal("PX-1")
@pytest.mark.parametrize("region", REGIONS)
def test_a_regions_file_passes_schema_and_rules(region: str) -> None:
    """Given a written file, then the official schema and every rule accept it."""
    assert check_file(file_of(region), expected_of(region)) == []


@pytest.mark.goal("PX-1")
@pytest.mark.parametrize("region", REGIONS)
def test_a_second_reader_finds_the_same_payments(region: str) -> None:
    """Given a written file, when an independent reader with generated classes reads it, then nothing differs."""
    message = XmlParser().from_bytes(file_of(region), Document).cstmr_cdt_trf_initn
    (batch,) = message.pmt_inf
    read = [
        (
            transfer.pmt_id.end_to_end_id,
            transfer.cdtr.nm,
            transfer.cdtr_acct.id.iban,
            int(transfer.amt.instd_amt.value * 100),
            transfer.rmt_inf.ustrd[0],
        )
        for transfer in batch.cdt_trf_tx_inf
    ]
    orders = orders_of(region)
    assert read == [(order.payment_id, order.name, order.iban, order.cents, order.text) for order in orders]
    assert message.grp_hdr.nb_of_txs == batch.nb_of_txs == str(len(orders))
    assert message.grp_hdr.ctrl_sum == Decimal(sum(order.cents for order in orders)) / 100
    assert batch.dbtr_acct.id.iban == FUND.iban
    assert batch.reqd_exctn_dt.dt is not None
    assert batch.reqd_exctn_dt.dt.to_date().isoformat() == "2024-07-05"


@pytest.mark.goal("PX-1")
@pytest.mark.parametrize("region", REGIONS)
def test_a_bank_has_nothing_to_say_about_the_file(region: str) -> None:
    """Given a written file, when a mock bank validates it, then it finds nothing."""
    assert validate(file_of(region), today=TODAY) == []
