"""`comity record …` over records made in a test."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.cli.main import app
from comity.record.keys import PrivateKey
from comity.record.merkle import leaf_hash
from comity.record.note import Ed25519Signer
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from tests.support.recordfolder import ORIGIN, trusted, vkeys, write_folder
from tests.support.syntheticforum import SIGNER, synthetic_entries, synthetic_record

SIZE = 300


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return synthetic_record(SIZE)


@pytest.fixture
def data(tmp_path, files) -> Path:
    """A data folder with nothing but a record in it: these commands need no more."""
    write_folder(tmp_path / "data" / "record", files)
    return tmp_path / "data"


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], prog_name="comity")
    return result.exit_code, result.stdout, result.stderr


def test_verify_of_a_record_that_holds_ends_with_0_and_says_what_it_is(data):
    code, out, err = run("record", "verify", data / "record", "--key", vkeys()[0])
    wanted = ["Everything holds.", "“synthetic”", f"size     {SIZE} acts", "meetings.conclude", "acts a second"]
    assert (code, [word for word in wanted if word not in out], err) == (0, [], "")


def test_verify_without_a_key_says_on_stderr_that_the_copy_was_believed(data):
    assert "give the key that you know by --key" in run("record", "verify", data / "record")[2]


def test_verify_as_json_is_for_scripts(data):
    report = json.loads(run("record", "verify", data / "record", "--json")[1])
    found = (report["holds"], report["size"], report["origin"], report["keys"], sum(report["acts_by_type"].values()))
    assert found == (True, SIZE, ORIGIN, list(vkeys()), SIZE)


def test_verify_of_a_data_folder_takes_the_record_in_it(data):
    (data / "comity.toml").write_text("")
    assert run("record", "verify", data)[0] == 0


@pytest.mark.parametrize("path", ["checkpoint", "policy", "allowed_signers", "tile/0/000", "tile/entries/001.p/44"])
def test_verify_of_a_record_with_a_flipped_bit_ends_with_1_and_names_the_file(data, path):
    file = data / "record" / path
    changed = bytearray(file.read_bytes())
    changed[len(changed) // 2] ^= 1
    file.write_bytes(changed)
    code, out, err = run("record", "verify", data / "record", "--key", vkeys()[0])
    assert (code, out, err.startswith("comity: the record does not hold: "), len(err.splitlines())) == (1, "", True, 1)


def test_verify_of_a_folder_without_a_record_says_that_there_is_none(tmp_path):
    code, out, err = run("record", "verify", tmp_path)
    told = f"comity: there is no record at {tmp_path}: it has neither checkpoint nor policy. Try {tmp_path}/record\n"
    assert (code, out, err) == (3, "", told)


def test_verify_of_a_record_with_a_stray_file_names_it(data):
    (data / "record" / "stray").write_text("")
    code, _, err = run("record", "verify", data / "record")
    assert (code, "stray" in err) == (1, True)


def test_verify_as_json_says_what_fails(data):
    (data / "record" / "tile/0/000").unlink()
    code, out, _ = run("record", "verify", data / "record", "--json")
    said = json.loads(out)
    assert (code, said["holds"], said["code"], said["path"]) == (1, False, "file.missing", "tile/0/000")


def test_export_is_the_record_file_by_file(data, tmp_path, files):
    code, out, _ = run("record", "export", tmp_path / "copy", "--data", data)
    copied = {
        file.relative_to(tmp_path / "copy").as_posix(): file.read_bytes()
        for file in (tmp_path / "copy").rglob("*")
        if file.is_file()
    }
    assert (code, copied == files, f"{len(files)} files" in out) == (0, True, True)


@pytest.mark.parametrize("kind", ["a file", "a folder with something in it"])
def test_export_never_writes_among_other_files(data, tmp_path, kind):
    place = tmp_path / "copy"
    if kind == "a file":
        place.write_text("kept")
    else:
        place.mkdir()
        (place / "kept").write_text("kept")
    code, _, err = run("record", "export", place, "--data", data)
    assert (code, "is not an empty folder" in err, sorted(tmp_path.rglob("tile"))) == (
        3,
        True,
        [data / "record" / "tile"],
    )


def test_export_of_a_record_that_is_broken_ends_with_1(data, tmp_path):
    (data / "record" / "checkpoint").write_bytes(b"nonsense")
    assert run("record", "export", tmp_path / "copy", "--data", data)[0] == 1


def test_show_raw_is_the_exact_bytes(data):
    result = CliRunner().invoke(app, ["record", "show", "17", "--raw", "--data", str(data)])
    assert (result.exit_code, result.stdout_bytes) == (0, synthetic_entries(18)[17])


def test_show_of_an_entry_that_is_not_there_says_which_are(data):
    assert run("record", "show", SIZE, "--data", data) == (
        2,
        "",
        f"comity: there is no entry {SIZE}: the record has entries 0 to {SIZE - 1}.\n",
    )


def test_prove_writes_what_a_stranger_and_openssh_accept(data, tmp_path):
    assert run("record", "prove", 17, "--data", data, "--to", tmp_path / "out")[0] == 0
    raw = synthetic_entries(18)[17]
    proof = parse_tlog_proof((tmp_path / "out" / "17.tlog-proof").read_bytes())
    size = verify_tlog_proof(proof, leaf_hash(raw), trusted()).size
    assert (size, (tmp_path / "out" / "17.act").read_bytes()) == (SIZE, raw.split(b"\n")[0])


@pytest.fixture
def handed(data, tmp_path) -> Path:
    """What is handed to a capital: the files of one act, and the policy of the record as the capital keeps it."""
    run("record", "prove", 17, "--data", data, "--to", tmp_path / "handed")
    (tmp_path / "handed" / "policy").write_bytes((data / "record" / "policy").read_bytes())
    return tmp_path / "handed"


def check(folder: Path, entry: str = "17.entry", *known: object) -> tuple[int, str, str]:
    return run("record", "check", folder / "17.tlog-proof", folder / entry, *(known or ("--policy", folder / "policy")))


@pytest.mark.parametrize("known", ["key", "policy"])
def test_check_of_a_proof_needs_nothing_but_what_is_known_of_the_log(data, handed, known):
    (data / "record" / "checkpoint").unlink()
    code, out, err = check(handed, "17.entry", f"--{known}", vkeys()[0] if known == "key" else handed / "policy")
    assert (code, err) == (0, "")
    assert f"is entry 17 of the record {ORIGIN}, under its checkpoint of {SIZE} acts." in " ".join(out.split())
    assert "entered" in out


def test_check_of_an_entry_with_another_time_of_entry_says_that_the_proof_does_not_hold(handed):
    whole = (handed / "17.entry").read_bytes()
    first = whole.rindex(b'{"entered":"20') + len(b'{"entered":"20')
    (handed / "17.entry").write_bytes(whole[:first] + bytes([whole[first] ^ 1]) + whole[first + 1 :])
    code, out, err = check(handed)
    assert (code, out) == (1, "")
    assert "the proof does not hold: the inclusion proof of entry 17 does not lead to the root" in " ".join(err.split())


def test_check_by_the_key_of_another_log_does_not_hold(handed):
    other = Ed25519Signer(ORIGIN, PrivateKey.from_seed(b"\7" * 32)).vkey
    assert check(handed, "17.entry", "--key", other)[0] == 1


def test_check_without_a_key_or_with_a_file_that_is_no_policy_is_wrong_usage(handed):
    assert run("record", "check", handed / "17.tlog-proof", handed / "17.entry")[0] == 2
    code, _, err = check(handed, "17.entry", "--policy", handed / "17.act")
    assert (code, "is no policy of a log" in " ".join(err.split())) == (2, True)


def test_prove_says_the_command_that_openssh_accepts(data, tmp_path):
    out = run("record", "prove", 17, "--data", data, "--to", tmp_path / "out")[1]
    command = out.strip().splitlines()[-1]
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, SIGNER in command, done.stdout.startswith("Good")) == (0, True, True)


def test_prove_says_a_command_that_a_shell_takes_whatever_the_folder_is_called(data, tmp_path):
    awkward = tmp_path / "o'ne $(touch two)"
    command = run("record", "prove", 17, "--data", data, "--to", awkward)[1].strip().splitlines()[-1]
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.startswith("Good"), (tmp_path / "two").exists()) == (0, True, False)
