"""Writing a note, and registering one that came on paper: nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest

from comity.store import drafts, people, sessions
from comity.store.people import Profile
from comity.web.desk.presence import COOKIE, now
from tests.support.notes import KAZ, LATER, main, page, said, send, text

GOOD = {
    "to": ["MNG"],
    "subject_en": "On rivers",
    "text_en": "One.\r\n\r\nTwo.",
    "precedence": "routine",
    "reply": "none",
    "audience": "participants",
    "notice": "kaz-2026-1",
}


def write(browser, **changes):
    return browser.post("/en/desk/write/", {name: value for name, value in (GOOD | changes).items() if value != ""})


def only_draft(house, party="KAZ"):
    [draft] = drafts.listed(house.vault, party)
    return draft


def test_note_becomes_a_draft_and_is_led_to_be_signed(house, sit):
    answered = write(sit("KAZ", "ambassador"))
    draft = only_draft(house)
    assert answered["Location"] == f"/en/desk/drafts/{draft.id}/sign/"
    assert (draft.kind, draft.audience) == ("notices.send", "participants")
    assert draft.fields == {
        "party": "KAZ",
        "notice": "kaz-2026-1",
        "to": ["MNG"],
        "subject": {"en": "On rivers"},
        "text": {"en": "One.\n\nTwo."},
    }
    assert "To be signed" in page(sit("KAZ", "ambassador"), f"desk/drafts/{draft.id}/sign/")


def test_groups_expand_to_parties_each_once_and_without_ourselves(house, sit):
    write(sit("KAZ", "ambassador"), to=["all:member", "MNG", "SECRETARIAT"])
    assert only_draft(house).fields["to"] == ["CHN", "MNG", "UZB", "SECRETARIAT"]


def test_all_that_can_be_asked_is_in_the_body(house, sit):
    send(house, "kaz-2026-0")
    write(
        sit("KAZ", "ambassador"),
        precedence="immediate",
        reply="answer",
        by_day="2090-05-14",
        by_time="18:00",
        follows="kaz-2026-0",
        text_ru="Раз.",
        subject_zh="河流",
    )
    fields = only_draft(house).fields
    assert fields["by"] == "2090-05-14T18:00:00Z"
    assert (fields["precedence"], fields["reply"], fields["follows"]) == ("immediate", "answer", "kaz-2026-0")
    assert (fields["text"]["ru"], fields["subject"]["zh"]) == ("Раз.", "河流")


def test_time_is_of_the_officers_zone_unless_she_says_utc(house, sit):
    browser = sit("KAZ", "ambassador")
    person = sessions.find(house.vault, browser.cookies[COOKIE].value, now()).person
    people.save(house.vault, person, Profile("A", time_zone="Asia/Almaty"))
    asked = {"reply": "answer", "by_day": "2090-05-14", "by_time": "18:00"}
    write(browser, by_zone="here", **asked)
    assert only_draft(house).fields["by"] == "2090-05-14T13:00:00Z"
    drafts.drop("KAZ", only_draft(house).id)
    write(browser, by_zone="utc", **asked)
    assert only_draft(house).fields["by"] == "2090-05-14T18:00:00Z"


def test_addressees_alone_are_named_as_the_audience(house, sit):
    write(sit("KAZ", "ambassador"), to=["MNG", "CHAIR"], audience="named")
    assert only_draft(house).audience == ("CHAIR", "MNG")


def test_audience_wider_than_the_charters_is_never_taken(house, sit):
    write(sit("KAZ", "ambassador"), audience="public")
    assert only_draft(house).audience == "participants"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subject_en": ""}, "f-subject"),
        ({"text_en": "", "text_ru": "", "subject_ru": "Не потеряй меня"}, "f-text"),
        ({"to": []}, "f-to"),
        ({"notice": "Kaz 2026/1"}, "f-notice"),
        ({"notice": ""}, "f-notice"),
        ({"reply": "answer", "by_day": "soon"}, "f-by_day"),
        ({"reply": "answer", "by_day": "2090-02-30"}, "f-by_day"),
        ({"reply": "answer", "by_day": "2090-02-03", "by_time": "25:00"}, "f-by_day"),
        ({"subject_en": "a\u202eb"}, "f-subject"),
        ({"text_en": "x" * 5000}, "f-text"),
    ],
)
def test_what_is_to_be_mended_is_said_beside_its_field_and_all_is_kept(house, sit, changes, told):
    shown = said(write(sit("KAZ", "ambassador"), **({"text_ru": "Не потеряй меня"} | changes)), 422)
    assert f'href="#{told}"' in shown
    assert f'id="{told}"' in shown
    assert "Не потеряй меня" in shown
    assert drafts.listed(house.vault, "KAZ") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"to": ["XXX"]}, "The act is addressed to XXX, who is not in its audience"),
        ({"reply": "answer", "by_day": "2020-01-01"}, "which has gone by"),
        ({"follows": "no-such-note"}, "There is no notice no-such-note"),
        ({"to": ["BLR"], "audience": "members"}, "who is not in its audience"),
    ],
)
def test_what_the_door_would_refuse_is_refused_with_its_rule(house, sit, changes, told):
    shown = said(write(sit("KAZ", "ambassador"), **changes), 422)
    assert told in text(shown)
    assert "On rivers" in shown


def test_number_is_proposed_in_the_partys_own_count(house, sit):
    browser = sit("KAZ", "ambassador")
    assert f'value="kaz-{now().year}-1"' in page(browser, "desk/write/")
    send(house, f"kaz-{now().year}-1")
    send(house, f"kaz-{now().year}-3")
    assert f'value="kaz-{now().year}-4"' in page(browser, "desk/write/")
    drafts.begin(house.vault, KAZ, "notices.send", {"notice": f"kaz-{now().year}-4"}, now=now())
    assert f'value="kaz-{now().year}-5"' in page(browser, "desk/write/")


def test_number_that_is_taken_is_refused(house, sit):
    send(house)
    assert "There is a notice kaz-2026-1 already." in text(said(write(sit("KAZ", "ambassador")), 422))


def test_note_that_follows_another_begins_with_its_parties_and_audience(house, sit):
    send(house, to=["MNG", "CHN"], audience=("CHN", "MNG"))
    shown = page(sit("MNG", "ambassador"), "desk/write/?follows=kaz-2026-1")
    assert re.findall(r'name="to" value="([A-Z]+)" checked', shown) == ["CHN", "KAZ"]
    assert 'value="named" checked' in shown
    assert 'value="Meeting of experts"' in shown


def test_note_that_may_not_be_read_lends_nothing_to_one_that_follows_it(house, sit):
    send(house, audience=("MNG",), subject="A secret matter")
    assert "secret" not in page(sit("CHN", "ambassador"), "desk/write/?follows=kaz-2026-1")


def test_draft_is_kept_in_order_or_not_and_gone_on_with(house, sit):
    browser = sit("KAZ", "ambassador")
    kept = write(browser, keep="1", to=["all:member"], text_en="", by_day="2090-05-14", by_time="18:00", reply="answer")
    assert kept["Location"] == "/en/desk/drafts/"
    draft = only_draft(house)
    assert "text" not in {name for name, value in draft.fields.items() if value}
    shown = page(browser, f"desk/write/?draft={draft.id}")
    assert 'value="On rivers"' in shown
    assert 'value="2090-05-14"' in shown
    assert re.findall(r'name="to" value="([A-Z]+)" checked', shown) == ["CHN", "MNG", "UZB"]
    assert write(browser, draft=draft.id, to=["MNG"], reply="none").status_code == 302
    assert only_draft(house).id == draft.id
    assert only_draft(house).fields["text"] == {"en": "One.\n\nTwo."}


def test_what_cannot_be_kept_as_it_is_comes_back(house, sit):
    shown = said(write(sit("KAZ", "ambassador"), keep="1", reply="answer", by_day="in a week"), 422)
    assert 'value="in a week"' in shown
    assert drafts.listed(house.vault, "KAZ") == []


def test_draft_of_another_party_is_not_gone_on_with(house, sit):
    write(sit("KAZ", "ambassador"), keep="1")
    draft = only_draft(house)
    assert "On rivers" not in page(sit("MNG", "ambassador"), f"desk/write/?draft={draft.id}")
    write(sit("MNG", "ambassador"), draft=draft.id, to=["KAZ"], notice="mng-2026-1", subject_en="Mine")
    assert only_draft(house).fields["subject"] == {"en": "On rivers"}
    assert only_draft(house, "MNG").fields["subject"] == {"en": "Mine"}


def test_of_two_who_write_on_at_once_neither_loses_anything(house, sit, monkeypatch):
    browser = sit("KAZ", "ambassador")
    write(browser, keep="1")
    draft = only_draft(house)
    monkeypatch.setattr("comity.web.desk.notices.write._earlier", lambda _at, _name: draft)
    write(browser, subject_en="First", keep="1")
    write(browser, subject_en="Second", keep="1", notice="kaz-2026-2")
    assert sorted(each.fields["subject"]["en"] for each in drafts.listed(house.vault, "KAZ")) == ["First", "Second"]


@pytest.mark.parametrize(("party", "officer"), [("KAZ", "administrator"), ("SECRETARIAT", "clerk")])
def test_only_those_who_prepare_acts_write(house, sit, party, officer):
    browser, may = sit(party, officer), officer != "administrator"
    page(browser, "desk/write/", 200 if may else 403)
    assert write(browser, notice=f"{party.lower()}-1").status_code == (302 if may else 403)


def test_words_that_were_typed_come_back_as_text(house, sit):
    hostile = '"><script>alert(1)</script>'
    shown = said(write(sit("KAZ", "ambassador"), subject_en=hostile, text_en=hostile, to=[]), 422)
    assert "<script>alert" not in shown


PAPER = {
    "sender": "MNG",
    "reference": "No. 12-3/456",
    "on": "2026-01-12",
    "received_day": "2026-01-13",
    "received_time": "09:30",
    "subject_en": "Credentials",
    "notice": "paper-2026-1",
    "audience": "usual",
}


def register(browser, **changes):
    return browser.post("/en/desk/paper/", {name: value for name, value in (PAPER | changes).items() if value != ""})


def test_paper_is_registered_by_a_draft(house, sit):
    answered = register(sit("SECRETARIAT", "clerk"))
    draft = only_draft(house, "SECRETARIAT")
    assert answered["Location"] == f"/en/desk/drafts/{draft.id}/sign/"
    assert draft.fields == {
        "notice": "paper-2026-1",
        "sender": "MNG",
        "paper": {"reference": "No. 12-3/456", "on": "2026-01-12"},
        "received": "2026-01-13T09:30:00Z",
        "subject": {"en": "Credentials"},
    }
    assert draft.audience == "participants"


def test_paper_can_be_kept_between_its_sender_and_the_secretariat(house, sit):
    register(sit("SECRETARIAT", "head"), audience="sender")
    assert only_draft(house, "SECRETARIAT").audience == ("MNG",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sender": ""}, "f-sender"),
        ({"reference": ""}, "f-paper"),
        ({"on": "yesterday"}, "f-paper"),
        ({"received_day": ""}, "f-received_day"),
        ({"received_day": "13.1.2026"}, "f-received_day"),
        ({"subject_en": ""}, "f-subject"),
    ],
)
def test_paper_that_is_not_described_is_asked_for(house, sit, changes, told):
    shown = said(register(sit("SECRETARIAT", "head"), **changes), 422)
    assert f'href="#{told}"' in shown
    assert f'id="{told}"' in shown
    assert drafts.listed(house.vault, "SECRETARIAT") == []


def test_paper_of_a_day_to_come_is_refused_with_the_rule(house, sit):
    shown = said(register(sit("SECRETARIAT", "head"), received_day=LATER[:10]), 422)
    assert "1 January 2090" in main(shown)


def test_paper_is_registered_by_the_secretariat_alone(house, sit):
    page(sit("KAZ", "ambassador"), "desk/paper/", 403)
    assert register(sit("KAZ", "ambassador")).status_code == 403
