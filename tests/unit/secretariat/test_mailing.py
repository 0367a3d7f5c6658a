"""Mails as they are composed: who is told of what and when, in which words, under which headers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.secretariat.mailing import hindrances, letters, tidings
from comity.secretariat.mailing.addresses import Mailbox, NoAddress, one_line, read_address, read_mailbox
from comity.secretariat.mailing.correspondence import (
    MOST_LISTED,
    MOST_PENDING,
    Correspondence,
    Due,
    due_letters,
    read_correspondence,
)
from comity.secretariat.mailing.envelope import enveloped
from comity.secretariat.mailing.hindrances import PAUSES, pause_after
from comity.secretariat.mailing.letters import Letter, Place, write
from comity.secretariat.mailing.matters import REMEMBERED, Matter, Reason, read_matter
from comity.secretariat.mailing.readers import UTC as ZONE_UTC
from comity.secretariat.mailing.readers import Reader, spoken, zone_of
from comity.secretariat.wording.speech import Speech

ALMATY = ZoneInfo("Asia/Almaty")
READER = Reader("p1", "aida@mfa.example", "Aida")
PLACE = Place("SF", "https://desk.example.org")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def matter(reason="note", name="KAZ/mng-1", at=NOON, **said) -> Matter:
    return Matter(reason, name, said.pop("party", "KAZ"), at, name=said.pop("called", ""), **said)


class NoNames:
    def party(self, _code):
        return None

    def title(self, _kind, _thing):
        return None


def english(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def speech(language: str = "en", gettext=str) -> Speech:
    return Speech(language, gettext, english, NoNames())


def told(kept: Correspondence, *arisen: Matter, now=NOON, **reader):
    """The correspondence afterwards, and of each letter its matters' keys."""
    kept, due = due_letters(kept, replace(READER, **reader), arisen, now)
    return kept, [[each.key for each in letter.matters] for letter in due]


# --- addresses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("aida@mfa.example", "aida@mfa.example"),
        ("a.b+c_d'e@MFA.Example", "a.b+c_d'e@mfa.example"),
        ("aida@пример.example", "aida@xn--e1afmkfd.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_address_is_read_as_servers_take_it(given, expected):
    assert read_address(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "",
        "aida",
        "@mfa.example",
        "aida@",
        "aida@mfa..example",
        "aida@-mfa.example",
        "aida@mfa.example.",
        "aida@" + "a" * 64 + ".example",
        "аида@mfa.example",
        ".aida@mfa.example",
        "aida@mfa.example, other@mfa.example",
        "aida@mfa.example\r\nBcc: other@mfa.example",
        "aida\r\n@mfa.example",
        "<aida@mfa.example>",
        "aida@[192.0.2.1]",
        "a" * 65 + "@mfa.example",
        "aida@" + ".".join(["a" * 60] * 5),
    ],
)
def test_what_is_no_address_of_one_mailbox_is_refused(given):
    with pytest.raises(NoAddress):
        read_address(given)


def test_mailbox_is_read_with_its_name_on_one_line():
    assert read_mailbox(' "Head\r\nBcc: x@y.z" <head@forum.example> ') == Mailbox(
        "head@forum.example", "Head Bcc: x@y.z"
    )
    assert (read_mailbox("head@forum.example").domain, read_mailbox("head@forum.example").name) == ("forum.example", "")


def test_text_for_a_header_is_on_one_line_and_not_too_long():
    assert one_line(" a\r\n\tb\u202ec\u2028d\x00 ") == "a b c d"
    assert one_line("x" * 200) == "x" * 120
    assert one_line("=?utf-8?q?=0ABcc:_x?= ==??") == "= ?utf-8?q?=0ABcc:_x?= == ??"


# --- who is told of what, and when --------------------------------------------------------------------------------


def test_matter_is_told_at_once_to_whom_that_is_wished():
    note, waits = matter(), matter("signature", "d1/x", wanted=2, given=1, what="membership.sign")
    assert told(Correspondence(), note)[1] == [["note/KAZ/mng-1"]]
    kept, first = told(Correspondence(), waits)
    assert (first, told(kept, waits)[1]) == ([["signature/d1/x"]], [])


def test_several_matters_of_one_moment_are_one_letter_in_the_order_of_time():
    later, earlier = matter(name="KAZ/2"), matter(name="KAZ/1", at=NOON - timedelta(hours=1))
    assert told(Correspondence(), later, earlier)[1] == [["note/KAZ/1", "note/KAZ/2"]]


def test_whoever_wishes_it_is_told_of_her_own_keys_only():
    kept, due = told(Correspondence(), matter(), matter("keys", "7", what="officers.add_key"), wish="keys")
    assert (due, kept.pending) == ([["keys/7"]], ())


def test_own_keys_are_told_at_once_and_apart_whatever_is_wished():
    keys = [matter("keys", number, what="officers.add_key") for number in ("7", "8")]
    kept, due = told(Correspondence(), matter(), *keys, wish="daily")
    assert (due, [each.key for each in kept.pending]) == ([["keys/7", "keys/8"]], ["note/KAZ/mng-1"])
    assert told(kept, *keys, wish="daily")[1] == []


def test_digest_goes_once_a_day_at_its_hour_with_all_that_has_come():
    kept, due = told(Correspondence(), matter(name="KAZ/1"), wish="daily")
    kept, again = told(kept, matter(name="KAZ/2"), now=NOON + timedelta(hours=10), wish="daily")
    assert (due, again) == ([], [])
    morning = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
    assert told(kept, now=morning - timedelta(minutes=1), wish="daily")[1] == []
    kept, due = told(kept, now=morning, wish="daily")
    assert due == [["note/KAZ/1", "note/KAZ/2"]]
    # What came since waits for the next day, whatever its time.
    kept, due = told(kept, matter(name="KAZ/3", at=morning), now=morning + timedelta(hours=1), wish="daily")
    assert due == []
    assert told(kept, now=morning + timedelta(days=1), wish="daily")[1] == [["note/KAZ/3"]]


def test_digest_goes_by_the_readers_own_clock():
    kept, _ = told(Correspondence(), matter(), wish="daily", zone=ALMATY)
    six_in_almaty = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    assert told(kept, now=six_in_almaty - timedelta(minutes=1), wish="daily", zone=ALMATY)[1] == []
    assert told(kept, now=six_in_almaty, wish="daily", zone=ALMATY)[1] == [["note/KAZ/mng-1"]]


def test_digest_goes_before_its_hour_where_it_would_come_too_late_but_once_a_day_all_the_same():
    urgent = matter(name="KAZ/1", by=NOON + timedelta(hours=3), what="answer")
    kept, due = told(Correspondence(), urgent, wish="daily")
    assert due == [["note/KAZ/1"]]
    second = matter(name="KAZ/2", by=NOON + timedelta(hours=4), what="answer")
    kept, due = told(kept, second, now=NOON + timedelta(minutes=1), wish="daily")
    assert (due, kept.digest.isoformat()) == ([], "2026-11-25")


def test_what_was_done_meanwhile_is_not_in_the_digest():
    reply = matter("reply", "KAZ/mng-1", by=NOON + timedelta(days=2), what="answer")
    waits = matter("signature", "d1/x", what="membership.sign", wanted=2)
    kept, _ = told(Correspondence(), reply, waits, matter(name="KAZ/2"), wish="daily")
    morning = NOON.replace(day=26, hour=6)
    assert sorted(told(kept, reply, now=morning, wish="daily")[1][0]) == ["note/KAZ/2", "reply/KAZ/mng-1"]


def test_note_that_is_due_soon_is_not_told_twice():
    by = NOON + timedelta(hours=20)
    note, reply = matter(by=by, what="answer"), matter("reply", "KAZ/mng-1", by=by, what="answer")
    kept, due = told(Correspondence(), note, reply)
    assert (due, told(kept, reply)[1]) == ([["note/KAZ/mng-1"]], [])


def test_note_that_is_due_late_is_recalled_before():
    by = NOON + timedelta(days=9)
    kept, _ = told(Correspondence(), matter(by=by, what="answer"))
    reply = matter("reply", "KAZ/mng-1", at=by - timedelta(hours=48), by=by, what="answer")
    assert told(kept, reply, now=by - timedelta(hours=47))[1] == [["reply/KAZ/mng-1"]]


def test_who_no_longer_wishes_a_digest_has_what_waited_for_it_at_once():
    kept, _ = told(Correspondence(), matter(name="KAZ/1"), wish="daily")
    assert told(kept, wish="at_once")[1] == [["note/KAZ/1"]]
    assert told(kept, wish="keys")[0].pending == ()


def test_what_stands_for_long_is_told_again_after_a_season():
    waits = matter("confirmation", "KAZ/a/SHA256:x")
    kept, _ = told(Correspondence(), waits)
    assert told(kept, waits, now=NOON + REMEMBERED - timedelta(days=1))[1] == []
    later = NOON + REMEMBERED + timedelta(days=1)
    kept, _ = told(kept, now=later)
    assert told(kept, waits, now=later)[1] == [["confirmation/KAZ/a/SHA256:x"]]


@pytest.mark.parametrize("wish", ["at_once", "daily"])
def test_letter_lists_no_more_than_can_be_read_and_says_how_many_more_there_are(wish):
    many = [matter(name=f"KAZ/{number}", at=NOON + timedelta(seconds=number)) for number in range(MOST_PENDING + 7)]
    kept, _ = due_letters(Correspondence(), replace(READER, wish="daily"), many, NOON)
    kept, _ = due_letters(kept, replace(READER, wish="daily"), [matter(name="KAZ/last", at=many[-1].at)], NOON)
    assert read_correspondence(kept.written()) == kept
    kept, (due,) = due_letters(kept, replace(READER, wish=wish), [], NOON + timedelta(days=1))
    assert (len(due.matters), due.more, kept.pending, kept.more) == (MOST_PENDING, 8, (), 0)
    letter = write(due, READER, PLACE, speech())
    assert (letter.subject, "And 8 more." in letter.text) == (f"[SF] {MOST_PENDING + 8} matters await you", True)


def test_correspondence_is_read_as_it_was_written():
    kept, _ = told(Correspondence(), matter(by=NOON, what="answer"), matter("signature", "d1/x"), wish="daily")
    kept = replace(kept, digest=NOON.date()).with_mails(["a", "b"])
    assert read_correspondence(kept.written()) == kept
    assert read_correspondence(Correspondence().written()) == Correspondence()


def test_only_the_newest_mails_of_a_person_are_listed():
    kept = Correspondence().with_mails(map(str, range(MOST_LISTED))).with_mails(["new"])
    assert (len(kept.mails), kept.mails[0], kept.mails[-1]) == (MOST_LISTED, "1", "new")


def test_matter_is_read_as_it_was_written():
    for each in (
        matter(),
        matter("signature", "d/1", by=NOON, given=1, wanted=2, what="membership.sign", serving="CHN"),
        silence(by=NOON, title={"en": "Plan", "zh": "计划"}, outcome="adopts", called="SF/DEC/2"),
    ):
        assert read_matter(each.written()) == each


def silence(what="decisions.start_silence", name="plan/7", **said) -> Matter:
    return matter("silence", name, what=what, **said)


def test_broken_silence_waits_for_no_digest_and_takes_none_along():
    kept, due = told(Correspondence(), matter(), silence("decisions.break_silence"), wish="daily")
    assert (due, [each.key for each in kept.pending]) == ([["silence/plan/7"]], ["note/KAZ/mng-1"])
    assert kept.digest is None
    kept, due = told(Correspondence(), matter(), silence("decisions.break_silence"))
    assert due == [["note/KAZ/mng-1", "silence/plan/7"]]
    assert told(Correspondence(), silence("decisions.break_silence"), wish="keys")[1] == []


@pytest.mark.parametrize(("hours", "letters_due"), [(48, []), (6, [["expiry/plan/x"]])])
def test_last_reminder_of_a_silence_waits_for_no_digest(hours, letters_due):
    by = NOON + timedelta(hours=hours)
    digest = NOON.replace(hour=6)
    about = matter("expiry", "plan/x", at=by - timedelta(hours=hours), by=by)
    kept, due = told(Correspondence(digest=digest.date()), about, wish="daily")
    assert due == letters_due
    assert told(kept, about, wish="daily")[1] == []


def test_silence_that_has_begun_is_no_haste_for_whom_a_digest_a_day_will_do():
    kept, due = told(Correspondence(), silence(by=NOON + timedelta(days=7)), wish="daily")
    assert (due, [each.key for each in kept.pending]) == ([], ["silence/plan/7"])


def test_news_of_decisions_come_once_by_themselves_and_what_runs_out_is_remembered():
    kept, _ = told(Correspondence(), silence(), matter("closing", "plan/y", by=NOON + timedelta(days=1)))
    assert [key for key in kept.told if kept.was_told(key)] == ["closing/plan/y"]


# --- languages and clocks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "expected"),
    [((), "en"), (("kk", "ru"), "ru"), (("zh-Hans-CN", "en"), "zh-hans"), (("zh_TW",), "zh-hans"), (("kk",), "en")],
)
def test_mails_are_in_the_first_language_that_they_speak(languages, expected):
    assert spoken(languages) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Asia/Almaty", ALMATY), ("", ZONE_UTC), ("Nowhere/Else", ZONE_UTC), ("../x", ZONE_UTC)]
)
def test_time_zone_is_known_by_its_name(name, expected):
    assert zone_of(name) == expected


# --- words --------------------------------------------------------------------------------------------------------

DUE = NOON + timedelta(days=2)
DESK = "https://desk.example.org/en/desk/"
OURS = "the delegation of Kazakhstan"
ONE_OF_TWO = "1 of the 2 signatures that it wants are there."
BY = "27 November 2026, 12:00 UTC"
LETTERS = [
    (
        matter(),
        "A note has arrived for the delegation of Kazakhstan",
        "A note has arrived for the delegation of Kazakhstan.",
    ),
    (
        matter(what="none", party="SECRETARIAT"),
        "A note has arrived for the forum’s Secretariat",
        "A note has arrived for the forum’s Secretariat.",
    ),
    (
        matter(what="answer", by=DUE, party="CHAIR", serving="CHN"),
        "A note has arrived for the forum’s chair",
        "A note has arrived for the forum’s chair. An answer to it is asked for by 27 November 2026, 12:00 UTC.",
    ),
    (
        matter(what="acknowledgement"),
        "A note has arrived for the delegation of Kazakhstan",
        "A note has arrived for the delegation of Kazakhstan. Its receipt is to be acknowledged.",
    ),
    (
        matter("reply", what="answer", by=DUE),
        "A reply is awaited from the delegation of Kazakhstan by 27 November 2026, 12:00 UTC",
        "An answer to a note is awaited from the delegation of Kazakhstan; it is due by 27 November 2026, 12:00 UTC.",
    ),
    (
        matter("reply", what="acknowledgement", by=DUE),
        "A reply is awaited from the delegation of Kazakhstan by 27 November 2026, 12:00 UTC",
        f"That a note was received is to be acknowledged by {OURS}; it is due by {BY}.",
    ),
    (
        matter("signature", what="membership.sign", given=1, wanted=2),
        "An act of the delegation of Kazakhstan waits for your signature",
        f"An act of {OURS} waits for your signature: Signature of a founding document. {ONE_OF_TWO}",
    ),
    (
        matter("confirmation"),
        "A key of an officer of the delegation of Kazakhstan awaits confirmation",
        f"An officer of {OURS} has made a passkey. It signs nothing until an administrator has entered it.",
    ),
    (
        matter("keys", what="officers.dismiss"),
        "Your keys or functions as an officer of the delegation of Kazakhstan have changed",
        "By an act of the record you are no longer an officer of the delegation of Kazakhstan.",
    ),
]


TITLE = {"en": "Plan", "ru": "План"}
TIDINGS = [
    (
        silence(by=DUE, outcome="approves"),
        f"Under silence until {BY}: Plan",
        f"“Plan” is under silence until {BY}: unless it is broken, the body approves it.",
    ),
    (
        silence("decisions.extend_silence", by=DUE),
        f"The silence runs on, until {BY}: Plan",
        f"The silence on “Plan” runs on: it expires at {BY}.",
    ),
    (
        silence("decisions.break_silence"),
        "The silence is broken, the text not adopted: Plan",
        "The silence on “Plan” is broken. The text is not adopted.",
    ),
    (
        silence("decisions.relay_objection"),
        "The silence is broken, the text not adopted: Plan",
        "The silence on “Plan” is broken. The text is not adopted.",
    ),
    (
        silence("decisions.veto_silence"),
        "No silence is used, the text not adopted: Plan",
        "A member does not agree that silence is used on “Plan”. No silence runs any more; the text is not adopted.",
    ),
    (
        silence("decisions.withdraw"),
        "Withdrawn while the silence ran: Plan",
        "“Plan” was withdrawn by who proposed it. The silence on it has ended; the text is not adopted.",
    ),
    (
        matter("expiry", by=DUE),
        f"The silence expires at {BY}: Plan",
        (
            f"The silence on “Plan” expires at {BY}. "
            "Who does not agree breaks it before that moment; who is silent agrees."
        ),
    ),
    (
        matter("put", what="decisions.put"),
        "Before a meeting that sits: Plan",
        f"“Plan”, a matter of {OURS}, is put to a meeting that sits: the chair asks whether there is any objection.",
    ),
    (
        matter("vote", what="decisions.open_vote", by=DUE),
        f"Put to the vote, until {BY}: Plan",
        f"“Plan” is put to the vote, until {BY}.",
    ),
    (
        matter("closing", by=DUE),
        f"The vote closes at {BY}: Plan",
        f"The vote on “Plan” closes at {BY}; no vote of {OURS} has been received.",
    ),
    (
        matter("outcome", what="decisions.conclude_silence", outcome="adopts", called="SF/DEC/2"),
        "Decided by silence: Plan",
        (
            "Nobody has broken the silence on “Plan”: the body adopts it, as of 25 November 2026, 12:00 UTC. "
            "Its symbol is SF/DEC/2."
        ),
    ),
    (
        matter("outcome", what="decisions.conclude", outcome="defers"),
        "What came out: Plan",
        "On “Plan” the body defers.",
    ),
    (
        matter("undertaking", by=DUE),
        f"To be done by {OURS} by {BY}: Plan",
        f"What the decision “Plan” lays down for {OURS} is to be done by {BY}; that it is done was not said yet.",
    ),
    (
        matter("notification", what="treaties.notify", called="C.N.3.2026"),
        "Depositary notification C.N.3.2026: Plan",
        (
            "The depositary has issued the notification C.N.3.2026 about “Plan”. Its receipt is to be acknowledged by "
            f"{OURS}."
        ),
    ),
    (
        matter("meeting", what="meetings.convene", called="2026-11-27", by=DUE),
        "A meeting is convened: Plan, 27 November 2026",
        f"A meeting is convened: “Plan”, 27 November 2026. It is to be opened at {BY}.",
    ),
    (
        matter("meeting", what="meetings.move", called="2026-12"),
        "A meeting is moved: Plan, December 2026",
        "A meeting is moved: “Plan”, now December 2026.",
    ),
]
LETTERS += [(replace(about, title=TITLE), subject, said) for about, subject, said in TIDINGS]


@pytest.mark.parametrize(("about", "subject", "said"), LETTERS, ids=[f"{m.reason}-{m.what}" for m, *_ in LETTERS])
def test_letter_says_what_awaits_and_by_when(about, subject, said):
    letter = write(Due((about,)), READER, PLACE, speech())
    assert (letter.subject, letter.text.split("\n\n")[0], letter.reason) == (f"[SF] {subject}", said, about.reason)


def test_letter_says_where_to_sign_in_why_it_comes_and_how_to_change_that():
    said, link, line, because, warranty = write(Due((matter(),)), READER, PLACE, speech()).text.split("\n\n")
    own_entry = "sign in and open your own entry: https://desk.example.org/en/desk/officers/"
    assert (said, link, line) == (f"A note has arrived for {OURS}.", f"Sign in to see it: {DESK}", "—")
    assert because == (
        f"You receive this because you are an officer of {OURS}, and wish to be written to at once. "
        f"To change when you are written to, {own_entry}"
    )
    assert warranty == f"{letters.NO_WARRANTY}\n"


def test_digest_lists_all_in_the_order_of_time_with_the_time_of_each():
    about = [matter(), matter("signature", "d/x", NOON + timedelta(hours=1), what="membership.sign", party="MNG")]
    letter = write(Due(tuple(about)), replace(READER, wish="daily", zone=ALMATY), PLACE, speech())
    first, second, *_, because, _ = letter.text.split("\n\n")
    assert (letter.subject, letter.reason) == ("[SF] 2 matters await you", "digest")
    assert first.startswith("25 November 2026, 12:00 UTC (25 November 2026, 17:00 in Almaty)\nA note has arrived")
    assert second.startswith("25 November 2026, 13:00 UTC (25 November 2026, 18:00 in Almaty)\nAn act of")
    both = f"an officer of {OURS} and the delegation of Mongolia"
    assert f"because you are {both}, and wish to be written to once a day" in because


def test_letter_about_own_keys_says_what_to_do_if_it_is_unknown_to_her():
    about = [matter("keys", what="passkey"), matter("keys", "7", what="officers.add_key")]
    letter = write(Due(tuple(about)), replace(READER, wish="keys"), PLACE, speech())
    assert letters.UNKNOWN_TO_YOU in letter.text
    assert "for her safety" in letter.text
    assert (letter.reason, letter.subject.startswith("[SF] Your keys or functions")) == ("keys", True)


def test_who_is_an_officer_no_more_is_not_led_to_a_desk():
    text = write(Due((matter("keys", what="officers.dismiss"),)), READER, PLACE, speech()).text
    assert ("https://" in text, "for her safety" in text) == (False, True)


def test_officer_of_the_chairing_state_is_told_why_she_has_the_chairs_note():
    text = write(Due((matter(party="CHAIR", serving="CHN"),)), READER, PLACE, speech()).text
    assert "because you are an officer of the delegation of China" in text


@pytest.mark.parametrize(
    ("language", "party", "day"),
    [("ru", "Казахстан", "27 ноября 2026\u202fг., 12:00"), ("zh-hans", "哈萨克斯坦", "2026年11月27日 12:00")],
)
def test_letter_speaks_the_readers_language(language, party, day):
    reader = replace(READER, language=language)
    letter = write(Due((matter(what="answer", by=DUE),)), reader, PLACE, speech(language, lambda text: f"«{text}»"))
    assert (letter.language, party in letter.text, day in letter.text) == (language, True, True)
    assert (f"https://desk.example.org/{language}/desk/" in letter.text, letter.text.count("«") >= 6) == (True, True)


def test_every_reason_has_its_words():
    assert {about.reason for about, *_ in LETTERS} == set(get_args(Reason))
    assert {about.what for about, *_ in TIDINGS} >= tidings.SENTENCES.keys() - {"expiry", "closing", "undertaking"}


def test_title_is_in_the_readers_language_and_the_moment_by_her_clock_too():
    reader = replace(READER, language="ru", zone=ALMATY)
    text = write(Due((silence(by=DUE, outcome="adopts", title=TITLE),)), reader, PLACE, speech("ru")).text
    assert (
        "“План” is under silence until 27 ноября 2026\u202fг., 12:00 UTC (27 ноября 2026\u202fг., 17:00 in Алматы)"
        in text
    )


def test_letter_that_waits_for_no_digest_says_why():
    broken = silence("decisions.break_silence", title=TITLE)
    for about, because in (((broken,), letters.BECAUSE_URGENT), ((broken, matter()), letters.BECAUSE_DAILY)):
        text = write(Due(about), replace(READER, wish="daily"), PLACE, speech()).text
        assert because % {"whom": OURS} in text


def test_every_kind_of_change_of_keys_and_of_reply_has_its_words():
    for what in letters.CHANGES:
        assert "Kazakhstan" in write(Due((matter("keys", what=what),)), READER, PLACE, speech()).text
    assert letters.ASKED.keys() == letters.ASKED_BY.keys() == letters.AWAITED.keys()


# --- headers ------------------------------------------------------------------------------------------------------

SENDER = Mailbox("desk@forum.example", "Secretariat")
PLAIN = Letter("aida@mfa.example", "Aida", "en", "note", "[SF] A note", "It has arrived.\n")


def parsed(letter: Letter, sender: Mailbox = SENDER):
    raw = enveloped(letter, sender, "3f0c51d2", NOON).as_bytes()
    return message_from_bytes(raw, policy=default), raw


def said(message) -> str:
    return message.get_content().replace("\r\n", "\n")


def test_headers_are_complete():
    message, raw = parsed(PLAIN)
    assert {name: str(message[name]) for name in message.keys() if not name.startswith("Content-T")} == {  # noqa: SIM118 - headers
        "From": "Secretariat <desk@forum.example>",
        "To": "Aida <aida@mfa.example>",
        "Subject": "[SF] A note",
        "Date": "Wed, 25 Nov 2026 12:00:00 +0000",
        "Message-ID": "<3f0c51d2@forum.example>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Language": "en",
    }
    assert (message.get_content_type(), said(message), raw.isascii()) == ("text/plain", PLAIN.text, True)


@pytest.mark.parametrize(
    "subject", ["[СВМДА] Нота для делегации (Казахстан) " * 3, "[亚信]哈萨克斯坦代表团收到照会" * 5]
)
def test_subjects_and_texts_of_any_script_arrive_whole(subject):
    letter = replace(PLAIN, subject=subject.strip(), name="Аида Ә.", text=subject * 30 + "\n")
    message, raw = parsed(letter)
    assert (message["Subject"], said(message), raw.isascii()) == (subject.strip(), letter.text, True)
    assert message["To"].addresses[0].display_name == "Аида Ә."
    assert max(len(line) for line in raw.splitlines()) <= 78


typed = st.text(max_size=60) | st.sampled_from(
    [
        "a\r\nBcc: x@y.z",
        "a\nSubject: b",
        "a\r\n\r\nbody",
        '"',
        "a, b <c@d.e>",
        "=?utf-8?q?=0ABcc:_x?=",
        "\u2028Bcc: x",
        "a" * 300,
    ]
)


@given(name=typed, subject=typed, text=typed)
def test_whatever_is_typed_makes_no_further_header(name, subject, text):
    message, _ = parsed(replace(PLAIN, name=name, subject=subject, text=text))
    assert sorted(message.keys()) == [
        "Auto-Submitted",
        "Content-Language",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]
    assert [each.addr_spec for each in message["To"].addresses] == ["aida@mfa.example"]


def test_letter_to_no_address_is_not_enveloped():
    with pytest.raises(NoAddress):
        enveloped(replace(PLAIN, address="aida@mfa.example\r\nBcc: x@y.example"), SENDER, "3f0c51d2", NOON)


# --- tries --------------------------------------------------------------------------------------------------------


def test_pauses_grow_until_it_has_failed():
    found = [pause_after(tries, hindrances.AWAY.code) for tries in range(1, len(PAUSES) + 2)]
    assert (found[:-1], found[-1], sorted(PAUSES) == list(PAUSES)) == (list(PAUSES), None, True)


@pytest.mark.parametrize("code", sorted(hindrances.LASTING))
def test_what_lasts_is_not_tried_again(code):
    assert pause_after(1, code) is None


def test_hindrance_says_its_code_and_keeps_what_was_answered():
    fault = hindrances.Hindered(hindrances.REFUSED, "550 no such user")
    assert (str(fault), fault.reason, fault.answer) == ("mail.refused", hindrances.REFUSED, "550 no such user")


def test_hindrances_have_codes_and_remedies_of_their_own():
    found = hindrances.HINDRANCES
    assert (len({each.text for each in found.values()}), all(each.remedy for each in found.values())) == (8, True)
