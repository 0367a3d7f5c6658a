from __future__ import annotations

import unicodedata
from contextlib import suppress

import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from comity.record import sshsig
from comity.record.canonical import MAX_INTEGER, canonicalise, parse, parse_canonical
from comity.record.checkpoint import parse_checkpoint
from comity.record.cosignature import verifier_of
from comity.record.encoding import decode_base64, decode_decimal, encode_base64
from comity.record.entry import parse_entry, verify_signatures
from comity.record.errors import Malformed, RecordError
from comity.record.keys import PrivateKey, PublicKey
from comity.record.note import VerifierKey, parse_note, verify_note
from comity.record.policy import format_policy, parse_policy
from comity.record.signers import parse_allowed_signers
from comity.record.tiles import decode_bundle, encode_bundle, parse_path
from comity.record.tlogproof import TlogProof, parse_tlog_proof
from comity.record.verify import verify_record
from tests.support.recordfolder import LOG_KEY, ORIGIN, MemorySource, an_entry, entries, record_files, trusted, vkeys

texts = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))
integers = st.integers(-MAX_INTEGER, MAX_INTEGER)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=20,
)
objects = st.dictionaries(texts, values, max_size=6)

RECORD = record_files(entries(3), [1])
ENTRY = an_entry(1)
SIG = sshsig.sign(LOG_KEY, b"message", "space")
KEY_FILE = LOG_KEY.to_openssh()
PROOF = TlogProof(0, (b"h" * 32,), RECORD["checkpoint"], b"extra").to_bytes()


@given(values)
@example({"\uff21": 1, "\U0001f600": 2, "a\U0001f600": {"\ue000": 3, "\U00010000": 4}})
def test_canonicalise_is_rfc8785(value):
    assert canonicalise(value) == rfc8785.dumps(value)


@given(objects)
def test_parse_reads_what_canonicalise_wrote(value):
    assert parse_canonical(canonicalise(value)) == value


@given(objects, st.data())
def test_parse_canonical_takes_one_spelling_of_each_value(value, data):
    line = canonicalise(value)
    at = data.draw(st.integers(0, len(line)))
    spaced = line[:at] + data.draw(st.sampled_from([b" ", b"\n", b"\t"])) + line[at:]
    with suppress(Malformed):
        # Where white space is within text, it is another text.
        assert parse_canonical(spaced) != value


@given(st.binary())
def test_base64_has_one_spelling(data):
    assert decode_base64(encode_base64(data)) == data


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_round_trip(each):
    assert decode_bundle(encode_bundle(each)) == each


@given(st.binary(max_size=200), st.sampled_from(["act.v1@a.example", "пространство"]))
def test_sshsig_round_trip(message, space):
    blob = sshsig.sign(LOG_KEY, message, space)
    assert sshsig.verify(sshsig.dearmor(sshsig.armor(blob)), message, space) == LOG_KEY.public


def mutations(good):
    """Bytes near ``good``: some replaced, some cut out, some put in; and bytes of any kind."""

    @st.composite
    def mutated(draw):
        data = bytearray(good)
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(data)))
            end = min(len(data), at + draw(st.integers(0, 3)))
            data[at:end] = draw(st.binary(max_size=3) | st.sampled_from([b"\n", b" ", b"\xff", b"\n\n", b'"', b"+"]))
        return bytes(data)

    return mutated() | st.binary(max_size=300)


def as_text(function):
    return lambda data: function(data.decode("utf-8", "surrogateescape"))


def opens_note(data):
    verify_note(parse_note(data), [verifier_of(VerifierKey.parse(vkey)) for vkey in vkeys()])


def judges_entry(data):
    verify_signatures(parse_entry(data), ORIGIN)


PARSERS = {
    "act": (parse, ENTRY.split(b"\n")[0]),
    "canonical": (parse_canonical, ENTRY.split(b"\n")[0]),
    "entry": (judges_entry, ENTRY),
    "sshsig": (lambda data: sshsig.verify(data, b"message", "space"), SIG),
    "armor": (sshsig.dearmor, sshsig.armor(SIG).encode()),
    "armor text": (as_text(sshsig.dearmor), sshsig.armor(SIG).encode()),
    "public blob": (PublicKey.from_blob, LOG_KEY.public.blob),
    "public line": (as_text(PublicKey.from_openssh), LOG_KEY.public.openssh.encode()),
    "private": (PrivateKey.from_openssh, KEY_FILE),
    "private with passphrase": (lambda data: PrivateKey.from_openssh(data, b"word"), KEY_FILE),
    "note": (opens_note, RECORD["checkpoint"]),
    "vkey": (as_text(lambda text: verifier_of(VerifierKey.parse(text))), vkeys()[0].encode()),
    "checkpoint": (as_text(parse_checkpoint), RECORD["checkpoint"].split(b"\n\n")[0] + b"\n"),
    "policy": (lambda data: format_policy(parse_policy(data)), RECORD["policy"]),
    "signers": (lambda data: parse_allowed_signers(data, ORIGIN), RECORD["allowed_signers"]),
    "proof": (parse_tlog_proof, PROOF),
    "bundle": (decode_bundle, RECORD["tile/entries/000.p/3"]),
    "path": (as_text(parse_path), b"tile/0/x001/234.p/17"),
    "decimal": (as_text(decode_decimal), b"1234567890"),
}


@given(st.sampled_from(sorted(PARSERS)).flatmap(lambda name: st.tuples(st.just(name), mutations(PARSERS[name][1]))))
def test_parsers_raise_nothing_but_record_errors(case):
    name, data = case
    with suppress(RecordError):
        PARSERS[name][0](data)


@given(st.sampled_from(sorted(RECORD)).flatmap(lambda path: st.tuples(st.just(path), mutations(RECORD[path]))))
def test_audit_of_any_changed_file_ends_in_a_record_error(case):
    path, data = case
    changed = MemorySource(RECORD | {path: data})
    if data == RECORD[path]:
        verify_record(changed, trusted())
        return
    try:
        verify_record(changed, trusted())
    except RecordError:
        return
    message = f"a change of {path} was not found"
    raise AssertionError(message)
