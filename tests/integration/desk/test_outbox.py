"""Mails: composed of what is new and of what waits, each once, to whom it concerns, and nothing restricted in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from comity.forum.charter.state import charter
from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import Hat, View
from comity.store import drafts, mailroom, models, outbox, people
from comity.store.people import Passkey
from tests.support import desks
from tests.support.authenticator import Authenticator

ORIGIN = "https://desk.example.org"
SECRET = ("lighthouse", "Aktau", "mng-2026-77", "Ulaanbaatar")
SAID = {"subject": "The lighthouse of Aktau", "text": "Ulaanbaatar asks for the lighthouse.", "notice": "mng-2026-77"}
DELEGATION = ["administrator", "ambassador", "attache", "counsellor"]


def now() -> datetime:
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def person(party: str, officer: str) -> str:
    return desks.person_of(Hat(party, officer))


def wish(house, party: str, officer: str, **said) -> None:
    found = people.find(house.vault, person(party, officer))
    people.save(house.vault, found.id, replace(found.profile, **said))


def send_note(house, *to: str, audience=None, **said):
    hat = Hat("MNG", "ambassador")
    return desks.enter(house, hat, "notices.send", audience=audience, party="MNG", to=list(to), **{**SAID, **said})


def let_notes_be_public(house) -> None:
    """Adopt a charter by which all may read notes, unless their authors narrow it."""
    said = charter(View(house.ledger)).rules.model_dump(mode="json", exclude_unset=True)
    said["version"] += 1
    for rule in said["acts"]:
        if rule["act"] == "notices.*":
            rule["audience"] = "public"
    house.desk.enter_all([("charter.adopt", ACT_TYPES["charter.adopt"].body.model_validate(said))])


def compose(house, at: datetime | None = None) -> list[outbox.Mail]:
    """Compose, and return what came into the outbox."""
    before = set(models.Mail.objects.values_list("id", flat=True))
    number = mailroom.compose_for(house, at or now(), ORIGIN)
    found = [mail for mail in outbox.listed(house.vault, most=500) if mail.id not in before]
    assert number == len(found)
    return found


def told(mails: list[outbox.Mail]) -> list[tuple[str, str]]:
    """To whom mails go, and why."""
    return sorted((mail.letter.address.partition("@")[0], mail.letter.reason) for mail in mails)


@pytest.fixture
def quiet(house):
    """The house once everybody has been told of her own keys, and nothing else has happened yet."""
    compose(house)
    models.Mail.objects.all().delete()
    return house


# --- notes --------------------------------------------------------------------------------------------------------


def test_note_is_told_once_to_every_officer_of_its_addressee(quiet):
    send_note(quiet, "KAZ")
    mails = compose(quiet)
    assert told(mails) == [(officer, "note") for officer in DELEGATION]
    assert {mail.letter.subject for mail in mails} == {"[SF] A note has arrived for the delegation of Kazakhstan"}
    assert (compose(quiet), {mail.state for mail in mails}) == ([], {"waiting"})


def test_note_that_all_may_read_is_told_of_in_the_same_words_as_a_restricted_one(quiet):
    let_notes_be_public(quiet)
    send_note(quiet, "KAZ", audience="public", notice="mng-2026-1")
    public = compose(quiet)
    send_note(quiet, "KAZ", audience=("KAZ",), notice="mng-2026-2")
    restricted = compose(quiet)
    assert {(m.letter.subject, m.letter.text) for m in public} == {
        (m.letter.subject, m.letter.text) for m in restricted
    }


def test_note_to_the_chair_is_told_to_officers_of_the_chairing_state(quiet):
    send_note(quiet, "CHAIR")
    mails = compose(quiet)
    assert {mail.letter.address.partition("@")[2] for mail in mails} == {"chn.example"}
    assert "A note has arrived for the forum’s chair." in mails[0].letter.text
    assert "because you are an officer of the delegation of China" in mails[0].letter.text


def test_note_to_the_secretariat_is_told_to_its_officers(quiet):
    send_note(quiet, "SECRETARIAT")
    assert told(compose(quiet)) == [("clerk", "note"), ("head", "note")]


def test_officer_who_was_dismissed_is_told_of_no_note(quiet):
    desks.enter(quiet, Hat("KAZ", "administrator"), "officers.dismiss", party="KAZ", officer="attache")
    assert told(compose(quiet)) == [("attache", "keys")]
    send_note(quiet, "KAZ")
    assert ("attache", "note") not in told(compose(quiet))


def test_officer_who_has_given_no_address_is_not_written_to(quiet):
    wish(quiet, "KAZ", "attache", email="")
    send_note(quiet, "KAZ")
    assert told(compose(quiet)) == [(officer, "note") for officer in DELEGATION if officer != "attache"]


def test_note_that_was_erased_before_anybody_was_told_is_not_told(quiet):
    receipt = send_note(quiet, "KAZ", audience=("KAZ",))
    desks.enter(quiet, Hat("SECRETARIAT", "head"), "openings.erase", act=receipt.index, reason="Sent in error.")
    assert compose(quiet) == []


# --- nothing restricted -------------------------------------------------------------------------------------------


def every_cell() -> list[tuple[str, str]]:
    """Every cell of every table as text, with its table's name: what a thief of the database has."""
    cells = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table that is there
            cells += [
                (table, bytes(cell).decode("latin-1") if isinstance(cell, (bytes, memoryview)) else str(cell))
                for row in cursor.fetchall()
                for cell in row
            ]
    return cells


def test_no_word_of_a_restricted_note_is_in_a_mail_or_in_any_table(quiet):
    by = now() + timedelta(hours=30)
    send_note(quiet, "KAZ", audience=("KAZ",), reply="answer", by=stamp(by))
    mails = [*compose(quiet), *compose(quiet, by - timedelta(hours=1))]
    words = [word for mail in mails for word in SECRET if word in f"{mail.letter.subject} {mail.letter.text}"]
    cells = every_cell()
    assert (len(mails), words) == (4, [])
    assert [(table, word) for table, cell in cells for word in SECRET if word in cell] == []


def test_to_whom_a_mail_went_is_not_to_be_read_in_the_database(quiet):
    send_note(quiet, "KAZ", audience=("KAZ",))
    compose(quiet)
    ours = [cell for table, cell in every_cell() if table in {"store_mail", "store_correspondence", "store_looked"}]
    for told_by in (person("KAZ", "attache"), "kaz.example", "Kazakhstan"):
        assert not any(told_by in cell for cell in ours)
    alone = re.compile(r"(?<![\w+/=-])KAZ(?![\w+/=-])")  # three letters are also in what is sealed, once in a while
    assert not any(alone.search(cell) for cell in ours)


# --- replies that are due -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["public", ("KAZ",)])
def test_reply_is_recalled_once_two_days_before(quiet, audience):
    let_notes_be_public(quiet)
    by = now() + timedelta(days=5)
    send_note(quiet, "KAZ", audience=audience, reply="answer", by=stamp(by))
    assert "An answer to it is asked for by" in compose(quiet)[0].letter.text
    assert compose(quiet, by - timedelta(hours=49)) == []
    mails = compose(quiet, by - timedelta(hours=47))
    assert told(mails) == [(officer, "reply") for officer in DELEGATION]
    assert mails[0].letter.subject.startswith("[SF] A reply is awaited from the delegation of Kazakhstan by ")
    assert [compose(quiet, by - timedelta(hours=hours)) for hours in (46, 24, 1, -1)] == [[], [], [], []]


@pytest.mark.parametrize("audience", ["public", ("KAZ", "MNG"), "participants"])
def test_reply_that_was_given_is_not_recalled(quiet, audience):
    let_notes_be_public(quiet)
    by = now() + timedelta(days=5)
    send_note(quiet, "KAZ", audience="public", reply="acknowledgement", by=stamp(by))
    hat = Hat("KAZ", "ambassador")
    said = {"party": "KAZ", "notice": SAID["notice"]}
    desks.enter(quiet, hat, "notices.acknowledge", audience=audience, **said)
    compose(quiet)
    assert compose(quiet, by - timedelta(hours=24)) == []


def test_note_that_is_due_within_two_days_is_not_recalled_besides(quiet):
    by = now() + timedelta(hours=20)
    send_note(quiet, "KAZ", reply="answer", by=stamp(by))
    assert (len(compose(quiet)), compose(quiet, by - timedelta(hours=3))) == (4, [])


def test_note_that_asks_for_nothing_is_recalled_by_nobody(quiet):
    send_note(quiet, "KAZ")
    compose(quiet)
    assert compose(quiet, now() + timedelta(days=2)) == []


# --- signatures ---------------------------------------------------------------------------------------------------


def waiting_act(house, *signers: str) -> drafts.Draft:
    """An act of Kazakhstan that wants two authorisers' signatures, with those of some officers."""
    hat, said = Hat("KAZ", signers[0]), {"party": "KAZ", "instrument": "founding-act", "on": "1999-09-14"}
    said |= {"sources": ["S1"], "confidence": "high"}
    drawn = desks.drawer(house).draw(hat, "membership.sign", ACT_TYPES["membership.sign"].body.model_validate(said))
    begun = drafts.begin(house.vault, hat, "membership.sign", said, now=now())
    signatures = tuple(desks.signature(house, Hat("KAZ", each), drawn.line) for each in signers)
    drafts.save(house.vault, replace(begun, line=drawn.line, signatures=signatures), now=now())
    return drafts.find(house.vault, "KAZ", begun.id)


def test_act_that_waits_is_told_once_to_those_whose_signature_it_wants(quiet):
    waiting_act(quiet, "ambassador")
    mails = compose(quiet)
    assert told(mails) == [("counsellor", "signature")]
    text = mails[0].letter.text
    assert "Signature of a founding document. 1 of the 2 signatures that it wants are there." in text
    assert compose(quiet) == []


def test_act_that_has_all_its_signatures_is_told_to_nobody(quiet):
    waiting_act(quiet, "ambassador", "counsellor")
    assert compose(quiet) == []


def test_act_that_nobody_has_signed_yet_is_told_to_nobody(quiet):
    drafts.begin(quiet.vault, Hat("KAZ", "ambassador"), "membership.sign", {}, now=now())
    assert compose(quiet) == []


def test_draft_that_cannot_be_told_of_holds_up_no_mail(quiet):
    draft = waiting_act(quiet, "ambassador")
    drafts.save(quiet.vault, replace(draft, kind="of.another.program"), now=now())
    send_note(quiet, "OSCE")
    assert told(compose(quiet)) == [("administrator", "note")]


def test_act_that_was_drawn_up_anew_is_told_anew(quiet):
    draft = waiting_act(quiet, "ambassador")
    compose(quiet)
    drafts.drop("KAZ", draft.id)
    waiting_act(quiet, "ambassador")
    assert told(compose(quiet)) == [("counsellor", "signature")]


# --- keys ---------------------------------------------------------------------------------------------------------


def new_passkey(house, who: str, made: datetime | None = None) -> Authenticator:
    key = Authenticator(desks.RP_ID, f"another of {who}")
    found = Passkey(
        desks.credential_of(key), who, key.public.fingerprint, key.public.openssh, (), "", made or now(), None
    )
    people.add_passkey(found)
    return key


def add_key(house, party: str, officer: str, key: Authenticator, by: str = "administrator"):
    said = {"party": party, "officer": officer, "key": key.public.openssh, "origins": [desks.WEB_ORIGIN]}
    return desks.enter(house, Hat(party, by), "officers.add_key", **said)


def test_new_passkey_is_told_to_its_owner_and_to_the_administrators(quiet):
    new_passkey(quiet, person("KAZ", "attache"))
    mails = compose(quiet)
    assert told(mails) == [("administrator", "confirmation"), ("attache", "keys")]
    owners = next(mail for mail in mails if mail.letter.reason == "keys").letter.text
    assert ("A passkey was made in your name" in owners, "If you do not know of this" in owners) == (True, True)
    assert compose(quiet) == []


def test_key_that_was_entered_awaits_nobody(quiet):
    key = new_passkey(quiet, person("KAZ", "attache"))
    add_key(quiet, "KAZ", "attache", key)
    mails = compose(quiet)
    assert told(mails) == [("attache", "keys")]
    assert "a key was added to yours" in mails[0].letter.text


def test_passkey_of_a_party_without_administrators_is_told_to_those_of_the_secretariat(quiet):
    people.enter(quiet.vault, people.Profile("Dilnoza", "d@uzb.example"), now=now(), person="dilnoza")
    people.give_hat("dilnoza", Hat("UZB", "first"))
    new_passkey(quiet, "dilnoza")
    mails = compose(quiet)
    assert told(mails) == [("d", "keys"), ("head", "confirmation")]
    text = next(mail for mail in mails if mail.letter.reason == "confirmation").letter.text
    assert "An officer of the delegation of Uzbekistan has made a passkey." in text
    assert "because you are an officer of the forum’s Secretariat" in text


def test_passkey_that_was_made_long_ago_is_no_news_to_its_owner(quiet):
    new_passkey(quiet, person("KAZ", "attache"), now() - timedelta(days=30))
    assert told(compose(quiet)) == [("administrator", "confirmation")]


def test_passkey_of_an_officer_who_was_dismissed_awaits_nobody(quiet):
    new_passkey(quiet, person("KAZ", "attache"), now() - timedelta(days=30))
    desks.enter(quiet, Hat("KAZ", "administrator"), "officers.dismiss", party="KAZ", officer="attache")
    assert told(compose(quiet)) == [("attache", "keys")]


def test_change_of_keys_is_told_even_to_whom_nothing_else_is_to_be_told(quiet):
    for officer in DELEGATION:
        wish(quiet, "KAZ", officer, mails="keys")
    send_note(quiet, "KAZ")
    key = desks.passkey(Hat("KAZ", "attache")).public.fingerprint
    said = {"party": "KAZ", "officer": "attache", "fingerprint": key, "reason": "lost"}
    desks.enter(quiet, Hat("KAZ", "administrator"), "officers.revoke_key", **said)
    mails = compose(quiet)
    assert told(mails) == [("attache", "keys")]
    assert "a key of yours as an officer of the delegation of Kazakhstan was revoked" in mails[0].letter.text


def test_officers_are_told_of_their_own_enrolment_in_one_mail(house):
    mails = compose(house)
    assert {mail.letter.reason for mail in mails} == {"keys"}
    assert len(mails) == sum(len(officers) for officers in desks.OFFICERS.values())
    text = next(mail for mail in mails if mail.letter.address == "attache@kaz.example").letter.text
    assert ("you have become an officer" in text, "a key was added to yours" in text) == (True, True)


# --- wishes -------------------------------------------------------------------------------------------------------


def test_digest_goes_once_a_day_and_lists_everything_in_the_order_of_time(quiet):
    for officer in DELEGATION:
        wish(quiet, "KAZ", officer, mails="daily" if officer == "counsellor" else "keys")
    send_note(quiet, "KAZ", notice="mng-2026-1")
    waiting_act(quiet, "ambassador")
    send_note(quiet, "KAZ", notice="mng-2026-2")
    morning = (now() + timedelta(days=1)).replace(hour=6, minute=0)
    assert [compose(quiet), compose(quiet, morning - timedelta(minutes=1))] == [[], []]
    mails = compose(quiet, morning)
    assert (told(mails), mails[0].letter.subject) == ([("counsellor", "digest")], "[SF] 3 matters await you")
    first, second, third, *_ = mails[0].letter.text.split("\n\n")
    assert ("A note has" in first, "An act of" in second, "A note has" in third) == (True, True, True)
    send_note(quiet, "KAZ", notice="mng-2026-3")
    assert compose(quiet, morning + timedelta(hours=17)) == []
    assert told(compose(quiet, morning + timedelta(days=1))) == [("counsellor", "note")]


def test_act_that_was_entered_meanwhile_is_not_in_the_digest(quiet):
    wish(quiet, "KAZ", "counsellor", mails="daily")
    draft = waiting_act(quiet, "ambassador")
    compose(quiet)
    drafts.drop("KAZ", draft.id)
    assert compose(quiet, now() + timedelta(days=2)) == []


def test_mails_are_in_the_readers_language(quiet):
    wish(quiet, "KAZ", "ambassador", languages=("kk", "ru"))
    wish(quiet, "KAZ", "counsellor", languages=("zh-Hans",), time_zone="Asia/Almaty")
    wish(quiet, "KAZ", "attache", languages=())
    send_note(quiet, "KAZ", reply="answer", by="2031-11-23T10:02:11Z")
    found = {mail.letter.address.partition("@")[0]: mail.letter for mail in compose(quiet)}
    assert {name: letter.language for name, letter in found.items()} == {
        "administrator": "en",
        "ambassador": "ru",
        "counsellor": "zh-hans",
        "attache": "en",
    }
    russian, chinese = found["ambassador"], found["counsellor"]
    assert ("Казахстан" in russian.subject, "23 ноября 2031\u202fг., 10:02" in russian.text) == (True, True)
    assert ("哈萨克斯坦" in chinese.subject, "2031年11月23日 10:02" in chinese.text) == (True, True)
    assert ("15:02" in chinese.text, "阿拉木图" in chinese.text) == (True, True)


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_links_in_mails_lead_to_the_desk_and_to_where_wishes_are_said(quiet, language):
    wish(quiet, "KAZ", "attache", languages=(language,))
    send_note(quiet, "KAZ")
    text = next(mail for mail in compose(quiet) if mail.letter.address == "attache@kaz.example").letter.text
    with translation.override(language):
        assert f"{ORIGIN}{reverse('desk.home')}\n" in text
        assert f"{ORIGIN}{reverse('desk.officers')}\n" in text


def test_mails_lead_to_the_origin_that_is_set_else_to_this_machine():
    with override_settings(COMITY_DESK_ORIGIN="https://desk.example.org"):
        assert mailroom.origin_of(8000) == "https://desk.example.org"
    with override_settings(COMITY_DESK_ORIGIN=""):
        assert mailroom.origin_of(8123) == "http://localhost:8123"


# --- keeping and forgetting ---------------------------------------------------------------------------------------


@override_settings(COMITY_MAIL_AUTOMATIC=False)
def test_mails_are_held_where_they_do_not_go_by_themselves(quiet):
    send_note(quiet, "KAZ")
    assert {mail.state for mail in compose(quiet)} == {"held"}


def test_who_is_erased_leaves_no_mail_and_is_written_to_no_more(quiet):
    send_note(quiet, "KAZ", notice="mng-2026-1")
    compose(quiet)
    people.erase(quiet.vault, person("KAZ", "attache"))
    left = [mail.letter.address for mail in outbox.listed(quiet.vault)]
    assert ("attache@kaz.example" in left, len(left)) == (False, 3)
    marked = models.Correspondence.objects.filter(mark=quiet.vault.mark("correspondence", person("KAZ", "attache")))
    assert marked.exists() is False
    send_note(quiet, "KAZ", notice="mng-2026-2")
    assert ("attache", "note") not in told(compose(quiet))


def test_mails_that_went_long_ago_are_forgotten(quiet):
    send_note(quiet, "KAZ")
    sent, failed, waiting, _ = compose(quiet)
    for mail, state in ((sent, "sent"), (failed, "failed")):
        outbox.keep(quiet.vault, replace(mail, state=state, sent=now()))
    compose(quiet, now() + outbox.KEPT + timedelta(days=1))
    assert {mail.id for mail in outbox.listed(quiet.vault)} >= {waiting.id}
    assert {mail.id for mail in outbox.listed(quiet.vault)} & {sent.id, failed.id} == set()


def test_composing_again_after_a_restart_tells_nothing_twice(quiet, path):
    send_note(quiet, "KAZ")
    new_passkey(quiet, person("KAZ", "attache"))
    waiting_act(quiet, "ambassador")
    compose(quiet)
    connection.close()
    assert compose(quiet) == []
