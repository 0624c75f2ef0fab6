"""The types of form members: what a name, an address line, a date or a number looks like, checked as it comes in.

A check that depends on the day or the stage runs at the edge only, where a context says `today` and `synthetic`; a
form that is read back from storage was checked before.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from functions.dossier.iban import IbanError, read_iban
from functions.dossier.national_number import NationalNumberError, read_national_number
from functions.runtime.problem import MemberCode
from functions.runtime.problem_in_model import own_error

# Rust's regular expressions: no control characters, so that no text breaks a line, a file or a screen.
_ONE_LINE = r"^\P{Cc}*$"
_LINES = r"^(?:\P{Cc}|[\r\n\t])*$"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?")
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@(?:[^\s@.<>\"(),:;\\\[\]]{1,63}\.)+[^\W\d_]{2,63}")
_MOBILE_SIGNS = re.compile(r"[\s./()\-]")
_MOBILE = re.compile(r"\+[1-9][0-9]{7,14}")
_BELGIAN_MOBILE = re.compile(r"0[1-9][0-9]{7,8}")
_OLDEST = date(1900, 1, 1)


def _today(info: ValidationInfo) -> date | None:
    today = (info.context or {}).get("today")
    return today if isinstance(today, date) else None


def _read_date(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise own_error(MemberCode.DATE)


def _born(value: date, info: ValidationInfo) -> date:
    today = _today(info)
    if today is not None and value > today:
        raise own_error(MemberCode.DATE_FUTURE)
    if value < _OLDEST:
        raise own_error(MemberCode.DATE_TOO_OLD)
    return value


def _national_number(value: str, info: ValidationInfo) -> str:
    today = _today(info)
    if today is None or info.context is None:
        return value
    try:
        return read_national_number(value, today=today, synthetic_allowed=bool(info.context.get("synthetic")))
    except NationalNumberError as error:
        raise own_error(MemberCode(f"national_number_{error.fault}")) from None


def _iban(value: str) -> str:
    try:
        return read_iban(value)
    except IbanError as error:
        raise own_error(MemberCode(f"iban_{error.fault}")) from None


def _email(value: str) -> str:
    if _EMAIL.fullmatch(value) is None:
        raise own_error(MemberCode.EMAIL)
    return value


def _mobile(value: str) -> str:
    digits = _MOBILE_SIGNS.sub("", value)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif _BELGIAN_MOBILE.fullmatch(digits):
        digits = "+32" + digits[1:]
    if _MOBILE.fullmatch(digits) is None:
        raise own_error(MemberCode.MOBILE)
    return digits


def _month(value: str) -> str:
    if _MONTH.fullmatch(value) is None:
        raise own_error(MemberCode.MONTH)
    return value


def _line(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=_ONE_LINE)


type Line = Annotated[str, _line(200)]
type Name = Annotated[str, _line(100)]
type ShortLine = Annotated[str, _line(20)]
type Letter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=_LINES)]
type PostalCode = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=12, pattern=r"^[A-Za-z0-9][A-Za-z0-9 \-]*$")
]
type Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
type BirthDate = Annotated[date, BeforeValidator(_read_date), AfterValidator(_born)]
type ExpectedDate = Annotated[date, BeforeValidator(_read_date)]
type NationalNumber = Annotated[str, StringConstraints(max_length=30), AfterValidator(_national_number)]
type Iban = Annotated[str, StringConstraints(max_length=50), AfterValidator(_iban)]
type Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
type Mobile = Annotated[str, StringConstraints(max_length=30), AfterValidator(_mobile)]
type Month = Annotated[str, StringConstraints(max_length=10), AfterValidator(_month)]
