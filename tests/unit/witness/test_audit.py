"""The full audit of a copy: what holds is reported, what does not is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.record.entry import Seen
from comity.record.errors import RecordFault
from comity.record.files import ALLOWED_SIGNERS, POLICY
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT
from comity.record.note import VerifierKey
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.witness.audit import audit
from tests.support.recordfolder import ORIGIN, MemorySource, vkeys
from tests.support.syntheticforum import (
    CITING,
    KEY,
    SIGNER,
    files_of,
    signed_entry,
    synthetic_entries,
    synthetic_record,
)

SIZE = 300
OTHER_KEY = PrivateKey.from_seed(b"x" * 32)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return synthetic_record(SIZE)


def fault_of(files: dict[str, bytes], key: str | None = None) -> tuple[str, str, int | None]:
    with pytest.raises(RecordFault) as found:
        audit(MemorySource(dict(files)), key=key)
    return found.value.code, found.value.path, found.value.index


def with_last(type_name: str, fields: dict, *, key: PrivateKey = KEY, serial: int = 71) -> dict[str, bytes]:
    """A record whose log signed one act too many: the last one, which no rule allows there."""
    entries = synthetic_entries(70)
    made = signed_entry(serial, type_name, fields, Seen(0, EMPTY_ROOT), key)
    return files_of([*entries, made])


def test_audit_of_a_record_that_holds_reports_what_it_is(files):
    report = audit(MemorySource(files), key=vkeys()[0])
    found = (
        report.forum,
        report.record.size,
        report.record.signatures,
        sum(report.acts_by_type.values()),
        report.key_was_given,
    )
    assert found == ("synthetic", SIZE, SIZE, SIZE, True)


def test_audit_counts_acts_by_type(files):
    counted = audit(MemorySource(files)).acts_by_type
    assert {name: counted[name] for name in ("charter.constitute", "charter.adopt", "membership.attest")} == {
        "charter.constitute": 1,
        "charter.adopt": 1,
        "membership.attest": 28,
    }


def test_audit_without_a_key_says_that_the_copy_was_believed(files):
    report = audit(MemorySource(files))
    assert (report.key_was_given, report.keys) == (False, vkeys())


def test_audit_tells_how_far_it_is(files):
    told = []
    audit(MemorySource(files), on_progress=lambda done, size: told.append((done, size)))
    assert told == [(256, SIZE), (SIZE, SIZE)]


def test_audit_by_the_key_of_another_log_fails_at_the_checkpoint(files):
    stranger = replace(VerifierKey.parse(vkeys()[0]), key=OTHER_KEY.public.raw)
    assert fault_of(files, str(stranger))[1] == "checkpoint"


def test_audit_without_a_policy_names_the_missing_file(files):
    assert fault_of({path: data for path, data in files.items() if path != POLICY}) == ("file.missing", POLICY, None)


def test_audit_with_a_policy_that_is_none_names_it(files):
    assert fault_of({**files, POLICY: b"log nothing\n"})[1:] == (POLICY, None)


def test_act_out_of_order_is_named_with_its_rule():
    fields = {**CITING, "meeting": "never-held", "verb": "discusses", "matter": {"en": "Nothing"}}
    assert fault_of(with_last("meetings.conclude", fields)) == ("kernel.unknown", "tile/entries/000", 70)


def test_act_by_a_key_that_its_office_does_not_hold_is_named():
    fields = {"source": "S2", "title": {"en": "Another source"}, "weight": "own"}
    files = with_last("sources.cite", fields, key=OTHER_KEY)
    both = [AllowedSigner(SIGNER, key.public) for key in (KEY, OTHER_KEY)]
    files[ALLOWED_SIGNERS] = format_allowed_signers(both, ORIGIN)
    assert fault_of(files) == ("officers.not_its_key", "tile/entries/000", 70)


def test_act_that_leaves_a_gap_in_its_partys_count_is_named():
    fields = {"source": "S2", "title": {"en": "Another source"}, "weight": "own"}
    assert fault_of(with_last("sources.cite", fields, serial=72))[0] == "door.serial_out_of_turn"


def test_act_of_an_unknown_type_is_named():
    assert fault_of(with_last("weather.forecast", {}))[0] == "kernel.type_unknown"


@pytest.mark.parametrize("path", ["tile/entries/000", "tile/0/000", "tile/1/000.p/1", "checkpoint", "allowed_signers"])
def test_one_flipped_bit_is_found_in_the_file_that_has_it(files, path):
    changed = bytearray(files[path])
    changed[len(changed) // 2] ^= 1
    found = fault_of({**files, path: bytes(changed)})[1]
    assert found in {path, "tile/0/000" if path == "tile/entries/000" else path}
