"""Notes between the parties of the desks' forum, entered as their officers would, and pages of desks as text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from comity.forum.registry import ACT_TYPES
from comity.record.entry import Seen
from comity.secretariat.clock import stated_at
from comity.secretariat.composing import Hat, Heading, draw_up
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse
    from django.test import Client

    from comity.forum.openings.opening import Audience
    from comity.store.house import House

KAZ, MNG, CHN, CHAIR = (Hat(party, "ambassador") for party in ("KAZ", "MNG", "CHN", "CHAIR"))
HEAD = Hat("SECRETARIAT", "head")
OBSERVER = Hat("BLR", "administrator")
LATER = "2090-01-01T10:00:00Z"


def send(
    house: House, notice: str = "kaz-2026-1", hat: Hat = KAZ, audience: Audience | None = None, **said: Any
) -> int:
    note = {"to": ["MNG"], "subject": "Meeting of experts", "text": "It takes place.\n\nIn May."} | said
    return desks.enter(house, hat, "notices.send", audience=audience, party=hat.party, notice=notice, **note).index


def send_all(house: House, hat: Hat, notes: Sequence[Mapping[str, Any]], audience: Audience = "participants") -> None:
    """Send many notes at once."""
    drawer = desks.drawer(house)
    for start in range(0, len(notes), 100):
        first, head = drawer.due(hat.party), house.door.head
        assert head is not None
        signed = []
        for serial, said in enumerate(notes[start : start + 100], first):
            body = ACT_TYPES["notices.send"].body.model_validate(said)
            heading = Heading(house.folder.forum, serial, Seen(head.size, head.root), stated_at(house.clock.now()))
            signed.append(desks.signed(house, hat, draw_up(heading, hat, "notices.send", body, audience)))
        house.door.enter_all(signed)


def acknowledge(house: House, hat: Hat, notice: str = "kaz-2026-1", audience: Audience | None = None) -> int:
    said = {"party": hat.party, "notice": notice}
    return desks.enter(house, hat, "notices.acknowledge", audience=audience, **said).index


def answer(house: House, hat: Hat, notice: str = "kaz-2026-1", audience: Audience | None = None, **further: Any) -> int:
    said = {"party": hat.party, "notice": notice, "position": "agrees"} | further
    return desks.enter(house, hat, "notices.answer", audience=audience, **said).index


def withdraw(house: House, hat: Hat, *to: str, notice: str = "kaz-2026-1") -> int:
    said = {"party": hat.party, "notice": notice, "to": list(to), "reason": "Overtaken by events."}
    return desks.enter(house, hat, "notices.withdraw", **said).index


def page(browser: Client, address: str, status: int = 200, **headers: str) -> str:
    """The page at an address below the language, as it is sent."""
    answered = browser.get(f"/en/{address}", headers=headers)
    return said(answered, status)


def said(answered: HttpResponse, status: int = 200) -> str:
    found = answered.content.decode()
    assert answered.status_code == status, text(found)[:2000]
    return found


def text(page: str) -> str:
    """What a page says, without its marks."""
    body = re.sub(r"(?s)<(script|style).*?</\1>", " ", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def main(page: str) -> str:
    """What stands between the running head and the colophon."""
    return text(page.split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1])
