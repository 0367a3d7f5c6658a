"""Decisions that amend the charter: what they may change, what becomes of the rules, and which rules hold on a day."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.charter.acts import Adopt
from comity.forum.charter.amending import amended_by, check_amendment
from comity.forum.charter.changing import amended
from comity.forum.charter.names import PARTS, named
from comity.forum.charter.provisions import Change, Matter
from comity.forum.charter.state import Charter, charter
from comity.forum.decisions.acts import Conclude, ConcludeSilence, Propose
from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR
from comity.forum.membership.state import Acceptance, Party, Signature
from comity.forum.membership.statuses import spells
from tests.support.stage import RULE, Fields, Stage, body_rule, code_of, series, source, status_rule
from tests.support.stage import charter as charter_of

ENTERED = "2026-06-10T12:00:00.000Z"
DAY = "2027-01-01"
EVE = "2026-12-31"


def matter(name: str = "rules", **said: Any) -> Fields:
    return RULE | {"matter": name, "name": name, "roles": {"summit": "decides"}, "effects": ["charter"]} | said


def procedure(name: str = "consensus", **said: Any) -> Fields:
    return RULE | {"procedure": name, "way": "consensus", "text": name} | said


def setting(name: str, **said: Any) -> Fields:
    return RULE | {"setting": name, "name": name, "text": name} | said


def act_rule(act: str, *by: str, **said: Any) -> Fields:
    return RULE | {"act": act, "by": list(by)} | said


def own(provision: Fields) -> Fields:
    """A provision as a change gives it: without what the decision gives it."""
    return {name: value for name, value in provision.items() if name not in {"sources", "assumed", "since", "until"}}


RULES: Fields = charter_of(
    statuses=[
        status_rule("member", "state") | {"decides": True},
        status_rule("observer", "state", "organisation"),
        status_rule("partner", "organisation"),
    ],
    bodies=[body_rule("summit"), body_rule("soc"), body_rule("swg", until="2020")],
    exits=[RULE | {"status": "member", "manner": "withdrawn", "decision": False, "text": "t"}],
    matters=[matter(), matter("catalogue", parts=["dimensions"]), matter("budget", effects=[])],
    procedures=[procedure(), procedure("at-soc", bodies=["soc"]), procedure("budget", matters=["budget"])],
    settings=[setting("silence-days", number=14) | {"sources": [], "assumed": True}, setting("seats")],
    seating=[setting("order")],
    symbols=[series("X-{n}")],
    dimensions=[RULE | {"dimension": "human", "name": "human"}],
    acts=[
        act_rule("officers.*", "secretariat", "party", own=True, function="administrator"),
        act_rule("notices.*", "member"),
    ],
    contested=[RULE | {"acts": "suspended", "text": "t"}],
)


def stage(**said: Any) -> Stage:
    return Stage(source(), ("charter.adopt", RULES | said))


def change(part: str, name: str = "", rule: Fields | None = None) -> Change:
    return Change.model_validate({"part": part, "name": name, "rule": rule})


def effect(*changes: Change, in_force: str = DAY) -> Fields:
    return {"kind": "charter", "in_force": in_force, "changes": [one.model_dump() for one in changes]}


def act(body: Body, index: int = 9) -> Enacted:
    return Enacted(index, ENTERED, "decisions.conclude", CHAIR, "minister", body)


def concluded(held: Charter, *changes: Change, in_force: str = DAY, name: str = "d-1", index: int = 9) -> Charter:
    """The charter after a decision that amends it."""
    body = Conclude.model_validate(
        {"decision": name, "outcome": "adopts", "effect": effect(*changes, in_force=in_force)}
    )
    return amended_by(held, act(body, index), "charter")


def proposing(held: Stage, *changes: Change, in_force: str = DAY, on: str = "rules") -> None:
    """Ask whether a proposal on a matter may amend the charter so."""
    propose = Propose.model_validate(
        {"decision": "d-1", "party": "KAZ", "matter": on, "body": "summit", "title": "t", "text": "t"}
    )
    rule = held_by(held).matter(on, ENTERED[:10])
    assert isinstance(rule, Matter)
    check_amendment(changes, in_force, rule, act(propose), held)


def held_by(on: Stage) -> Charter:
    held = charter(on)
    assert held is not None
    return held


SUMMIT = own(body_rule("summit", rhythm="every year"))
CONFIRMED = own(setting("silence-days", number=14))

ACCEPTED: dict[str, tuple[Change, ...]] = {
    "a provision reads otherwise": (change("bodies", "summit", SUMMIT),),
    "a provision is new": (change("bodies", "", own(body_rule("experts"))),),
    "a provision ends": (change("settings", "seats"),),
    "what was assumed is confirmed as it reads": (change("settings", "silence-days", CONFIRMED),),
    "one body takes the place of another everywhere": (
        change("bodies", "soc"),
        change("bodies", "", own(body_rule("officials"))),
        change("procedures", "at-soc", own(procedure("at-officials", bodies=["officials"]))),
    ),
    "a body that was once comes back": (change("bodies", "", own(body_rule("swg"))),),
    "the quorum": (change("quorum", "quorum", {"numerator": 1, "denominator": 2, "text": "t"}),),
    "the rule on the chair": (change("chair", "1", {"text": "u"}),),
    "who enters what": (change("acts", "notices.* member", own(act_rule("notices.*", "member", "observer"))),),
    "who amends the charter": (
        change("matters", "rules", own(matter(roles={"soc": "decides"}, parts=["matters", "settings"]))),
    ),
    "a way to a status": (change("admissions", "member declaration act", {"status": "member", "text": "t"}),),
}

SILENT = own(matter(roles={"summit": "recommends"}))
REFUSED: dict[str, list[dict[str, Any]]] = {
    "charter.amended_too_early": [{"changes": [change("settings", "seats")], "in_force": "2026-06-09"}],
    "charter.part_not_of_matter": [{"changes": [change("bodies", "summit", SUMMIT)], "on": "catalogue"}],
    "charter.change_malformed": [
        {"changes": [change("bodies", "summit", {"body": "summit"})]},
        {"changes": [change("bodies", "summit", SUMMIT | {"level": "cellar"})]},
        {"changes": [change("quorum", "quorum", {"numerator": 3, "denominator": 2, "text": "t"})]},
        {"changes": [change("settings")]},
        *(
            {"changes": [change("bodies", "summit", SUMMIT | {field: given})]}
            for field, given in (
                ("sources", ["S1"]),
                ("assumed", True),
                ("decided", "d-0"),
                ("since", DAY),
                ("until", DAY),
            )
        ),
    ],
    "charter.no_such_provision": [
        {"changes": [change("bodies", "experts", SUMMIT)]},
        {"changes": [change("bodies", "swg")]},
        {"changes": [change("seating", "seats")]},
        {"changes": [change("chair", "2", {"text": "u"})]},
    ],
    "charter.changed_twice": [{"changes": [change("settings", "seats"), change("settings", "seats")]}],
    "charter.nothing_changed": [{"changes": [change("bodies", "summit", own(body_rule("summit")))]}],
    "charter.emptied": [
        {"changes": [change("quorum", "quorum")]},
        {"changes": [change("chair", "1")]},
    ],
    "charter.locked_out": [
        {"changes": [change("matters", "rules")]},
        {"changes": [change("matters", "rules", SILENT)]},
        {"changes": [change("matters", "rules", own(matter(parts=["bodies"])))]},
        {"changes": [change("procedures", "consensus")]},
        {
            "changes": [
                change("acts", "officers.* secretariat party", own(act_rule("officers.*", "party"))),
            ]
        },
        {"changes": [change("acts", "", own(act_rule("officers.appoint", "member")))]},
    ],
    "charter.named_twice": [
        {"changes": [change("bodies", "", SUMMIT)]},
        {"changes": [change("settings", "", own(setting("order")))]},
        {"changes": [change("acts", "", own(act_rule("notices.*", "member")))]},
    ],
    "charter.unknown_body": [{"changes": [change("bodies", "summit")]}],
    "charter.procedure_of_nothing": [{"changes": [change("bodies", "soc")]}],
    "charter.unknown_status": [{"changes": [change("statuses", "member")]}],
    "charter.entered_by_nobody": [
        {"changes": [change("acts", "notices.* member", own(act_rule("notices.*", "guest")))]},
    ],
    "charter.changed_later": [
        {"changes": [change("settings", "seats", own(setting("seats", text="by then")))], "after": "2027-06-01"},
    ],
}
CASES = [(code, case) for code, cases in REFUSED.items() for case in cases]


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED)
def test_amendment_in_order_is_accepted(changes):
    proposing(stage(), *changes)


@pytest.mark.parametrize(("code", "case"), CASES, ids=[code for code, _ in CASES])
def test_amendment_out_of_order_is_refused(code, case):
    on = stage()
    if "after" in case:
        later = concluded(
            held_by(on), change("settings", "seats", own(setting("seats", text="u"))), in_force="2027-06-01"
        )
        on.values |= {key: later for key in on.values if key.kind == "charter"}
    with pytest.raises(Refused) as found:
        proposing(on, *case["changes"], in_force=case.get("in_force", DAY), on=case.get("on", "rules"))
    assert code_of(found.value) == code


def test_malformed_change_says_which_field_of_which_provision():
    with pytest.raises(Refused) as found:
        proposing(stage(), change("bodies", "summit", SUMMIT | {"level": "cellar"}))
    assert found.value.text.startswith(
        "In the provision “summit” (bodies) the field “level” is not as it has to be: “cellar”"
    )


def test_what_was_amiss_before_is_not_held_against_a_change():
    # No body decides on this charter; a change of something else does not have to mend that.
    on = stage(matters=[matter(roles={"soc": "recommends"})], procedures=[procedure()])
    proposing(on, change("settings", "seats"))


def test_silence_that_expired_while_nobody_was_there_still_amends_from_its_day():
    body = ConcludeSilence.model_validate(
        {
            "decision": "d-1",
            "silence": 1,
            "effective": "2026-06-08T00:00:00Z",
            "outcome": "adopts",
            "effect": effect(change("settings", "seats"), in_force="2026-06-08"),
        }
    )
    on = stage()
    rule = held_by(on).matter("rules", ENTERED[:10])
    assert isinstance(rule, Matter)
    check_amendment([change("settings", "seats")], "2026-06-08", rule, act(body), on)
    assert amended_by(held_by(on), act(body), "charter").amendments[0].on == "2026-06-08"


def test_provision_stands_as_it_did_up_to_the_eve_and_anew_from_the_day():
    before = held_by(stage())
    after = concluded(before, change("bodies", "summit", SUMMIT))
    rhythms = [getattr(after.body("summit", day), "rhythm", None) for day in ("1999-01-01", EVE, DAY, "2050-01-01")]
    assert rhythms == [{"en": "r"}, {"en": "r"}, {"en": "every year"}, {"en": "every year"}]
    old, new = after.body("summit", EVE), after.body("summit", DAY)
    assert old is not None
    assert new is not None
    assert (old.until, old.sources, old.decided) == (EVE, ("S1",), None)
    assert (new.since, new.sources, new.assumed, new.decided) == (DAY, (), False, "d-1")
    # It stands where the old one stood.
    assert [rule.body for rule in after.rules.bodies] == ["summit", "summit", "soc", "swg"]


def test_versions_count_on_and_each_can_be_shown():
    before = held_by(stage())
    second = concluded(before, change("settings", "seats"), name="d-1", index=9)
    third = concluded(
        second, change("bodies", "", own(body_rule("experts"))), in_force="2026-07-01", name="d-2", index=12
    )
    assert third.version == 3
    assert [tuple(version) for version in third.versions] == [
        (1, "1999-09-14", 2, None),
        (2, DAY, 9, "d-1"),
        (3, "2026-07-01", 12, "d-2"),
    ]
    assert [third.at(version) for version in (1, 2, 3)] == [before.rules, second.rules, third.rules]
    assert Charter.model_validate_json(third.model_dump_json()) == third


def test_change_on_the_day_of_one_to_come_takes_its_place():
    first = concluded(held_by(stage()), change("settings", "seats", own(setting("seats", text="u"))))
    again = concluded(first, change("settings", "seats", own(setting("seats", text="v"))), name="d-2", index=10)
    seats = [(rule.text["en"], rule.since, rule.until) for rule in again.rules.settings if rule.setting == "seats"]
    assert seats == [("seats", None, EVE), ("v", DAY, None)]


def test_provision_to_come_can_be_called_off():
    coming = concluded(held_by(stage()), change("bodies", "", own(body_rule("experts"))))
    called_off = concluded(coming, change("bodies", "experts"), in_force="2026-07-01", name="d-2", index=10)
    assert called_off.rules.bodies == held_by(stage()).rules.bodies


def test_rules_on_the_chair_keep_their_numbers():
    on = stage(chair=[RULE | {"text": "a"}, RULE | {"text": "b"}])
    held = concluded(held_by(on), change("chair", "1", {"text": "c"}))
    assert [(called, rule.text["en"], rule.until) for called, rule in named(held.rules, "chair")] == [  # type: ignore[attr-defined]
        ("1", "a", EVE),
        ("2", "b", None),
        ("3", "c", None),
    ]


def test_change_and_its_inverse_read_as_before():
    before = held_by(stage())
    there = concluded(before, change("bodies", "summit", SUMMIT), change("settings", "seats"))
    back = concluded(
        there,
        change("bodies", "summit", own(body_rule("summit"))),
        change("settings", "", own(setting("seats"))),
        in_force="2028-01-01",
        name="d-2",
        index=10,
    )

    def said(rules: Adopt) -> dict[str, list[dict[str, Any]]]:
        given = {"sources", "assumed", "decided", "since", "until"}
        return {
            part: sorted((rule.model_dump(exclude=given) for rule in getattr(rules, part)), key=repr) for part in PARTS
        }

    days = ("2026-12-31", "2027-12-31", "2028-01-01")
    assert [said(back.on(day)) == said(before.on(day)) for day in days] == [True, False, True]


def test_charter_without_amendments_is_read_by_day():
    held = held_by(stage())
    assert (held.body("swg"), held.body("swg", "2021-01-01")) == (held.rules.bodies[2], None)
    assert [rule.body for rule in held.on("2021-01-01").bodies] == ["summit", "soc"]
    assert held.on("") == held.rules
    assert held.status("guest") is None
    assert getattr(held.series("x", DAY), "pattern", None) == "X-{n}"
    assert [way.manner for way in held.exits("member", DAY)] == ["withdrawn"]


@pytest.mark.parametrize(
    ("body", "about", "expected"),
    [
        ("summit", "rules", "consensus"),
        ("soc", "rules", "at-soc"),
        ("summit", "budget", "budget"),
        ("soc", "budget", "at-soc"),
    ],
)
def test_procedure_that_names_most_counts_the_body_before_the_matter(body, about, expected):
    found = held_by(stage()).procedure(body, about, DAY)
    assert getattr(found, "procedure", None) == expected


def test_no_procedure_where_the_charter_names_none():
    assert held_by(stage(procedures=[procedure(bodies=["soc"])])).procedure("summit", "rules", DAY) is None


def test_status_comes_by_the_way_in_force_when_the_last_step_is_done():
    # From 2027 on a decision alone suffices. Who had it before comes to the status on that day; by the old way, on the
    # day of the second signature.
    held = concluded(
        held_by(stage()), change("admissions", "member declaration act", {"status": "member", "text": "t"})
    )
    decided = Acceptance(act=5, status="member", on="2025-03-01", body="summit", path="meeting")
    signed = tuple(
        Signature(act=n, instrument=name, on=f"202{n}-04-01") for n, name in ((5, "declaration"), (6, "act"))
    )
    party = Party(party="KAZ", kind="state", acceptances=(decided,))
    assert [spell.since.latest.isoformat() for spell in spells(party, held.rules)] == [DAY]
    party = party.model_copy(update={"signatures": signed})
    assert [spell.since.latest.isoformat() for spell in spells(party, held.rules)] == ["2026-04-01"]


def test_amended_counts_the_version_and_says_since_when():
    rules = amended(held_by(stage()).rules, [change("settings", "seats")], DAY, "d-1")
    assert (rules.version, rules.in_force) == (2, DAY)
