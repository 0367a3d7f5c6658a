"""A forum that decides: matters in every state, a meeting that is over and one that is open, at times of its own.

Twelve members (KAZ … THA), BLR an observer, the OSCE a partner; KAZ is in the chair. It is told once, in `STORY`:
each act with the time at which it is entered. All of it is entered by the secretariat's registrar.

- `in_memory()` is the story as a library in memory, folded without its rules being asked: for unit tests, at once.
- `begun(path)` enters it in a data folder, rule by rule, and returns the clock, which stands at `NOW`; `opened(path)`
  opens and lives in the house by that clock. For integration tests, once a module.
- Matters by name: see `MATTERS`, their states at `NOW`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from comity.forum.registry import ACT_TYPES
from comity.secretariat.forumdata import Drafted, ForumData
from comity.store import house as houses
from comity.store.house import World
from comity.store.living import living_in
from tests.support.memorylibrary import MemoryLibrary
from tests.support.trouble import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.forum.kernel.acts import Enacted
    from comity.store.house import House

Said = dict[str, Any]
Told = tuple[str, str, Said]
"""An act of the story: when it is entered (UTC, to the minute or the millisecond), its type, what it says."""

BEGUN = "2026-10-01T09:00"
NOW = "2026-11-23T10:00"
"""The present moment: the meeting `soc-2` is open, two silences run, one has expired and is not concluded."""

MEMBERS = ("KAZ", "MNG", "CHN", "UZB", "KGZ", "TJK", "IND", "TUR", "AZE", "IRN", "QAT", "THA")
IDENTITY: Said = {
    "forum": "deciding",
    "origin": "record.deciding.example",
    "languages": ["en"],
    "names": {"en": "Forum that Decides"},
    "short": {"en": "FD"},
}

MATTERS = {
    "work-plan": "stands",
    "chair-2026": "stands",
    "exercises": "silence",
    "travel": "silence",
    "archive": "silence",
    "visits": "broken",
    "communique": "moved",
    "observer-blr": "proposed",
    "rules": "put",
    "budget": "not_carried",
    "seat": "deferred",
    "website": "withdrawn",
    "logo": "consulting",
}
"""The matters of the story and their states; the silence on `archive` has expired."""

_FACT: Said = {"sources": ["S1"], "confidence": "high"}
_RULE: Said = {"sources": ["S1"]}
_ASSUMED: Said = {"assumed": True}


def _body(name: str, called: str, level: str) -> Said:
    names = [{"name": {"en": called}}]
    return _RULE | {"body": name, "names": names, "level": level, "rhythm": "yearly", "function": "decides"}


def _matter(name: str, called: str, roles: Said, **said: Any) -> Said:
    return _ASSUMED | {"matter": name, "name": {"en": called}, "roles": roles, **said}


_SILENCE: Said = {"by": ["chair", "secretariat"], "hours": 24, "usual_hours": 72, "veto_hours": 24}
_BY_SOC: Said = {"soc": "decides"}
_PROCEDURES = [
    _RULE
    | {
        "procedure": "consensus",
        "way": "consensus",
        "text": {"en": "The text stands when, the question having been put, no member objects."},
        "silence": _SILENCE,
        "statements_hours": 2400,
        "series": "decisions",
    },
    _ASSUMED
    | {
        "procedure": "money",
        "matters": ["money"],
        "way": "majority",
        "text": {"en": "By two thirds of the votes cast."},
        "numerator": 2,
        "denominator": 3,
        "quorum": False,
    },
]
_MATTERS = [
    _matter("plans", "Plans of work", _BY_SOC | {"working-group": "recommends"}),
    _matter("chair", "Chair", _BY_SOC, effects=["chair"]),
    _matter("admission", "Admission", {"summit": "decides", "soc": "recommends"}, effects=["admission"]),
    _matter("rules", "The charter itself", _BY_SOC, effects=["charter"], parts=["quorum", "settings"]),
    _matter("money", "Budget", _BY_SOC),
]
_CHARTER: Said = _FACT | {
    "version": 1,
    "in_force": "1999-09-14",
    "statuses": [
        _RULE | {"status": "member", "name": "member", "holders": ["state"], "decides": True, "seated": True},
        _RULE | {"status": "observer", "name": "observer", "holders": ["state"]},
        _RULE | {"status": "partner", "name": "partner", "holders": ["organisation"]},
    ],
    "admissions": [
        _RULE | {"status": "member", "signatures": ["founding-act"], "decision": False, "text": "by signature"},
        *(_RULE | {"status": name, "text": "by decision"} for name in ("observer", "partner")),
    ],
    "bodies": [
        _body("summit", "Summit", "summit"),
        _body("soc", "Senior Officials Committee", "senior"),
        _body("working-group", "Working Group", "working"),
    ],
    "decisions": [_RULE | {"rule": "consensus", "text": "by consensus"}],
    "quorum": [_RULE | {"numerator": 2, "denominator": 3, "text": {"en": "Two thirds of the members."}}],
    "chair": [_RULE | {"text": "one state", "years": 2}],
    "matters": _MATTERS,
    "procedures": _PROCEDURES,
    "symbols": [
        _RULE | {"series": "decisions", "pattern": "FD/SOC/DEC/{m}/{n}", "name": {"en": "Decisions"}},
        _RULE | {"series": "documents", "pattern": "FD/{n}", "name": {"en": "Documents"}},
    ],
    "seating": [_RULE | {"setting": "order", "name": "order", "text": {"en": "In alphabetical order."}}],
}


def _fact(moment: str, kind: str, /, **said: Any) -> Told:
    return moment, kind, _FACT | said


def _register() -> list[Told]:
    founding = {"instrument": "founding-act", "on": "1999-09-14"}
    decided = {"on": "2002-06-04", "body": "summit", "path": "meeting"}
    summit = {"meeting": "summit-1", "body": "summit", "kind": "regular", "number": 1, "on": "2002-06-04"}
    return [
        (BEGUN, "sources.cite", {"source": "S1", "title": "Gazette", "weight": "official"}),
        (BEGUN, "charter.adopt", _CHARTER),
        *(_fact(BEGUN, "membership.enter_party", party=code, kind="state", iso=code) for code in (*MEMBERS, "BLR")),
        _fact(BEGUN, "membership.enter_party", party="OSCE", kind="organisation", name="OSCE"),
        _fact(
            BEGUN, "documents.register", document="founding-act", title="Founding Act", kind="founding", on="1999-09-14"
        ),
        *(_fact(BEGUN, "membership.sign", party=code, **founding) for code in MEMBERS),
        _fact(BEGUN, "membership.accept", party="OSCE", status="partner", **decided),
        _fact(BEGUN, "meetings.hold", **summit, title="First Summit", place="Almaty", format="in_person"),
        _fact(BEGUN, "meetings.conclude", meeting="summit-1", verb="adopts", matter="the Almaty Act"),
        _fact(
            BEGUN,
            "meetings.conclude",
            meeting="summit-1",
            verb="admits",
            matter="the OSCE as a partner",
            about=["OSCE"],
        ),
        _fact(BEGUN, "offices.elect_chair", term="kaz-2024", state="KAZ", since="2024-09-24"),
        _fact(BEGUN, "offices.take_chair", term="kaz-2024", on="2024-09-24"),
    ]


def _propose(moment: str, name: str, party: str, title: str, text: str, matter: str = "plans", **said: Any) -> Told:
    fields = {"decision": name, "party": party, "matter": matter, "body": "soc", "title": title, "text": text}
    return moment, "decisions.propose", fields | said


def _of(name: str, *steps: tuple[str, str, Said]) -> list[Told]:
    return [(moment, f"decisions.{kind}", {"decision": name, **said}) for moment, kind, said in steps]


def _first_meeting() -> list[Told]:
    """The first meeting of the committee: the work plan is adopted, the communiqué moved to a chair's statement."""
    here = {"meeting": "soc-1"}
    chair = {"party": "KAZ", "office": "Chair of the Committee"}
    plan = "Seven exercises are held in 2027.\n\nMembers report on them by the end of the year."
    undertakings = [
        {"number": 1, "parties": ["MNG", "CHN"], "what": "Name a point of contact.", "by": "2026-11-15T12:00:00Z"},
        {"number": 2, "bodies": ["working-group"], "what": "Draw up a form for reports.", "by": "2027-03-01T12:00:00Z"},
    ]
    items = [
        {"number": "1", "title": "Adoption of the agenda"},
        {"number": "2", "title": "Plan of work", "decisions": ["work-plan"]},
        {"number": "3", "title": "Communiqué", "decisions": ["communique"]},
    ]
    return [
        _propose("2026-10-05T08:00", "work-plan", "MNG", "Plan of work for 2027", plan),
        *_of(
            "work-plan",
            ("2026-10-12T09:30", "recommend", {"body": "working-group", "verb": "recommends"}),
            (
                "2026-10-14T09:00",
                "revise",
                {"revision": 1, "text": plan.replace("Seven", "Eight"), "reason": "As the Working Group asked."},
            ),
        ),
        _propose("2026-10-06T08:00", "communique", "KAZ", "Communiqué of the meeting", "On trade.\n\nOn water."),
        (
            "2026-10-20T08:00",
            "meetings.convene",
            here
            | {
                "body": "soc",
                "kind": "regular",
                "number": 1,
                "planned": "2026-11-02",
                "place": "Astana",
                "host": "KAZ",
                "format": "in_person",
                "title": "First meeting of the Senior Officials Committee",
            },
        ),
        ("2026-10-20T08:05", "meetings.set_agenda", here | {"items": items}),
        ("2026-11-02T08:55", "meetings.note_presence", here | {"capacity": "member", "present": list(MEMBERS[:11])}),
        ("2026-11-02T08:56", "meetings.note_presence", here | {"capacity": "partner", "present": ["OSCE"]}),
        ("2026-11-02T09:00", "meetings.open", here | {"presided": [chair]}),
        ("2026-11-02T09:02", "meetings.take_up", here | {"item": "1"}),
        ("2026-11-02T09:03", "meetings.adopt_agenda", here),
        ("2026-11-02T09:10", "meetings.take_up", here | {"item": "2"}),
        (
            "2026-11-02T09:12",
            "meetings.note",
            here | {"party": "MNG", "text": "Thanks are due to all who have helped with the draft."},
        ),
        *_of(
            "work-plan",
            ("2026-11-02T09:20", "put", here),
            (
                "2026-11-02T09:24",
                "amend_orally",
                here | {"amendment": "In paragraph 2, for “the end” read “the middle”.", "by": "IND"},
            ),
            (
                "2026-11-02T09:31",
                "conclude",
                here
                | {"outcome": "adopts", "revision": 1, "symbol": "FD/SOC/DEC/2026/2", "undertakings": undertakings},
            ),
            (
                "2026-11-02T09:40",
                "attach",
                {
                    "party": "IRN",
                    "kind": "interpretative_statement",
                    "text": "Iran understands “exercises” as those of search and rescue.",
                },
            ),
            (
                "2026-11-03T11:00",
                "attach",
                {"party": "TUR", "kind": "formal_reservation", "text": "Türkiye reserves its position on paragraph 2."},
            ),
            (
                "2026-11-10T09:00",
                "fulfil",
                {"party": "MNG", "undertaking": 1, "text": "The Director of the Policy Planning Department."},
            ),
            (
                "2026-11-20T09:00",
                "review",
                {"body": "working-group", "text": "One point of contact is named; the other is awaited."},
            ),
        ),
        ("2026-11-02T10:00", "meetings.take_up", here | {"item": "3"}),
        *_of(
            "communique",
            ("2026-11-02T10:05", "put", here),
            (
                "2026-11-02T10:06",
                "object",
                {"party": "UZB", "paragraphs": [2], "reason": "Water is not before this forum."} | here,
            ),
        ),
        _fact(
            "2026-11-02T10:20",
            "documents.register",
            document="chair-statement",
            title="Statement of the chair",
            kind="chair_statement",
            on="2026-11-02",
            by_members=False,
        ),
        *_of(
            "communique",
            (
                "2026-11-02T10:30",
                "conclude",
                here
                | {
                    "outcome": "moves_to_chair_statement",
                    "paragraphs": [2],
                    "statement": "chair-statement",
                    "speaks_for": ["KAZ", "MNG"],
                },
            ),
        ),
        ("2026-11-02T12:00", "meetings.close", here),
    ]


def _silences() -> list[Told]:
    """Silences: one that concluded, one broken, one broken and run again, one just begun, one not yet concluded."""
    chair = {"kind": "chair", "term": "mng-2027", "state": "MNG", "since": "2027-09-24"}
    concluded = {
        "silence": 1,
        "effective": "2026-10-22T12:00:00Z",
        "outcome": "adopts",
        "effect": chair,
        "symbol": "FD/SOC/DEC/2026/1",
    }
    text = "The exercises of 2027 are announced forty-two days before they begin."
    return [
        _propose(
            "2026-10-16T09:00",
            "chair-2026",
            "KAZ",
            "Chair for 2027 to 2029",
            "Mongolia is in the chair from 24 September 2027.",
            "chair",
            effect=chair,
        ),
        *_of(
            "chair-2026",
            ("2026-10-19T12:00", "start_silence", {"expires": "2026-10-22T12:00:00Z"}),
            ("2026-10-22T12:00:00.412", "conclude_silence", concluded),
        ),
        _propose("2026-10-26T09:00", "visits", "AZE", "Mutual visits", "Each member receives one visit a year."),
        *_of(
            "visits",
            ("2026-10-27T12:00", "start_silence", {"expires": "2026-10-30T12:00:00Z"}),
            (
                "2026-10-30T11:59:59.214",
                "break_silence",
                {
                    "party": "THA",
                    "reason": "Thailand awaits a law.",
                    "text": "Each member may receive one visit a year.",
                },
            ),
            ("2026-11-04T08:00", "withdraw_objection", {"party": "THA"}),
        ),
        _propose("2026-11-04T09:00", "exercises", "IND", "Notice of military exercises", text),
        *_of(
            "exercises",
            ("2026-11-05T12:00", "start_silence", {"expires": "2026-11-09T12:00:00Z"}),
            (
                "2026-11-09T11:30",
                "break_silence",
                {"party": "TUR", "reason": "The time is too short.", "text": "… sixty days …"},
            ),
            (
                "2026-11-12T09:00",
                "revise",
                {"revision": 1, "text": text.replace("forty-two", "sixty"), "reason": "As Türkiye proposed."},
            ),
            (
                "2026-11-18T12:00",
                "start_silence",
                {"expires": "2026-11-24T12:00:00Z", "remark": "The chair asks all capitals for their views."},
            ),
            (
                "2026-11-19T06:10",
                "reserve",
                {"party": "IRN", "kind": "scrutiny", "text": "The text is with the capital."},
            ),
            ("2026-11-20T07:00", "reserve", {"party": "QAT", "kind": "instructions"}),
            (
                "2026-11-21T08:00",
                "extend_silence",
                {"expires": "2026-11-26T12:00:00Z", "reason": "A public holiday falls on 24 November."},
            ),
            ("2026-11-22T09:00", "lift_reservation", {"party": "QAT", "kind": "instructions"}),
        ),
        _propose("2026-11-20T09:00", "travel", "CHN", "Rules of travel", "The rules of travel of 2020 are prolonged."),
        *_of("travel", ("2026-11-22T12:00", "start_silence", {"expires": "2026-11-25T12:00:00Z"})),
        _propose("2026-11-18T09:00", "archive", "CHN", "Keeping of the archive", "The archive is kept in Astana."),
        *_of("archive", ("2026-11-19T12:00", "start_silence", {"expires": "2026-11-23T09:59:58Z"})),
    ]


def _others() -> list[Told]:
    """Matters that stand otherwise, and the second meeting, which is open."""
    here = {"meeting": "soc-2"}
    chair = {"party": "KAZ", "office": "Chair of the Committee"}
    quorum = {"numerator": 3, "denominator": 4, "text": {"en": "Three quarters of the members."}}
    change = {"part": "quorum", "name": "quorum", "rule": quorum}
    amendment = {"kind": "charter", "in_force": "2027-01-01", "changes": [change]}
    votes = [("KAZ", "for"), ("MNG", "for"), ("CHN", "against"), ("IND", "against"), ("QAT", "abstains")]
    return [
        _propose(
            "2026-11-05T09:00",
            "observer-blr",
            "KAZ",
            "Belarus as an observer",
            "Belarus is admitted as an observer.",
            "admission",
            body="summit",
            effect={"kind": "admission", "party": "BLR", "status": "observer"},
        ),
        *_of("observer-blr", ("2026-11-06T09:00", "recommend", {"body": "soc", "verb": "recommends"})),
        _propose("2026-11-06T09:10", "website", "QAT", "A new website", "The website is made anew."),
        *_of("website", ("2026-11-07T09:10", "withdraw", {"party": "QAT", "reason": "It is made already."})),
        _propose("2026-11-07T09:20", "budget", "KAZ", "Budget for 2027", "The budget is doubled.", "money"),
        *_of("budget", ("2026-11-08T09:00", "open_vote", {"closes": "2026-11-10T09:00:00Z"})),
        *_of("budget", *(("2026-11-09T09:00", "vote", {"party": party, "vote": vote}) for party, vote in votes)),
        *_of("budget", ("2026-11-10T09:00:01", "conclude", {"outcome": "not_carried"})),
        _propose("2026-11-11T09:00", "seat", "TJK", "Seat of the training centre", "The centre is in Dushanbe."),
        _propose("2026-11-11T09:10", "logo", "KGZ", "A sign for the forum", "The forum has a sign."),
        _propose(
            "2026-11-11T09:20",
            "rules",
            "MNG",
            "A larger quorum",
            "Three quarters make a quorum.",
            "rules",
            effect=amendment,
        ),
        (
            "2026-11-12T08:00",
            "meetings.convene",
            here
            | {
                "body": "soc",
                "kind": "regular",
                "number": 2,
                "planned": "2026-11-23",
                "place": "Ulaanbaatar",
                "host": "MNG",
                "format": "hybrid",
            },
        ),
        (
            "2026-11-12T08:05",
            "meetings.set_agenda",
            here
            | {
                "items": [{"number": "1", "title": "Questions of organisation", "decisions": ["seat", "logo", "rules"]}]
            },
        ),
        ("2026-11-23T08:00", "meetings.note_presence", here | {"capacity": "member", "present": list(MEMBERS[:9])}),
        ("2026-11-23T08:30", "meetings.open", here | {"presided": [chair]}),
        ("2026-11-23T08:31", "meetings.adopt_agenda", here),
        ("2026-11-23T08:32", "meetings.take_up", here | {"item": "1"}),
        *_of("seat", ("2026-11-23T08:40", "put", here), ("2026-11-23T08:50", "conclude", here | {"outcome": "defers"})),
        *_of(
            "logo",
            ("2026-11-23T09:00", "put", here),
            ("2026-11-23T09:20", "conclude", here | {"outcome": "continues_consultations"}),
        ),
        *_of("rules", ("2026-11-23T09:40", "put", here)),
    ]


def _story() -> list[Told]:
    told = [*_register(), *sorted([*_first_meeting(), *_silences(), *_others()], key=lambda each: each[0])]
    return [*told]


STORY: list[Told] = _story()


def instant(moment: str) -> int:
    """Milliseconds since 1970."""
    return round(datetime.fromisoformat(f"{moment}+00:00").timestamp() * 1000)


def _drafted(told: Told) -> Drafted:
    _moment, kind, said = told
    return Drafted(kind, ACT_TYPES[kind].body.model_validate(said), "decided", 1)


class DecidedLibrary(MemoryLibrary):
    """The story in memory: its acts stand at their times."""

    def __init__(self, told: list[Told]) -> None:
        self._told = told
        super().__init__(ForumData(IDENTITY, tuple(_drafted(each) for each in told)))

    def _drafted(self, data: ForumData) -> Iterator[Enacted]:  # type: ignore[override]
        for act, (moment, _kind, _said) in zip(super()._drafted(data), self._told, strict=True):
            entered = datetime.fromisoformat(moment).isoformat(timespec="milliseconds")
            yield replace(act, entered=f"{entered}Z")


def in_memory(*further: Told) -> DecidedLibrary:
    """The story, and acts after it."""
    return DecidedLibrary([*STORY, *further])


def begun(path: Path, *further: Told) -> SetClock:
    """Enter the story in the data folder `path`, and acts after it; return the clock, which stands at `NOW`."""
    clock = SetClock(instant(BEGUN))
    opening = [each for each in STORY if each[0] == BEGUN]
    data = ForumData(IDENTITY, tuple(_drafted(each) for each in opening))
    houses.begin(path, data, world=World(clock))
    with houses.open_house(path, world=World(clock)) as house:
        for moment, kind, said in [*STORY[len(opening) :], *further]:
            clock.time = max(clock.time, instant(moment))
            house.desk.enter_all([(kind, ACT_TYPES[kind].body.model_validate(said))])
    clock.time = max(clock.time, instant(NOW))
    return clock


@contextmanager
def opened(path: Path, clock: SetClock) -> Iterator[House]:
    """The house at `path` by `clock`, lived in by the views."""
    with houses.open_house(path, world=World(clock)) as house, living_in(house):
        yield house
