"""Every command given wrongly: a clear sentence on stderr, the right exit code, never a traceback."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from comity.cli.main import app

COMMANDS = [
    "init",
    "serve",
    "rebuild",
    "members",
    "claims",
    "decisions",
    "decisions show",
    "treaties",
    "act types",
    "act draft",
    "act show",
    "act submit",
    "record verify",
    "record export",
    "record show",
    "record prove",
]
WRONG_USAGE, CANNOT_RUN = 2, 3


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words), prog_name="comity", env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["record", "nonsense"], "No such command 'nonsense'"),
        (["members", "--on", "tomorrow"], "“tomorrow” is no day; write it as year-month-day"),
        (["members", "--on", "2006-02-30"], "“2006-02-30” is no day"),
        (["members", "--on", "20060617"], "“20060617” is no day"),
        (["members", "--when", "2006-06-17"], "No such option: --when"),
        (["serve", "--port", "0"], "'--port'"),
        (["serve", "--port", "65536"], "'--port'"),
        (["serve", "--port", "http"], "'--port'"),
        (["init", "--key", "no/such/key"], "file 'no/such/key' does not exist"),
        (["record", "verify"], "Missing argument 'SOURCE'"),
        (["record", "verify", ".", "--key", "nonsense"], "It looks like NAME+HASH+KEY"),
        (["record", "export"], "Missing argument 'DIR'"),
        (["record", "show"], "Missing argument 'N'"),
        (["record", "show", "seventeen"], "'N'"),
        (["record", "prove", "--", "-1"], "'N'"),
        (["claims", "surplus"], "surplus"),
        (["record", "verify", ".", "--openings", "no/such/file"], "file 'no/such/file' does not exist"),
        (["act", "types", "notices.shout"], "of this subject there are notices.acknowledge, notices.answer"),
        (["act", "types", "shouts.send"], "comity act types lists them"),
        (["act", "draft"], "Missing argument 'TYPE'"),
        (["act", "draft", "notices.send", "--office", "o-1"], "Missing option '--party'"),
        (["act", "draft", "notices.send", "--party", "KAZ"], "Missing option '--office'"),
        (["act", "show"], "Missing argument 'FILE'"),
        (["act", "show", "no/such/act.json"], "file 'no/such/act.json' does not exist"),
        (["act", "submit", "no/such/act.json"], "file 'no/such/act.json' does not exist"),
    ],
)
def test_wrong_usage_is_said_and_ends_with_2(words, said):
    code, out, err = run(*words)
    assert (code, out, said in err, "Traceback" in err) == (WRONG_USAGE, "", True, False)


@pytest.mark.parametrize(
    "command", ["members", "claims", "serve", "rebuild", "record export copy", "record show 1", "record prove 1"]
)
def test_missing_data_folder_is_said_with_what_to_do(command, tmp_path):
    code, out, err = run(*command.split(), "--data", str(tmp_path / "none"))
    lines = err.splitlines()
    assert (code, out, len(lines), "comity init" in lines[0]) == (CANNOT_RUN, "", 1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["record", "verify", "no/such/folder"], "is not a folder"),
        (["record", "verify", "ftp://example.org"], "neither a folder nor an address"),
        (["record", "verify", "http://[::1"], "http://[::1 is not an address"),
    ],
)
def test_what_cannot_run_is_said_in_one_line(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines()), said in err, list(tmp_path.iterdir())) == (CANNOT_RUN, "", 1, True, [])


def test_forum_that_is_not_there_is_a_wrong_command_that_names_ours(tmp_path):
    code, out, err = run("init", "--forum", "atlantis", "--data", str(tmp_path / "var"))
    said = "comity: there is no forum “atlantis”: name one of ours (cica), or a folder that holds a forum.toml.\n"
    assert (code, out, err, (tmp_path / "var").exists()) == (WRONG_USAGE, "", said, False)


@pytest.mark.parametrize("origin", ["a b", "a+b", 'a"b', "a\\b", "ж.рф", "$(x)", "*", "x" * 201, "-x"])
def test_origin_that_cannot_name_a_record_is_refused_before_anything_is_made(origin, tmp_path):
    code, out, err = run("init", "--data", str(tmp_path / "var"), "--origin", origin)
    found = (code, out, "'--origin'" in err, "for instance record.example.org" in err, (tmp_path / "var").exists())
    assert found == (WRONG_USAGE, "", True, True, False)


def test_port_variable_that_is_empty_says_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert run("serve", "--data", str(tmp_path / "none"))[0] == CANNOT_RUN


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_summary_and_an_example(command):
    code, out, _ = run(*command.split(), "--help")
    assert (code, re.search(r"Examples?:\s+comity ", out) is not None) == (0, True)


def test_help_of_all_names_every_command_and_the_exit_codes():
    _, out, _ = run("--help")
    named = {command.split()[0] for command in COMMANDS}
    assert ({name for name in named if f"\n  {name} " in out}, "Exit codes: 0" in out) == (named, True)


def test_version_is_printed():
    assert run("--version")[:2] == (0, "comity 0.1.0\n")


def test_key_that_is_no_key_is_refused_before_anything_is_made(tmp_path):
    file = tmp_path / "key"
    file.write_text("no key")
    code, _, err = run("init", "--data", str(tmp_path / "var"), "--key", str(file))
    assert (code, "ssh-keygen -t ed25519" in err, (tmp_path / "var").exists()) == (WRONG_USAGE, True, False)
