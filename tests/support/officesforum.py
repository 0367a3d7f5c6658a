"""The small forum with a chair, posts, a seat and claims: what the pages of the house's offices are tested with."""

from __future__ import annotations

from typing import Any

from tests.support.memorylibrary import MemoryLibrary
from tests.support.small_forum import Act, act, fact, forum_data, meeting

FURTHER: tuple[Act, ...] = (
    fact("offices.elect_chair", term="kaz-2002", state="KAZ", since="2002-06-04", until="2004"),
    fact("offices.take_chair", term="kaz-2002", on="2002-06-04", meeting="summit-1"),
    fact("offices.extend_chair", term="kaz-2002", until="2006", on="2004-11-01", note="Prolonged once."),
    fact(
        "offices.elect_chair",
        term="mng-2006",
        state="MNG",
        since="2006",
        on="2005-05-05",
        body="summit",
        path="silence",
    ),
    fact("offices.take_chair", term="mng-2006", on="2006-06-17"),
    fact("offices.retitle", post="executive-head", title="Executive Director", since="2006-06-17"),
    fact("offices.appoint", post="executive-head", tenure="first", person="A. Person", nationality="KAZ", since="2006"),
    fact("offices.leave", post="executive-head", tenure="first", on="2008-03"),
    fact("offices.retitle", post="executive-head", title="Secretary General", since="2022-10-13"),
    fact("offices.seat", place="Almaty", premises="a house", since="2006-06-17"),
    meeting(2, number=2),
    act(
        "sources.claim",
        claim="line-7",
        source="S1",
        line=7,
        quote="公报",
        says="The first summit was held in 2001.",
        why="The day is known.",
        follows=["S1"],
        question={"kind": "held", "meeting": "summit-1", "on": "2001"},
    ),
    act(
        "sources.claim",
        claim="side-a",
        source="S1",
        group="when",
        says="It was held in 2000.",
        why="So it was.",
        question={"kind": "held", "meeting": "summit-1", "on": "2000"},
    ),
    act(
        "sources.claim",
        claim="side-b",
        source="S1",
        group="when",
        says="It was held in 1999.",
        why="A slip.",
        question={"kind": "held", "meeting": "summit-1", "on": "1999"},
    ),
)
"""Acts 10 to 23."""


def offices_library() -> MemoryLibrary:
    return MemoryLibrary(forum_data(*FURTHER))


def plainly(said: Any) -> Any:
    """What pages say, with plain spaces where the wording ties words together, and dates in their full wording only."""
    if isinstance(said, str):
        return said.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    if isinstance(said, dict):
        wanted = ("edtf", "text") if "edtf" in said else said
        return {name: plainly(said[name]) for name in wanted}
    if isinstance(said, (list, tuple)):
        return type(said)(plainly(part) for part in said)
    return said
