"""The depositary's desk: what it keeps, receives and notifies."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.actsdesk import officer


def head(told):
    return officer(told.house, "SECRETARIAT", "head")


def test_the_board_says_what_stands_what_is_missing_and_what_is_to_be_notified(told):
    page = head(told).get("treaties/")
    assert page.status == 200
    assert "Accord on Floods" in page.plain
    assert "not in force; 2 instruments are missing" in page.plain
    assert "2 things are to be notified" in page.plain


def test_the_first_page_of_the_depositary_says_what_is_to_be_notified(told):
    page = head(told).get("").plain
    assert "Accord on Floods The Secretariat as depositary; 2 things are to be notified" in page
    assert "are to be notified" not in officer(told.house, "KAZ", "ambassador").get("").plain


def test_a_treaty_is_shown_with_what_may_be_received_now(told):
    page = head(told).get("treaties/accord/")
    assert page.status == 200
    for label in ("Deposit an instrument", "Receive full powers", "Enter a signature", "Propose to correct an error"):
        assert label in page.plain
    assert "Give notice of withdrawal" not in page.plain


def test_a_deposit_says_at_once_what_follows(told):
    told.deposit("CHN")
    given = {"party": "UZB", "instrument": "accession", "reference": "No. 1", "dated": "2026-11-23"}
    desk = head(told)
    sentence = "This is the 3rd instrument: the treaty enters into force on 23 December 2026, the 30th day after."
    assert sentence in desk.post("treaties/accord/deposit/", look="1", **given).plain.replace("\xa0", " ")
    sent = desk.post("treaties/accord/deposit/", **given)
    assert sent.status == 302
    signing = desk.get(sent.response.headers["Location"].removeprefix("/en/desk/"))
    assert sentence in signing.plain.replace("\xa0", " ")


def test_what_is_refused_comes_back_with_the_rule_and_all_that_was_typed(told):
    given = {"party": "UZB", "instrument": "ratification", "reference": "No. 7-7", "dated": "2026-11-23"}
    page = head(told).post("treaties/accord/deposit/", **given)
    assert page.status == 422
    assert "Uzbekistan has not signed “Accord on Floods”" in page.plain
    assert 'value="No. 7-7"' in page.text
    assert '<option value="UZB" selected>' in page.text


def test_a_wrong_date_is_said_beside_its_field(told):
    given = {"party": "UZB", "instrument": "accession", "reference": "No. 1", "dated": "yesterday"}
    page = head(told).post("treaties/accord/deposit/", **given)
    assert page.status == 422
    assert "yesterday" in page.text
    assert "to be looked at" in page.plain


def draft_of(response):
    assert response.status == 302, response.plain
    return re.search(r"/drafts/([^/]+)/sign/", response.response.headers["Location"])[1]


def test_a_notification_is_proposed_with_its_number_what_it_tells_and_its_words(told):
    told.paper("KAZ", "reserve", kind="reservation", moment="deposit", text={"en": "Not article 7."})
    desk = head(told)
    page = desk.get("treaties/accord/notify/")
    assert "C.N.1.2026" in page.plain
    assert page.text.count('name="about"') == page.text.count(" checked")
    assert "Its text: “Not article 7.”" in page.plain
    assert "One may object to what was declared until 23 November 2027." in page.plain.replace("\xa0", " ")
    given = re.search(r'name="text_en"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)[1]
    fields = desk.draft(draft_of(desk.post("treaties/accord/notify/", about=["57", "58"], text_en=given))).fields
    assert (fields["notification"], fields["about"]) == ("C.N.1.2026", [57, 58])


def test_a_notification_of_nothing_is_none(told):
    page = head(told).post("treaties/accord/notify/", text_en="Nothing.")
    assert page.status == 422
    assert "Tick at least one thing that it tells of." in page.plain
    assert "Nothing.</textarea>" in page.text


def test_the_day_of_entry_into_force_is_told_by_a_notification(told):
    told.deposit("CHN")
    told.deposit("UZB")
    desk = head(told)
    page = desk.get("treaties/accord/notify/")
    assert "that the treaty enters into force on 23 December 2026" in page.plain.replace("\xa0", " ")
    desk.entered(draft_of(desk.post("treaties/accord/notify/", about=["in_force"], text_en="It enters into force.")))
    assert (
        "The treaty enters into force on" not in desk.get("treaties/accord/").plain.split("Enter what was received")[0]
    )


def test_receipts_are_shown_by_party_and_entered_on_paper(told):
    told.notify(1, told.acts["deposit"])
    desk = head(told)
    page = desk.get("treaties/notifications/C.N.1.2026/")
    assert "Not acknowledged yet: China, Kazakhstan, Mongolia, Uzbekistan" in page.plain
    wrong = desk.post("treaties/notifications/C.N.1.2026/", party="UZB", reference="", dated="")
    assert wrong.status == 422
    given = {"party": "UZB", "reference": "No. 3", "dated": "2026-11-23"}
    desk.entered(draft_of(desk.post("treaties/notifications/C.N.1.2026/", **given)))
    assert "1 of 4" in desk.get("treaties/").plain


def test_a_treaty_is_registered_by_its_clauses(told):
    document = {"document": "pact", "title": {"en": "Pact on Parcels"}, "kind": "treaty", "on": "2026-11-23"}
    told.enter("SECRETARIAT", "documents.register", **document)
    desk = head(told)
    clauses = {
        "treaty": "pact",
        "adopted": "2026-11-23",
        "open_to": ["to-member"],
        "ways": ["ratification", "accession"],
        "instruments": "2",
        "share": "1/2",
        "share_of": "signatories",
        "after": "3",
        "runs": "months",
        "reservations": "listed",
        "reservable": "7, 9(2)",
        "objection_months": "12",
        "languages": ["in-en"],
    }
    wrong = desk.post("treaties/register/", **{**clauses, "instruments": "some"})
    assert wrong.status == 422
    assert 'value="some"' in wrong.text
    assert re.search(r'value="accession" checked', wrong.text)
    fields = desk.draft(draft_of(desk.post("treaties/register/", **clauses))).fields
    share = {"numerator": 1, "denominator": 2, "of": "signatories"}
    assert fields["entry"] == {"instruments": 2, "share": share, "after": {"months": 3}}
    assert fields["reservable"] == ["7", "9(2)"]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("full-powers", {"powers": ["sign"], "issued_by": "foreign_minister"}, {"powers": ["sign"]}),
        ("sign", {"mode": "definitive", "signed_by": "head_of_state", "at_en": "Astana"}, {"at": {"en": "Astana"}}),
        ("deposit", {"instrument": "accession", "form": "not", "why_en": "No seal."}, {"in_good_form": False}),
    ],
)
def test_what_a_party_does_is_entered_on_its_paper(told, name, given, said):
    paper = {"party": "CHN", "reference": "No. 5", "dated": "2026-11-20", "on": "2026-11-23"}
    desk = head(told)
    fields = desk.draft(draft_of(desk.post(f"treaties/accord/{name}/", **paper, **given))).fields
    assert fields["paper"] == {"reference": "No. 5", "on": "2026-11-20"}
    assert fields["on"] == "2026-11-23"
    assert said.items() <= fields.items()


def test_the_scan_of_a_paper_is_kept_and_named_by_its_digest(told):
    scan = SimpleUploadedFile("note.pdf", b"%PDF-1.7 the note")
    given = {"party": "CHN", "reference": "No. 5", "dated": "2026-11-20", "instrument": "accession", "files": scan}
    desk = head(told)
    paper = desk.draft(draft_of(desk.post("treaties/accord/deposit/", **given))).fields["paper"]
    assert (paper["size"], paper["media_type"]) == (17, "application/pdf")


def test_a_correction_is_proposed_objected_to_or_made(told):
    desk = head(told)
    given = {"languages": ["ru"], "text_en": "In article 2, read “water”.", "days": "30"}
    proposed = desk.entered(draft_of(desk.post("treaties/accord/propose-correction/", **given)))
    early = desk.get("treaties/accord/rectify/")
    assert "can be made until" in early.plain
    told.notify(1, proposed)
    party = officer(told.house, "KAZ", "ambassador")
    assert f"/treaties/accord/object-to-correction/?correction={proposed}" in party.get("treaties/accord/").text
    told.at("2026-12-24T10:00:00")
    made = head(told).entered(draft_of(head(told).post("treaties/accord/rectify/", correction=str(proposed))))
    assert made > proposed


def test_the_depositary_reports_what_sources_count(told):
    desk = head(told)
    given = {"as_of": "2026-11-23", "which": "missing", "number": "1"}
    assert desk.draft(draft_of(desk.post("treaties/accord/report/", **given))).fields["missing"] == 1
    fewer = desk.post("treaties/accord/report/", **{**given, "which": "deposited", "number": "many"})
    assert fewer.status == 422
    assert 'value="many"' in fewer.text


def test_the_pages_take_few_statements(told):
    told.notify(1, told.acts["sign"], told.acts["deposit"])
    told.deposit("CHN")
    for desk in (head(told), officer(told.house, "KAZ", "ambassador")):
        for address in (
            "treaties/",
            "treaties/accord/",
            "treaties/accord/deposit/",
            "treaties/notifications/C.N.1.2026/",
        ):
            desk.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(address).status == 200
            assert len(asked) <= 15, (address, [each["sql"][:90] for each in asked])
