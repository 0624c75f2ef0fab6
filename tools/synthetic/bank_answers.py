"""A bank that does not exist: reads our payment files and answers them, as pain.002, camt.054 or camt.053.

Answers are valid against the official schemas. Nothing comes from a clock: the same file gives the same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

_ISO = "urn:iso:std:iso:20022:tech:xsd:"
_PAIN_001 = {"p": f"{_ISO}pain.001.001.09"}
_AT = "2024-07-05T07:00:00Z"


@dataclass(frozen=True, slots=True)
class SeenPayment:
    """A payment as a bank reads it; whole cents."""

    payment: str
    cents: int
    name: str
    iban: str


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A payment file as a bank reads it."""

    message: str
    own: str
    payments: tuple[SeenPayment, ...]

    @property
    def cents(self) -> int:
        """The file's sum."""
        return sum(one.cents for one in self.payments)


def read_file(content: bytes) -> SeenFile:
    """Read one of our own files (nothing of it comes from a stranger)."""
    root = ET.fromstring(content)  # noqa: S314 - our own file

    def text(element: ET.Element, path: str) -> str:
        steps = "/".join(f"p:{step}" for step in path.split("/"))
        return element.findtext(steps, "", _PAIN_001)

    payments = tuple(
        SeenPayment(
            text(one, "PmtId/EndToEndId"),
            int(text(one, "Amt/InstdAmt").replace(".", "")),
            text(one, "Cdtr/Nm"),
            text(one, "CdtrAcct/Id/IBAN"),
        )
        for one in root.iterfind(".//p:CdtTrfTxInf", _PAIN_001)
    )
    message = root.findtext(".//p:GrpHdr/p:MsgId", "", _PAIN_001)
    own = root.findtext(".//p:DbtrAcct/p:Id/p:IBAN", "", _PAIN_001)
    return SeenFile(message, own, payments)


def status_report(
    file: SeenFile, refused: Mapping[str, str] | None = None, *, group: str | None = None, number: int = 1
) -> bytes:
    """Return a pain.002: the payments named in `refused` (id and reason) are, the others are taken."""
    refused = refused or {}
    lines = "".join(_refused(one, refused[one.payment]) for one in file.payments if one.payment in refused)
    status = group or ("PART" if refused else "ACSP")
    counts = f"<OrgnlNbOfTxs>{len(file.payments)}</OrgnlNbOfTxs><OrgnlCtrlSum>{_euro(file.cents)}</OrgnlCtrlSum>"
    by_status = "".join(
        f"<NbOfTxsPerSts><DtldNbOfTxs>{count}</DtldNbOfTxs><DtldSts>{name}</DtldSts></NbOfTxsPerSts>"
        for name, count in (("ACSP", len(file.payments) - len(refused)), ("RJCT", len(refused)))
        if count and group is None
    )
    body = (
        f"<CstmrPmtStsRpt><GrpHdr><MsgId>BANK-STS-{number:04d}</MsgId><CreDtTm>{_AT}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{file.message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"{counts}<GrpSts>{status}</GrpSts>{by_status}</OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file.message}-1</OrgnlPmtInfId>{lines}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt>"
    )
    return _document("pain.002.001.10", body)


def notice(entries: str, own: str, *, statement: bool = False, number: int = 1, closing: int = 0) -> bytes:
    """Return a camt.054 with these entries of an account, or a camt.053 that opens at zero and closes as told."""
    kind, outer, inner = (
        ("camt.053.001.08", "BkToCstmrStmt", "Stmt")
        if statement
        else ("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn")
    )
    balances = _balance("OPBD", 0) + _balance("CLBD", closing) if statement else ""
    body = (
        f"<{outer}><GrpHdr><MsgId>BANK-{number:04d}</MsgId><CreDtTm>{_AT}</CreDtTm></GrpHdr>"
        f"<{inner}><Id>BANK-{number:04d}-1</Id><CreDtTm>{_AT}</CreDtTm>"
        f"<Acct><Id><IBAN>{own}</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}{entries}</{inner}></{outer}>"
    )
    return _document(kind, body)


def debit(file: SeenFile, cents: int | None = None, *, status: str = "BOOK") -> str:
    """Return the entry by which a whole file is debited; without an amount, for its sum."""
    amount = _euro(file.cents if cents is None else cents)
    batch = f"<NtryDtls><Btch><MsgId>{file.message}</MsgId><PmtInfId>{file.message}-1</PmtInfId></Btch></NtryDtls>"
    return _entry(amount, "DBIT", f"DEBIT-{file.message[-12:]}", "ESCT", batch, status)


def given_back(
    file: SeenFile, payment: SeenPayment, reason: str, *, named: bool = True, cents: int | None = None
) -> str:
    """Return the entry by which a payment comes back; `named`: with the message id of our file."""
    amount = _euro(payment.cents if cents is None else cents)
    message = f"<MsgId>{file.message}</MsgId>" if named else ""
    details = (
        f"<NtryDtls><TxDtls><Refs>{message}<EndToEndId>{payment.payment}</EndToEndId></Refs>"
        f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<RltdPties><CdtrAcct><Id><IBAN>{payment.iban}</IBAN></Id></CdtrAcct></RltdPties>"
        f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf></TxDtls></NtryDtls>"
    )
    return _entry(amount, "CRDT", f"BACK-{payment.payment}", "RRTN", details)


def paid_in(cents: int, reference: str) -> str:
    """Return the entry of money from somebody whom the bank names."""
    details = (
        "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f'<Amt Ccy="EUR">{_euro(cents)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        "<RltdPties><Dbtr><Pty><Nm>Jan Peeters-Test</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls>"
    )
    return _entry(_euro(cents), "CRDT", reference, "ESCT", details)


def repaid(*parts: tuple[int, str], reference: str = "REPAID-1", free: bool = False) -> str:
    """Return the entry of money that came in with structured references, or with them in free text; one or several."""
    details = "".join(
        "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f'<Amt Ccy="EUR">{_euro(cents)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<RmtInf>{_free(ogm) if free else _structured(ogm)}</RmtInf></TxDtls>"
        for cents, ogm in parts
    )
    whole = _euro(sum(cents for cents, _ in parts))
    return _entry(whole, "CRDT", reference, "ESCT", f"<NtryDtls>{details}</NtryDtls>")


def _structured(ogm: str) -> str:
    kind = "<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>BBA</Issr></Tp>"
    return f"<Strd><CdtrRefInf>{kind}<Ref>{ogm}</Ref></CdtrRefInf></Strd>"


def _free(ogm: str) -> str:
    return f"<Ustrd>Terugbetaling ***{ogm[:3]}/{ogm[3:7]}/{ogm[7:]}***</Ustrd>"


def _refused(payment: SeenPayment, reason: str) -> str:
    return (
        f"<TxInfAndSts><StsId>S-{payment.payment}</StsId><OrgnlEndToEndId>{payment.payment}</OrgnlEndToEndId>"
        f"<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>"
        f'<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">{_euro(payment.cents)}</InstdAmt></Amt>'
        f"<CdtrAcct><Id><IBAN>{payment.iban}</IBAN></Id></CdtrAcct></OrgnlTxRef></TxInfAndSts>"
    )


def _entry(amount: str, way: str, reference: str, family: str, details: str, status: str = "BOOK") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>'
        f"<BookgDt><Dt>{_AT[:10]}</Dt></BookgDt><AcctSvcrRef>{escape(reference)}</AcctSvcrRef>"
        f"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>{family}</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"{details}</Ntry>"
    )


def _balance(code: str, cents: int) -> str:
    way = "CRDT" if cents >= 0 else "DBIT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{_euro(abs(cents))}</Amt><CdtDbtInd>{way}</CdtDbtInd><Dt><Dt>{_AT[:10]}</Dt></Dt></Bal>'
    )


def _document(kind: str, body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{_ISO}{kind}">{body}</Document>'.encode()


def _euro(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
