"""Acts of documents as they come: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Step
from tests.unit.forum.orders import sittings
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.documents import correct
from tests.unit.forum.orders.notices import FILE

stage = sittings.stage
FIRST = sittings.FIRST


def register(name: str = "draft-1", on: str = "2026-01-01", **said: Any) -> Step:
    return "documents.register", {"document": name, "title": name, "kind": "draft", "on": on} | said


def version(language: str = "en", **said: Any) -> dict[str, Any]:
    return FILE | {"name": f"text.{language}.md", "media_type": "text/markdown", "language": language} | said


def filed(name: str = "draft-1", *, languages: tuple[str, ...] = ("en",), **said: Any) -> Step:
    return register(name, original=languages[0], files=[version(each) for each in languages], **said)


def add(language: str = "ru", **said: Any) -> Step:
    return "documents.add_language", {"document": "draft-1", "file": version(language)} | said


def redistribute(distribution: str = "public", *named: str, **said: Any) -> Step:
    given = {"document": "draft-1", "distribution": distribution, "named": list(named)}
    return "documents.redistribute", given | said


def follow(relation: str, other: str = "draft-1", name: str = "draft-2", **said: Any) -> Step:
    return register(name, **{relation: other}, **said)


FOR_TWO = {"distribution": "named", "named": ["KAZ", "OSCE"]}
NUMBERED = [register(symbol="X-1")]
REVISED = [*NUMBERED, follow("revises", symbol="X-1/Rev.1")]

ACCEPTED: dict[str, Case] = {
    "a document of today, without a source": ([], register()),
    "a document of the day before, where it was done": ([], register(on="2025-12-31")),
    "a document with its files": ([], filed()),
    "a document in three languages": ([], filed(languages=("ru", "en", "zh-Hans"))),
    "a document whose original is not filed": ([], register(languages=["en", "ru"], original="ru")),
    "a document for an item": (sittings.WITH_AGENDA, register(meeting=sittings.NAME, item="2")),
    "a document for some": ([], filed(**FOR_TWO)),
    "a document for the chair": ([], register(distribution="named", named=["CHAIR"])),
    "a revision": (NUMBERED, follow("revises", symbol="X-1/Rev.1")),
    "a revision of the revision": (REVISED, follow("revises", "draft-2", "draft-3", symbol="X-1/Rev.2")),
    "the next revision, said to be of the first text": (REVISED, follow("revises", name="draft-3", symbol="X-1/Rev.2")),
    "an addition": (NUMBERED, follow("adds_to", symbol="X-1/Add.1")),
    "a correction": (NUMBERED, follow("corrects", symbol="X-1/Corr.1")),
    "a correction of a revision": (REVISED, follow("corrects", "draft-2", "draft-3", symbol="X-1/Rev.1/Corr.1")),
    "a revision of a draft without a symbol": ([register()], follow("revises")),
    "a revision in another series": ([register(symbol="F/SUM.2/1")], follow("revises", symbol="F/SUM.2/1/Rev.1")),
    "a translation": ([filed()], add(title={"ru": "Проект"})),
    "the original of a document of history": ([], add("en", document="paper", original=True)),
    "the original after its translation was named": ([register(languages=["en", "ru"], original="ru")], add("ru")),
    "a wider distribution": ([filed(**FOR_TWO)], redistribute("participants")),
    "a distribution to more parties": ([filed(**FOR_TWO)], redistribute("named", "OSCE", "KAZ", "CHN")),
    "a distribution from members to participants": ([filed(distribution="members")], redistribute("participants")),
    "a distribution from named members to all members": (
        [filed(distribution="named", named=["KAZ", "SECRETARIAT"])],
        redistribute("members"),
    ),
    "a narrower distribution of what has no file": ([register()], redistribute("named", "KAZ", reason="r")),
    "a correction of the title of what was translated": (
        [filed(), add(), add("zh-Hans")],
        correct(FIRST, filed(), title="Draft", sources=["S1"], confidence="high"),
    ),
    "a correction of what was revised": (
        REVISED,
        correct(FIRST + 1, REVISED[1], title="Second draft", sources=["S1"], confidence="high"),
    ),
}  # fmt: skip

REFUSED: dict[str, list[Case]] = {
    "sources.wanted": [([], register(on="2025-12-30")), ([], register(on="2026"))],
    "documents.symbol_follows": [
        (NUMBERED, follow("revises", symbol="X-1/Rev.2")),
        (NUMBERED, follow("revises", symbol="X-1/Add.1")),
        (NUMBERED, follow("revises", symbol="X-2")),
        (NUMBERED, follow("revises")),
        ([register()], follow("revises", symbol="X-1")),
        (REVISED, follow("revises", "draft-2", "draft-3", symbol="X-1/Rev.1/Rev.1")),
        (REVISED, follow("corrects", "draft-2", "draft-3", symbol="X-1/Corr.1")),
    ],
    "documents.relation_wanted": [(NUMBERED, register("draft-2", symbol="X-1/Rev.1"))],
    "documents.base_unknown": [([], register(symbol="X-1/Rev.1"))],
    "sources.kept": [
        ([filed()], correct(FIRST, filed(), **changed, sources=["S1"], confidence="high"))
        for changed in (
            {"files": [version(sha256="b" * 64)]},
            {"distribution": "members"},
            FOR_TWO,
        )
    ],
    "sources.correction_breaks": [
        # What others follow keeps its symbol.
        (REVISED, correct(FIRST, NUMBERED[0], symbol=None, sources=["S1"], confidence="high")),
    ],
    "documents.language_there": [([filed()], add("en")), ([filed(), add()], add())],
    "documents.original_wanted": [([], add(document="paper")), ([register()], add())],
    "documents.original_there": [([filed()], add(original=True))],
    "documents.narrower": [
        ([filed()], redistribute("participants")),
        ([filed(distribution="participants")], redistribute("members")),
        ([filed(distribution="members")], redistribute("named", "KAZ", "CHN")),
        ([filed(**FOR_TWO)], redistribute("members")),
        ([filed(**FOR_TWO)], redistribute("named", "KAZ", "CHN")),
    ],
    "documents.same_readers": [
        ([filed()], redistribute()),
        ([filed(**FOR_TWO)], redistribute("named", "OSCE", "KAZ")),
    ],
    "meetings.item_unknown": [(sittings.WITH_AGENDA, register(meeting=sittings.NAME, item="3"))],
    "meetings.no_agenda": [(sittings.SITS, register(meeting=sittings.NAME, item="1"))],
    "membership.party_unknown": [
        ([], register(distribution="named", named=["THA"])),
        ([filed(**FOR_TWO)], redistribute("named", "KAZ", "OSCE", "THA")),
    ],
    "kernel.unknown": [
        ([], follow("revises")),
        ([], follow("adds_to")),
        ([], follow("corrects")),
        ([], add()),
        ([], redistribute()),
    ],
    "sources.not_correctable": [([filed(), add()], correct(FIRST + 1, add()))],
    "kernel.body_malformed": [
        ([], follow("revises", adds_to="paper")),
        ([], register(files=[version()])),
        ([], register(original="en")),
        ([], register(original="en", files=[version(), version(size=2)])),
        ([], register(item="1")),
        ([], register(distribution="named")),
        ([], register(named=["KAZ"])),
        ([], register(distribution="named", named=["KAZ", "KAZ"])),
        ([], register(original="en", files=[version(sha256="0")])),
        ([filed()], redistribute("members", "KAZ")),
    ],
}  # fmt: skip
