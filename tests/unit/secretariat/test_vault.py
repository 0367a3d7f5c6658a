"""What lies in the vault tells nothing without its key, and is found again with it."""

from __future__ import annotations

import errno
import io

import pyrage
import pytest
from pyrage import x25519

from comity.secretariat.vault import STEP, NotOpened, Vault

KEYS = [Vault.new_key() for _ in range(2)]
SECRET = "Démarche über die Grenze".encode()


@pytest.fixture
def vault() -> Vault:
    return Vault(KEYS[0])


@pytest.mark.parametrize("content", [b"", b"\0", SECRET, b"x" * STEP, bytes(range(256)) * 40])
@pytest.mark.parametrize("step", [STEP, 1024])
def test_what_is_sealed_is_opened(vault, content, step):
    assert vault.open(vault.seal(content, step)) == content


def test_sealed_text_is_not_to_be_read(vault):
    sealed = vault.seal(SECRET * 10)
    assert not any(SECRET[at : at + 6] in sealed for at in range(len(SECRET) - 6))
    # Sealed again it looks otherwise.
    assert vault.seal(SECRET * 10) != sealed


def test_length_of_what_is_sealed_tells_little(vault):
    identity = x25519.Identity.from_str(KEYS[0])
    sizes = (0, 1, STEP - 4, STEP - 3, 2 * STEP - 4)
    filled = [len(pyrage.decrypt(vault.seal(b"x" * size), [identity])) for size in sizes]
    assert filled == [STEP, STEP, STEP, 2 * STEP, 2 * STEP]


def test_other_key_opens_nothing(vault):
    sealed = Vault(KEYS[1]).seal(SECRET)
    with pytest.raises(NotOpened):
        vault.open(sealed)


def test_what_was_changed_is_not_opened(vault):
    sealed = vault.seal(SECRET)
    for changed in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed + b"x", b"", SECRET):
        with pytest.raises(NotOpened):
            vault.open(changed)


def test_files_are_sealed_and_opened_as_streams(vault):
    content, sealed, opened = SECRET * 10_000, io.BytesIO(), io.BytesIO()
    vault.seal_stream(io.BytesIO(content), sealed)
    assert SECRET not in sealed.getvalue()
    vault.open_stream(io.BytesIO(sealed.getvalue()), opened)
    assert opened.getvalue() == content
    with pytest.raises(NotOpened):
        Vault(KEYS[1]).open_stream(io.BytesIO(sealed.getvalue()), io.BytesIO())
    for changed in (sealed.getvalue()[:-1], sealed.getvalue()[:100], b"", b"x" * 500):
        with pytest.raises(NotOpened):
            vault.open_stream(io.BytesIO(changed), io.BytesIO())


class FullDisk(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_disk_that_fails_is_not_told_as_a_wrong_key(vault):
    sealed = io.BytesIO()
    vault.seal_stream(io.BytesIO(SECRET), sealed)
    with pytest.raises(OSError, match="No space left"):
        vault.open_stream(io.BytesIO(sealed.getvalue()), FullDisk())


def test_marks_find_and_do_not_tell(vault):
    marks = [vault.mark("tray", "KAZ"), vault.mark("tray", "MNG"), vault.mark("trayKAZ"), vault.mark("tray", "KAZ", "")]
    assert len(set(marks)) == len(marks)
    assert vault.mark("tray", "KAZ") == Vault(KEYS[0]).mark("tray", "KAZ") != Vault(KEYS[1]).mark("tray", "KAZ")
    assert all(len(mark) == 64 and set(mark) <= set("0123456789abcdef") for mark in marks)
    # Where words end counts: nobody makes one mark out of the parts of another.
    assert vault.mark("a", "bc") != vault.mark("ab", "c")


@pytest.mark.parametrize(
    "key",
    ["", "AGE-SECRET-KEY-1", "age1" + "q" * 58, KEYS[0][:-1]],
    ids=["nothing", "its head", "a recipient", "cut short"],
)
def test_key_that_is_none_is_refused(key):
    with pytest.raises(ValueError, match="age identity"):
        Vault(key)


def test_key_written_in_small_letters_is_the_same_key(vault):
    small = Vault(KEYS[0].lower())
    assert (small.open(vault.seal(SECRET)), small.mark("a")) == (SECRET, vault.mark("a"))


def test_vault_shows_its_public_half_only(vault):
    assert repr(vault).startswith("Vault(age1")
    assert KEYS[0] not in repr(vault) + str(vault.__dict__)


def test_new_keys_are_new():
    assert len({*KEYS, Vault.new_key()}) == 3
