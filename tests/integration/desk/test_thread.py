"""The thin thread: a note is written, signed, listed at its addressee's desk, opened, acknowledged; its sender sees it."""

from __future__ import annotations

from comity.secretariat.composing import Hat
from tests.support import desks

KAZ, MNG = Hat("KAZ", "ambassador"), Hat("MNG", "ambassador")


def send(house, hat=KAZ, notice="kaz-2026-1", **said):
    note = {"to": ["MNG"], "subject": "A meeting of experts", "text": "It takes place.\n\nIn May."} | said
    return desks.enter(house, hat, "notices.send", party=hat.party, notice=notice, **note).index


def page(browser, address, status=200):
    answer = browser.get(f"/en/{address}")
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_thread(house, sit):
    send(house, reply="acknowledgement", by="2030-01-01T00:00:00Z")
    mng, kaz = sit("MNG", "ambassador"), sit("KAZ", "ambassador")
    for address in ("desk/", "desk/received/", "desk/sent/", "desk/notices/kaz-2026-1/", "desk/write/", "desk/export/"):
        page(mng, address)
        page(kaz, address)
    page(mng, "desk/notices/kaz-2026-1/answer/")
    page(kaz, "desk/notices/kaz-2026-1/withdraw/")
    head = sit("SECRETARIAT", "head")
    for address in ("desk/", "desk/record/", "desk/paper/", "desk/received/?show=awaited&q=meeting&year=2026"):
        page(head, address)
    done = mng.post("/en/desk/notices/kaz-2026-1/", {"do": "notices.acknowledge"})
    assert done.status_code == 302, done.content.decode()
