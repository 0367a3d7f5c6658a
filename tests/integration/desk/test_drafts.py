from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import Hat
from comity.store import drafts
from comity.store.house import House
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.actsdesk import Leaf, Officer, officer
from tests.support.formfields import FormFields, form_fields

HOSTILE = "<script>alert(1)</script>\"'&amp;"
NOTE = {"party": "KAZ", "notice": "kaz-1", "to": ["MNG"], "subject": {"en": "Flood"}, "text": {"en": "Water rises."}}


@pytest.fixture
def attache(house: House) -> Officer:
    """An officer of Kazakhstan who prepares acts and signs none."""
    return officer(house, "KAZ", "attache")


@pytest.fixture
def counsellor(house: House) -> Officer:
    return officer(house, "KAZ", "counsellor")


def form_of(leaf: Leaf, name: str) -> FormFields:
    return form_fields(leaf.text, f"/en/desk/drafts/{name}/")


def send(who: Officer, name: str, page: Leaf | None = None, do: str = "save", **typed: Any) -> Leaf:
    """Send the form of a draft as it stands, with some of its fields typed anew."""
    form = form_of(page or who.get(f"drafts/{name}/"), name)
    return who.post(f"drafts/{name}/", **{**form.fields, **typed, "do": do})


def begin(who: Officer, kind: str) -> str:
    leaf = who.post(f"acts/new/{kind}/")
    assert leaf.status == 302, leaf.plain
    return leaf.response.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def fields(who: Officer, name: str) -> dict[str, Any]:
    found = who.draft(name)
    assert found is not None
    return dict(found.fields)


def test_types_to_begin_are_those_of_the_charter(attache: Officer, house: House) -> None:
    page = attache.get("acts/new/")
    assert "Note to other parties" in page.plain
    assert "signed by Ambassador (ambassador) and Counsellor (counsellor)" in page.plain
    assert "Adoption of the charter" not in page.plain
    secretariat = officer(house, "SECRETARIAT", "head").get("acts/new/")
    assert "Adoption of the charter" in secretariat.plain
    assert "Constitution of the forum" not in secretariat.plain


def test_type_that_is_anothers_is_not_begun_and_the_rule_is_told(attache: Officer) -> None:
    for leaf in (attache.get("acts/new/charter.adopt/"), attache.post("acts/new/charter.adopt/")):
        assert (leaf.status, leaf.code) == (422, "officers.not_theirs_to_enter")
    assert attache.get("drafts/").plain.count("There are no drafts") == 1


@pytest.mark.parametrize("kind", ["no.such_type", "charter.constitute"])
def test_type_that_is_begun_at_no_desk_leads_back_to_the_list(attache: Officer, kind: str) -> None:
    leaf = attache.post(f"acts/new/{kind}/")
    assert (leaf.status, leaf.response.headers["Location"]) == (302, "/en/desk/acts/new/")


def test_every_type_can_be_begun_and_its_form_sends_back_what_it_holds(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    for kind in ACT_TYPES.keys() - {"charter.constitute"}:
        name = begin(head, kind)
        before = fields(head, name)
        assert send(head, name).status == 302
        assert fields(head, name) == before
        page = send(head, name, do="sign")
        assert (page.status, "To look at before this can be signed" in page.plain) == (422, True), kind


def test_note_is_written_kept_and_led_to_its_signature(attache: Officer) -> None:
    name = begin(attache, "notices.send")
    typed = {
        "notice": " kaz-1 ",
        "to": ["MNG", "CHN"],
        "subject.en": "Flood",
        "subject.ru": "Паводок",
        "text.en": "Water rises.\r\nHelp.",
        "reply": "answer",
        "by": "2031-02-03T04:05",
    }
    leaf = send(attache, name, **typed)
    assert leaf.response.headers["Location"] == f"/en/desk/drafts/{name}/?kept=1"
    assert fields(attache, name) == {
        "party": "KAZ",
        "notice": "kaz-1",
        "to": ["MNG", "CHN"],
        "subject": {"en": "Flood", "ru": "Паводок"},
        "text": {"en": "Water rises.\nHelp."},
        "reply": "answer",
        "by": "2031-02-03T04:05:00Z",
    }
    assert "Kept." in attache.get(f"drafts/{name}/?kept=1").plain
    leaf = send(attache, name, do="sign")
    assert leaf.response.headers["Location"] == f"/en/desk/drafts/{name}/sign/"


def test_what_is_wrong_is_said_at_its_field_and_everything_typed_is_kept(attache: Officer) -> None:
    name = begin(attache, "notices.send")
    page = send(attache, name, do="sign", **{"notice": "Not A Slug!", "text.en": HOSTILE, "by": "tomorrow"})
    assert page.status == 422
    for said in (
        "Number of the note: “Not A Slug!” is not written as is said here",
        "To: it is missing",
        "Subject: it is missing",
    ):
        assert said in page.plain
    assert HOSTILE not in page.text
    form = form_of(page, name)
    assert (form.fields["notice"], form.fields["text.en"], form.fields["by"]) == (
        ["Not A Slug!"],
        [HOSTILE],
        ["tomorrow"],
    )
    assert 'href="#f-notice"' in page.text
    assert 'id="f-notice"' in page.text
    assert fields(attache, name)["text"] == {"en": HOSTILE}


def test_text_is_kept_in_the_form_that_the_record_takes(attache: Officer) -> None:
    name = begin(attache, "notices.send")
    send(attache, name, **{"subject.ru": "и\u0306"})
    assert fields(attache, name)["subject"] == {"ru": "\u0439"}


def test_lists_grow_and_shrink_without_a_script(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    name = begin(head, "officers.contest")
    leaf = send(head, name, do="add:claimants")
    assert leaf.response.headers["Location"] == f"/en/desk/drafts/{name}/#f-claimants"
    send(head, name, do="add:claimants", **{"claimants.0.name.en": "One"})
    send(head, name, do="add:claimants.0.papers", **{"claimants.1.name.en": "Other"})
    assert fields(head, name)["claimants"] == [{"name": {"en": "One"}, "papers": [{}]}, {"name": {"en": "Other"}}]
    page = head.get(f"drafts/{name}/")
    assert "claimants.0.papers.0.reference" in form_of(page, name).fields
    send(head, name, do="remove:claimants.0")
    assert fields(head, name)["claimants"] == [{"name": {"en": "Other"}}]
    send(head, name, do="add:claimants")
    send(head, name)
    assert fields(head, name)["claimants"] == [{"name": {"en": "Other"}}], "an entry that nobody filled in goes"


def test_list_is_not_said_to_be_short_where_its_entries_are_unfinished(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    name = head.begin("officers.contest", party="KAZ", claimants=[{"name": "One"}, {"name": "Other"}])
    page = head.get(f"drafts/{name}/?mend=1")
    assert page.plain.count("Papers: it is missing") == 2
    assert "must be given" not in page.plain
    name = head.begin("officers.contest", party="KAZ", claimants=[])
    assert "at least 2 must be given" in head.get(f"drafts/{name}/?mend=1").plain


@pytest.mark.parametrize("place", ["", "nowhere", "claimants.7.papers", "claimants.x", "party", "claimants.0.name"])
def test_entry_of_no_list_is_not_added(house: House, place: str) -> None:
    head = officer(house, "SECRETARIAT", "head")
    name = begin(head, "officers.contest")
    assert send(head, name, do=f"add:{place}").status == 302
    assert send(head, name, do=f"remove:{place}").status == 302
    assert fields(head, name) == {}


def test_fields_of_one_of_several_kinds_are_shown_once_the_kind_is_chosen(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    name = begin(head, "sources.claim")
    assert "question.status" not in form_of(head.get(f"drafts/{name}/"), name).fields
    send(head, name, do="choose:question", **{"question.kind": "count"})
    page = head.get(f"drafts/{name}/")
    assert {"question.status", "question.on", "question.number"} <= form_of(page, name).fields.keys()
    page = send(head, name, page, do="sign", **{"question.number": "many", "question.status": "member"})
    assert "Number: it must be a whole number" in page.plain
    assert fields(head, name)["question"] == {"kind": "count", "status": "member", "number": "many"}


def test_corrected_body_is_typed_as_json_and_kept_where_it_is_none(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    name = begin(head, "sources.correct")
    page = send(head, name, do="sign", body='{"a": 1, "a": 2}', act="6")
    assert "it must be a table of fields" in page.plain
    assert form_of(page, name).fields["body"] == ['{"a": 1, "a": 2}']
    send(head, name, body='{"a": [1, ""]}')
    assert fields(head, name) == {"act": 6, "body": {"a": [1, ""]}}


def test_party_is_fixed_where_it_acts_for_itself_only(attache: Officer, house: House) -> None:
    own = form_of(attache.get(f"drafts/{begin(attache, 'officers.dismiss')}/"), "x")
    assert own.fields == {}
    name = begin(attache, "officers.dismiss")
    page = attache.get(f"drafts/{name}/")
    assert form_of(page, name).fields["party"] == ["KAZ"]
    assert '<select id="f-party"' not in page.text
    head = officer(house, "SECRETARIAT", "head")
    assert '<select id="f-party"' in head.get(f"drafts/{begin(head, 'officers.dismiss')}/").text


def test_audience_is_chosen_among_what_the_charter_leaves(attache: Officer) -> None:
    name = begin(attache, "notices.send")
    page = attache.get(f"drafts/{name}/")
    assert form_of(page, name).fields["audience"] == ["participants"]
    assert 'value="public"' not in page.text
    send(attache, name, audience="named", readers=["MNG", "CHN", "MNG"])
    draft = attache.draft(name)
    assert draft is not None
    assert draft.audience == ("CHN", "MNG")
    send(attache, name, audience="public")
    draft = attache.draft(name)
    assert draft is not None
    assert draft.audience == ("CHN", "MNG"), "what is not to be chosen is passed over"


def test_audience_of_nobody_is_told_and_cannot_be_signed(attache: Officer) -> None:
    name = attache.begin("notices.send", **NOTE)
    page = send(attache, name, do="sign", audience="named")
    assert (page.status, "Name at least one party that may read it." in page.plain) == (422, True)
    leaf = attache.read(name)
    assert (leaf.status, leaf.response.headers["Location"]) == (302, f"/en/desk/drafts/{name}/?mend=1")


def test_draft_that_another_changed_meanwhile_shows_both_and_loses_neither(
    attache: Officer, counsellor: Officer
) -> None:
    name = attache.begin("notices.send", **NOTE)
    page = attache.get(f"drafts/{name}/")
    send(counsellor, name, **{"subject.en": "High water"})
    conflict = send(attache, name, page, **{"subject.en": "Inundation"})
    assert conflict.status == 409
    assert "Your officer Counsellor (counsellor) has changed this draft" in conflict.plain
    assert "High water" in conflict.plain
    assert form_of(conflict, name).fields["subject.en"] == ["Inundation"]
    assert fields(attache, name)["subject"] == {"en": "High water"}
    assert send(attache, name, conflict).status == 302
    assert fields(attache, name)["subject"] == {"en": "Inundation"}


def test_two_who_typed_the_same_do_not_stand_in_each_others_way(attache: Officer, counsellor: Officer) -> None:
    name = attache.begin("notices.send", **NOTE)
    page = attache.get(f"drafts/{name}/")
    send(counsellor, name, **{"subject.en": "High water"})
    assert send(attache, name, page, **{"subject.en": "High water"}).status == 302


def test_reading_an_act_that_is_to_be_signed_changes_nothing_for_who_is_writing(
    attache: Officer, counsellor: Officer
) -> None:
    name = attache.begin("notices.send", **NOTE)
    page = attache.get(f"drafts/{name}/")
    assert counsellor.read(name).status == 200
    assert send(attache, name, page, **{"subject.en": "Inundation"}).status == 302


def test_draft_of_another_party_is_not_there(attache: Officer, house: House) -> None:
    name = attache.begin("notices.send", **NOTE)
    stranger = officer(house, "MNG", "ambassador")
    for leaf in (
        stranger.get(f"drafts/{name}/"),
        stranger.read(name),
        stranger.get(f"drafts/{name}/act/"),
        stranger.post(f"drafts/{name}/", do="drop"),
        stranger.post(f"drafts/{name}/sign/", anew="1"),
    ):
        assert (leaf.status, "No such draft" in leaf.plain, "Flood" in leaf.text) == (404, True, False)
    assert attache.draft(name) is not None


def test_officer_who_reads_sees_drafts_and_changes_none(attache: Officer, house: House) -> None:
    who = {"party": "KAZ", "officer": "intern"}
    administrator = officer(house, "KAZ", "administrator")
    enrol = administrator.begin("officers.enrol", office={"en": "Intern"}, functions=["reader"], **who)
    administrator.entered(enrol)
    administrator.entered(administrator.begin("officers.add_key", **key_of_intern()))
    intern = officer(house, "KAZ", "intern")
    name = attache.begin("notices.send", **NOTE)
    page = intern.get(f"drafts/{name}/")
    assert (page.status, "You read for your party" in page.plain) == (200, True)
    for leaf in (send(intern, name, page, do="drop"), intern.post("acts/new/notices.send/")):
        assert (leaf.status, "Only for reading" in leaf.plain) == (403, True)
    assert attache.draft(name) is not None


def key_of_intern() -> dict[str, Any]:
    key = desks.passkey(Hat("KAZ", "intern")).public.openssh
    return {"party": "KAZ", "officer": "intern", "key": key, "origins": [desks.WEB_ORIGIN]}


def test_list_is_complete_and_sifted_by_type(attache: Officer, counsellor: Officer) -> None:
    attache.begin("notices.send", **NOTE)
    attache.begin("notices.acknowledge", party="KAZ")
    page = counsellor.get("drafts/")
    assert "Kazakhstan writes to Mongolia: “Flood”." in page.plain
    assert "2 drafts" in page.plain
    sifted = counsellor.get("drafts/?type=notices.acknowledge")
    assert ("Flood" in sifted.plain, "Acknowledgement of a note" in sifted.plain) == (False, True)
    none = counsellor.get("drafts/?type=sources.cite")
    assert "There is no draft of this type." in none.plain


def test_draft_of_a_type_that_is_not_known_any_more_is_kept_and_holds_up_no_other(attache: Officer) -> None:
    name = attache.begin("notices.of_another_time", **NOTE)
    attache.begin("notices.send", **NOTE)
    listed = attache.get("drafts/")
    assert ("notices.of_another_time" in listed.plain, "Kazakhstan writes to Mongolia" in listed.plain) == (True, True)
    for leaf in (attache.get(f"drafts/{name}/"), attache.read(name), attache.post(f"drafts/{name}/", do="sign")):
        assert (leaf.status, "Of another version" in leaf.plain) == (409, True)
    assert attache.draft(name) is not None


def test_draft_that_is_dropped_is_gone(attache: Officer) -> None:
    name = attache.begin("notices.send", **NOTE)
    assert send(attache, name, do="drop").response.headers["Location"] == "/en/desk/drafts/"
    assert attache.get(f"drafts/{name}/").status == 404


def test_texts_of_others_are_escaped_wherever_drafts_show_them(attache: Officer, counsellor: Officer) -> None:
    said = NOTE | {"subject": {"en": HOSTILE}, "notice": HOSTILE, "to": [HOSTILE], "reply": HOSTILE, "files": HOSTILE}
    name = attache.begin("notices.send", audience=(HOSTILE,), **said)
    page = counsellor.get(f"drafts/{name}/?mend=1")
    kept = send(counsellor, name, page)
    found = counsellor.draft(name)
    assert found is not None
    drafts.save(counsellor.house.vault, replace(found, fields=said), now=now())
    conflict = send(attache, name, page, **{"subject.en": "x"})
    for leaf in (page, kept, conflict, counsellor.get("drafts/")):
        assert "<script>alert" not in leaf.text
