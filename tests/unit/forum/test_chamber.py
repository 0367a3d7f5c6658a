"""Restricted acts for those who hold their openings: judged by the same rules, followed by the same values."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.openings.chamber import Chamber
from comity.forum.openings.opening import MAX_CONTENT, Opening
from comity.forum.openings.reach import may_read
from comity.forum.replay import Replay
from comity.record.canonical import canonicalise
from tests.support.closedstage import ClosedStage, Withheld, hidden
from tests.support.signing import Officer, SignedRecord, enrolment, key_of
from tests.support.stage import OPENING, Stage, Step, by, charter, peopled, source
from tests.unit.forum.orders.charter import act_rule
from tests.unit.forum.orders.notices import acknowledge, answer, paper, send, withdraw
from tests.unit.forum.orders.openings import erase, reveal

ASKED = send(reply="answer")
# The index of what is heard first.
ACT = 20


def containing(content: Any, step: Step = ASKED) -> Withheld:
    """A restricted act that is committed to some content, in order or not."""
    opening = Opening(b"c" * 32, content if isinstance(content, bytes) else canonicalise(content))
    return (step[0], {"commitment": opening.commitment}, step[2]), opening  # type: ignore[misc]


def mistaken(said: Withheld, **changes: Any) -> Withheld:
    """The act, with another opening than its own."""
    step, opening = said
    return step, Opening(**({"key": opening.key, "content": opening.content} | changes))


def chartered(**rule: Any) -> Step:
    return "charter.adopt", charter(version=3, acts=[act_rule("member", "observer", **rule)])


BODY = ASKED[1]
SENT = hidden(ASKED)
TO_CHINA = hidden(send("kaz-1", "CHN", reply="answer"), ("CHN",))

REFUSED: dict[str, list[tuple[list[Step | Withheld], Step | Withheld]]] = {
    "openings.missing": [([], SENT[0]), ([SENT], hidden(acknowledge())[0])],
    "openings.unasked": [([], (ASKED, SENT[1])), ([], (source("S2"), SENT[1]))],
    "openings.differs": [
        ([], mistaken(SENT, key=b"x" * 32)),
        ([], mistaken(SENT, key=b"x")),
        ([], mistaken(SENT, content=SENT[1].content + b" ")),
        ([], mistaken(SENT, content=b"")),
        ([], mistaken(SENT, content=hidden(send("kaz-2"))[1].content)),
        ([], containing(b"")),
        ([], containing(b"[]")),
        ([], containing(b'{"audience": "members","body":{}}')),
        ([], containing({"audience": "members"})),
        ([], containing({"body": BODY})),
        ([], containing({"audience": "members", "body": BODY, "more": 1})),
        ([], containing({"audience": "members", "body": []})),
        ([], containing({"audience": "members", "body": None})),
        *(
            ([], containing({"audience": audience, "body": BODY}))
            for audience in (
                "public",
                "everybody",
                None,
                1,
                [],
                {},
                ["CHN", "CHN"],
                ["OSCE", "CHN"],
                ["CHN", 1],
                [["CHN"]],
            )
        ),
        # What is withheld says something, and not again that something is withheld.
        ([], containing({"audience": "members", "body": {"commitment": SENT[1].commitment}})),
    ],
    "openings.too_long": [
        ([], containing({"audience": "members", "body": BODY | {"text": {"en": "x" * MAX_CONTENT}}})),
        ([], containing(b"x" * (MAX_CONTENT + 1))),
    ],
    "openings.too_wide": [
        ([chartered(audience="members", narrowed=True)], hidden(send("kaz-1", "CHN"), "participants")),
        ([chartered(audience="named")], hidden(send("kaz-1", "CHN"), "members")),
    ],
    "openings.not_narrowed": [
        ([chartered(audience="participants")], hidden(send("kaz-1", "CHN"), "members")),
        ([chartered(audience="participants")], hidden(send("kaz-1", "CHN"), ("CHN",))),
    ],
    "openings.unreadable_by_addressee": [
        ([], hidden(ASKED, ("CHN",))),
        ([], hidden(ASKED, "members")),
        ([], hidden(send("kaz-1", "BGD"), "participants")),
        ([], hidden(send("kaz-1", "KWT"), "participants")),
        ([], hidden(send("kaz-1", "SECRETARIAT"), ("CHN",))),
        ([], hidden(send("kaz-1", "CHAIR"), ("KAZ",))),
        ([SENT], hidden(withdraw(), ("CHN",))),
    ],
    "kernel.body_malformed": [
        ([], containing({"audience": "members", "body": {}})),
        ([], containing({"audience": "members", "body": BODY | {"to": []}})),
    ],
    # The rules of the type, asked of what is withheld.
    "notices.not_in_its_name": [([], hidden(by("KAZ", send(party="CHN"))))],
    "notices.notice_there": [
        ([SENT], hidden(ASKED)),
        ([ASKED], hidden(ASKED)),
        # A public one does not push aside one that is withheld.
        ([SENT], ASKED),
        ([hidden(paper())], paper()),
    ],
    # Who gives a number that another may have given learns nothing of what is withheld.
    "notices.number_of_another": [
        ([SENT], paper("kaz-1")),
        ([hidden(paper())], send("paper-1")),
        ([SENT], hidden(send("kaz-1", "KAZ", party="CHN"))),
    ],
    "notices.acknowledged_already": [
        ([SENT, hidden(acknowledge())], hidden(acknowledge())),
        ([ASKED, hidden(acknowledge())], hidden(acknowledge())),
        ([ASKED, acknowledge()], hidden(acknowledge())),
        ([ASKED, hidden(answer("OSCE")), acknowledge()], hidden(acknowledge())),
    ],
    "notices.withdrawn": [
        ([SENT, hidden(withdraw())], hidden(answer())),
        ([ASKED, hidden(withdraw())], hidden(answer())),
        ([ASKED, withdraw()], hidden(answer())),
    ],
    "notices.other_addressees": [([SENT], hidden(withdraw("kaz-1", "CHN")))],
    "notices.not_its_notice": [([SENT], hidden(withdraw(party="CHN")))],
    "notices.not_addressed": [([SENT], hidden(acknowledge("KAZ"))), ([ASKED], hidden(acknowledge("CHAIR")))],
    "notices.on_paper": [([hidden(paper())], hidden(answer("SECRETARIAT", "paper-1")))],
    "notices.notice_unknown": [
        # Whether there is a notice is not told to whom it does not concern: not by the record, nor by a refusal.
        *(
            ([*before], each)
            for before in ([], [TO_CHINA], [TO_CHINA, hidden(withdraw("kaz-1", "CHN"), ("CHN",))])
            for each in (
                hidden(acknowledge("OSCE")),
                hidden(answer("OSCE")),
                hidden(withdraw("kaz-1", "CHN", party="OSCE")),
                hidden(send("osce-1", "CHN", party="OSCE", follows="kaz-1")),
                acknowledge("OSCE"),
                send("osce-1", "CHN", party="OSCE", follows="kaz-1"),
                # Nor by one who may read what it says may it be answered in public.
                answer(),
                acknowledge(),
            )
        ),
        ([TO_CHINA, erase()], hidden(answer())),
        ([TO_CHINA, erase()], hidden(withdraw("kaz-1", "CHN"))),
    ],
}


@pytest.mark.parametrize(
    ("before", "said", "code"), [(*case, code) for code, cases in REFUSED.items() for case in cases]
)
def test_restricted_act_out_of_order_is_refused_and_leaves_no_trace(before, said, code):
    stage = ClosedStage().hear(*before)
    held = (dict(stage.values), dict(stage.kept), dict(stage.openings), len(stage.acts))
    assert stage.why_not(said) == code
    assert (stage.values, stage.kept, stage.openings, len(stage.acts)) == held


ACCEPTED: list[tuple[list[Step | Withheld], Step | Withheld]] = [
    ([], hidden(ASKED, "participants")),
    ([], hidden(ASKED, ("CHN", "OSCE"))),
    ([], hidden(send("kaz-1", "CHN"), "members")),
    # Who wrote it reads it, so that it need not be named.
    ([], hidden(send("kaz-1", "CHN"), ("CHN",))),
    # The secretariat and the chair read what all members read; an observer does not.
    ([], hidden(send("kaz-1", "SECRETARIAT", "CHAIR"), "members")),
    ([], hidden(send("kaz-1", "BGD"), ("BGD",))),
    ([], hidden(send("osce-1", "CHN", party="OSCE"), "members")),
    ([], hidden(paper(), "participants")),
    ([chartered(audience="named")], hidden(send("kaz-1", "CHN"), ("CHN",))),
    ([chartered(audience="members", narrowed=True)], hidden(send("kaz-1", "CHN"), ("CHN",))),
    ([TO_CHINA], hidden(answer(), ("KAZ",))),
    ([TO_CHINA], hidden(send("chn-1", "KAZ", party="CHN", follows="kaz-1"), ("KAZ",))),
    ([ASKED], hidden(answer("OSCE"), ("KAZ",))),
    # What follows openly on what others answered in private.
    ([ASKED, hidden(answer())], acknowledge()),
    ([ASKED, hidden(answer())], answer(position="objects")),
    ([ASKED, hidden(withdraw())], answer()),
    ([ASKED, hidden(answer())], withdraw()),
    # Once erased it is as if it had not been said: its number is free again.
    ([TO_CHINA, erase()], hidden(ASKED)),
    ([TO_CHINA, erase()], ASKED),
]


@pytest.mark.parametrize(("before", "said"), ACCEPTED)
def test_restricted_act_in_order_is_taken(before, said):
    stage = ClosedStage().hear(*before)
    assert stage.why_not(said) is None
    assert stage.refolded() == stage.kept


def public_part(stage: Stage) -> dict[Key, Any]:
    return {key: value for key, value in stage.values.items() if key.kind not in {"restricted", "commitment"}}


def test_restricted_acts_change_no_public_value_but_that_they_were_entered():
    stage = ClosedStage().hear(ASKED)
    before = public_part(stage)
    stage.hear(hidden(acknowledge()), hidden(answer("OSCE")), hidden(withdraw()), hidden(send("kaz-2", "CHN")))
    assert public_part(stage) == before
    assert [key.id for key in stage.values if key.kind == "restricted"] == ["21", "22", "23", "24"]


def test_restricted_act_is_followed_where_its_opening_is_held():
    stage = ClosedStage().hear(SENT, hidden(acknowledge()), hidden(answer("OSCE", position="objects")))
    notice = stage.notice()
    assert ([r.party for r in notice.receipts], [(r.party, r.position) for r in notice.replies]) == (
        ["CHN"],
        [("OSCE", "objects")],
    )
    assert [(stage.due(party).open, stage.due(party).met) for party in ("CHN", "OSCE")] == [
        (True, None),
        (False, ACT + 2),
    ]


def test_public_acts_go_on_in_the_values_that_are_kept_apart():
    stage = ClosedStage().hear(ASKED, hidden(answer(position="agrees")), acknowledge("OSCE"))
    openly, apart = stage.value("notice", "kaz-1"), stage.notice()
    assert ([r.party for r in openly.receipts], openly.replies, openly.acts) == (["OSCE"], (), (ACT, ACT + 2))
    assert ([r.party for r in apart.receipts], [r.party for r in apart.replies], apart.acts) == (
        ["OSCE"],
        ["CHN"],
        (ACT, ACT + 1, ACT + 2),
    )
    # The public due still waits for what was answered apart; nothing apart is made of what nobody touched there.
    assert (stage.value("due", "CHN/kaz-1").open, stage.due("CHN").open, stage.due("OSCE")) == (True, False, None)


def test_answer_in_public_after_one_apart_is_the_newest_for_both():
    stage = ClosedStage().hear(ASKED, hidden(answer(position="agrees")), answer(position="objects"))
    assert [stage.value("notice", "kaz-1").answer_of("CHN").position, stage.notice().answer_of("CHN").position] == [
        "objects",
        "objects",
    ]
    # It was met by the first one, whoever knows of that.
    assert (stage.value("due", "CHN/kaz-1").met, stage.due("CHN").met) == (ACT + 2, ACT + 1)


def test_chamber_shows_what_is_apart_before_what_is_public():
    stage = ClosedStage().hear(ASKED, hidden(acknowledge()))
    within = Chamber(stage)
    assert within.get(Key("notice", "kaz-1")) == stage.notice() != stage.value("notice", "kaz-1")
    assert within.get(Key("due", "OSCE/kaz-1")) == stage.value("due", "OSCE/kaz-1")
    assert (within.get(Key("party", "KAZ")), within.act(ACT)) == (stage.value("party", "KAZ"), stage.acts[ACT])


def test_erased_act_is_as_if_it_had_not_been_said():
    stage = ClosedStage().hear(ASKED, hidden(acknowledge()), hidden(answer()), acknowledge("OSCE"))
    stage.hear(erase("CHN", act=ACT + 2))
    assert (stage.notice().replies, [r.party for r in stage.notice().receipts], stage.due("CHN").open) == (
        (),
        ["CHN", "OSCE"],
        True,
    )
    stage.hear(erase("SECRETARIAT", act=ACT + 1))
    # What is left is public, and nothing is kept apart of it.
    assert stage.kept == {}
    assert stage.opened(ACT + 1) is None


def test_erased_notice_takes_what_followed_on_it_along():
    stage = ClosedStage().hear(SENT, hidden(acknowledge()), erase())
    assert (stage.kept, stage.openings.keys()) == ({}, {ACT + 1})
    assert stage.refolded() == {}
    # Of a receipt for what was erased nothing follows, and nothing is left to forget.
    assert stage.hear(erase("CHN", act=ACT + 1)).kept == {}


def test_revealed_act_stays_where_it_was():
    stage = ClosedStage().hear(SENT, hidden(answer()))
    before = dict(stage.kept)
    stage.hear(reveal(SENT[1]))
    assert (stage.kept, stage.value("restricted", str(ACT)).revealed, stage.value("notice", "kaz-1")) == (
        before,
        ACT + 2,
        None,
    )


READERS = ("KAZ", "CHN", "OSCE", "BGD", "KWT", "THA", SECRETARIAT, CHAIR)
PARTICIPANTS = {"KAZ", "CHN", "OSCE", SECRETARIAT, CHAIR}
MEMBERS = {"KAZ", "CHN", SECRETARIAT, CHAIR}


@pytest.mark.parametrize(
    ("audience", "author", "readers"),
    [
        ("participants", "KAZ", PARTICIPANTS),
        ("participants", "BGD", PARTICIPANTS | {"BGD"}),
        ("members", "KAZ", MEMBERS),
        ("members", "OSCE", MEMBERS | {"OSCE"}),
        ("members", SECRETARIAT, MEMBERS),
        (("CHN",), "KAZ", {"KAZ", "CHN"}),
        # Those who are named read it, whatever their status; nobody reads it for their office alone.
        (("BGD", "THA"), "OSCE", {"OSCE", "BGD", "THA"}),
        (("CHAIR",), "CHN", {"CHN", CHAIR}),
        ((SECRETARIAT,), CHAIR, {SECRETARIAT, CHAIR}),
        # Nor does the state in the chair read what the chair reads, or the chair what its state does.
        (("KAZ",), SECRETARIAT, {SECRETARIAT, "KAZ"}),
    ],
)
def test_audience_reads_what_is_said_to_it_and_nobody_else(audience, author, readers):
    stage = ClosedStage()
    read = {reader for reader in READERS if may_read(audience, author, reader, "2026-01-01", stage)}
    assert read == readers


def test_audience_is_that_of_the_day():
    stage = ClosedStage()
    assert [may_read("participants", "KAZ", "KWT", day, stage) for day in ("2009-12-31", "2026-01-01")] == [True, False]


def test_without_a_charter_only_authors_and_offices_read():
    stage = Stage()
    assert [may_read("members", "KAZ", reader, "2026-01-01", stage) for reader in ("KAZ", "CHN", CHAIR)] == [
        True,
        False,
        True,
    ]


MINISTER = Officer("KAZ", "minister", key_of("minister"))
CHINESE = Officer("CHN", "minister", key_of("chinese"))
LIAISON = Officer("OSCE", "liaison", key_of("liaison"))


def restricted_record() -> SignedRecord:
    """A notice for China and the OSCE, an acknowledgement, an answer in public to another notice, an answer."""
    held = SignedRecord(*OPENING, *peopled(), *enrolment(MINISTER, CHINESE, LIAISON))
    held.enter_restricted(SENT, MINISTER)
    held.enter_restricted(hidden(acknowledge()), CHINESE)
    held.enter(send("kaz-2"), MINISTER)
    held.enter_restricted(hidden(acknowledge("OSCE", "kaz-2")), LIAISON)
    held.enter(answer(notice="kaz-2"), CHINESE)
    held.enter_restricted(hidden(answer("OSCE")), LIAISON)
    return held


def counted(replay: Replay) -> tuple[int, int]:
    return replay.count_opened, replay.count_unopened


def apart(replay: Replay) -> dict[str, tuple[int, ...]]:
    """Which acts made the values that are kept apart."""
    keys = [Key("notice", "kaz-1"), Key("notice", "kaz-2"), Key("due", "CHN/kaz-1"), Key("due", "OSCE/kaz-1")]
    keys += [Key("due", "CHN/kaz-2"), Key("due", "OSCE/kaz-2")]
    return {key.id: value.acts for key in keys if (value := replay.private(key))}


def test_replay_without_openings_takes_what_the_record_tells_and_counts_the_rest():
    held = restricted_record()
    replay = held.replayed()
    assert (replay.values, counted(replay), apart(replay)) == (held.replay.values, (0, 4), {})


def test_replay_with_openings_judges_and_follows_what_is_withheld():
    held = restricted_record()
    replay = held.replayed(openings=held.openings.get)
    assert (replay.values, counted(replay)) == (held.replay.values, (4, 0))
    first = len(held.raws) - 6
    assert apart(replay) == {
        "kaz-1": (first, first + 1, first + 5),
        "CHN/kaz-1": (first, first + 1),
        "OSCE/kaz-1": (first, first + 5),
        "kaz-2": (first + 2, first + 3, first + 4),
        "OSCE/kaz-2": (first + 2, first + 3),
    }
    assert [type(replay.opened(index).body).__name__ for index in (first, first + 2)] == ["Send", "Send"]
    assert (replay.opened(-1), held.replayed().opened(first)) == (None, None)


@pytest.mark.parametrize("missing", range(4))
def test_replay_with_some_openings_takes_what_rests_on_the_others(missing):
    held = restricted_record()
    lost = list(held.openings)[missing]
    replay = held.replayed(openings=lambda commitment: None if commitment == lost else held.openings[commitment])
    # Without the notice, what answers it cannot be judged either.
    assert counted(replay) == ((1, 3) if missing == 0 else (3, 1))
    assert replay.values == held.replay.values


@pytest.mark.parametrize("some", [False, True])
@pytest.mark.parametrize(
    ("said", "code"),
    [
        (mistaken(SENT, key=b"x" * 32), "openings.differs"),
        (mistaken(SENT, content=b"x" * (MAX_CONTENT + 1)), "openings.differs"),
        (containing(b"x" * (MAX_CONTENT + 1)), "openings.too_long"),
        (containing({"audience": "members", "body": {}}), "kernel.body_malformed"),
        (hidden(ASKED, ("CHN",)), "openings.unreadable_by_addressee"),
    ],
)
def test_replay_refuses_what_an_opening_opens_wrongly_whatever_else_it_holds(said, code, some):
    held = restricted_record()
    commitment = said[0][1]["commitment"]
    if commitment != SENT[1].commitment:
        held.enter(said[0], MINISTER)
    kept = {} if some else held.openings
    openings = {**kept, commitment: said[1]}
    with pytest.raises(Refused) as refused:
        held.replayed(openings=openings.get)
    assert refused.value.reason.code == code


def test_replay_with_all_openings_refuses_what_the_rules_refuse():
    held = restricted_record()
    again = hidden(acknowledge())
    # Nobody opened it to the house that took it.
    held.enter(again[0], CHINESE)
    held.openings[again[1].commitment] = again[1]
    with pytest.raises(Refused, match=r"notices\.acknowledged_already"):
        held.replayed(openings=held.openings.get)


def test_replay_that_holds_what_was_erased_forgets_it_where_the_record_does():
    held = restricted_record()
    first = len(held.raws) - 6
    erased = ("openings.erase", {"act": first, "reason": "r"})
    held.enter(erased, MINISTER)
    # The number is free again, for a restricted notice or a public one.
    held.enter_restricted(hidden(send("kaz-1", "CHN")), MINISTER)
    held.enter(("openings.erase", {"act": first + 3, "reason": "r"}), LIAISON)
    kept = {key: opening for key, opening in held.openings.items() if key != SENT[1].commitment}
    for openings in (held.openings, kept):
        replay = held.replayed(openings=openings.get)
        assert replay.values == held.replay.values
        assert apart(replay) == {"kaz-1": (first + 7,), "CHN/kaz-1": (first + 7,)}


def test_public_act_that_a_withheld_one_forestalls_is_refused_by_whoever_holds_that():
    held = restricted_record()
    assert held.refusal(send("kaz-1"), MINISTER) == "notices.notice_there"
