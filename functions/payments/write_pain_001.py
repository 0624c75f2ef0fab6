"""Write pain.001.001.09 (ISO 20022 customer credit transfer initiation) as a stream: same orders, same bytes.

One header, one batch, one line shape per payment, UTF-8, no white space between elements. Nothing comes from a clock
or from chance; the count and the sum are known before (from the run's journal) and proved while writing.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import batched

from functions.payments.payment_order import FileHead, PaymentOrder
from functions.payments.sepa_text import NAME_LENGTH, TEXT_LENGTH, UnsendableTextError, is_sepa_text
from functions.units.cents import format_euro
from functions.units.clock import instant_text

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
PURPOSE = "BECH"
CATEGORY_PURPOSE = "SSBE"
_PAYMENTS_PER_CHUNK = 500
_ID = re.compile(r"[A-Z0-9](?:[A-Za-z0-9-]{0,33}[A-Za-z0-9])?")
_ACCOUNT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ENTERPRISE_NUMBER = re.compile(r"[01][0-9]{9}")
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


class WrongTotalsError(Exception):
    """The payments do not add up to the head; the bytes written so far must not be used."""


class UnfitOrderError(ValueError):
    """An id, account or amount has not the form that a payment file can carry; the message never repeats it."""


def write_pain_001(head: FileHead, orders: Iterable[PaymentOrder]) -> Iterator[bytes]:
    """Yield the file in chunks; WrongTotalsError at the end, UnfitOrderError or UnsendableTextError on the way."""
    yield _header(head).encode("ascii")
    count = total = 0
    texts: set[str] = set()
    for group in batched(orders, _PAYMENTS_PER_CHUNK, strict=False):
        for order in group:
            _check(order, texts)
            total += order.cents
        count += len(group)
        yield "".join(map(_payment, group)).encode("ascii")
    if (count, total) != (head.count, head.total_cents):
        msg = f"the file holds {count} payments and {total} cents, its head says {head.count} and {head.total_cents}"
        raise WrongTotalsError(msg)
    yield b"</PmtInf></CstmrCdtTrfInitn></Document>\n"


def _check(order: PaymentOrder, texts: set[str]) -> None:
    if order.text not in texts:
        if not is_sepa_text(order.text) or len(order.text) > TEXT_LENGTH:
            msg = "a remittance text holds a character outside the SEPA set"
            raise UnsendableTextError(msg)
        texts.add(order.text)
    if not is_sepa_text(order.name) or len(order.name) > NAME_LENGTH:
        msg = "a payee's name holds a character outside the SEPA set"
        raise UnsendableTextError(msg)
    if not _ID.fullmatch(order.payment_id) or not _ACCOUNT.fullmatch(order.iban) or order.cents <= 0:
        msg = "a payment's id, account or amount cannot stand in a file"
        raise UnfitOrderError(msg)


def _payment(order: PaymentOrder) -> str:
    # No escaping: the checked sets hold no character that XML would have to escape.
    euros, cents = divmod(order.cents, 100)
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{order.payment_id}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="EUR">{euros}.{cents:02d}</InstdAmt></Amt><Cdtr><Nm>{order.name}</Nm></Cdtr>'
        f"<CdtrAcct><Id><IBAN>{order.iban}</IBAN></Id></CdtrAcct><Purp><Cd>{PURPOSE}</Cd></Purp>"
        f"<RmtInf><Ustrd>{order.text}</Ustrd></RmtInf></CdtTrfTxInf>"
    )


def _header(head: FileHead) -> str:
    fund = head.fund
    forms = (
        (_ID, head.batch_id),
        (_ACCOUNT, fund.iban),
        (_ENTERPRISE_NUMBER, fund.enterprise_number),
        (_BIC, fund.bic or "NOTPROVI"),
    )
    if any(pattern.fullmatch(value) is None for pattern, value in forms) or len(fund.name) > NAME_LENGTH:
        msg = "the head of a payment file holds an id, account or number of the wrong form"
        raise UnfitOrderError(msg)
    if not is_sepa_text(fund.name):
        msg = "the fund's name holds a character outside the SEPA set"
        raise UnsendableTextError(msg)
    agent = f"<BICFI>{fund.bic}</BICFI>" if fund.bic else "<Othr><Id>NOTPROVIDED</Id></Othr>"
    totals = f"<NbOfTxs>{head.count}</NbOfTxs><CtrlSum>{format_euro(head.total_cents)}</CtrlSum>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="{NAMESPACE}"><CstmrCdtTrfInitn><GrpHdr><MsgId>{head.message_id}</MsgId>'
        f"<CreDtTm>{instant_text(head.created_at)}</CreDtTm>{totals}"
        f"<InitgPty><Nm>{fund.name}</Nm><Id><OrgId><Othr><Id>{fund.enterprise_number}</Id>"
        "<Issr>KBO-BCE</Issr></Othr></OrgId></Id></InitgPty></GrpHdr>"
        f"<PmtInf><PmtInfId>{head.batch_id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>{totals}"
        "<PmtTpInf><InstrPrty>NORM</InstrPrty><SvcLvl><Cd>SEPA</Cd></SvcLvl>"
        f"<CtgyPurp><Cd>{CATEGORY_PURPOSE}</Cd></CtgyPurp></PmtTpInf>"
        f"<ReqdExctnDt><Dt>{head.execution_on.isoformat()}</Dt></ReqdExctnDt>"
        f"<Dbtr><Nm>{fund.name}</Nm></Dbtr><DbtrAcct><Id><IBAN>{fund.iban}</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct>"
        f"<DbtrAgt><FinInstnId>{agent}</FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>"
    )
