"""Inclusion and prefix proofs hold for every size and place, and for nothing that was altered."""

from hashlib import sha256

import pytest

from functions.vault.merkle import (
    consistency_proof,
    inclusion_proof,
    is_prefix,
    merkle_root,
    node,
    root_of_inclusion,
)

MOST = 33
ENTRIES = [f"entry {number}".encode() for number in range(MOST)]


def recursive_root(entries: list[bytes]) -> bytes:
    """Follow the definition of RFC 6962, 2.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha256(b"\x01" + recursive_root(entries[:split]) + recursive_root(entries[split:])).digest()


def test_roots_are_those_of_the_definition() -> None:
    for size in range(MOST + 1):
        assert merkle_root(ENTRIES[:size]) == recursive_root(ENTRIES[:size])


def test_the_known_roots_of_rfc_6962_implementations() -> None:
    """Golden roots of the eight test entries of certificate-transparency's reference implementation."""
    entries = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243")]
    assert merkle_root(entries[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle_root(entries[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert merkle_root(entries[:6]).hex() == "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"


def test_every_entry_is_proved_to_be_in_every_tree() -> None:
    for size in range(1, MOST + 1):
        root = merkle_root(ENTRIES[:size])
        for index in range(size):
            path = inclusion_proof(ENTRIES[:size], index)
            assert root_of_inclusion(ENTRIES[index], index, size, path) == root
            assert root_of_inclusion(b"another", index, size, path) != root
            assert root_of_inclusion(ENTRIES[index], index, size, [*path, b"x" * 32]) is None
            if path:
                assert root_of_inclusion(ENTRIES[index], index, size, path[:-1]) is None
            assert root_of_inclusion(ENTRIES[index], size, size, path) is None
    with pytest.raises(IndexError):
        inclusion_proof(ENTRIES, MOST)


def test_every_tree_is_proved_to_be_the_beginning_of_every_larger_one() -> None:
    for newer in range(1, MOST + 1):
        root = merkle_root(ENTRIES[:newer])
        for older in range(1, newer + 1):
            begun = merkle_root(ENTRIES[:older])
            proof = consistency_proof(ENTRIES[:newer], older)
            assert is_prefix(older, begun, newer, root, proof)
            assert not is_prefix(older, b"x" * 32, newer, root, proof)
            assert not is_prefix(older, begun, newer, b"x" * 32, proof)
            assert not is_prefix(older, begun, newer, root, [*proof, b"x" * 32])
            if proof:
                assert not is_prefix(older, begun, newer, root, proof[:-1])
                assert not is_prefix(older, begun, newer, root, [*proof[:-1], node(proof[-1], proof[-1])])


def test_a_rewritten_beginning_is_no_prefix() -> None:
    """Given one entry of the beginning that was changed, when the proof is made of the changed tree, then it fails."""
    changed = [*ENTRIES[:3], b"changed", *ENTRIES[4:]]
    for older in range(4, MOST):
        proof = consistency_proof(changed, older)
        assert not is_prefix(older, merkle_root(ENTRIES[:older]), MOST, merkle_root(changed), proof)


def test_nothing_is_the_beginning_of_everything_and_no_larger_tree_is() -> None:
    assert is_prefix(0, sha256(b"").digest(), 5, merkle_root(ENTRIES[:5]), [])
    assert not is_prefix(0, b"x" * 32, 5, merkle_root(ENTRIES[:5]), [])
    assert not is_prefix(6, merkle_root(ENTRIES[:6]), 5, merkle_root(ENTRIES[:5]), [])
    for older in (0, MOST + 1):
        with pytest.raises(ValueError, match="an older tree"):
            consistency_proof(ENTRIES, older)
