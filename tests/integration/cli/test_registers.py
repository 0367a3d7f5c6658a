"""`comity members`, `comity claims` and `comity record show` over the whole history of CICA."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

# Issue 2, “Done means”.
COUNTS = {
    "1999-09-14": 15,
    "2002-06-04": 16,
    "2004-10-22": 17,
    "2006-06-17": 18,
    "2008-08-25": 20,
    "2010-06-08": 22,
    "2012-01-01": 24,
    "2014-05-20": 26,
    "2018-08-15": 27,
    "2022-10-13": 28,
}
MEMBERS_2006 = "AFG AZE CHN EGY IND IRN ISR KAZ KGZ KOR MNG PAK PSE RUS THA TJK TUR UZB"


def said(cica, *words: str) -> dict:
    done = cica.run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("day", COUNTS)
def test_members_on_a_day_are_as_many_as_history_says(cica, day):
    found = said(cica, "members", "--on", day, "--json")
    expected = {"min": COUNTS[day], "max": COUNTS[day]}
    assert (found["on"], found["count"], len(found["members"]), found["uncertain"]) == (day, expected, COUNTS[day], [])


def test_members_of_2006_are_named_by_iso_codes(cica):
    assert said(cica, "members", "--on", "2006-06-17", "--json")["members"] == MEMBERS_2006.split()


@pytest.mark.parametrize(
    ("day", "said"), [("9999-12-31", "has not come yet"), ("1980-01-01", "knows of nothing on 1980-01-01")]
)
def test_members_on_a_day_that_the_register_cannot_know_are_not_counted(cica, day, said):
    done = cica.run("members", "--on", day)
    assert (done.returncode, done.stdout, said in done.stderr, len(done.stderr.splitlines())) == (2, "", True, 1)


def test_members_today_are_28(cica):
    found = said(cica, "members", "--json")
    assert (found["on"], found["count"]) == (datetime.now(UTC).date().isoformat(), {"min": 28, "max": 28})


def test_members_while_bahrain_is_uncertain_are_a_range_with_the_reason(cica):
    found = said(cica, "members", "--on", "2010-12-01", "--json")
    reasons = [(each["party"], each["since"], bool(each["reason"] and each["sources"])) for each in found["uncertain"]]
    assert (found["count"], reasons) == ({"min": 22, "max": 23}, [("BHR", ["2010-06-09", "2011-12-31"], True)])


def test_members_in_words_name_the_states_and_the_reason(cica):
    out = cica.run("members", "--on", "2010-12-01").stdout
    lines = out.splitlines()
    assert (lines[0], "KAZ  Kazakhstan" in lines, lines[-1].startswith("BHR  Bahrain: a member since some day")) == (
        "22 to 23 members on 1 December 2010",
        True,
        True,
    )


def test_claims_are_judged_in_the_shape_that_scripts_expect(cica):
    found = said(cica, "claims", "--json")
    shape = {tuple(each) for each in found}
    verdicts = {each["verdict"] for each in found}
    assert (shape, verdicts <= {"agrees", "differs", "undecidable"}, len({each["id"] for each in found})) == (
        {("id", "source", "line", "says", "verdict", "register", "why")},
        True,
        len(found),
    )


def test_claims_in_words_end_with_their_number(cica):
    number = len(said(cica, "claims", "--json"))
    assert cica.run("claims").stdout.splitlines()[-1].startswith(f"{number} claims: ")


def test_show_says_an_act_in_words_and_bytes(cica):
    out = cica.run("record", "show", "0").stdout
    first = "The forum is constituted: Conference on Interaction and Confidence Building Measures in Asia."
    assert (out.splitlines()[0], '"type":"charter.constitute"' in out) == (first, True)
