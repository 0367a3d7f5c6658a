"""`comity decisions` and `comity treaties` over a forum that decides, and over one that is a depositary."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

import json  # noqa: E402 - Django is set up before anything that needs it
from collections.abc import Callable, Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, NamedTuple  # noqa: E402

import pytest  # noqa: E402
from django.db import connection  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from comity.cli.main import app  # noqa: E402
from tests.support import decided, treatied  # noqa: E402
from tests.support.house import own_database  # noqa: E402


class Forum(NamedTuple):
    """A data folder, and the commands over it, in this process."""

    data: Path

    def run(self, *words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, [*words, "--data", str(self.data)], prog_name="comity")
        return done.exit_code, done.stdout, done.stderr

    def said(self, *words: str) -> Any:
        code, out, err = self.run(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def printed(self, *words: str) -> list[str]:
        code, out, err = self.run(*words)
        assert (code, err) == (0, "")
        return [" ".join(line.split()) for line in out.splitlines()]


def _forum(path: Path, begin: Callable[[Path], Any], blocker: DjangoDbBlocker) -> Iterator[Forum]:
    with blocker.unblock(), own_database(path / "var"):
        begin(path / "var")
        connection.close()
        yield Forum(path / "var")
        connection.close()


@pytest.fixture(scope="module")
def deciding(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Forum]:
    yield from _forum(tmp_path_factory.mktemp("deciding"), decided.begun, django_db_blocker)


@pytest.fixture
def depositary(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Forum]:
    yield from _forum(tmp_path, treatied.begun, django_db_blocker)


# --- decisions ----------------------------------------------------------------------------------------------------


def test_matters_are_listed_with_their_states(deciding):
    found = {each["decision"]: each["state"] for each in deciding.said("decisions")}
    assert found == decided.MATTERS


def test_matters_under_silence_are_listed_with_the_moment_of_expiry(deciding):
    found = deciding.said("decisions", "--state", "silence")
    assert {each["decision"] for each in found} == {"exercises", "travel", "archive"}
    assert all(each["expires"].endswith("Z") and each["outcome"] is None for each in found)
    lines = deciding.printed("decisions", "--state", "silence")
    assert len(lines) == 3
    assert all(" — under silence until 2026-" in line and " UTC " in line for line in lines)


def test_matters_are_sifted_by_body_and_year(deciding):
    every = deciding.said("decisions")
    assert deciding.said("decisions", "--body", "soc") == [each for each in every if each["body"] == "soc"]
    assert deciding.said("decisions", "--year", "1999") == []
    assert deciding.printed("decisions", "--year", "1999") == ["There are none."]


def test_one_matter_is_shown_with_all_that_happened_to_it(deciding):
    found = deciding.said("decisions", "show", "visits")
    (broken,) = [each for each in found["silences"] if each["ended"] == "broken"]
    assert (found["state"], found["steps"][0]["what"], broken["broken_by"]) == ("broken", "decisions.propose", "THA")
    assert [each["act"] for each in found["steps"]] == sorted(each["act"] for each in found["steps"])
    lines = deciding.printed("decisions", "show", "visits")
    assert any(line.endswith("Breaking of a silence (Thailand)") for line in lines)
    assert "state not adopted: the silence was broken" in lines


def test_what_a_decision_lays_down_is_shown_with_whom_it_awaits(deciding):
    found = deciding.said("decisions", "show", "work-plan")
    assert found["results"][-1]["outcome"] == found["outcome"]
    owed = found["undertakings"]
    lines = deciding.printed("decisions", "show", "work-plan")
    assert owed != []
    assert all(any(line.startswith(f"{each['number']}. ") for line in lines) for each in owed)


def test_running_silence_is_shown_with_its_expiry(deciding):
    found = deciding.said("decisions", "show", "exercises")
    expires = f"expires {found['expires'][:16].replace('T', ' ')} UTC"
    assert expires in deciding.printed("decisions", "show", "exercises")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["decisions", "show", "work-plans"], "no matter goes by the name “work-plans”: did you mean work-plan?"),
        (["decisions", "show", "nonsense"], "no matter goes by the name “nonsense”: comity decisions lists them."),
        (["decisions", "--state", "asleep"], "there are open, silence, decided, not_adopted, withdrawn."),
        (["decisions", "--body", "board"], "the charter knows no body “board”; there are "),
        (["treaties", "accord"], "the forum keeps no treaty “accord”; it keeps none."),
    ],
)
def test_what_is_asked_wrongly_is_told_what_would_be_right(deciding, words, said):
    code, out, err = deciding.run(*words)
    assert (code, out, said in err, len(err.splitlines())) == (2, "", True, 1)


def test_symbol_of_a_decision_leads_to_its_name(deciding):
    symbol = deciding.said("decisions", "show", "work-plan")["symbol"]
    code, _out, err = deciding.run("decisions", "show", symbol)
    assert (code, "did you mean work-plan?" in err) == (2, True)


def test_options_before_the_name_of_a_matter_are_not_passed_over_in_silence(deciding):
    words = ["decisions", "--data", str(deciding.data), "show", "visits"]
    done = CliRunner().invoke(app, words, prog_name="comity")
    assert (done.exit_code, "options stand after the name" in done.stderr) == (2, True)


def test_forum_without_treaties_says_so(deciding):
    assert deciding.printed("treaties") == ["The forum keeps no treaty."]


# --- treaties -----------------------------------------------------------------------------------------------------


def test_treaties_are_listed_with_whether_they_are_in_force_and_what_is_missing(depositary):
    found = {each["treaty"]: each for each in depositary.said("treaties")["treaties"]}
    standing = {name: (each["standing"], each["in_force"], each["missing"]) for name, each in found.items()}
    assert standing["accord"] == ("in_force", ["2024-04-12", "2024-04-12"], 0)
    assert standing["pact"][::2] == ("not_in_force", 1)
    assert "Instruments still missing: 1." in " ".join(depositary.printed("treaties"))


def test_treaty_is_shown_as_it_stood_on_a_day(depositary):
    (found,) = depositary.said("treaties", "accord", "--on", "2024-04-11")["treaties"]
    assert (found["standing"], found["in_force"]) == ("to_enter", ["2024-04-12", "2024-04-12"])


def test_one_treaty_is_shown_state_by_state(depositary):
    (found,) = depositary.said("treaties", "accord")["treaties"]
    (kuwait,) = [each for each in found["states"] if each["party"] == "KWT"]
    assert (kuwait["way"], kuwait["deposited"], kuwait["standing"]) == ("accession", ["2024-03-13"] * 2, "in_force")
    assert "KWT Kuwait bound accession 13 March 2024" in depositary.printed("treaties", "accord")


def test_treaty_that_is_not_kept_is_told_which_are(depositary):
    code, _out, err = depositary.run("treaties", "convention")
    assert (code, "the forum keeps no treaty “convention”; there are accord, pact, protocol." in err) == (2, True)
