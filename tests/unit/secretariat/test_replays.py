"""History replayed as it happened, by CICA's own charter and register, in rehearsals set on its days.

Every act is signed by officers of the party that does it, and judged by the rules as the forum's data have them; at the
end a stranger replays all of it from the files alone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

import comity.forums
from comity.forum.audit import audit
from comity.forum.charter.state import CHARTER
from comity.forum.decisions.rules.silence import conclusion, series_due
from comity.forum.decisions.state import Decision, decision
from comity.forum.documents.symbols import next_in_series
from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.membership.roll import deciding
from comity.forum.officers.authority import delegation_of
from comity.forum.readings.membership import register
from comity.forum.readings.treaties import status
from comity.forum.registry import ACT_TYPES
from comity.record.errors import RecordFault
from comity.record.files import POLICY
from comity.record.policy import format_policy
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import View
from comity.secretariat.forumdata import read_forum
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.past import as_it_stood
from comity.secretariat.rehearsal.plan import Plan
from comity.secretariat.rehearsal.seats import Seats
from comity.witness.sources import FolderSource
from tests.support.rehearsal_room import KEYS, PLAN, MemoryRoom
from tests.support.trouble import SetClock

CICA = Path(comity.forums.__path__[0]) / "cica"
SECRETARIAT, CHAIR = "SECRETARIAT", "CHAIR"


def milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() * 1000)


class Rehearsal:
    """A rehearsal of CICA set on a day, with officers for some delegations, and a clock that is moved forward."""

    def __init__(self, path: Path, on: str, *delegations: str) -> None:
        clock = SetClock(milliseconds(on))
        past = as_it_stood(read_forum(CICA, now="2026-11-26T00:00:00.000Z"), clock.now())
        self.room = MemoryRoom(path, rehearsed(past.data, PLAN.marks), clock=clock)
        seats = Seats(self.room)
        plan: Plan = PLAN.model_copy(update={"seating": PLAN.seating.model_copy(update={"further": delegations})})
        enrolment = Enrolment(self.room, seats, plan)
        wanted = {SECRETARIAT, *delegations, cast("str", delegation_of(CHAIR, on[:10], self.view))}
        enrolment.enrol([each for each in enrolment.delegations(sorted(wanted)) if each in wanted])
        self._actor = Actor(self.room, seats)

    @property
    def view(self) -> View:
        return View(self.room.ledger)

    def at(self, moment: str) -> Rehearsal:
        self.room.clock.time = max(self.room.clock.time, milliseconds(moment))
        return self

    def does(self, who: str, kind: str, /, **said: Any) -> None:
        body = ACT_TYPES[kind].body.model_validate(said)
        if who == SECRETARIAT:
            self.room.desk.enter_all([(kind, body)])
        else:
            self._actor.act(who, kind, body)

    def code(self, who: str, kind: str, /, **said: Any) -> str | None:
        """The code for which an act is refused; None where it was entered."""
        try:
            self.does(who, kind, **said)
        except Refused as refused:
            return refused.reason.code
        return None

    def matter(self, name: str) -> Decision:
        held = decision(self.view, name)
        assert held is not None
        return held

    def concludes(self, name: str) -> None:
        """What the house does by itself once a silence has expired."""
        now = entered_at(self.room.clock.now())
        act = Enacted(0, now, "decisions.conclude_silence", SECRETARIAT, "registrar", Body())
        body = conclusion(self.matter(name), act, self.view)
        series = series_due(self.matter(name), act, self.view)
        symbol = {"symbol": next_in_series(series, now[:4], self.view)} if series else {}
        self.does(SECRETARIAT, "decisions.conclude_silence", **body.model_dump(exclude_unset=True), **symbol)

    def sits(self, meeting: str, body: str, on: str, **said: Any) -> None:
        """A meeting is convened, all members come, it is opened."""
        given = {"meeting": meeting, "body": body, "kind": "special", "planned": on, "format": "in_person"} | said
        self.does(SECRETARIAT, "meetings.convene", **given)
        there = deciding(on, self.view)
        self.does(
            SECRETARIAT, "meetings.note_presence", meeting=meeting, capacity="member", present=there, level="minister"
        )
        presided = {"party": delegation_of(CHAIR, on, self.view), "office": "Head of the delegation"}
        self.does(CHAIR, "meetings.open", meeting=meeting, presided=[presided])

    def symbol(self, name: str) -> str:
        held = self.matter(name)
        way = self.view.get(CHARTER).procedure(held.body, held.matter, self.today)  # type: ignore[union-attr]
        return next_in_series(way.series, self.today[:4], self.view)

    @property
    def today(self) -> str:
        return entered_at(self.room.clock.now())[:10]

    def members(self, day: str) -> int:
        return register(self._reader()).count("member", date.fromisoformat(day)).least

    def is_member(self, party: str, day: str) -> bool:
        held = register(self._reader()).status_on(party, date.fromisoformat(day))
        return held is not None and held.status == "member" and held.holds(date.fromisoformat(day)) == "holds"

    def _reader(self) -> Any:
        ledger = self.room.ledger

        class Reader:
            def get(self, key: Any) -> Any:
                return ledger.get(key)

            def all_of(self, kind: str) -> list[Any]:
                return [value for key, value in ledger.values.items() if key.kind == kind]

            def act(self, index: int) -> Any:
                return ledger.act(index)

        return Reader()

    def verified(self) -> int:
        """Replay every rule from the files alone, and return how many acts there are."""
        policy = KEYS.policy(self.room.folder.origin)
        (self.room.folder.record / POLICY).write_bytes(format_policy(policy))
        return audit(FolderSource(self.room.folder.record), policy).record.checkpoint.size


FOUNDING = ("declaration-1999", "almaty-act")


def proposal(party: str, name: str, matter: str, body: str, title: str, **said: Any) -> dict[str, Any]:
    given = {"decision": name, "party": party, "matter": matter, "body": body, "title": title, "text": f"{title}."}
    return given | said


def test_kuwait_signs_and_then_is_admitted(tmp_path):
    there = Rehearsal(tmp_path, "2022-10-10T09:00", "KWT", "CHN")
    assert (there.members("2022-10-10"), there.is_member("KWT", "2022-10-10")) == (27, False)
    there.at("2022-10-11T08:00").does("KWT", "membership.apply", party="KWT", status="member")
    for document in FOUNDING:
        there.does("KWT", "membership.sign", party="KWT", instrument=document, on="2022-10-11", at="Astana")
    assert not there.is_member("KWT", "2022-10-11")
    admit = {"kind": "admission", "party": "KWT", "status": "member"}
    there.does(
        CHAIR,
        "decisions.propose",
        **proposal(CHAIR, "kuwait", "member-admission", "summit", "Admission of Kuwait", effect=admit),
    )
    there.at("2022-10-12T10:00").does(
        SECRETARIAT, "decisions.recommend", decision="kuwait", body="soc", verb="recommends"
    )
    there.at("2022-10-13T06:00").sits("summit-6", "summit", "2022-10-13", kind="regular", number=6)
    there.does(CHAIR, "decisions.put", decision="kuwait", meeting="summit-6")
    said = {"decision": "kuwait", "meeting": "summit-6", "outcome": "adopts", "effect": admit}
    there.does(CHAIR, "decisions.conclude", **said, symbol=there.symbol("kuwait"))
    assert (there.members("2022-10-12"), there.members("2022-10-13")) == (27, 28)
    spell = next(each for each in register(there._reader()).of_party("KWT") if each.status == "member")
    assert spell.since == (date(2022, 10, 13), date(2022, 10, 13))
    assert register(there._reader()).places()["KWT"].first == 28
    assert there.verified() == there.room.ledger.size()


def test_bangladesh_is_admitted_and_then_signs(tmp_path):
    there = Rehearsal(tmp_path, "2014-05-05T09:00", "BGD")
    admit = {"kind": "admission", "party": "BGD", "status": "member"}
    there.does(
        CHAIR,
        "decisions.propose",
        **proposal(CHAIR, "bangladesh", "member-admission", "summit", "Admission of Bangladesh", effect=admit),
    )
    there.does(CHAIR, "decisions.start_silence", decision="bangladesh", expires="2014-05-15T12:00:00Z")
    there.at("2014-05-15T12:00").concludes("bangladesh")
    assert not there.is_member("BGD", "2014-05-19")
    there.at("2014-05-20T04:00")
    for document in FOUNDING:
        there.does("BGD", "membership.sign", party="BGD", instrument=document, on="2014-05-20", at="Shanghai")
    assert (there.is_member("BGD", "2014-05-19"), there.is_member("BGD", "2014-05-20")) == (False, True)
    assert there.verified() == there.room.ledger.size()


def test_istanbul_moves_what_one_member_objects_to_into_a_statement_of_the_chair(tmp_path):
    there = Rehearsal(tmp_path, "2010-06-07T08:00", "ISR")
    text = "On dialogue.\n\nOn the events of 31 May.\n\nOn the region."
    there.does(
        CHAIR,
        "decisions.propose",
        **proposal(CHAIR, "declaration-2010", "outcome-documents", "summit", "Declaration", text=text),
    )
    there.at("2010-06-08T07:00").sits("third-summit", "summit", "2010-06-08", kind="regular", number=3)
    there.does(CHAIR, "decisions.put", decision="declaration-2010", meeting="third-summit")
    there.does(
        "ISR", "decisions.object", decision="declaration-2010", party="ISR", meeting="third-summit", paragraphs=[2]
    )
    said = {"decision": "declaration-2010", "meeting": "third-summit"}
    assert there.code(CHAIR, "decisions.conclude", **said, outcome="adopts") == "decisions.objected_to"
    there.does(
        CHAIR,
        "documents.register",
        document="chair-statement-2010",
        title="Statement of the Chair",
        kind="chair_statement",
        on="2010-06-08",
        by_members=False,
    )
    moved = {"outcome": "moves_to_chair_statement", "paragraphs": [2], "statement": "chair-statement-2010"}
    others = [party for party in deciding("2010-06-08", there.view) if party != "ISR"]
    wrong = there.code(CHAIR, "decisions.conclude", **said, **moved, speaks_for=[*others, "ISR"])
    assert wrong == "decisions.speaks_for_objector"
    there.does(CHAIR, "decisions.conclude", **said, **moved, speaks_for=others)
    assert there.matter("declaration-2010").state == "moved"
    there.does(
        CHAIR,
        "decisions.revise",
        decision="declaration-2010",
        revision=1,
        text="On dialogue.\n\nOn the region.",
    )
    there.does(CHAIR, "decisions.put", decision="declaration-2010", meeting="third-summit")
    adopted = said | {"outcome": "adopts", "revision": 1}
    there.does(CHAIR, "decisions.conclude", **adopted, symbol=there.symbol("declaration-2010"))
    held = there.matter("declaration-2010")
    assert (held.state, [each.outcome for each in held.results]) == ("stands", ["moves_to_chair_statement", "adopts"])
    assert there.verified() == there.room.ledger.size()


ELECTION = {"kind": "chair", "term": "azerbaijan-2024", "state": "AZE", "since": "2024-12", "until": "2026"}


def silence_of_march(path: Path) -> Rehearsal:
    there = Rehearsal(path, "2024-03-04T09:00", "AZE", "IND")
    there.does(
        "AZE",
        "decisions.propose",
        **proposal("AZE", "chair-2024", "chair-election", "ministerial", "Azerbaijan in the chair", effect=ELECTION),
    )
    there.at("2024-03-05T12:00").does(
        CHAIR, "decisions.start_silence", decision="chair-2024", expires="2024-03-19T12:00:00Z"
    )
    return there


def test_chair_of_2024_is_chosen_by_a_silence_that_expires(tmp_path):
    there = silence_of_march(tmp_path)
    late = {"decision": "chair-2024", "party": "IND", "text": "Too late."}
    # The house was down at the moment of expiry: nobody can break what has expired all the same.
    there.at("2024-03-19T12:00:01")
    assert there.code("IND", "decisions.break_silence", **late) == "decisions.silence_over"
    there.at("2024-03-19T15:00").concludes("chair-2024")
    result = there.matter("chair-2024").result
    assert result is not None
    assert (result.effective, result.entered) == ("2024-03-19T12:00:00Z", "2024-03-19T15:00:00.000Z")
    there.at("2024-12-17T08:00").sits("seventh-ministerial", "ministerial", "2024-12-17", format="video")
    assert delegation_of(CHAIR, there.today, there.view) == "KAZ"
    there.does(CHAIR, "offices.take_chair", term="azerbaijan-2024", on="2024-12-17", meeting="seventh-ministerial")
    # The hat has moved at that act: who has it now closes the meeting.
    assert delegation_of(CHAIR, there.today, there.view) == "AZE"
    there.does(CHAIR, "meetings.close", meeting="seventh-ministerial")
    assert there.verified() == there.room.ledger.size()


def test_chair_of_2024_is_chosen_by_a_second_silence_after_the_first_was_broken_in_its_last_second(tmp_path):
    there = silence_of_march(tmp_path).at("2024-03-19T11:59:59.999")
    broken = {"decision": "chair-2024", "party": "IND", "text": "Until the Seventh Summit."}
    assert there.code("IND", "decisions.break_silence", **broken) is None
    there.does("IND", "decisions.withdraw_objection", decision="chair-2024", party="IND")
    assert there.matter("chair-2024").state == "broken"
    there.at("2024-03-20T09:00").does(
        "AZE", "decisions.revise", decision="chair-2024", revision=1, text="Azerbaijan, until the Seventh Summit."
    )
    there.does(CHAIR, "decisions.start_silence", decision="chair-2024", expires="2024-03-27T12:00:00Z")
    there.at("2024-03-27T12:00").concludes("chair-2024")
    held = there.matter("chair-2024")
    assert (held.state, held.revision, [each.ended for each in held.silences]) == ("stands", 1, ["broken", "concluded"])
    assert there.verified() == there.room.ledger.size()


def test_convention_enters_into_force_on_the_day_that_is_computed(tmp_path):
    there = Rehearsal(tmp_path, "2025-08-01T09:00", "MNG")
    before = status(there._reader(), "convention-privileges", date(2025, 8, 1))
    assert before is not None
    there.does(
        "MNG", "treaties.deposit", treaty="convention-privileges", party="MNG", instrument="accession", on="2025-08-01"
    )
    after = status(there._reader(), "convention-privileges", date(2025, 8, 31))
    assert after is not None
    # The thirtieth day after the day of the deposit.
    assert after.entry.on == (date(2025, 8, 31), date(2025, 8, 31))
    assert before.entry.on is None
    there.does(
        SECRETARIAT,
        "treaties.notify",
        treaty="convention-privileges",
        notification="C.N.1.2025",
        about=[there.room.ledger.size() - 1],
        text="Mongolia has deposited its instrument.",
    )
    there.does("MNG", "treaties.acknowledge", party="MNG", notification="C.N.1.2025")
    assert there.verified() == there.room.ledger.size()


def test_record_in_which_one_byte_of_an_act_is_changed_does_not_verify(tmp_path):
    there = silence_of_march(tmp_path)
    there.at("2024-03-19T12:00").concludes("chair-2024")
    bundle = max((there.room.folder.record / "tile" / "entries").rglob("*.p/*"), key=lambda file: file.stat().st_mtime)
    data = bundle.read_bytes()
    bundle.write_bytes(data.replace(b"2024-03-19T12:00:00Z", b"2024-03-19T12:00:01Z", 1))
    with pytest.raises(RecordFault):
        there.verified()
