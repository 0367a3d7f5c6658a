"""Whatever decisions amend in whatever order: each day has the rules that were decided for it, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from comity.forum.charter.acts import Adopt
from comity.forum.charter.amending import check_amendment
from comity.forum.charter.provisions import Change, Matter
from comity.forum.charter.rules import check_names
from comity.forum.charter.state import CHARTER, Amendment, Charter
from comity.forum.decisions.acts import Refer
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from tests.support.stage import RULE, Stage
from tests.support.stage import charter as charter_of

FIRST = date(2026, 1, 1)
NAMES = ("a", "b", "c")
DAYS = [(FIRST + timedelta(days=day)).isoformat() for day in range(-1, 12)]
MATTER: dict[str, Any] = {"matter": "rules", "name": "n", "roles": {"summit": "decides"}, "effects": ["charter"]}
RULES = Adopt.model_validate(
    charter_of(
        matters=[RULE | MATTER],
        procedures=[RULE | {"procedure": "p", "way": "consensus", "text": "t"}],
        settings=[RULE | {"setting": "a", "name": "n", "text": "0"}],
    )
)
RULE_ON_RULES = Matter.model_validate(RULE | MATTER)

# An amendment: the day on which it is decided, the days until it is in force, which setting, and what it is to say: a
# number as text, or None where it ends.
AMENDMENTS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 5), st.sampled_from(NAMES), st.one_of(st.none(), st.integers(1, 9).map(str))
    ),
    max_size=8,
)


def said_on(held: Charter, day: str) -> dict[str, str]:
    return {rule.setting: rule.text["en"] for rule in held.on(day).settings}


def change_of(held: Charter, name: str, text: str | None, day: str) -> Change:
    there = name in said_on(held, day) or any(
        rule.setting == name and (rule.since or "") > day for rule in held.rules.settings
    )
    rule = None if text is None else {"setting": name, "name": "n", "text": text}
    return Change.model_validate({"part": "settings", "name": name if there else "", "rule": rule})


@given(AMENDMENTS)
def test_each_day_has_the_rules_decided_for_it_and_every_version_stays_readable(amendments):
    stage = Stage()
    held = Charter(acts=(1,), adopted=RULES)
    shown = [held.rules]
    for number, (decided, wait, name, text) in enumerate(sorted(amendments, key=lambda one: one[0]), 2):
        stage.values[CHARTER] = held
        today = (FIRST + timedelta(days=decided)).isoformat()
        day = (FIRST + timedelta(days=decided + wait)).isoformat()
        change = change_of(held, name, text, day)
        act = Enacted(
            number,
            f"{today}T00:00:00.000Z",
            "decisions.refer",
            "CHAIR",
            "o",
            Refer(decision=f"d-{number}", body="summit"),
        )
        before = {each: said_on(held, each) for each in DAYS}
        try:
            check_amendment([change], day, RULE_ON_RULES, act, stage)
        except Refused:
            continue
        fact = {"version": held.version + 1, "decision": f"d-{number}", "on": today}
        amendment = Amendment(act=number, in_force=day, changes=(change,), **fact)
        held = held.touched(number, amendments=(*held.amendments, amendment))
        after = {each: said_on(held, each) for each in DAYS}
        # Nothing changes on days before; from the day on the setting says what was decided.
        assert {each: after[each] for each in DAYS if each < day} == {each: before[each] for each in DAYS if each < day}
        assert after[day].get(name) == text
        others = [{key: value for key, value in said[day].items() if key != name} for said in (before, after)]
        assert others[0] == others[1]
        check_names(held.rules)
        shown.append(held.rules)
    assert [held.at(version) for version in range(1, held.version + 1)] == shown
    assert Charter.model_validate_json(held.model_dump_json()) == held
