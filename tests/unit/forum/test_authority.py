"""Who may sign what for whom: real entries, signed with real keys, taken by a replay."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

import pytest

from comity.forum.door import enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import check_office, delegation_of, statuses_on
from comity.forum.officers.state import keyring
from comity.record.entry import parse_entry
from comity.record.errors import SignatureInvalid
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.signing import REGISTRAR, Officer, SignedRecord, enrolment, key_of
from tests.support.stage import ACT_RULES, OPENING, RULE, Step, charter, fact, meeting, peopled, source, state
from tests.unit.forum.orders.notices import paper, send
from tests.unit.forum.orders.officers import add_key, contest, dismiss, enrol, revoke, settle
from tests.unit.forum.orders.offices import elect, take

ADMIN = Officer("KAZ", "admin", key_of("admin"))
MINISTER = Officer("KAZ", "minister", key_of("minister"))
DEPUTY = Officer("KAZ", "deputy", Authenticator("desk.example.org"))
CLERK = Officer("KAZ", "clerk", key_of("clerk"))
CHINESE = Officer("CHN", "minister", key_of("chinese"))
LIAISON = Officer("OSCE", "liaison", SecurityKey())
ENVOY = Officer("BGD", "envoy", SecurityKey("ecdsa"))
HEAD = Officer("BGD", "head", key_of("head"))
LAPSED = Officer("KWT", "envoy", key_of("lapsed"))
ASSISTANT = Officer(SECRETARIAT, "assistant", key_of("assistant"))
THAI = Officer("THA", "minister", key_of("thai"))

PEOPLE = [
    *enrolment(MINISTER, DEPUTY, CHINESE, LIAISON, ENVOY, LAPSED),
    *enrolment(CLERK, functions=("drafter", "reader")),
    *enrolment(ADMIN, functions=("administrator",)),
]
NOTE = {"reference": "No. 2", "on": "2025-12-02"}
SIGN = fact("membership.sign", party="KAZ", instrument="declaration", on="1999-09-14")
FROM_CHAIR = send("chair-1", "BGD", party=CHAIR)
GOES_ON = charter(version=3, acts=ACT_RULES, contested=[RULE | {"acts": "go_on", "text": "t"}])
SUSPENDED = charter(version=3, acts=ACT_RULES, contested=[RULE | {"acts": "suspended", "text": "t"}])
WENT_ON = charter(version=3, acts=ACT_RULES, contested=[RULE | {"acts": "go_on", "text": "t", "until": "2025"}])

Deed = tuple[Step, Officer]
Begun = Callable[[], SignedRecord]


def did(officer: Officer, *steps: Step) -> list[Deed]:
    return [(step, officer) for step in steps]


def forum(*deeds: Deed, peopled: list[Step] = peopled()) -> Begun:  # noqa: B008 - a list that nobody changes
    """What begins a record of the stage's parties with their officers, and takes what was done since."""

    def begin() -> SignedRecord:
        held = SignedRecord(*OPENING, *peopled, *PEOPLE)
        for step, officer in deeds:
            held.enter(step, officer)
        return held

    return begin


def hatted(officer: Officer) -> Officer:
    """The officer, wearing the chair's hat."""
    return replace(officer, party=CHAIR)


LOST = did(ADMIN, revoke("minister", MINISTER.public))
GONE = did(ADMIN, dismiss("minister"))
THAILAND = did(REGISTRAR, state("THA"))
CONTESTED = did(REGISTRAR, contest())

REFUSED: dict[str, list[tuple[Begun, Step, list[Officer]]]] = {
    "officers.key_revoked": [
        (forum(*LOST), send(), [MINISTER]),
        (forum(*did(REGISTRAR, revoke("minister", MINISTER.public, credentials=NOTE))), send(), [MINISTER]),
        # It stays so when its officer is dismissed after.
        (forum(*LOST, *GONE), send(), [MINISTER]),
        # Nor does it sign as the chair, or beside a key that is active.
        (forum(*LOST), FROM_CHAIR, [hatted(MINISTER)]),
        (forum(*LOST), SIGN, [DEPUTY, MINISTER]),
    ],
    "officers.dismissed": [
        (forum(*GONE), send(), [MINISTER]),
        (forum(*did(REGISTRAR, dismiss("minister", credentials=NOTE))), send(), [MINISTER]),
        (forum(*GONE), FROM_CHAIR, [hatted(MINISTER)]),
        (forum(*GONE), SIGN, [DEPUTY, MINISTER]),
    ],
    "officers.not_its_key": [
        # A key of another party's officer, of another officer of the party, of nobody.
        (forum(), send(), [replace(MINISTER, key=CHINESE.key)]),
        (forum(), send(), [replace(MINISTER, key=CLERK.key)]),
        (forum(), send(), [replace(MINISTER, key=key_of("nobody"))]),
        # An officer without a key, and one of whom the party knows nothing.
        (forum(*did(ADMIN, enrol("consul"))), send(), [Officer("KAZ", "consul", key_of("consul"))]),
        (forum(), send(), [Officer("KAZ", "consul", key_of("consul"))]),
        # The act that adds a key is not signed with it.
        (forum(), add_key("admin", key_of("new").public), [replace(ADMIN, key=key_of("new"))]),
        # China is not in the chair, and the secretariat's officers serve nobody else.
        (forum(), FROM_CHAIR, [hatted(CHINESE)]),
        (forum(), FROM_CHAIR, [hatted(REGISTRAR)]),
        (forum(), send(), [replace(REGISTRAR, party="KAZ")]),
        (forum(), source("S2"), [replace(MINISTER, party=SECRETARIAT)]),
    ],
    "officers.no_keys": [
        (forum(*THAILAND), send("tha-1", party="THA"), [THAI]),
        # Officers without any key sign nothing, nor is a contest one.
        (forum(*THAILAND, *did(REGISTRAR, enrol(party="THA", credentials=NOTE))), send("tha-1", party="THA"), [THAI]),
        (forum(*THAILAND, *did(REGISTRAR, contest("THA"))), send("tha-1", party="THA"), [THAI]),
    ],
    "officers.passkey_elsewhere": [
        (forum(), send(), [replace(DEPUTY, page="https://desk.example.org:8443")]),
        (forum(), send(), [replace(DEPUTY, page="https://other.desk.example.org")]),
        (forum(), SIGN, [MINISTER, replace(DEPUTY, page="https://other.desk.example.org")]),
    ],
    "officers.not_theirs_to_enter": [
        # Of these the charter says nothing, so the secretariat enters them.
        (forum(), source("S2"), [MINISTER]),
        (forum(), ("charter.adopt", charter(version=3)), [MINISTER]),
        (forum(), meeting("summit-2", "2006-06-17"), [hatted(MINISTER)]),
        # These are for others: of no status, of another, of one that is over.
        (forum(), send("bgd-1", "CHN", party="BGD"), [ENVOY]),
        (forum(), SIGN, [LIAISON]),
        (forum(), send("kwt-1", "CHN", party="KWT"), [LAPSED]),
        (forum(), contest(), [ADMIN]),
        (forum(), paper(), [MINISTER]),
        (forum(), paper(), [hatted(MINISTER)]),
        # Officers are enrolled for the state, not for the chair.
        (forum(), enrol("second", party=CHAIR), [hatted(ADMIN)]),
    ],
    "officers.not_own_affair": [
        (forum(), enrol("second", party="CHN"), [ADMIN]),
        (forum(), enrol("second", party=SECRETARIAT), [ADMIN]),
        (forum(), revoke("minister", CHINESE.public, party="CHN"), [ADMIN]),
        (forum(), SIGN, [CHINESE]),
        (forum(), send(party="CHN"), [MINISTER]),
        # A state in the chair acts as the one or as the other.
        (forum(), send(), [hatted(MINISTER)]),
        (forum(), FROM_CHAIR, [MINISTER]),
    ],
    "officers.no_function": [
        (forum(), send(), [CLERK]),
        (forum(), send(), [ADMIN]),
        (forum(), enrol("second"), [MINISTER]),
        (forum(), FROM_CHAIR, [hatted(CLERK)]),
        # Each of those who sign needs it.
        (forum(), SIGN, [MINISTER, CLERK]),
        (forum(), SIGN, [MINISTER, DEPUTY, ADMIN]),
        # Where the charter says nothing, an authoriser of the secretariat signs.
        (forum(*did(REGISTRAR, *enrolment(ASSISTANT, functions=("drafter", "reader")))), source("S2"), [ASSISTANT]),
    ],
    "officers.too_few_signatures": [(forum(), SIGN, [MINISTER]), (forum(), SIGN, [DEPUTY])],
    "officers.signed_twice": [
        (
            forum(*did(ADMIN, add_key("minister", key_of("second").public))),
            SIGN,
            [MINISTER, replace(MINISTER, key=key_of("second"))],
        ),
    ],
    "officers.nobody_in_chair": [(forum(peopled=peopled()[:-1]), FROM_CHAIR, [hatted(MINISTER)])],
    "officers.suspended": [
        (forum(*CONTESTED), send(), [MINISTER]),
        (forum(*CONTESTED), SIGN, [MINISTER, DEPUTY]),
        (forum(*CONTESTED), enrol("second"), [ADMIN]),
        (forum(*CONTESTED), FROM_CHAIR, [hatted(MINISTER)]),
        (forum(*did(REGISTRAR, ("charter.adopt", SUSPENDED)), *CONTESTED), send(), [MINISTER]),
        # That they go on was the rule only until last year.
        (forum(*did(REGISTRAR, ("charter.adopt", WENT_ON)), *CONTESTED), send(), [MINISTER]),
        # Settled once, contested again.
        (forum(*CONTESTED, *did(REGISTRAR, settle(), contest())), send(), [MINISTER]),
    ],
}

ACCEPTED: list[tuple[Begun, Step, list[Officer]]] = [
    (forum(), send(), [MINISTER]),
    (forum(), send(), [DEPUTY]),
    (forum(), send("osce-1", "CHN", party="OSCE"), [LIAISON]),
    (forum(), FROM_CHAIR, [hatted(MINISTER)]),
    (forum(), FROM_CHAIR, [hatted(DEPUTY)]),
    (forum(), SIGN, [MINISTER, DEPUTY]),
    (forum(), SIGN, [DEPUTY, MINISTER]),
    # More than are wanted may sign, if each may.
    (forum(), send(), [MINISTER, DEPUTY]),
    (forum(), enrol("second"), [ADMIN]),
    (forum(), SIGN, [REGISTRAR]),
    (forum(), source("S2"), [REGISTRAR]),
    (forum(), send("secretariat-1", "KAZ", party=SECRETARIAT), [REGISTRAR]),
    # `party` in the charter is anybody in the register, whatever its status.
    (forum(*did(REGISTRAR, *enrolment(HEAD, functions=("administrator",), note="No. 3"))),
     dismiss("envoy", party="BGD"), [HEAD]),
    # What a key that is revoked, or an officer who is dismissed, leaves to the others.
    (forum(*LOST), send(), [DEPUTY]),
    (forum(*GONE), send(), [DEPUTY]),
    # Of a contest: the others, the secretariat, and the party where the charter lets its acts go on, or it is settled.
    (forum(*CONTESTED), send("chn-1", "KAZ", party="CHN"), [CHINESE]),
    (forum(*CONTESTED), SIGN, [REGISTRAR]),
    (forum(*did(REGISTRAR, contest("CHN"))), FROM_CHAIR, [hatted(MINISTER)]),
    (forum(*did(REGISTRAR, ("charter.adopt", GOES_ON)), *CONTESTED), send(), [MINISTER]),
    (forum(*CONTESTED, *did(REGISTRAR, settle())), send(), [MINISTER]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "step", "officers", "code"), [(*case, code) for code, cases in REFUSED.items() for case in cases]
)
def test_act_that_its_signers_may_not_enter_is_refused_and_leaves_no_trace(begun, step, officers, code):
    held = begun()
    before = (len(held.replay), dict(held.replay.values))
    assert held.refusal(step, *officers) == code
    assert (len(held.replay), held.replay.values) == before


@pytest.mark.parametrize(("begun", "step", "officers"), ACCEPTED)
def test_act_that_its_signers_may_enter_is_taken(begun, step, officers):
    held = begun()
    assert held.refusal(step, *officers) is None
    assert held.replayed().values == held.replay.values


@pytest.mark.parametrize("office", ["deputy", "clerk", "nobody"])
def test_act_is_signed_by_the_office_that_it_names(office):
    held = forum()()
    assert held.refusal(send(), MINISTER, office=office) == "officers.not_by_its_office"
    assert held.refusal(SIGN, DEPUTY, MINISTER, office="minister") is None


def test_act_is_signed_by_officers_of_its_own_party():
    held = forum()()
    assert held.refusal(SIGN, MINISTER, CHINESE) == "door.other_signer"
    assert held.refusal(FROM_CHAIR, hatted(MINISTER), DEPUTY) == "door.other_signer"


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "https://desk.example.com"},
        {"page": "http://localhost"},
        {"wrong": {"user_verified": False}},
        {"wrong": {"user_present": False}},
        {"wrong": {"cross_origin": True}},
        {"key": Authenticator("desk.example.com")},
    ],
)
def test_passkey_used_otherwise_than_browsers_do_does_not_verify(wrong):
    held = forum()()
    with pytest.raises((SignatureInvalid, Refused)) as refused:
        held.enter(send(), replace(DEPUTY, **wrong))
    assert isinstance(refused.value, SignatureInvalid) or refused.value.reason.code == "officers.not_its_key"


def test_key_signs_from_the_act_after_the_one_that_adds_it():
    held, new = forum()(), replace(MINISTER, key=key_of("new"))
    assert held.refusal(send(), new) == "officers.not_its_key"
    added = held.enter(add_key("minister", new.public), ADMIN)
    assert held.refusal(send(), new) is None
    assert [key.act for key in keyring(held.replay, "KAZ").active_keys("minister")][1:] == [added.index]


def test_key_that_is_revoked_leaves_what_it_signed_valid():
    held = forum()()
    signed = held.enter(send(), MINISTER)
    # The officer's own key may sign the act by which another is revoked.
    held.enter(revoke("minister", MINISTER.public), ADMIN)
    assert held.refusal(send("kaz-2"), MINISTER) == "officers.key_revoked"
    again = held.replayed()
    assert (again.act(signed.index), again.values) == (signed, held.replay.values)


def test_lost_key_is_replaced_by_the_secretariat_on_a_new_note():
    held, new = forum()(), replace(ADMIN, key=key_of("new admin"))
    lost = revoke("admin", ADMIN.public)
    by_note = [(name, body | {"credentials": NOTE}) for name, body in (lost, add_key("admin", new.public))]
    assert held.refusal((lost[0], lost[1] | {"credentials": NOTE | {"reference": "No. 1"}})) == "officers.note_used"
    assert [held.refusal(step) for step in by_note] == [None, None]
    assert held.refusal(enrol("second"), ADMIN) == "officers.key_revoked"
    assert held.refusal(enrol("second"), new) is None
    # With an administrator again the note has been acted upon.
    assert held.refusal(enrol("third", credentials=NOTE)) == "officers.note_used"


def test_refusal_says_which_act_it_was_and_who_could_sign():
    held = forum(*LOST)()
    with pytest.raises(Refused) as revoked:
        held.enter(send(), MINISTER)
    with pytest.raises(Refused) as unable:
        held.enter(send(), CLERK)
    with pytest.raises(Refused) as alone:
        held.enter(SIGN, DEPUTY)
    assert (revoked.value.words["act"], unable.value.words["able"]) == (len(held.raws) - 1, "deputy")
    # Nobody is left who could sign beside.
    assert (alone.value.words["able"], alone.value.words["given"], alone.value.words["wanted"]) == ("—", 1, 2)


HANDOVER = "2026-01-05"


def handing_over() -> SignedRecord:
    """China is to take the chair; the evening before the secretariat enters that it has."""
    held = forum(*did(REGISTRAR, elect("china", state="CHN", since="2026", until=None)))()
    held.entered = "2026-01-04T23:00:00.000Z"
    held.enter(FROM_CHAIR, hatted(MINISTER))
    held.enter(take("china", HANDOVER))
    return held


def test_chair_is_a_hat_that_passes_on_the_day_of_the_handover():
    held = handing_over()
    next_one = send("chair-2", "BGD", party=CHAIR)
    held.entered = "2026-01-04T23:59:59.999Z"
    assert held.refusal(next_one, hatted(CHINESE)) == "officers.not_its_key"
    assert held.refusal(next_one, hatted(DEPUTY)) is None
    held.entered = "2026-01-05T00:00:00.000Z"
    last = send("chair-3", "BGD", party=CHAIR)
    assert held.refusal(last, hatted(MINISTER)) == "officers.not_its_key"
    assert held.refusal(last, hatted(CHINESE)) is None
    # What the earlier chair wrote the later one may take back: it is the chair's.
    withdrawn = {"party": CHAIR, "notice": "chair-1", "to": ["BGD"], "reason": "Overtaken."}
    assert held.refusal(("notices.withdraw", withdrawn), hatted(CHINESE)) is None
    assert held.replayed().values == held.replay.values


def test_delegation_of_the_chair_is_that_of_the_day():
    replay = handing_over().replay
    days = ("2020-09-23", "2020-09-24", "2026-01-04", HANDOVER)
    assert [delegation_of(CHAIR, day, replay) for day in days] == [None, "KAZ", "KAZ", "CHN"]
    assert delegation_of("KAZ", "1999-01-01", replay) == "KAZ"


def test_statuses_are_those_held_or_perhaps_held_on_the_day():
    replay = forum(*did(REGISTRAR, fact("membership.attest", party="BGD", status="observer", since="2025")))().replay
    held = {day: statuses_on("BGD", day, replay) for day in ("2024-12-31", "2025-07-01", "2026-01-01")}
    assert held == {"2024-12-31": [], "2025-07-01": ["observer"], "2026-01-01": ["observer"]}
    assert (statuses_on("KWT", "2009-12-31", replay), statuses_on("KWT", "2026-01-01", replay)) == (["observer"], [])
    assert (statuses_on("THA", "2026-01-01", replay), statuses_on("KAZ", "2026-01-01", SignedRecord().replay)) == (
        [],
        [],
    )


def test_rules_of_a_charter_hold_in_their_time():
    rules = [
        RULE | {"act": "notices.*", "by": ["member"], "own": True, "until": "2026-01-01"},
        RULE | {"act": "notices.send", "by": ["observer"], "own": True, "since": "2026-01-02"},
        RULE | {"act": "*", "by": ["partner"]},
    ]
    held = forum(*did(REGISTRAR, ("charter.adopt", charter(version=3, acts=rules))))()
    assert held.refusal(send(), MINISTER) is None
    # What a rule says of all types it says of those of which no other says anything.
    assert held.refusal(source("S2")) == "officers.not_theirs_to_enter"
    held.entered = "2026-01-02T00:00:00.000Z"
    assert held.refusal(send("kaz-2"), MINISTER) == "officers.not_theirs_to_enter"
    assert held.refusal(send("osce-2", "KAZ", party="OSCE"), LIAISON) is None
    # The rule of the type goes before that of its subject; this type has none any more but that of all.
    assert held.refusal(("notices.acknowledge", {"party": "CHN", "notice": "kaz-1"}), CHINESE) == (
        "officers.not_theirs_to_enter"
    )


def test_refusal_names_by_whom_the_charter_lets_it_be_entered():
    held = forum()()
    for step, officer, by in (
        (source("S2"), MINISTER, "the Secretariat"),
        (send("bgd-1", "CHN", party="BGD"), ENVOY, "the Secretariat, the chair, member, observer"),
        (SIGN, ENVOY, "the Secretariat, member"),
    ):
        with pytest.raises(Refused) as refused:
            held.enter(step, officer)
        assert str(refused.value.words["by"]) == by


def test_record_from_before_parties_acted_replays_and_is_entered_by_the_secretariat_alone():
    held = SignedRecord()
    for step in OPENING:
        held.enter(step, v=1)
    assert (held.replay.act(2).type, held.replay.act(2).body.acts) == ("charter.adopt", ())
    assert held.replayed().values == held.replay.values
    # Parties may be given officers by then, but no rule lets them enter anything.
    for step in enrolment(MINISTER, CLERK):
        held.enter(step)
    found = [held.refusal(step, MINISTER) for step in (send(), SIGN, enrol("second"), source("S2"))]
    assert found == ["officers.not_theirs_to_enter"] * 4
    assert held.refusal(send("secretariat-1", "KAZ", party=SECRETARIAT)) is None
    assert held.refusal(source("S2")) is None


def test_charter_of_the_first_version_says_nothing_of_acts():
    held = SignedRecord(source())
    with pytest.raises(Refused, match=r"kernel\.type_unknown"):
        held.enter(("charter.adopt", charter(acts=ACT_RULES)), v=4)
    held.enter(("charter.adopt", charter()), v=1)
    assert parse_entry(held.raws[2]).act.v == 1


@pytest.mark.parametrize(
    ("party", "office", "step", "code"),
    [
        ("KAZ", "minister", send(), None),
        ("KAZ", "minister", SIGN, None),
        ("KAZ", "clerk", send(), "officers.no_function"),
        ("KAZ", "nobody", send(), "officers.no_function"),
        (CHAIR, "minister", FROM_CHAIR, None),
        (CHAIR, "registrar", FROM_CHAIR, "officers.no_function"),
        ("BGD", "envoy", send("bgd-1", "CHN", party="BGD"), "officers.not_theirs_to_enter"),
        ("BGD", "envoy", enrol(party="BGD"), "officers.no_function"),
        ("KAZ", "admin", enrol(party="CHN"), "officers.not_own_affair"),
        (SECRETARIAT, "registrar", source("S2"), None),
    ],
)
def test_office_is_asked_before_anything_is_signed(party, office, step, code):
    held = forum()()
    act = enacted(held.entry(step, Officer(party, office, key_of("any"))), len(held.raws))
    with nullcontext() if code is None else pytest.raises(Refused, match=code):
        check_office(act, held.replay)
