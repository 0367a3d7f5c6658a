"""A forum that is a depositary: treaties in every condition, notifications acknowledged by some, documents with texts.

Thirteen members (KAZ … KWT). The story is told once, as `STORY`: each act with the time at which it is entered, all by
the secretariat's registrar, on papers or by sources.

- `accord`: in force since 12 April 2024, thirty days after the tenth instrument, of Kuwait; Thailand came later. What
  states declared about it, a late reservation, a denunciation, provisional application, an error in its text.
- `pact`: one instrument is missing; a source counts one more than is known by name.
- `protocol`: all is there that its clause asks for; it enters into force on 21 December 2026.
- `FD/1` in English and Russian, its revision and corrigendum; `FD/2` for members; `FD/3`, whose file nobody handed in.

`in_memory()` is the story as a library in memory; `begun(path)` enters it in a data folder, files and all.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from comity.forum.registry import ACT_TYPES
from comity.secretariat.forumdata import Drafted, ForumData
from comity.store import filestore
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
"""An act of the story: when it is entered (UTC), its type, what it says."""

BEGUN = "2026-10-01T09:00"
NOW = "2026-11-23T10:00"
TODAY = date(2026, 11, 23)
MEMBERS = ("KAZ", "MNG", "CHN", "UZB", "KGZ", "TJK", "IND", "TUR", "AZE", "IRN", "QAT", "THA", "KWT")
DEPOSITED = (
    ("KAZ", "2022-12-01", "ratification"),
    ("MNG", "2023-01-17", "ratification"),
    ("CHN", "2023-03-30", "approval"),
    ("UZB", "2023-03-30", "ratification"),
    ("IND", "2023-07-11", "ratification"),
    ("TUR", "2023-08-02", "ratification"),
    ("AZE", "2023-10-25", "ratification"),
    ("KGZ", "2023-11-14", "acceptance"),
    ("QAT", "2024-02-29", "ratification"),
    ("KWT", "2024-03-13", "accession"),
)
IDENTITY: Said = {
    "forum": "depositary",
    "origin": "record.depositary.example",
    "languages": ["en", "ru"],
    "names": {"en": "Forum that Keeps Treaties"},
    "short": {"en": "FT"},
}
_FACT: Said = {"sources": ["S1"], "confidence": "high"}
_RULE: Said = {"sources": ["S1"]}
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
        _RULE
        | {
            "body": "summit",
            "names": [{"name": {"en": "Summit"}}],
            "level": "summit",
            "rhythm": "yearly",
            "function": "decides",
        }
    ],
    "decisions": [_RULE | {"rule": "consensus", "text": "by consensus"}],
    "quorum": [_RULE | {"numerator": 2, "denominator": 3, "text": {"en": "Two thirds of the members."}}],
    "chair": [_RULE | {"text": "one state", "years": 2}],
    "symbols": [_RULE | {"series": "documents", "pattern": "FD/{n}", "name": {"en": "Documents"}}],
    "seating": [_RULE | {"setting": "order", "name": "order", "text": {"en": "In alphabetical order."}}],
}
ENGLISH = """# Rules on the guest house

The guest house of the Secretariat is open to delegations.

A delegation announces its arrival three days before.

Rooms are given in the order of announcements.

# Costs

Each delegation bears its own costs.
"""
RUSSIAN = """# Правила гостевого дома

Гостевой дом Секретариата открыт для делегаций.

Делегация извещает о своём прибытии за три дня.

Комнаты предоставляются в порядке извещений.

# Расходы

Каждая делегация несёт свои расходы.
"""
REVISED = """# Rules on the guest house

The guest house of the Secretariat is open to delegations and to observers.

Rooms are given in the order of announcements.

A delegation announces its arrival five days before.

# Costs

Each delegation bears its own costs.

The Secretariat bears the costs of light and of water.
"""
CONFIDENTIAL = "The chair told members in confidence what the guest house costs.\n"
LOST = "Nobody handed this file in.\n"


def _fact(kind: str, moment: str = BEGUN, /, **said: Any) -> Told:
    return moment, kind, _FACT | said


def _file(language: str, text: str, media_type: str = "text/markdown") -> Said:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return {
        "language": language,
        "name": f"text.{language}.md",
        "sha256": digest,
        "size": len(content),
        "media_type": media_type,
    }


def _paper(party: str, on: str) -> Said:
    return {"paper": {"reference": f"Note of {party}", "on": on}}


def _by(party: str, kind: str, moment: str, treaty: str = "accord", /, **said: Any) -> Told:
    """What the depositary enters for a party on the day on which it received its paper."""
    on = moment[:10]
    return moment, f"treaties.{kind}", {"treaty": treaty, "party": party} | _paper(party, on) | said


def _notify(number: int, moment: str, text: str, *about: int, treaty: str = "accord", **said: Any) -> Told:
    named = {"treaty": treaty, "notification": f"C.N.{number}.2026", "about": list(about), "text": {"en": text}}
    return moment, "treaties.notify", named | said


def _received(number: int, moment: str, *parties: str) -> list[Told]:
    kind = "treaties.acknowledge"
    return [
        (moment, kind, {"notification": f"C.N.{number}.2026", "party": party} | _paper(party, moment[:10]))
        for party in parties
    ]


def _treaty(name: str, adopted: str, entry: Said, **said: Any) -> Told:
    given = {
        "treaty": name,
        "adopted": adopted,
        "open_to": ["member"],
        "ways": ["definitive_signature", "ratification", "acceptance", "approval", "accession"],
        "entry": entry,
        "reservations": "allowed",
        "objection_months": 1,
        "withdrawal_months": 6,
        "provisional": True,
        "languages": ["en", "ru"],
    }
    return _fact("treaties.register", **(given | said))


def _register() -> list[Told]:
    treaties = (
        ("accord", "2022-10-13", "Accord on Mutual Assistance in Floods"),
        ("pact", "2025-06-02", "Pact on Postal Parcels"),
        ("protocol", "2026-05-20", "Protocol on Mountain Rescue"),
    )
    return [
        (BEGUN, "sources.cite", {"source": "S1", "title": {"en": "Gazette"}, "weight": "official"}),
        (BEGUN, "sources.cite", {"source": "S2", "title": {"en": "Evening paper"}, "weight": "press"}),
        (BEGUN, "charter.adopt", _CHARTER),
        *(_fact("membership.enter_party", party=code, kind="state", iso=code) for code in MEMBERS),
        _fact(
            "documents.register",
            document="founding-act",
            title={"en": "Founding Act"},
            kind="founding",
            on="1999-09-14",
        ),
        *(_fact("membership.sign", party=code, instrument="founding-act", on="1999-09-14") for code in MEMBERS),
        _fact(
            "meetings.hold",
            meeting="summit-1",
            body="summit",
            kind="regular",
            number=1,
            on="2002-06-04",
            title={"en": "First Summit"},
            format="in_person",
        ),
        *(
            _fact("documents.register", document=name, title={"en": title}, kind="treaty", on=on)
            for name, on, title in treaties
        ),
        _treaty(
            "accord",
            "2022-10-13",
            {"instruments": 10, "after": {"days": 30}},
            at={"en": "Astana"},
            opened="2022-10-13",
            open_until="2023-10-12",
        ),
        *(
            _fact(
                "treaties.sign",
                treaty="accord",
                party=code,
                on="2022-10-13",
                mode="simple",
                signed_by="foreign_minister",
                at={"en": "Astana"},
            )
            for code in ("KAZ", "MNG", "CHN", "UZB", "IND", "TUR", "AZE", "KGZ", "QAT", "IRN")
        ),
        *(
            _fact("treaties.deposit", treaty="accord", party=code, on=on, instrument=instrument)
            for code, on, instrument in DEPOSITED
        ),
        _treaty(
            "pact",
            "2025-06-02",
            {"instruments": 4, "after": {"months": 3}, "assumed": True},
            assumed=True,
            note={"en": "The clause was not found."},
        ),
        _fact("documents.sign", document="pact", party="MNG", on="2025-06-02"),
        _fact("documents.ratify", document="pact", party="MNG", on="2025-08-19", instrument="ratification"),
        _fact("treaties.deposit", treaty="pact", party="KAZ", on="2025-09-01", instrument="accession"),
        _fact("treaties.report", treaty="pact", as_of="2026-06", missing=1, sources=["S2"]),
        _treaty(
            "protocol",
            "2026-05-20",
            {
                "share": {"numerator": 1, "denominator": 6, "of": "members"},
                "named": ["TJK"],
                "after": {"days": 30},
                "later": {"days": 10},
            },
            reservations="prohibited",
            provisional=False,
        ),
        _fact("treaties.deposit", treaty="protocol", party="MNG", on="2026-09-10", instrument="accession"),
        _fact("treaties.deposit", treaty="protocol", party="UZB", on="2026-09-11", instrument="accession"),
    ]


FIRST = len(_register()) + 1
"""The place of the first act after the opening: act 0 constitutes the forum."""

_TOLD_OF_ACCORD: list[Told] = [
    _by(
        "TJK",
        "receive_full_powers",
        "2026-10-02T09:00",
        powers=["sign"],
        issued_by="foreign_minister",
        in_good_form=False,
        why={"en": "The seal is missing."},
    ),
    _by("IRN", "apply_provisionally", "2026-10-03T09:00"),
    _by("THA", "deposit", "2026-10-05T09:00", instrument="accession"),
    _by(
        "THA",
        "reserve",
        "2026-10-05T09:01",
        kind="reservation",
        moment="deposit",
        text={"en": "Thailand is not bound by article 7."},
        paragraphs=["7"],
    ),
    _notify(1, "2026-10-06T09:00", "Thailand acceded on 5 October 2026, with a reservation.", FIRST + 2, FIRST + 3),
    *_received(1, "2026-10-07T09:00", "KAZ", "MNG", "IND", "QAT"),
    *_received(1, "2026-10-09T09:00", "TUR"),
    _by(
        "IND",
        "object",
        "2026-10-20T09:00",
        reservation=FIRST + 3,
        reason={"en": "Article 7 is the heart of the Accord."},
        precludes=True,
    ),
    _by("TUR", "object", "2026-10-21T09:00", reservation=FIRST + 3, reason={"en": "The reservation is too wide."}),
    _by("TUR", "withdraw_objection", "2026-10-30T09:00", reservation=FIRST + 3),
    _by(
        "KAZ",
        "reserve",
        "2026-11-02T09:00",
        kind="interpretative_declaration",
        moment="late",
        text={"en": "Kazakhstan understands floods as those of rivers."},
    ),
    _notify(2, "2026-11-03T09:00", "Kazakhstan made a declaration on 2 November 2026.", FIRST + 13),
    _by("AZE", "denounce", "2026-11-04T09:00", reason={"en": "Another accord binds it."}),
    (
        "2026-11-05T09:00",
        "treaties.propose_correction",
        {"treaty": "accord", "languages": ["ru"], "text": {"en": "In article 2, for “вода” read “воды”."}, "days": 90},
    ),
    _notify(
        3,
        "2026-11-05T09:30",
        "Azerbaijan gave notice of its withdrawal; an error in the Russian text is proposed to be corrected.",
        FIRST + 15,
        FIRST + 16,
    ),
    _by(
        "KGZ",
        "deposit",
        "2026-11-06T09:00",
        "pact",
        instrument="accession",
        in_good_form=False,
        why={"en": "It is not signed."},
    ),
]
RESERVATION, DECLARATION = FIRST + 3, FIRST + 13

_TOLD_OF_PROTOCOL: list[Told] = [
    _by("TJK", "deposit", "2026-11-21T09:00", "protocol", instrument="accession"),
    _notify(4, "2026-11-21T10:00", "The Protocol enters into force.", treaty="protocol", in_force="2026-12-21"),
]


def _document(name: str, moment: str, title: str, symbol: str, *files: Said, **said: Any) -> Told:
    given = {"document": name, "title": {"en": title}, "kind": "working", "on": moment[:10], "symbol": symbol}
    return moment, "documents.register", given | {"original": "en", "files": list(files)} | said


_DOCUMENTS: list[Told] = [
    _document("guest-house", "2026-11-09T09:00", "Rules on the guest house", "FD/1", _file("en", ENGLISH)),
    (
        "2026-11-09T10:00",
        "documents.add_language",
        {"document": "guest-house", "file": _file("ru", RUSSIAN), "title": {"ru": "Правила гостевого дома"}},
    ),
    _document(
        "guest-house-rev",
        "2026-11-10T09:00",
        "Rules on the guest house, revised",
        "FD/1/Rev.1",
        _file("en", REVISED),
        revises="guest-house",
    ),
    _document(
        "guest-house-corr",
        "2026-11-11T09:00",
        "Rules on the guest house, corrigendum",
        "FD/1/Corr.1",
        corrects="guest-house",
        languages=["en"],
    ),
    _document(
        "costs",
        "2026-11-12T09:00",
        "Costs of the guest house",
        "FD/2",
        _file("en", CONFIDENTIAL),
        distribution="members",
    ),
    _document("lost", "2026-11-13T09:00", "A lost paper", "FD/3", _file("en", LOST)),
]
KEPT = (ENGLISH, RUSSIAN, REVISED, CONFIDENTIAL)
"""The texts whose files were handed in."""

STORY: list[Told] = [*_register(), *_TOLD_OF_ACCORD, *_DOCUMENTS, *_TOLD_OF_PROTOCOL]


def _drafted(told: Told) -> Drafted:
    _moment, kind, said = told
    return Drafted(kind, ACT_TYPES[kind].body.model_validate(said), "treatied", 1)


class TreatiedLibrary(MemoryLibrary):
    """The story in memory: its acts stand at their times."""

    def __init__(self, told: list[Told]) -> None:
        self._told = told
        super().__init__(ForumData(IDENTITY, tuple(_drafted(each) for each in told)))

    def _drafted(self, data: ForumData) -> Iterator[Enacted]:  # type: ignore[override]
        for act, (moment, _kind, _said) in zip(super()._drafted(data), self._told, strict=True):
            entered = datetime.fromisoformat(moment).isoformat(timespec="milliseconds")
            yield replace(act, entered=f"{entered}Z")


def in_memory(*further: Told) -> TreatiedLibrary:
    """The story, and acts after it."""
    return TreatiedLibrary([*STORY, *further])


def instant(moment: str) -> int:
    """Milliseconds since 1970."""
    return round(datetime.fromisoformat(f"{moment}+00:00").timestamp() * 1000)


def begun(path: Path) -> SetClock:
    """Enter the story in the data folder `path` and hand its files in; return the clock, which stands at `NOW`."""
    clock = SetClock(instant(BEGUN))
    opening = [each for each in STORY if each[0] == BEGUN]
    houses.begin(path, ForumData(IDENTITY, tuple(_drafted(each) for each in opening)), world=World(clock))
    with houses.open_house(path, world=World(clock)) as house:
        for text in KEPT:
            filestore.keep(house, "SECRETARIAT", io.BytesIO(text.encode()))
        for moment, kind, said in STORY[len(opening) :]:
            clock.time = max(clock.time, instant(moment))
            house.desk.enter_all([(kind, ACT_TYPES[kind].body.model_validate(said))])
    clock.time = max(clock.time, instant(NOW))
    return clock


@contextmanager
def opened(path: Path, clock: SetClock) -> Iterator[House]:
    """The house at `path` by `clock`, lived in by the views."""
    with houses.open_house(path, world=World(clock)) as house, living_in(house):
        yield house
