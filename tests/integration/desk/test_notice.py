"""A notice: the message, its receipts, what may be done with it, and who has opened it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.secretariat.composing import Hat
from comity.store import drafts, readings
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.notes import (
    CHN,
    HEAD,
    KAZ,
    LATER,
    MNG,
    OBSERVER,
    acknowledge,
    answer,
    main,
    page,
    said,
    send,
    text,
    withdraw,
)

NOTICE = "desk/notices/kaz-2026-1/"


def buttons(shown: str) -> list[str]:
    """What can be pressed on a notice's page."""
    return re.findall(r'<(?:a|button) class="button[^>]*>([^<]+)<', shown.split("<main", 1)[1])


def drafted(house, party: str):
    found = drafts.listed(house.vault, party)
    return [(draft.kind, dict(draft.fields), draft.audience) for draft in found]


def test_message_is_shown_in_the_fields_own_form(house, sit):
    send(house, "kaz-2026-0")
    send(house, precedence="priority", reply="answer", by=LATER, follows="kaz-2026-0", to=["MNG", "SECRETARIAT"])
    shown = main(page(sit("MNG", "ambassador"), NOTICE))
    order = [
        "Precedence priority",
        "From Kazakhstan",
        "To Mongolia, The Secretariat",
        "Read by all participants",
        "Number kaz-2026-1",
        "Date and time",
        "Reference kaz-2026-0",
        "Subject Meeting of experts",
        "It takes place. In May.",
        "Remarks Asked for by Sun, 1 Jan 2090, 10:00 UTC: an answer.",
        "End of kaz-2026-1",
    ]
    places = [shown.find(part) for part in order]
    assert -1 not in places, [part for part, place in zip(order, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_paragraphs_are_numbered_and_those_numbered_by_their_author_stay_so(house, sit):
    send(house, "kaz-2026-1", text="One.\n\nTwo.")
    send(house, "kaz-2026-2", text="1. One.\n\n2. Two.")
    send(house, "kaz-2026-3", text="Only one.")
    browser = sit("MNG", "ambassador")
    numbered = [page(browser, f"desk/notices/kaz-2026-{n}/").count('class="paragraphs"') for n in (1, 2, 3)]
    assert numbered == [1, 0, 0]


def test_text_is_shown_in_each_of_its_languages_the_readers_first(house, sit):
    send(house, text={"en": "Rivers", "ru": "Реки", "zh": "河流"}, subject={"en": "Rivers", "zh": "河流"})
    browser = sit("MNG", "ambassador")
    shown = browser.get("/ru/" + NOTICE).content.decode()
    places = [shown.index(words) for words in ('lang="ru" aria-label="Русский"', 'lang="en" aria', 'lang="zh" aria')]
    assert places == sorted(places)


def test_notice_that_may_not_be_read_is_not_there(house, sit):
    send(house, audience=("MNG",), subject="A secret matter")
    secret = [page(sit(*who), NOTICE, 404) for who in (("CHN", "ambassador"), ("SECRETARIAT", "head"))]
    absent = page(sit("CHN", "ambassador"), "desk/notices/no-note/", 404)
    assert "There is no notice no-note that you may read." in text(absent)
    for shown in secret:
        assert "secret" not in shown
        assert main(shown).replace("kaz-2026-1", "no-note") == main(absent)


@pytest.mark.parametrize("tail", ["", "answer/", "withdraw/"])
def test_no_form_tells_of_a_notice_that_may_not_be_read(house, sit, tail):
    send(house, audience=("MNG",))
    browser = sit("CHN", "ambassador")
    assert browser.get(f"/en/{NOTICE}{tail}").status_code == 404
    assert browser.post(f"/en/{NOTICE}{tail}", {"do": "notices.acknowledge"}).status_code == 404
    assert drafted(house, "CHN") == []


def test_answer_to_its_sender_alone_shows_to_nobody_else(house, sit):
    send(house, to=["MNG", "CHN"], reply="answer", by=LATER)
    answer(house, MNG, audience=("KAZ",), text="We object in confidence.", position="objects")
    seen = {party: page(sit(party, "ambassador"), NOTICE) for party in ("KAZ", "MNG", "CHN")}
    assert ["confidence" in shown for shown in seen.values()] == [True, True, False]
    assert "1 answered" in main(seen["KAZ"])
    assert "answered" not in main(seen["CHN"])


def test_buttons_are_those_that_the_door_would_let_through(house, sit):
    send(house, reply="answer", by=LATER)
    others = ["Write a note that follows it"]
    assert buttons(page(sit("MNG", "ambassador"), NOTICE)) == ["Acknowledge it", "Answer it", *others]
    assert buttons(page(sit("KAZ", "ambassador"), NOTICE)) == ["Withdraw it", *others]
    assert buttons(page(sit("CHN", "ambassador"), NOTICE)) == others
    acknowledge(house, MNG)
    assert buttons(page(sit("MNG", "ambassador"), NOTICE)) == ["Answer it", *others]
    withdraw(house, KAZ, "MNG")
    assert buttons(page(sit("MNG", "ambassador"), NOTICE)) == others
    assert buttons(page(sit("KAZ", "ambassador"), NOTICE)) == others


def test_drafter_prepares_what_others_sign_and_an_administrator_does_neither(house, sit):
    send(house, reply="answer", by=LATER)
    assert "Acknowledge it" in buttons(page(sit("MNG", "attache"), NOTICE))
    assert buttons(page(sit("MNG", "administrator"), NOTICE)) == []
    refused = sit("MNG", "administrator").post(f"/en/{NOTICE}", {"do": "notices.acknowledge"})
    assert (refused.status_code, drafted(house, "MNG")) == (200, [])


def test_suspended_party_has_no_buttons(house, sit):
    send(house)
    claimants = [{"name": name, "papers": [{"reference": name, "on": "2026-01-01"}]} for name in ("A", "B")]
    desks.enter(house, HEAD, "officers.contest", party="MNG", claimants=claimants)
    assert buttons(page(sit("MNG", "ambassador"), NOTICE)) == ["Write a note that follows it"]


def test_acknowledgement_is_drafted_for_those_who_read_the_notice(house, sit):
    send(house, audience=("CHN", "MNG"), to=["MNG"])
    answered = sit("MNG", "ambassador").post(f"/en/{NOTICE}", {"do": "notices.acknowledge"})
    [draft] = drafts.listed(house.vault, "MNG")
    assert answered["Location"] == f"/en/desk/drafts/{draft.id}/sign/"
    assert drafted(house, "MNG") == [
        ("notices.acknowledge", {"party": "MNG", "notice": "kaz-2026-1"}, ("CHN", "KAZ", "MNG"))
    ]


def test_acknowledgement_of_what_all_participants_read_is_read_by_them(house, sit):
    send(house)
    sit("MNG", "ambassador").post(f"/en/{NOTICE}", {"do": "notices.acknowledge"})
    assert [audience for _, _, audience in drafted(house, "MNG")] == ["participants"]


def test_answer_is_drafted_with_its_text_and_audience(house, sit):
    send(house, reply="answer", by=LATER)
    form = {"position": "comments", "text_en": "Yes,\r\nbut.", "text_ru": "Да, но.", "readers": "sender"}
    answered = sit("MNG", "ambassador").post(f"/en/{NOTICE}answer/", form)
    assert answered.status_code == 302, text(answered.content.decode())
    body = {"party": "MNG", "notice": "kaz-2026-1", "position": "comments"}
    assert drafted(house, "MNG") == [
        ("notices.answer", body | {"text": {"en": "Yes,\nbut.", "ru": "Да, но."}}, ("KAZ",))
    ]


def test_answer_without_a_position_is_asked_for_it_and_keeps_what_was_typed(house, sit):
    send(house, reply="answer", by=LATER)
    shown = said(sit("MNG", "ambassador").post(f"/en/{NOTICE}answer/", {"text_en": "Typed & kept"}), 422)
    assert "Choose how you answer." in shown
    assert "Typed &amp; kept</textarea>" in shown
    assert drafted(house, "MNG") == []


def test_answer_that_the_door_would_refuse_is_refused_with_the_rule(house, sit):
    send(house, reply="answer", by=LATER)
    withdraw(house, KAZ, "MNG")
    shown = said(sit("MNG", "ambassador").post(f"/en/{NOTICE}answer/", {"position": "agrees"}), 422)
    assert "was withdrawn by act" in shown


def test_withdrawal_is_drafted_for_all_addressees_with_its_reason(house, sit):
    send(house, to=["MNG", "CHN"])
    browser = sit("KAZ", "ambassador")
    assert "Say in a sentence why" in said(browser.post(f"/en/{NOTICE}withdraw/", {}), 422)
    assert browser.post(f"/en/{NOTICE}withdraw/", {"reason_en": "Overtaken."}).status_code == 302
    body = {"party": "KAZ", "notice": "kaz-2026-1", "to": ["MNG", "CHN"], "reason": {"en": "Overtaken."}}
    assert drafted(house, "KAZ") == [("notices.withdraw", body, "participants")]


def test_first_opening_is_noted_and_told_to_the_author_alone(house, sit):
    index = send(house, to=["MNG", "CHN"])
    page(sit("MNG", "ambassador"), NOTICE)
    page(sit("MNG", "ambassador"), NOTICE)
    page(sit("MNG", "counsellor"), NOTICE)
    opened = readings.opened_by(house, index)
    assert [(party, officer) for party, officer, _ in opened] == [("MNG", "ambassador"), ("MNG", "counsellor")]
    assert "1 opened · 1 sent" in main(page(sit("KAZ", "ambassador"), NOTICE))
    assert "opened" not in main(page(sit("CHN", "ambassador"), NOTICE))


def test_reading_of_an_answer_is_noted_for_who_wrote_it(house, sit):
    send(house, reply="answer", by=LATER)
    index = answer(house, MNG)
    page(sit("KAZ", "ambassador"), NOTICE)
    assert [who[0] for who in readings.opened_by(house, index)] == ["KAZ"]


def test_reading_is_sealed(house, sit):
    index = send(house)
    readings.note(house, index, MNG, now())
    with connection.cursor() as cursor:
        cursor.execute('SELECT "mark", "sealed" FROM "store_reading"')
        stored = [(mark, bytes(sealed)) for mark, sealed in cursor.fetchall()]
    assert not any(b"MNG" in sealed or b"ambassador" in sealed or "MNG" in mark for mark, sealed in stored)


def test_which_act_a_reading_is_of_is_not_to_be_seen(house):
    index = send(house)
    readings.note(house, index, MNG, now())
    with connection.cursor() as cursor:
        cursor.execute('SELECT * FROM "store_reading"')
        columns = [value for row in cursor.fetchall() for value in row]
    assert not any(isinstance(value, int) or value == str(index) for value in columns)
    assert len(readings.opened_by(house, index)) == 1


def test_receipts_are_told_in_a_table_as_well(house, sit):
    send(house, to=["MNG", "CHN", "BLR"], reply="answer", by=LATER)
    acknowledge(house, MNG)
    given = answer(house, OBSERVER, text="With pleasure.")
    shown = page(sit("KAZ", "ambassador"), NOTICE)
    table = main(shown).split("Receipts of each addressee", 1)[1]
    assert re.search(rf"Belarus answered .* {given} .*China sent .*Mongolia acknowledged", table)
    assert "Belarus ; it agrees" in main(shown).replace("; ", " ; ").replace("  ", " ")
    assert "With pleasure." in main(shown)


def test_newest_answer_stands_and_the_earlier_one_is_shown_as_such(house, sit):
    send(house, reply="answer", by=LATER)
    answer(house, MNG, position="objects")
    answer(house, MNG, position="agrees")
    shown = main(page(sit("KAZ", "ambassador"), NOTICE))
    assert shown.index("it objects (answered anew since)") < shown.index("it agrees")


@pytest.mark.parametrize("unfit", ["\0", "\uffff", "\u202e"], ids=ascii)
def test_withdrawal_with_letters_that_no_act_holds_comes_back_as_it_was_typed(house, sit, unfit):
    send(house)
    answered = sit("KAZ", "ambassador").post(f"/en/{NOTICE}withdraw/", {"reason_en": f"Over{unfit}taken."})
    shown = said(answered, 422)
    assert "Not as it has to be" in text(shown)
    assert "taken." in shown
    assert drafted(house, "KAZ") == []


def test_withdrawn_notice_says_so_and_why(house, sit):
    send(house)
    withdraw(house, KAZ, "MNG")
    shown = main(page(sit("MNG", "ambassador"), NOTICE))
    assert "Kazakhstan withdrew this note on" in shown
    assert "Why it was withdrawn Overtaken by events." in shown


def test_erased_notice_is_gone_at_once(house, sit):
    index = send(house)
    browser = sit("MNG", "ambassador")
    assert "experts" in page(browser, NOTICE)
    desks.enter(house, KAZ, "openings.erase", act=index, reason="Personal data.")
    assert "experts" not in page(browser, NOTICE, 404)
    assert "experts" not in page(browser, "desk/received/")


def test_words_of_others_are_shown_as_text(house, sit):
    hostile = "<img src=x onerror=alert(1)> {% csrf_token %} {{ request }}"
    send(house, subject=hostile, text=hostile, reply="answer", by=LATER)
    answer(house, MNG, text=hostile)
    for address in (NOTICE, f"{NOTICE}answer/"):
        shown = page(sit("MNG", "ambassador"), address)
        assert "<img src=x" not in shown
        assert hostile in text(shown)


def test_press_of_a_button_needs_the_forms_token(house, sit):
    send(house)
    browser = sit("MNG", "ambassador")
    browser.handler.enforce_csrf_checks = True
    refused = browser.post(f"/en/{NOTICE}", {"do": "notices.acknowledge"})
    assert (refused.status_code, drafted(house, "MNG")) == (403, [])


def test_notice_of_many_answers_costs_few_statements(house, sit):
    send(house, to=["MNG", "CHN", "BLR", "OSCE", "UZB", "SECRETARIAT"], reply="answer", by=LATER)
    for hat in (MNG, CHN, OBSERVER, HEAD, Hat("OSCE", "administrator")):
        answer(house, hat, text="Yes.")
    browser = sit("KAZ", "ambassador")
    page(browser, NOTICE)
    with CaptureQueriesContext(connection) as asked:
        page(browser, NOTICE)
    assert len(asked) <= 60, len(asked)
