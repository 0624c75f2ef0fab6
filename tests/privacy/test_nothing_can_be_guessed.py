"""Whoever has every table and knows the truth, but has no key, finds no digest that it matches."""

import hashlib
import hmac
import itertools
import json
from collections.abc import Iterator

from functions.intake.form_routes import FAMILIES
from functions.intake.process_submission import Outcome, process_submission
from functions.intake.receipt import ReceiptKeys
from functions.intake.submission import FamilySubmission
from functions.intake.submit_form import Posted, submit_form
from functions.register.domain import Audience
from functions.rights.rights_state import RightsState
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.keyring import Secret
from functions.vault.look_up import LookUpKind, look_up_key
from tests.builders.forms import family_form
from tests.builders.main_path_erasure import PARTNER, PAYEE, main_path_erasure
from tests.builders.vault import MemoryVault, memory_vault

ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")


def all_bytes(memory: MemoryVault) -> bytes:
    """Return everything that rests, keys of rows included, bytes as they are and in hex."""
    return b"\n".join(_parts([[key, row] for table in Table for key, row in memory.database.rows[table].items()]))


def _parts(value: object) -> Iterator[bytes]:
    match value:
        case bytes():
            yield value
            yield value.hex().encode()
        case str():
            yield value.encode()
        case dict():
            for name, part in value.items():
                yield from _parts(name)
                yield from _parts(part)
        case list() | tuple():
            for part in value:
                yield from _parts(part)


def guesses(values: list[bytes], public: list[bytes]) -> Iterator[bytes]:
    """Yield what an attacker would compute of each value: common digests, plain, with our words, keyed by ids."""
    words = [b"", b"family|national_number|", b"national_number|", b"journal|", b"suppression|", b"body|", *public]
    for value, word, name in itertools.product(values, words, ALGORITHMS):
        for content in (word + value, value + word):
            digest = hashlib.new(name, content).digest()
            yield digest
        yield hmac.new(word, value, name).digest()


def body_of(memory: MemoryVault) -> bytes:
    """Submit a form and return its body as it was sent."""
    form = family_form()
    body = json.dumps(form).encode()
    context = {"today": civil_date(memory.clock.instant()), "synthetic": True}
    submission = FamilySubmission.model_validate(form, strict=False, context=context)
    receipt = submit_form(
        memory.vault, ReceiptKeys(memory.keyring), "sha256:test", Posted(FAMILIES.path, submission, body, "a-key")
    ).receipt
    assert process_submission(memory.vault, str(receipt["receipt"])) is Outcome.PROCESSED
    return body


def test_no_stored_digest_matches_a_guess_without_a_key() -> None:
    """Given all tables after a form, when every true value is hashed in every common way, then none matches."""
    memory = memory_vault()
    body = body_of(memory)
    form = json.loads(body)
    numbers = [form["applicant"]["national_number"], form["partner"]["national_number"] if form.get("partner") else ""]
    mails = [form["applicant"].get("email") or form.get("email", ""), form.get("account", {}).get("iban", "")]
    values = [text.encode() for text in (*numbers, *mails, PARTNER, PAYEE) if text]
    ids = [key.pk.encode() for table in Table for key in memory.database.rows[table]][:12]
    resting = all_bytes(memory)
    for digest in guesses([*values, body], ids):
        assert digest[:16] not in resting
        assert digest.hex()[:24].encode() not in resting


def test_after_an_erasure_journal_and_suppression_match_no_guess_either() -> None:
    erasure = main_path_erasure()
    assert erasure.run(erasure.ask(PARTNER)) is RightsState.CLOSED
    resting = all_bytes(erasure.memory)
    people = [erasure.family.partner.encode(), PARTNER.encode()]
    for digest in guesses(people, [erasure.family.dossier.encode()]):
        assert digest[:16] not in resting
        assert digest.hex()[:24].encode() not in resting


def test_whoever_has_the_key_would_find_the_person() -> None:
    """Given the same search with the look-up key, then it matches: the test above is not blind."""
    erasure = main_path_erasure()
    secret = erasure.memory.keyring.secret(Secret.LOOK_UPS)
    key = look_up_key(secret, LookUpKind.NATIONAL_NUMBER, PARTNER, Audience.FAMILY)
    assert key.pk.encode() in all_bytes(erasure.memory)
