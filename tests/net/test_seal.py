"""Sealed addresses: the web cannot read them back, the mailer can, also during a change of secret."""

from pathlib import Path

import pytest

from complaints.bootstrap import build
from complaints.net.seal import Opener, Seal, SealBroken, public_half
from complaints.settings import Settings

OLD, NEW, OTHER = b"o" * 32, b"n" * 32, b"x" * 32


def test_only_the_key_it_was_made_for_opens_a_contact() -> None:
    sealed = Seal(public_half(NEW)).seal("citizen@mail.example")
    assert b"citizen" not in sealed
    assert Opener(NEW).open(sealed) == "citizen@mail.example"
    with pytest.raises(SealBroken):
        Opener(OTHER).open(sealed)
    with pytest.raises(SealBroken):
        Opener(NEW).open(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_what_was_sealed_before_a_change_of_secret_stays_readable() -> None:
    sealed = Seal(public_half(OLD)).seal("citizen@mail.example")
    assert Opener(NEW, OLD).open(sealed) == "citizen@mail.example"


def test_evidence_stays_readable_through_a_change_of_secret(tmp_path: Path) -> None:
    before = build(Settings.from_environment({"ARYZ_DATA_DIR": str(tmp_path), "ARYZ_SECRET_KEY": "o" * 40}))
    kept = before.evidence.put(b"a captured page")
    changed = {"ARYZ_SECRET_KEY": "n" * 40, "ARYZ_SECRET_KEY_PREVIOUS": "o" * 40}
    after = build(Settings.from_environment({"ARYZ_DATA_DIR": str(tmp_path), **changed}))
    assert after.evidence.get(kept.sha256) == b"a captured page"
