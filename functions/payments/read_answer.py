"""Read a bank's answer line by line, after `check_answer` took it: one record in memory at a time, in any of its forms.

pain.002 speaks about one file of ours and its payments. camt.053 and camt.054 list movements of our account: the debit
of a whole file, and what came back. Only what is booked (`BOOK`) is believed; what is pending is passed over.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lxml import etree

from functions.payments.bank_answer import AnswerLine, AnswerRefusedError, FileSays, Kind, Say
from functions.payments.check_answer import NAMESPACE, forget

_AMOUNT = re.compile(r"0*(\d{1,13})(?:\.(\d{1,2})0*)?")
REFUSED = "RJCT"
_RETURN = "RRTN"
_BOOKED = "BOOK"
type _Element = etree._Element  # noqa: SLF001 - lxml's own name for what its parser gives


def file_says(content: bytes) -> FileSays:
    """Return what a pain.002 says about the file as a whole; AnswerRefusedError when it names none."""
    for element in _records(content, Kind.STATUS, ("OrgnlGrpInfAndSts",)):
        count, cents = text_of(element, "OrgnlNbOfTxs"), text_of(element, "OrgnlCtrlSum")
        by_status = {
            text_of(one, "DtldSts") or "": int(text_of(one, "DtldNbOfTxs") or 0)
            for one in element.iterfind(_path(element, "NbOfTxsPerSts"))
        }
        return FileSays(
            message=text_of(element, "OrgnlMsgId") or "",
            status=text_of(element, "GrpSts") or "",
            reason=text_of(element, "StsRsnInf/Rsn/Cd") or text_of(element, "StsRsnInf/Rsn/Prtry"),
            count=None if count is None else int(count),
            cents=None if cents is None else _cents(cents),
            lines_by_status=by_status,
        )
    msg = "a bank's answer is refused: it is about no file"
    raise AnswerRefusedError(msg)


def answer_lines(content: bytes, kind: Kind) -> Iterator[AnswerLine]:
    """Yield the lines of an answer, in order, with their positions from 1."""
    found = _status_lines(content) if kind is Kind.STATUS else _movements(content, kind)
    for position, line in enumerate(found, 1):
        yield replace(line, position=position)


def _status_lines(content: bytes) -> Iterator[AnswerLine]:
    for element in _records(content, Kind.STATUS, ("TxInfAndSts",)):
        refused = text_of(element, "TxSts") == REFUSED
        amount = element.find(_path(element, "OrgnlTxRef/Amt/InstdAmt"))
        yield AnswerLine(
            position=0,
            say=Say.REFUSED if refused else Say.TAKEN,
            cents=None if amount is None else _amount(amount),
            payment=text_of(element, "OrgnlEndToEndId"),
            reason=_reason(element, "StsRsnInf") if refused else None,
            iban=text_of(element, "OrgnlTxRef/CdtrAcct/Id/IBAN"),
            raw=_raw(element) if refused else b"",
        )


def _movements(content: bytes, kind: Kind) -> Iterator[AnswerLine]:
    own: str | None = None
    for element in _records(content, kind, ("Acct", "Ntry")):
        if _name(element) == "Acct":
            own = text_of(element, "Id/IBAN")
        elif is_booked(element):
            for line in _entry(element):
                yield replace(line, own=own)


def _entry(element: _Element) -> Iterator[AnswerLine]:
    credit = is_credit(element)
    whole = AnswerLine(
        position=0,
        say=Say.OTHER,
        cents=amount_of(element),
        reference=text_of(element, "AcctSvcrRef"),
        credit=credit,
    )
    if text_of(element, "RvslInd") in {"true", "1"}:
        # The bank takes back a movement of its own: what that means for a file, a person says.
        yield replace(whole, raw=_raw(element))
        return
    batch = text_of(element, "NtryDtls/Btch/MsgId")
    details = element.findall(_path(element, "NtryDtls/TxDtls"))
    if not credit and batch is not None:
        yield replace(whole, say=Say.DEBITED, message=batch, raw=_raw(element))
        return
    returns = [one for one in details if _is_return(element, one)]
    if credit and returns and len(returns) == len(details):
        for place, one in enumerate(returns):
            yield _return(one, whole, place, single=len(details) == 1)
        return
    if credit and len(details) > 1 and any(_text_with(one) for one in details):
        parts = [_part(one, whole, place) for place, one in enumerate(details)]
        if None not in {one.cents for one in parts} and sum(one.cents or 0 for one in parts) == whole.cents:
            yield from parts
            return
    yield replace(whole, text=_text_with(details[0]) if len(details) == 1 else None, raw=_raw(element))


def _part(detail: _Element, whole: AnswerLine, place: int) -> AnswerLine:
    """Return one of several payments to us that stand in one movement; each has a reference of its own."""
    amount = detail.find(_path(detail, "Amt"))
    named = text_of(detail, "Refs/AcctSvcrRef") or str(place)
    return replace(
        whole,
        cents=None if amount is None else _amount(amount),
        reference=None if whole.reference is None else f"{whole.reference}|{named}",
        text=_text_with(detail),
        raw=_raw(detail),
    )


def _text_with(detail: _Element) -> str | None:
    """Return what whoever paid us wrote: the structured reference, else the free text."""
    structured = text_of(detail, "RmtInf/Strd/CdtrRefInf/Ref")
    if structured:
        return structured
    free = [(one.text or "").strip() for one in detail.iterfind(_path(detail, "RmtInf/Ustrd"))]
    return " ".join(free) or None


def is_booked(element: _Element) -> bool:
    """Tell whether a movement happened; what is pending did not."""
    return (text_of(element, "Sts/Cd") or text_of(element, "Sts/Prtry")) == _BOOKED


def is_credit(element: _Element) -> bool:
    """Tell whether a movement or balance is marked as credit."""
    return text_of(element, "CdtDbtInd") == "CRDT"


def amount_of(element: _Element) -> int | None:
    """Return the amount of a movement or balance in whole cents; None when it has none that we read."""
    amount = element.find(_path(element, "Amt"))
    return None if amount is None else _amount(amount)


def _is_return(entry: _Element, detail: _Element) -> bool:
    """Tell whether money came back: banks say so by return information, or by the code of the movement."""
    codes = {
        text_of(entry, "BkTxCd/Domn/Fmly/SubFmlyCd"),
        text_of(detail, "BkTxCd/Domn/Fmly/SubFmlyCd"),
    }
    return detail.find(_path(detail, "RtrInf")) is not None or _RETURN in codes


def _return(detail: _Element, whole: AnswerLine, place: int, *, single: bool) -> AnswerLine:
    """Return one of the payments that came back in a movement; each has a reference of its own, in every report."""
    payment = text_of(detail, "Refs/EndToEndId")
    shared = whole.reference is None or single
    amount = detail.find(_path(detail, "Amt"))
    cents = _amount(amount) if amount is not None else whole.cents if single else None
    return replace(
        whole,
        say=Say.GIVEN_BACK,
        cents=cents,
        message=text_of(detail, "Refs/MsgId"),
        payment=payment,
        reference=whole.reference if shared else f"{whole.reference}|{payment or place}",
        reason=_reason(detail, "RtrInf"),
        iban=text_of(detail, "RltdPties/CdtrAcct/Id/IBAN"),
        raw=_raw(detail),
    )


def _records(content: bytes, kind: Kind, names: tuple[str, ...]) -> Iterator[_Element]:
    """Yield elements of these names at their end, each freed when the next is asked for."""
    tags = [f"{{{NAMESPACE}{kind.value}}}{name}" for name in names]
    reader = etree.iterparse(
        io.BytesIO(content), events=("end",), tag=tags, no_network=True, huge_tree=False, remove_comments=True
    )
    for _, element in reader:
        if _name(element) == "Acct" and not _is_ours(element):
            continue
        yield element
        forget(element)


def _is_ours(account: _Element) -> bool:
    """Tell whether an account is that of the report; others stand inside movements."""
    parent = account.getparent()
    return parent is not None and _name(parent) in {"Stmt", "Ntfctn"}


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _path(element: _Element, path: str) -> str:
    return _in_namespace(str(element.tag).partition("}")[0], path)


@cache
def _in_namespace(namespace: str, path: str) -> str:
    return "/".join(f"{namespace}}}{name}" for name in path.split("/"))


def text_of(element: _Element, path: str) -> str | None:
    """Return the text at a path of local names, without outer space."""
    found = element.findtext(_path(element, path))
    return None if found is None else found.strip()


def _reason(element: _Element, name: str) -> str | None:
    return text_of(element, f"{name}/Rsn/Cd") or text_of(element, f"{name}/Rsn/Prtry")


def _amount(element: _Element) -> int | None:
    """Return whole cents; None for another currency or for parts of a cent."""
    return _cents((element.text or "").strip()) if element.get("Ccy") == "EUR" else None


def _cents(text: str) -> int | None:
    match = _AMOUNT.fullmatch(text)
    return None if match is None else int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def _raw(element: _Element) -> bytes:
    return etree.tostring(element, with_tail=False)
