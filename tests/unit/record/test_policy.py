from __future__ import annotations

import pytest

from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.cosignature import MlDsaKey, MlDsaSigner
from comity.record.encoding import encode_base64
from comity.record.errors import Malformed, ProofInvalid, RecordError, SignatureInvalid, Unsupported
from comity.record.keys import PrivateKey
from comity.record.merkle import inclusion_path, leaf_hash, root_of
from comity.record.note import Ed25519Signer, Note, NoteSignature, VerifierKey
from comity.record.policy import (
    MAX_LINES,
    Group,
    Log,
    Policy,
    Witness,
    format_policy,
    open_trusted,
    parse_policy,
    verifiers,
)
from comity.record.signers import AllowedSigner, format_allowed_signers, parse_allowed_signers
from comity.record.tlogproof import HEADER, MAX_PATH, TlogProof, parse_tlog_proof, verify_tlog_proof
from tests.support.authenticator import Authenticator, SecurityKey

ORIGIN = "records.example/forum"
LOG = Ed25519Signer(ORIGIN, PrivateKey.from_seed(b"l" * 32))
LOG_VKEY = str(LOG.vkey)
KEYS = {name: PrivateKey.from_seed(name.encode() * 32) for name in "abcd"}
VKEYS = {name: VerifierKey(f"{name}.example", 4, key.public.raw) for name, key in KEYS.items()}
ML_DSA = MlDsaSigner("m.example", MlDsaKey.from_seed(b"m" * 32), 5)
WITNESSES = "".join(f"witness {name} {vkey}\n" for name, vkey in VKEYS.items())
GROUPS = "group ab 1 a b\ngroup cd 2 c d\ngroup both 2 ab cd\n"
LEAVES = [leaf_hash(b"%d" % number) for number in range(7)]
CHECKPOINT = Checkpoint(ORIGIN, 7, root_of(LEAVES))


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def cosigned(names):
    note = sign_checkpoint(CHECKPOINT, [LOG])
    lines = []
    for name in names:
        signature = KEYS[name].sign(b"cosignature/v1\ntime 5\n" + note.text.encode())
        lines.append(NoteSignature(VKEYS[name].name, VKEYS[name].key_id, bytes(7) + b"\x05" + signature))
    return Note(note.text, (*note.signatures, *lines)).to_bytes()


def test_policy_round_trip():
    text = (f"log {LOG_VKEY} https://a.example/\n" + WITNESSES + GROUPS + "quorum both\n").encode()
    policy = parse_policy(text)
    assert policy == Policy(
        (Log(LOG.vkey, "https://a.example/"),),
        tuple(Witness(name, vkey) for name, vkey in VKEYS.items()),
        (Group("ab", 1, ("a", "b")), Group("cd", 2, ("c", "d")), Group("both", 2, ("ab", "cd"))),
        "both",
    )
    assert format_policy(policy) == text


def test_policy_of_a_log():
    assert format_policy(Policy.of_log(LOG_VKEY)).decode() == f"log {LOG_VKEY}\nquorum none\n"


def test_policy_passes_over_comments_and_space():
    text = f"# comment\n \t\n\tlog \t {LOG_VKEY} \n  # ж\nwitness \xa0 {VKEYS['a']}\ngroup g all \xa0\nquorum g\n"
    policy = parse_policy(text.encode())
    assert [each.name for each in policy.witnesses] == ["\xa0"]
    assert policy.groups == (Group("g", 1, ("\xa0",)),)


def test_policy_keeps_octets_that_are_not_utf_8():
    text = b"witness \xff " + str(VKEYS["a"]).encode() + b"\nquorum \xff\n"
    assert format_policy(parse_policy(text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "policy.quorum"),
        ("quorum none", "policy.lines"),
        ("\n" * (MAX_LINES + 1), "policy.lines"),
        ("quorum none\r\n", "policy.control"),
        ("quorum none\x7f\n", "policy.control"),
        ("quorum none\nquorum none\n", "policy.quorum"),
        ("quorum\n", "policy.quorum"),
        ("quorum a\n", "policy.quorum"),
        ("Quorum none\n", "policy.keyword"),
        ("log\n", "policy.log"),
        (f"log {LOG_VKEY} a b\n", "policy.log"),
        (f"log {LOG_VKEY}\nlog {LOG_VKEY}\n", "policy.duplicate"),
        (f"log {VKEYS['a']}\n", "policy.type"),
        ("log x\n", "vkey"),
        ("witness a\n", "policy.witness"),
        (f"witness a {VKEYS['a']} b c\n", "policy.witness"),
        (f"witness none {VKEYS['a']}\n", "policy.name"),
        (f"witness a {VKEYS['a']}\nwitness a {VKEYS['b']}\n", "policy.name"),
        (f"witness a {VKEYS['a']}\nwitness b {VKEYS['a']}\n", "policy.duplicate"),
        (f"witness a {LOG_VKEY}\n", "policy.type"),
        ("group g any\n", "policy.group"),
        ("group g 0 a\n", "policy.group"),
        ("group g 2 a\n", "policy.group"),
        ("group g some a\n", "decimal"),
        ("group g any a\n", "policy.member"),
        (WITNESSES + "group g any a none\n", "policy.member"),
        (WITNESSES + "group g any a a\n", "policy.member"),
        (WITNESSES + "group g any a\ngroup h any a\n", "policy.member"),
        (WITNESSES + "group a any b\n", "policy.name"),
    ],
)
def test_parse_policy_refuses(text, code):
    assert refusal(parse_policy, text.encode()) == (Malformed, code)


def test_parse_policy_names_the_line():
    with pytest.raises(Malformed) as caught:
        parse_policy(b"# one\n\nlogs x\n")
    assert str(caught.value) == "line 3 of the policy: 'logs' is none of log, witness, group, quorum"


def test_policy_refuses_a_key_that_fits_no_type():
    weak = VerifierKey("a", 1, bytes(32))
    assert refusal(Policy.of_log, str(weak)) == (Malformed, "key.weak")


@pytest.mark.parametrize(
    ("quorum", "names", "enough"),
    [
        ("none", "", True),
        ("a", "a", True),
        ("a", "b", False),
        ("both", "acd", True),
        ("both", "abcd", True),
        ("both", "abc", False),
        ("both", "cd", False),
        ("both", "", False),
        ("ab", "cd", False),
    ],
)
def test_open_trusted_asks_for_the_quorum(quorum, names, enough):
    policy = parse_policy((f"log {LOG_VKEY}\n" + WITNESSES + GROUPS + f"quorum {quorum}\n").encode())
    if enough:
        assert open_trusted(cosigned(names), policy)[0] == CHECKPOINT
    else:
        assert refusal(open_trusted, cosigned(names), policy)[0] == SignatureInvalid


def test_open_trusted_takes_ml_dsa_witnesses():
    policy = Policy((Log(LOG.vkey),), (Witness("m", ML_DSA.vkey),), (), "m")
    assert parse_policy(format_policy(policy)) == policy
    data = sign_checkpoint(CHECKPOINT, [LOG, ML_DSA]).to_bytes()
    assert open_trusted(data, policy)[0] == CHECKPOINT
    assert [each.vkey for each in verifiers(policy)] == [LOG.vkey, ML_DSA.vkey]


def test_open_trusted_refuses_a_type_it_does_not_judge():
    policy = Policy((Log(VerifierKey(ORIGIN, 5, b"x")),))
    assert refusal(open_trusted, cosigned(""), policy) == (Unsupported, "vkey.type")


def tlog_proof(index=3, extra=None):
    def read(level, number):
        return root_of(LEAVES[number << level : (number + 1) << level])

    return TlogProof(index, tuple(inclusion_path(read, 3, 7)), cosigned("a"), extra)


@pytest.mark.parametrize("extra", [None, b"", b"anything"])
def test_tlog_proof_round_trip(extra):
    proof = tlog_proof(extra=extra)
    again = parse_tlog_proof(proof.to_bytes())
    assert again == proof
    assert verify_tlog_proof(again, LEAVES[3], Policy.of_log(LOG_VKEY)) == CHECKPOINT


def test_tlog_proof_is_text_as_specified():
    proof = tlog_proof(extra=b"x")
    hashes = [encode_base64(each) for each in proof.path]
    assert proof.to_bytes().decode() == (
        "\n".join(["c2sp.org/tlog-proof@v1", "extra eA==", "index 3", *hashes, "", ""]) + cosigned("a").decode()
    )


def test_verify_tlog_proof_refuses():
    policy = Policy.of_log(LOG_VKEY)
    assert refusal(verify_tlog_proof, tlog_proof(), LEAVES[2], policy) == (ProofInvalid, "proof.root")
    assert refusal(verify_tlog_proof, tlog_proof(2), LEAVES[3], policy) == (ProofInvalid, "proof.root")
    other = Policy.of_log(str(Ed25519Signer(ORIGIN, KEYS["a"]).vkey))
    assert refusal(verify_tlog_proof, tlog_proof(), LEAVES[3], other) == (SignatureInvalid, "note.unsigned")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tlogproof.form"),
        (HEADER.encode() + b"\nindex 0\n", "tlogproof.form"),
        (b"c2sp.org/tlog-proof@v2\nindex 0\n\n", "tlogproof.form"),
        (HEADER.encode() + b"\n\n", "tlogproof.index"),
        (HEADER.encode() + b"\nextra eA==\n\n", "tlogproof.index"),
        (HEADER.encode() + b"\nextra e\nindex 0\n\n", "base64"),
        (HEADER.encode() + b"\nindex 00\n\n", "decimal"),
        (HEADER.encode() + b"\nindex 0\nAAAA\n\n", "hash.length"),
        (HEADER.encode() + b"\nindex 0" + b"\nAAAA" * (MAX_PATH + 1) + b"\n\n", "tlogproof.index"),
        (HEADER.encode() + b"\nindex \xff\n\n", "tlogproof.ascii"),
    ],
)
def test_parse_tlog_proof_refuses(data, code):
    assert refusal(parse_tlog_proof, data) == (Malformed, code)


SIGNERS = [AllowedSigner("KAZ/minister", KEYS["a"].public), AllowedSigner("AFG/x", KEYS["b"].public)]
SIGNERS_FILE = format_allowed_signers(SIGNERS, ORIGIN)


def test_allowed_signers_are_sorted_and_stand_once():
    assert format_allowed_signers([*SIGNERS, *SIGNERS], ORIGIN) == SIGNERS_FILE
    assert SIGNERS_FILE.decode() == (
        f'AFG/x namespaces="act.v1@{ORIGIN}" {KEYS["b"].public.openssh}\n'
        f'KAZ/minister namespaces="act.v1@{ORIGIN}" {KEYS["a"].public.openssh}\n'
    )
    assert parse_allowed_signers(SIGNERS_FILE, ORIGIN) == SIGNERS[::-1]
    assert parse_allowed_signers(b"", ORIGIN) == []


def test_allowed_signers_name_keys_of_every_kind():
    keys = [SecurityKey("ed25519").public, SecurityKey("ecdsa").public, Authenticator("forum.example").public]
    signers = [AllowedSigner("KAZ/minister", key) for key in keys]
    data = format_allowed_signers(signers, ORIGIN)
    assert set(parse_allowed_signers(data, ORIGIN)) == set(signers)
    assert data.count(b'KAZ/minister namespaces="act.v1@records.example/forum" sk-') == 3


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (SIGNERS_FILE[:-1], (Malformed, "signers.form")),
        (SIGNERS_FILE * 2, (Malformed, "signers.form")),
        (b"".join(reversed(SIGNERS_FILE.splitlines(keepends=True))), (Malformed, "signers.form")),
        (b"# comment\n" + SIGNERS_FILE, (Malformed, "signers.line")),
        (SIGNERS_FILE.replace(b"namespaces", b"cert-authority namespaces"), (Malformed, "signers.line")),
        (SIGNERS_FILE.replace(b"act.v1@", b"act.v2@"), (Malformed, "signers.line")),
        (SIGNERS_FILE.replace(b"KAZ/minister", b"*"), (Malformed, "signers.line")),
        (SIGNERS_FILE.replace(b"\n", b" x\n"), (Malformed, "signers.line")),
        (SIGNERS_FILE.replace(b"ssh-ed25519", b"ssh-rsa"), (Malformed, "key.openssh")),
        (b"\xff", (Malformed, "signers.utf8")),
    ],
)
def test_parse_allowed_signers_refuses(data, refused):
    assert refusal(parse_allowed_signers, data, ORIGIN) == refused
