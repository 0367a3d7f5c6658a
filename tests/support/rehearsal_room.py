"""A rehearsal without a database: a small forum whose charter lets parties act, its seats, and what is awaited of them.

In the register: KAZ, MNG and CHN, members, of which CHN is in the chair; BLR, an observer; UZB, nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from comity.forum.decisions.machine import PUT, SILENCE
from comity.forum.decisions.state import KIND as DECISION
from comity.forum.decisions.state import Decision
from comity.forum.kernel.values import Key
from comity.forum.notices.state import DUE, Due
from comity.forum.openings.opening import Audience
from comity.forum.treaties.state import NOTIFICATION, Notification
from comity.record.cosignature import MlDsaKey
from comity.record.keys import PrivateKey
from comity.secretariat.anteroom import Anteroom
from comity.secretariat.composing import PUBLIC
from comity.secretariat.constitute import constitution, enter_history
from comity.secretariat.datafolder import DataFolder, Keys
from comity.secretariat.desk import Desk, Letterhead
from comity.secretariat.disk import Disk
from comity.secretariat.forumdata import ForumData
from comity.secretariat.publisher import RecordFiles
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import COMMON, Plan, read_plan
from comity.secretariat.rehearsal.seats import Seats
from comity.secretariat.signer import FileSigner
from comity.secretariat.startup import Start
from tests.support.memory import MemoryLedger
from tests.support.small_forum import Act, act, fact, forum_data
from tests.support.trouble import SetClock

KEYS = Keys(PrivateKey.from_seed(bytes(32)), PrivateKey.from_seed(b"\1" * 32), MlDsaKey.from_seed(b"\2" * 32))
PARTIES = ("KAZ", "MNG", "CHN", "UZB", "BLR")
DELEGATIONS = ["SECRETARIAT", "KAZ", "MNG", "CHN", "BLR"]
PLAN = read_plan(COMMON)

_RULES: tuple[dict[str, Any], ...] = (
    {"act": "officers.*", "by": ["secretariat", "party"], "own": True, "function": "administrator"},
    {"act": "membership.sign", "by": ["secretariat"]},
    {"act": "membership.sign", "by": ["party"], "own": True, "signatures": 2},
    {
        "act": "notices.*",
        "by": ["secretariat", "chair", "member", "observer"],
        "own": True,
        "audience": "participants",
        "narrowed": True,
    },
)


_OWN = {"by": ["member"], "own": True}
DECIDING: dict[str, list[dict[str, Any]]] = {
    "matters": [{"matter": "plans", "name": "Plans", "roles": {"summit": "decides"}}],
    "procedures": [
        {"procedure": "consensus", "way": "consensus", "text": "t", "silence": {"by": ["secretariat"], "hours": 24}}
    ],
    "acts": [
        *({"act": f"{subject}.*", "by": ["secretariat"]} for subject in ("decisions", "meetings", "documents")),
        *({"act": f"decisions.{name}", **_OWN} for name in ("break_silence", "reserve", "lift_reservation", "object")),
        {"act": "treaties.*", "by": ["secretariat", "party"], "own": True},
    ],
}
"""Provisions by which the forum decides, also by silence, and keeps treaties."""


def acting_forum(**further: list[dict[str, Any]]) -> ForumData:
    """The small forum, with a charter that lets parties act, and who holds what status; `further` provisions too."""
    first = next(each.body for each in forum_data().acts if each.type == "charter.adopt")
    said = first.model_dump(mode="json", exclude_unset=True) | {"version": 2}
    said["acts"] = [{"assumed": True} | rule for rule in _RULES]
    for name, rules in further.items():
        said[name] = [*said.get(name, ()), *({"assumed": True} | rule for rule in rules)]
    said["statuses"].append({"sources": ["S1"], "status": "observer", "name": "observer", "holders": ["state"]})
    said["admissions"].append({"sources": ["S1"], "status": "observer", "text": "by decision"})
    return forum_data(act("charter.adopt", **said), *_register())


def _register() -> list[Act]:
    return [
        *(fact("membership.enter_party", party=code, kind="state", iso=code) for code in ("CHN", "UZB", "BLR")),
        *(fact("membership.sign", party=code, instrument="founding-act", on="2002-06-04") for code in ("MNG", "CHN")),
        fact("membership.accept", party="BLR", status="observer", on="2002-06-04", body="summit", path="meeting"),
        fact("offices.elect_chair", term="chn-2014", state="CHN", since="2014-05-21"),
        fact("offices.take_chair", term="chn-2014", on="2014-05-21"),
    ]


@dataclass
class MemoryRoom:
    """A house of `data` in a folder, with its ledger in memory; the rehearsal of it unless something else is given."""

    path: Path
    data: ForumData = field(default_factory=lambda: rehearsed(acting_forum(), PLAN.marks))
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self) -> None:
        for name in ("record", "spare"):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        forum, origin = str(self.data.identity["forum"]), str(self.data.identity["origin"])
        self.folder = DataFolder(self.path, forum, origin, "")
        disk = Disk(self.folder.spare)
        signer = FileSigner(self.folder.signed_heads, origin, (KEYS.log, KEYS.log_mldsa), self.clock, disk)
        files = RecordFiles(self.folder.record, disk)
        self.door = Start(self.ledger, signer, files, KEYS.policy(origin), origin).open(self.clock)
        self.anteroom = Anteroom(self.door)
        self.desk = Desk(Letterhead(forum, origin, KEYS.secretariat), self.door, self.ledger, self.clock)
        enter_history(self.desk, constitution(self.data, origin, KEYS.secretariat.public), self.data)


def enrolled(room: MemoryRoom, plan: Plan = PLAN) -> Seats:
    """The seats of a rehearsal, with everybody in the record."""
    seats = Seats(room)
    enrolment = Enrolment(room, seats, plan)
    enrolment.enrol(enrolment.delegations(PARTIES))
    return seats


@dataclass
class MemoryAwaited:
    """What simulated delegations must know, out of a ledger in memory; a test says where somebody sits."""

    ledger: MemoryLedger
    seated: set[str] = field(default_factory=set)

    def dues(self, party: str) -> list[Due]:
        values = {**self.ledger.values, **self.ledger.kept}
        found = [cast("Due", value) for key, value in values.items() if key.kind == DUE]
        return [due for due in found if due.party == party and due.open]

    def matters(self) -> list[Decision]:
        found = [cast("Decision", value) for key, value in self.ledger.values.items() if key.kind == DECISION]
        return [held for held in found if held.state in {SILENCE, PUT}]

    def notifications(self) -> list[Notification]:
        return [cast("Notification", each) for key, each in self.ledger.values.items() if key.kind == NOTIFICATION]

    def audience(self, index: int) -> Audience:
        opening = self.ledger.openings.get(index)
        return opening.read()[0] if opening else PUBLIC

    def taken(self) -> set[str]:
        return self.seated

    def notice(self, slug: str) -> Any:
        return self.ledger.kept.get(Key("notice", slug))
