"""A made-up forum of any number of acts, for benchmarks and for audits: the real act types, the real rules, no history.

After the founding acts it repeats a cycle of ten (a meeting planned, held, attended, its documents and outcomes), so
every value stays as small as in a real forum while their number grows with the record.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from comity.forum.registry import ACT_TYPES
from comity.record.entry import Act, Seen, act_line, compose, sign_act
from comity.record.files import ALLOWED_SIGNERS
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT, Edge, leaf_hash
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.secretariat.forumdata import Drafted
from tests.support.recordfolder import ORIGIN, record_files

Fields = dict[str, Any]

KEY = PrivateKey.from_seed(b"s" * 32)
SIGNER = "SECRETARIAT/registrar"
# fmt: off
STATES = [
    "AFG", "AZE", "BHR", "BGD", "CHN", "EGY", "IND", "IRN", "IRQ", "ISR", "JOR", "KAZ", "KGZ", "KHM",
    "KOR", "KWT", "LKA", "MNG", "PAK", "PSE", "QAT", "RUS", "THA", "TJK", "TUR", "ARE", "UZB", "VNM",
]
# fmt: on
# As many outcomes as a long agenda has items; the meeting that the benchmark's page shows.
LONG_MEETING = "long-meeting"
LONG_AGENDA = 64
CITING = {"sources": ["S1"], "confidence": "high"}
_FIRST_DAY = date(2000, 1, 1)

IDENTITY = tomllib.loads("""
forum = "synthetic"
origin = "record.synthetic.example"
languages = ["en", "ru", "zh"]
[names]
en = "Synthetic Forum"
ru = "Условный форум"
zh = "虚构论坛"
[short]
en = "SF"
ru = "УФ"
zh = "虚坛"
""")


def text(english: str, russian: str, chinese: str) -> Fields:
    return {"en": english, "ru": russian, "zh": chinese}


def _charter() -> Fields:
    assumed = {"assumed": True, "text": text("As assumed for a test.", "Принято для проверки.", "为测试而设。")}
    body = {
        "body": "council",
        "names": [{"name": text("Council", "Совет", "理事会")}],
        "level": "ministerial",
        "rhythm": text("every year", "ежегодно", "每年"),
        "function": text("decides", "решает", "决定"),
        "assumed": True,
    }
    return {
        **CITING,
        "version": 1,
        "in_force": "2000-01-01",
        "statuses": [
            {
                "status": "member",
                "name": text("Member", "Государство-член", "成员国"),
                "holders": ["state"],
                "decides": True,
                "seated": True,
                "assumed": True,
            }
        ],
        "bodies": [body],
        "decisions": [{"rule": "consensus", **assumed}],
        "quorum": [{"numerator": 2, "denominator": 3, **assumed}],
        "chair": [assumed],
        "symbols": [
            {
                "series": "council",
                "pattern": "SF/C.{m}/{n}",
                "name": text("Council", "Совет", "理事会"),
                "assumed": True,
            }
        ],
    }


def _founding() -> Iterator[tuple[str, Fields]]:
    title = text("A source made for tests", "Источник для проверок", "测试来源")
    yield "sources.cite", {"source": "S1", "title": title, "weight": "own"}
    yield "charter.adopt", _charter()
    for state in STATES:
        yield "membership.enter_party", {**CITING, "party": state, "kind": "state", "iso": state}
        yield "membership.attest", {**CITING, "party": state, "status": "member", "since": "2000-01-01"}
    yield "meetings.hold", _held(LONG_MEETING, _FIRST_DAY, 9_999_999)
    for item in range(1, LONG_AGENDA + 1):
        yield "meetings.conclude", _outcome(LONG_MEETING, item)


def _held(meeting: str, day: date, number: int) -> Fields:
    return {
        **CITING,
        "meeting": meeting,
        "body": "council",
        "number": number,
        "kind": "regular",
        "title": text(f"Meeting {number}", f"Заседание {number}", f"第{number}次会议"),
        "on": day.isoformat(),
        "place": text("Almaty", "Алма-Ата", "阿拉木图"),
        "host": STATES[number % len(STATES)],
    }


def _outcome(meeting: str, item: int) -> Fields:
    matter = text(
        f"Item {item}: confidence-building measures in the field of the economy",
        f"Пункт {item}: меры доверия в области экономики",
        f"议题{item}：经济领域信任措施",
    )
    return {**CITING, "meeting": meeting, "verb": "discusses", "matter": matter}


def _cycle(number: int) -> Iterator[tuple[str, Fields]]:
    meeting, day = f"meeting-{number}", _FIRST_DAY + timedelta(days=number % 9000)
    held = _held(meeting, day, number)
    yield "meetings.plan", {**{k: v for k, v in held.items() if k != "on"}, "planned": day.isoformat()}
    yield "meetings.hold", held
    yield "meetings.attend", {**CITING, "meeting": meeting, "parties": STATES[:20], "capacity": "member"}
    for item in (1, 2):
        title = text(f"Document {number}.{item}", f"Документ {number}.{item}", f"文件{number}.{item}")
        registered = {"document": f"document-{number}-{item}", "title": title, "kind": "political", "meeting": meeting}
        yield "documents.register", {**CITING, **registered, "on": day.isoformat(), "symbol": f"SF/C.{number}/{item}"}
    yield (
        "documents.sign",
        {**CITING, "document": f"document-{number}-1", "party": STATES[number % len(STATES)], "on": day.isoformat()},
    )
    for item in range(1, 5):
        yield "meetings.conclude", _outcome(meeting, item)


def _all() -> Iterator[tuple[str, Fields]]:
    yield from _founding()
    for number in count(1):
        yield from _cycle(number)


def synthetic_acts(size: int) -> Iterator[Drafted]:
    """Acts that make, with the constitution before them, a record of `size` acts."""
    for line, (type_name, fields) in enumerate(islice(_all(), size - 1), 1):
        yield Drafted(type_name, ACT_TYPES[type_name].body.model_validate(fields), "synthetic", line)


def _constitution() -> Fields:
    names = {name: IDENTITY[name] for name in ("names", "short", "languages")}
    return {
        "forum": "synthetic",
        **names,
        "origin": ORIGIN,
        "keys": [{"office": "registrar", "key": KEY.public.openssh}],
    }


def synthetic_entries(size: int, *, key: PrivateKey = KEY) -> list[bytes]:
    """Entries of a record of `size` acts, signed by `key`; each cites the tree of the last full bundle."""
    made: list[bytes] = []
    edge, seen = Edge(), Seen(0, EMPTY_ROOT)
    for serial, (type_name, fields) in enumerate(islice(_with_constitution(), size), 1):
        made.append(signed_entry(serial, type_name, fields, seen, key))
        edge.append(leaf_hash(made[-1]))
        if edge.size % 256 == 0:
            seen = Seen(edge.size, edge.root())
    return made


def _with_constitution() -> Iterator[tuple[str, Fields]]:
    yield "charter.constitute", _constitution()
    yield from _all()


def signed_entry(serial: int, type_name: str, fields: Fields, seen: Seen, key: PrivateKey = KEY) -> bytes:
    act = Act(
        at="2026-11-23T10:02:11Z",
        body=fields,
        forum="synthetic",
        nonce=f"{serial:021}A",
        office="registrar",
        party="SECRETARIAT",
        seen=seen,
        serial=serial,
        type=type_name,
        v=1,
    )
    line = act_line(act)
    return compose(line, [sign_act(key, line, ORIGIN, SIGNER)], "2026-11-23T10:02:12.345Z")


def synthetic_record(size: int) -> dict[str, bytes]:
    """The files of a record of `size` acts, by path."""
    return files_of(synthetic_entries(size))


def files_of(raw_entries: list[bytes], key: PrivateKey = KEY) -> dict[str, bytes]:
    """The files of a record of these entries, all signed by `key`."""
    files = record_files(raw_entries)
    files[ALLOWED_SIGNERS] = format_allowed_signers([AllowedSigner(SIGNER, key.public)], ORIGIN)
    return files
