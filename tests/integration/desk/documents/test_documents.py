"""Documents at the desks: registered with their files, handed out to those for whom they are, compared."""

from __future__ import annotations

import hashlib
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.kernel.values import Key
from tests.support.actsdesk import officer

TEXT = "# Rules\n\nRooms are given in the order of announcements.\n\nEach bears its own costs."


def head(told):
    return officer(told.house, "SECRETARIAT", "head")


def member(told, party="KAZ"):
    return officer(told.house, party, "ambassador")


def draft_of(response):
    assert response.status == 302, response.plain
    found = re.search(r"/drafts/([^/]+)/sign/", response.response.headers["Location"])
    assert found
    return found[1]


def registered(told, **given):
    """Register a document by the form, and return what the register holds of it."""
    desk = head(told)
    fields = {"title_en": "House rules", "kind": "working", "on": "2026-11-23", "distribution": "public"}
    name = draft_of(desk.post("documents/register/", **{**fields, "original": "en", **given}))
    slug = desk.draft(name).fields["document"]
    desk.entered(name)
    return told.house.ledger.get(Key("document", slug))


def test_a_pasted_text_is_kept_as_a_file_and_read_as_numbered_paragraphs(told):
    held = registered(told, body_en=TEXT, series="papers")
    assert (held.symbol, held.document, held.original) == ("SF/2026/1", "sf-2026-1", "en")
    kept = held.file_in("en")
    assert (kept.name, kept.media_type) == ("sf-2026-1.en.md", "text/markdown")
    assert kept.sha256 == hashlib.sha256(f"{TEXT}\n".encode()).hexdigest()
    page = member(told).get("documents/sf-2026-1/")
    assert "2. Each bears its own costs." in page.plain
    assert "3." not in page.plain.split("Each bears")[1][:40]


def test_a_statement_of_the_chair_is_no_text_of_the_members(told):
    page = head(told).get("documents/register/?kind=chair_statement")
    assert '<option value="chair_statement" selected>' in page.text
    assert registered(told, kind="chair_statement").by_members is False
    assert registered(told, title_en="House rules again").by_members is True


def test_a_file_is_handed_in_by_language_with_its_digest_and_had_as_it_was(told):
    content = b"%PDF-1.7 a paper"
    held = registered(told, file_ru=SimpleUploadedFile("правила.pdf", content), original="ru")
    kept = held.file_in("ru")
    assert (kept.name, kept.size, kept.media_type) == ("правила.pdf", len(content), "application/pdf")
    response = member(told).get("documents/house-rules/files/ru/").response
    assert b"".join(response.streaming_content) == content
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_files_of_what_is_for_some_are_given_to_nobody_else(told):
    registered(told, body_en=TEXT, distribution="named", named=["KAZ", "BLR"], document="secret")
    for_it = officer(told.house, "BLR", "administrator")
    assert b"".join(for_it.get("documents/secret/files/en/").response.streaming_content).startswith(b"# Rules")
    for desk in (member(told, "MNG"), officer(told.house, "OSCE", "administrator")):
        refused = desk.get("documents/secret/files/en/")
        assert refused.status == 404
        assert "its files are read at their desks" in refused.plain
        page = desk.get("documents/secret/")
        assert "Each bears its own costs" not in page.text
        assert "/documents/secret/files/en/" not in page.text
        assert "House rules" in page.plain  # what the register says is public
    assert "For us and some others" in for_it.get("documents/").plain
    assert "For us and some others" not in member(told, "MNG").get("documents/").plain
    assert member(told, "MNG").browser.get("/en/documents/secret/files/en").status_code == 404


def test_a_form_that_is_wrong_keeps_its_file_and_all_that_was_typed(told):
    desk = head(told)
    given = {"title_en": "House rules", "kind": "working", "on": "tomorrow", "distribution": "public", "original": "en"}
    wrong = desk.post("documents/register/", **given, file_en=SimpleUploadedFile("rules.txt", b"One.\n\nTwo.\n"))
    assert wrong.status == 422
    assert "rules.txt" in wrong.plain
    assert 'value="House rules"' in wrong.text
    word = re.search(r'name="kept_en" value="([^"]+)"', wrong.text)[1]
    name = draft_of(desk.post("documents/register/", **{**given, "on": "2026-11-23"}, kept_en=word))
    assert desk.draft(name).fields["files"][0]["name"] == "rules.txt"


def test_a_file_that_is_no_such_file_is_refused_beside_its_language(told):
    page = head(told).post(
        "documents/register/", title_en="A", kind="working", on="2026-11-23", file_en=SimpleUploadedFile("a.pdf", b"MZ")
    )
    assert page.status == 422
    assert "is of no kind that is taken" in page.plain


def test_a_revision_bears_the_next_symbol_and_is_compared_where_both_may_be_read(told):
    registered(told, body_en=TEXT, series="papers", distribution="members")
    form = head(told).get("documents/register/?follows=sf-2026-1&as=Rev")
    assert "It receives the symbol SF/2026/1/Rev.1." in form.plain
    revised = TEXT.replace("its own costs", "half of the costs")
    held = registered(told, **{"follows": "sf-2026-1", "as": "Rev"}, body_en=revised, distribution="members")
    assert (held.symbol, held.revises) == ("SF/2026/1/Rev.1", "sf-2026-1")
    address = f"documents/{held.document}/compare/sf-2026-1/"
    assert address in member(told).get(f"documents/{held.document}/").text
    page = member(told).get(address)
    assert re.search(r"<del>its own</del>", page.text)
    assert re.search(r"<ins>half of the</ins>", page.text)
    assert officer(told.house, "BLR", "administrator").get(address).status == 404


def test_a_language_is_added_and_a_second_file_in_it_refused(told):
    registered(told, body_en=TEXT, document="rules")
    desk = head(told)
    desk.entered(draft_of(desk.post("documents/rules/language/", body_ru="# Правила\n\nОдин.", title_ru="Правила")))
    assert told.house.ledger.get(Key("document", "rules")).languages == ("en", "ru")
    page = desk.post("documents/rules/language/", body_ru="Ещё.")
    assert page.status == 422
    none = desk.post("documents/rules/language/")
    assert "Hand in one file" in none.plain


def test_its_readers_become_more_and_never_fewer(told):
    registered(told, body_en=TEXT, document="rules", distribution="members")
    desk = head(told)
    narrower = desk.post("documents/rules/readers/", distribution="named", named=["KAZ"])
    assert narrower.status == 422
    assert "would take them from some of these readers" in narrower.plain
    desk.entered(draft_of(desk.post("documents/rules/readers/", distribution="participants")))
    handed = officer(told.house, "OSCE", "administrator").get("documents/rules/files/en/").response
    assert b"".join(handed.streaming_content).startswith(b"# Rules")


def test_only_those_register_whom_the_charter_lets(told):
    page = member(told).get("documents/register/")
    assert page.status == 403
    assert "are not for Kazakhstan to enter" in page.plain
    assert "Register a document" not in member(told).get("documents/").plain


def test_the_pages_take_few_statements(told):
    registered(told, body_en=TEXT, series="papers", distribution="members")
    registered(told, **{"follows": "sf-2026-1", "as": "Rev"}, body_en=TEXT + "\n\nMore.", distribution="members")
    desk = head(told)
    desk.get("documents/")
    addresses = (
        "documents/",
        "documents/sf-2026-1/",
        "documents/register/",
        "documents/register/?follows=sf-2026-1&as=Rev",
    )
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status == 200
        assert len(asked) <= 15, (address, [each["sql"][:90] for each in asked])
