"""Officers come and go, keys are added and lost: whose signature counts is what a simple book of them says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.forum.test_fold import as_json
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.signing import REGISTRAR, Officer, SignedRecord, enrolment, key_of
from tests.support.stage import ACT_RULES, Step, charter, fact, source, state, withheld
from tests.unit.forum.orders.notices import send
from tests.unit.forum.orders.officers import add_key, contest, dismiss, enrol, revoke, settle

ADMIN = Officer("KAZ", "admin", key_of("admin"))
THERE = [
    Officer("KAZ", "minister", key_of("minister")),
    Officer("KAZ", "deputy", Authenticator("desk.example.org")),
    Officer("CHN", "minister", SecurityKey()),
]
OFFICERS = [
    *THERE,
    Officer("KAZ", "minister", SecurityKey("ecdsa")),
    Officer("KAZ", "consul", key_of("consul")),
    Officer("CHN", "minister", key_of("minister")),
]
BEGINNING = [
    source(),
    ("charter.adopt", charter(acts=ACT_RULES)),
    *(state(code) for code in ("KAZ", "CHN")),
    *(fact("membership.attest", party=code, status="member", since="1999") for code in ("KAZ", "CHN")),
    *enrolment(*THERE, note="first"),
    *enrolment(ADMIN, functions=("administrator",), note="first"),
]


class Book:
    """Who may sign, as somebody would note it on paper who knows nothing of the program."""

    def __init__(self) -> None:
        self.enrolled = {(each.party, each.office): "authoriser" for each in THERE} | {
            ("KAZ", "admin"): "administrator"
        }
        self.keys = {(each.party, each.office, each.public.fingerprint) for each in (ADMIN, *THERE)}
        self.contested = False

    def may(self, function: str, *signers: Officer) -> bool:
        return all(
            self.enrolled.get((each.party, each.office)) == function
            and (each.party, each.office, each.public.fingerprint) in self.keys
            for each in signers
        )

    def note(self, step: Step) -> None:
        body = step[1]
        who = (body.get("party"), body.get("officer"))
        if step[0] == "officers.enrol":
            self.enrolled[who] = body["functions"][0]
        if step[0] == "officers.add_key":
            self.keys.add((*who, OFFICERS_BY_KEY[body["key"]]))
        if step[0] == "officers.revoke_key":
            self.keys.discard((*who, body["fingerprint"]))
        if step[0] == "officers.dismiss":
            self.enrolled[who] = "gone"
        if step[0] in {"officers.contest", "officers.settle"}:
            self.contested = step[0] == "officers.contest"


OFFICERS_BY_KEY = {each.public.openssh: each.public.fingerprint for each in OFFICERS}


@st.composite
def affairs(draw: st.DrawFn, number: int) -> tuple[Step, list[Officer]]:
    """Something about an officer, by the party's administrator or by the secretariat on a note of its own."""
    officer = draw(st.sampled_from(OFFICERS))
    of: dict[str, Any] = {"officer": officer.office, "party": officer.party}
    by_itself = officer.party == "KAZ" and draw(st.booleans())
    if not by_itself:
        of["credentials"] = {"reference": f"No. {number}", "on": "2025"}
    origins = {"origins": [officer.page]} if isinstance(officer.key, Authenticator) else {}
    added, enrolled = add_key(key=officer.public, **of, **origins), enrol(functions=["authoriser"], **of)
    gone = [revoke(key=officer.public, **of), dismiss(**of)]
    step = draw(st.sampled_from([enrolled, added, added, *gone]))
    return step, [ADMIN] if by_itself else [REGISTRAR]


def fingerprint(officer: Officer) -> str:
    """An entry has each key once."""
    return officer.public.fingerprint


@given(st.data())
@settings(max_examples=60)
def test_signature_counts_where_the_book_says_so_and_the_record_replays(data):
    held, book, opened = SignedRecord(*BEGINNING), Book(), 0
    for number in range(data.draw(st.integers(5, 25))):
        what = data.draw(st.sampled_from(["affair", "affair", "notice", "notice", "contest"]))
        if what == "contest":
            step = settle() if book.contested else contest()
            held.enter(step)
            book.note(step)
        elif what == "affair":
            step, signers = data.draw(affairs(number))
            book_allows = signers == [REGISTRAR] or (book.may("administrator", *signers) and not book.contested)
            if held.refusal(step, *signers) is None:
                assert book_allows
                book.note(step)
        else:
            signers = data.draw(st.lists(st.sampled_from(OFFICERS), min_size=1, max_size=2, unique_by=fingerprint))
            party = signers[0].party
            said = send(f"{party.lower()}-{number}", "SECRETARIAT", party=party)
            allowed = (
                book.may("authoriser", *signers)
                and {each.party for each in signers} == {party}
                and len({each.office for each in signers}) == len(signers)
                and not (book.contested and party == "KAZ")
            )
            hidden = withheld(said, ("SECRETARIAT",), number.to_bytes(32, "big"))
            if data.draw(st.booleans()):
                opened += allowed
                held.openings[hidden[1].commitment] = hidden[1]
                said = hidden[0]
            assert (held.refusal(said, *signers) is None) == allowed
    again, blind = held.replayed(openings=held.openings.get), held.replayed()
    assert as_json(again.values) == as_json(blind.values) == as_json(held.replay.values)
    assert (again.count_opened, again.count_unopened) == (opened, 0) == (blind.count_unopened, blind.count_opened)
