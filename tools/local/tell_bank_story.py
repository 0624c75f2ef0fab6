"""The part of the story at the bank: files arrive, one payment does not, and the next month pays it again, once."""

from collections.abc import Sequence

from botocore.exceptions import ClientError

from tools.local.scene import Scene, wait_until
from tools.local.screen import Screen
from tools.local.sign_in_staff import Officer
from tools.local.tell_run_story import MONTH, PaidMonth, release, shown_file
from tools.synthetic.bank_answers import SeenFile, SeenPayment, debit, given_back, notice, read_file, status_report
from tools.synthetic.words import Region

_CONFIRM = "confirm_account"
type Officers = tuple[Officer, Officer]
_BLOCKED, _UNREACHED = "AC06", "RC01"


def the_bank_refuses_one(screen: Screen, scene: Scene, months: Sequence[PaidMonth], officers: Officers) -> SeenPayment:
    """Let the bank take the files but for one payment, and repair the account; return the payment that came back."""
    files = _files_leave(screen, scene, months, officers[0])
    refused = _bank_refuses_one(screen, scene, files[Region.FLANDERS], officers[0])
    _bank_debits(screen, scene, files, refused)
    _account_is_confirmed(screen, officers)
    _one_comes_back(screen, scene, files[Region.BRUSSELS], officers[0])
    return refused


def what_came_back_is_paid_again(
    screen: Screen, scene: Scene, months: Sequence[PaidMonth], officers: Officers, refused: SeenPayment
) -> None:
    """Release the next month's files: the payment that came back is in them, once, under an id of its own."""
    first, second = officers
    with screen.step("What came back is paid again with the next month, exactly once") as step:
        for month in months:
            for number in range(1, month.files + 1):
                step.came(release(month, number, first, second))
        file = {month.region: _at_bank(scene, month, first) for month in months}[Region.FLANDERS]
        again = [one for one in file.payments if (one.iban, one.cents) == (refused.iban, refused.cents)]
        _require(bool(again) and refused.payment not in {one.payment for one in file.payments}, "it is paid again")
        _require(first.get("/api/staff/accounts", _CONFIRM).json()["owed"] == [], "nothing is owed twice")
        _say(scene, "debit-next.xml", notice(debit(file), file.own, number=9))
        closed = scene.invoke("payments-daily", {})
        _require(closed["holds"] is True, "entitlement = paid + due - recovered")
        step.came(f"{len(file.payments)} payments, the one that came back among them, under an id of its own")
        step.came(f"{closed['settled']} files of {MONTH} are settled; the account book agrees to the cent")


def _files_leave(screen: Screen, scene: Scene, months: Sequence[PaidMonth], officer: Officer) -> dict[Region, SeenFile]:
    with screen.step("The released files leave for the bank") as step:
        files = {month.region: _at_bank(scene, month, officer) for month in months}
        for region, file in files.items():
            step.came(f"{region.value}: {len(file.payments)} payments, collected by the bank from its folder")
    return files


def _bank_refuses_one(screen: Screen, scene: Scene, file: SeenFile, officer: Officer) -> SeenPayment:
    refused = file.payments[0]
    with screen.step("The bank takes a file, but for one payment whose account is blocked") as step:
        step.sent(f"pain.002 about {file.message}: 1 line RJCT {_BLOCKED}")
        _say(scene, "status.xml", status_report(file, {refused.payment: _BLOCKED}))
        owed = officer.get("/api/staff/accounts", _CONFIRM).json()["owed"]
        _require(len(owed) == 1, "one payment is owed again")
        step.came(f"owed again: payment {owed[0]['payment']} of one family; its account is held, the family is asked")
        _say(scene, "status-again.xml", status_report(file, {refused.payment: _BLOCKED}))
        _require(officer.get("/api/staff/accounts", _CONFIRM).json()["owed"] == owed, "a repeat changes nothing")
        step.came("the same answer again changes nothing")
    return refused


def _bank_debits(screen: Screen, scene: Scene, files: dict[Region, SeenFile], refused: SeenPayment) -> None:
    with screen.step("The bank debits the files; the account book is proved") as step:
        for number, (region, file) in enumerate(files.items(), 1):
            cents = file.cents - (refused.cents if region is Region.FLANDERS else 0)
            _say(scene, f"debit-{number}.xml", notice(debit(file, cents), file.own, number=number))
        closed = scene.invoke("payments-daily", {})
        _require(closed["holds"] is True, "entitlement = paid + due - recovered")
        step.came(f"entitlement = paid + due - recovered, in every region; digest {str(closed['digest'])[:12]}…")


def _account_is_confirmed(screen: Screen, officers: Officers) -> None:
    first, second = officers
    with screen.step("The account is free again: two people confirm it") as step:
        (owed,) = first.get("/api/staff/accounts", _CONFIRM).json()["owed"]
        (held,) = owed["held"]
        body = {"dossier": owed["dossier"], "account": held}
        first.post("/api/staff/accounts", _CONFIRM, body, expect=200)
        first.post("/api/staff/accounts", _CONFIRM, body, expect=409)
        state = second.post("/api/staff/accounts", _CONFIRM, body, expect=200).json()["state"]
        step.came(f"the first person cannot be the second; the account is {state}")


def _one_comes_back(screen: Screen, scene: Scene, file: SeenFile, officer: Officer) -> None:
    with screen.step("Days later one payment comes back: its bank could not be reached") as step:
        step.sent(f"camt.054: a credit with the return reason {_UNREACHED}")
        _say(scene, "return.xml", notice(given_back(file, file.payments[0], _UNREACHED), file.own, number=8))
        _require(len(officer.get("/api/staff/accounts", _CONFIRM).json()["owed"]) == 2, "both are owed")  # noqa: PLR2004
        step.came("owed again to the same account, which is not to blame; nobody is written to")


def _at_bank(scene: Scene, month: PaidMonth, officer: Officer) -> SeenFile:
    """Collect a month's first file as a bank does: it reads the file and takes it out of the folder."""
    message = shown_file(month, 1, officer)["message"]
    body = wait_until(f"file {message} at the bank", lambda: _object(scene, "bank-out", f"{message}.xml"), seconds=90)
    wait_until("the file is marked as sent", lambda: _sent(month, officer), seconds=60)
    scene.objects().delete_object(Bucket=scene.bucket("bank-out"), Key=f"{message}.xml")
    return read_file(body)


def _sent(month: PaidMonth, officer: Officer) -> bool | None:
    return shown_file(month, 1, officer)["state"] != "released" or None


def _say(scene: Scene, name: str, content: bytes) -> None:
    """Put an answer where the bank puts it, and wait until it was read."""
    bucket = scene.bucket("bank-in")
    scene.objects().put_object(Bucket=bucket, Key=name, Body=content)
    wait_until(f"{name} is read", lambda: _object(scene, "bank-in", name) is None or None, seconds=90)


def _object(scene: Scene, bucket: str, key: str) -> bytes | None:
    try:
        return scene.objects().get_object(Bucket=scene.bucket(bucket), Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
            return None
        raise


def _require(holds: bool, what: str) -> None:  # noqa: FBT001 - a promise of the story and its name
    if not holds:
        msg = f"not so: {what}"
        raise RuntimeError(msg)
