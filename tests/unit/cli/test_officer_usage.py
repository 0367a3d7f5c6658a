"""`comity officer` given wrongly: a clear sentence on stderr, the right exit code, never a traceback."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from comity.cli.main import app

COMMANDS = ["list", "enrol", "invite", "add-key", "confirm", "revoke-key", "dismiss"]
WRONG_USAGE, CANNOT_RUN = 2, 3
HEAD = ["--office", "Head", "--functions", "administrator"]


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["officer", *words], prog_name="comity", env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_summary_and_an_example(command):
    code, out, _ = run(command, "--help")
    assert (code, re.search(r"Examples?:\s+comity officer ", out) is not None) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["enrol"], "Missing option '--office'"),
        (["enrol", "--office", "Head", "--functions", "king"], "“king” is none"),
        (["enrol", "--office", "Head", "--functions", "reader,reader"], "each is named once"),
        (["enrol", *HEAD, "--party", "KAZ"], "name the note verbale of KAZ that asks for it: --note REF --on DATE."),
        (["enrol", *HEAD, "--note", "No. 1"], "--note and --on are for the officers of another party."),
        (["enrol", *HEAD, "--party", "kaz", "--note", "No. 1", "--on", "2026"], "party: "),
        (["invite"], "Missing argument 'OFFICER'"),
        (["invite", "o-1", "--port", "0"], "'--port'"),
        (["add-key", "o-1", "--key", "no/such.pub"], "'no/such.pub' does not exist"),
        (["revoke-key", "o-1", "SHA256:short", "--reason", "lost"], "fingerprint: "),
        (["revoke-key", "o-1", f"SHA256:{'A' * 43}", "--reason", "tired"], "reason: "),
        (["dismiss", "O 1"], "officer: "),
    ],
)
def test_wrong_usage_is_said_and_ends_with_2(words, said):
    code, out, err = run(*words)
    assert (code, out, said in err, "Traceback" in err) == (WRONG_USAGE, "", True, False), err


@pytest.mark.parametrize("words", ["list", "confirm", "confirm SHA256:x", "invite o-1", "dismiss o-1"])
def test_missing_data_folder_is_said_with_what_to_do(words, tmp_path):
    code, out, err = run(*words.split(), "--data", str(tmp_path / "none"))
    lines = err.splitlines()
    assert (code, out, len(lines), "comity init" in lines[0]) == (CANNOT_RUN, "", 1, True)
