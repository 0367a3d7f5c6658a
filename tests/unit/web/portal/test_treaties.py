"""What pages of treaties are made of: entry into force, the table of states, statements, letters, as of any day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from comity.forum.kernel.dates import Bounds
from comity.forum.kernel.errors import Refused
from comity.forum.treaties.state import treaty
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages.treaties import notification, notifications, register, status
from comity.web.portal.pages.treaties.asof import stood
from comity.web.portal.pages.treaties.words import edtf, ordinal
from tests.support import treatied
from tests.support.portal import built as cica_built
from tests.support.treatied import DECLARATION, FIRST, RESERVATION, TODAY

LIBRARY = treatied.in_memory()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def asking(on="", library=LIBRARY, **query):
    return Ask(library, "en", TODAY, date.fromisoformat(on) if on else None, query | ({"on": on} if on else {}))


def page(slug="accord", on="", library=LIBRARY):
    return status.build(asking(on, library), slug=slug)


def letter(number="C.N.1.2026", on="", library=LIBRARY):
    return notification.build(asking(on, library), number=number)


def state(code, on="", slug="accord"):
    return next(each for each in page(slug, on).states if each.party.id == code)


def plain(text):
    return text.replace("\u00a0", " ")


def test_list_says_of_each_treaty_how_it_stands_and_what_comes_next():
    lines = register.build(asking()).lines
    assert [(each.treaty.id, plain(each.stands), each.next and each.next.on.edtf) for each in lines] == [
        ("accord", "in force: 12 April 2024", "2026-12-03"),
        ("pact", "not in force; one instrument is missing", None),
        ("protocol", "enters into force: 21 December 2026", "2026-12-21"),
    ]
    assert [(each.signatories, each.instruments, each.parties) for each in lines] == [
        (10, 11, 11),
        (1, 3, 0),
        (0, 3, 0),
    ]


def test_list_as_of_a_day_has_what_was_adopted_by_then():
    lines = register.build(asking("2024-01-01")).lines
    assert [(each.treaty.id, each.stands, each.instruments) for each in lines] == [
        ("accord", "not in force; 2 instruments are missing", 8)
    ]


def test_day_of_entry_into_force_is_reckoned_in_a_sentence():
    found = page()
    assert plain(" ".join([*found.outlook, found.reckoned])) == (
        "It is in force since 12 April 2024. "
        "That is the 30th day after the deposit of the 10th instrument (Kuwait, 13 March 2024)."
    )


def test_entry_by_a_share_is_reckoned_from_whoever_completed_it():
    found = page("protocol")
    said = "That is the 30th day after the last deposit that was missing (Tajikistan, 21 November 2026)."
    assert (plain(found.reckoned), found.standing) == (said, "to_enter")
    assert found.clauses.entry[:2] == [
        "It asks for those of a share: 1 of every 6 of the members on the day.",
        "Among them must be: Tajikistan.",
    ]


def test_what_is_missing_stands_where_a_treaty_is_not_in_force():
    found = page("pact")
    assert (found.outlook, found.reckoned) == (
        ["Instruments deposited: 3; the clause asks for 4.", "Instruments still missing: 1."],
        "",
    )
    assert (found.clauses.entry_assumed, found.clauses.note) == (True, "The clause was not found.")
    assert found.clauses.entry[1] == "It enters into force 3 months after the last of them is deposited."


def test_instruments_whose_states_were_not_found_are_counted_with_their_source():
    found = page("pact")
    assert (found.counted, found.unnamed) == (3, 1)
    assert [(each.on.edtf, each.says, each.sources) for each in found.reports] == [
        ("2026-06", "1 instrument was missing", ["S2"])
    ]
    assert [each.key for each in found.sources] == ["S1", "S2"]


def test_states_stand_in_the_english_alphabetical_order():
    names = [each.party.text for each in page().states]
    assert (names, len(names)) == (sorted(names), 13)


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_order_of_states_is_the_english_one_in_every_language(language):
    with translation.override(language):
        found = status.build(Ask(LIBRARY, language, TODAY, None, {}), slug="accord")
    assert [each.party.id for each in found.states] == [each.party.id for each in page().states]


def test_row_of_a_state_tells_signature_instrument_and_since_when():
    found = state("CHN")
    assert found.signature is not None
    assert found.instrument is not None
    assert found.in_force is not None
    assert (found.signature.on.edtf, found.signature.what, found.signature.detail) == (
        "2022-10-13",
        "subject to ratification",
        "",
    )
    assert (found.instrument.on.edtf, found.instrument.what) == ("2023-03-30", "approval")
    assert (found.in_force.edtf, found.standing, found.sources) == ("2024-04-12", "in_force", ["S1"])


def test_who_came_later_is_bound_later():
    found = state("THA")
    assert found.in_force is not None
    assert (found.in_force.edtf, found.standing, found.signature, found.marks) == ("2026-11-04", "in_force", None, [2])


def test_provisional_application_withdrawal_and_papers_not_in_good_form_are_told():
    iran, leaving, powers, returned = state("IRN"), state("AZE"), state("TJK"), state("KGZ", slug="pact")
    assert iran.provisional is not None
    assert leaving.withdrawal is not None
    assert leaving.withdrawn is not None
    assert (iran.provisional.on.edtf, iran.in_force) == ("2026-10-03", None)
    assert (leaving.withdrawal.on.edtf, leaving.withdrawn.edtf) == ("2026-11-04", "2027-05-04")
    assert [(each.what, each.detail) for each in powers.full_powers] == [("to sign", "The seal is missing.")]
    assert [each.detail for each in returned.returned] == ["It is not signed."]


def test_deposit_of_which_no_day_is_found_says_so():
    found = state("MNG", slug="pact")
    assert found.instrument is not None
    assert (found.instrument.on.edtf, found.instrument.detail) == ("2025-08-19", "the day of its deposit is not found")


def test_reservation_tells_its_period_who_objected_and_who_accepted_tacitly():
    found = page().statements[1]
    assert (found.party.id, found.kind, found.paragraphs, found.act.id) == (
        "THA",
        "reservation",
        ["7"],
        str(RESERVATION),
    )
    assert found.until is not None
    assert found.notification is not None
    assert (found.notification.id, found.until.edtf, found.over) == ("C.N.1.2026", "2026-11-06", True)
    assert [(each.party.id, each.precludes, each.withdrawn) for each in found.objections] == [
        ("IND", True, False),
        ("TUR", False, True),
    ]
    accepted = {each.id for each in found.accepted}
    assert ("IND" in accepted, "TUR" in accepted, len(accepted), found.open) == (False, True, 9, [])
    assert [(one.id, other.id) for one, other in page().excluded] == [("THA", "IND")]


def test_late_declaration_is_open_to_objection():
    found = page().statements[0]
    assert (found.party.id, found.act.id, found.stands, found.over) == ("KAZ", str(DECLARATION), False, False)
    assert (len(found.open), found.accepted) == (10, [])


def test_correction_of_the_text_has_its_period():
    (found,) = page().corrections
    assert found.until is not None
    assert (found.state, found.languages, found.until.edtf) == ("proposed", "Russian", "2027-02-03")


def test_days_to_come_are_told_the_soonest_first():
    assert [(each.on.edtf, each.what) for each in page().coming] == [
        ("2026-12-03", "last day to object to what Kazakhstan declared"),
        ("2027-02-03", "last day to object to a correction of the text"),
        ("2027-05-04", "withdrawal of Azerbaijan takes effect"),
    ]


def test_clauses_are_said_in_words():
    clauses = page().clauses
    assert (clauses.open_to, clauses.reservations, clauses.objections, clauses.withdrawal_months) == (
        "holders of the status: member",
        "allowed",
        True,
        6,
    )
    assert page("protocol").clauses.objections is False


@pytest.mark.parametrize(
    ("on", "parties", "standing"),
    [("2022-10-13", 0, "not_in_force"), ("2024-03-13", 0, "to_enter"), ("2024-04-12", 10, "in_force")],
)
def test_treaty_stands_on_a_day_as_it_stood_then(on, parties, standing):
    found = page(on=on)
    assert (found.parties, found.standing, found.statements, found.notifications) == (parties, standing, [], [])


def test_objection_shows_on_a_day_only_once_it_was_made_and_until_it_was_withdrawn():
    shown = [
        [(each.party.id, each.withdrawn) for each in page(on=day).statements[0].objections]
        for day in ("2026-10-19", "2026-10-20", "2026-10-29", "2026-10-30")
    ]
    assert shown == [[], [("IND", False)], [("IND", False), ("TUR", False)], [("IND", False), ("TUR", True)]]


def test_period_does_not_run_on_a_day_before_its_notification():
    before, after = (page(on=day).statements[0] for day in ("2026-10-05", "2026-10-06"))
    assert (before.until, before.notification, after.until and after.until.edtf) == (None, None, "2026-11-06")


def test_withdrawal_shows_on_a_day_only_once_notice_was_given():
    assert (state("AZE", "2026-11-03").withdrawal, state("AZE", "2026-11-04").withdrawal is None) == (None, False)


def _later(moment, kind, said):
    return moment, f"treaties.{kind}", {"treaty": "accord", **said}


TAKEN_BACK = treatied.in_memory(
    _later("2026-11-22T09:00", "withdraw_reservation", {"party": "THA", "reservation": RESERVATION}),
    _later("2026-11-22T09:01", "revoke_denunciation", {"party": "AZE"}),
    _later("2026-11-22T09:02", "object", {"party": "MNG", "reservation": DECLARATION, "reason": {"en": "No."}}),
    _later(
        "2026-11-22T09:03", "object_to_correction", {"party": "MNG", "correction": FIRST + 16, "reason": {"en": "No."}}
    ),
)


def test_what_was_taken_back_stood_until_then():
    held = treaty(TAKEN_BACK, "accord")
    assert held is not None
    before, after = stood(held, date(2026, 11, 21)), stood(held, date(2026, 11, 22))
    assert [each.state for each in before.statements] == ["stands", "late"]
    assert [each.state for each in after.statements] == ["withdrawn", "fallen"]
    notices = [each.participation("AZE").denunciation is None for each in (before, after)]
    assert (notices, [each.corrections[0].state for each in (before, after)]) == (
        [False, True],
        ["proposed", "objected"],
    )


def test_statement_that_was_withdrawn_says_since_when():
    found = page(library=TAKEN_BACK).statements[1]
    assert found.withdrawn is not None
    assert (found.withdrawn.edtf, found.stands) == ("2026-11-22", False)


AT_SIGNATURE = treatied.in_memory(
    _later(
        "2026-11-22T09:00",
        "reserve",
        {"party": "IRN", "kind": "optional_declaration", "moment": "signature", "text": {"en": "By mail alone."}},
    ),
    _later("2026-11-23T09:00", "deposit", {"party": "IRN", "instrument": "ratification", "confirms": [FIRST + 27]}),
)


def test_statement_at_signature_is_to_be_confirmed_until_the_deposit():
    held = treaty(AT_SIGNATURE, "accord")
    assert held is not None
    assert held.statements[-1].act == FIRST + 27
    assert [stood(held, date(2026, 11, day)).statements[-1].state for day in (22, 23)] == ["made", "stands"]


@pytest.mark.parametrize(("slug", "on"), [("no-such", ""), ("founding-act", ""), ("pact", "2025-06-01")])
def test_treaty_that_is_not_kept_or_still_to_come_is_not_here(slug, on):
    with pytest.raises(NotHere):
        page(slug, on)


def test_rows_are_one_a_state_with_days_for_machines():
    rows = status.table(page(), None).rows
    head = status.table(page(), None).head
    aze = dict(zip(head, next(row for row in rows if row[0] == "AZE"), strict=True))
    assert len(rows) == 13
    assert {
        name: aze[name] for name in ("signed", "instrument", "deposited", "in_force", "withdrawal", "withdrawn")
    } == {
        "signed": "2022-10-13",
        "instrument": "ratification",
        "deposited": "2023-10-25",
        "in_force": "2024-04-12",
        "withdrawal": "2026-11-04",
        "withdrawn": "2027-05-04",
    }
    thai = dict(zip(head, next(row for row in rows if row[0] == "THA"), strict=True))
    assert (thai["statements"], thai["sources"], thai["acts"]) == ("reservation", "", str(FIRST + 2))


def test_drawing_climbs_to_what_the_clause_asks_for_and_says_so_in_words():
    drawn = str(status.draw(page(), asking())["deposits"])
    assert "asked for: 10 instruments" in drawn
    assert re.search(r"<desc[^>]*>Instruments by day: .*13 March 2024: 10; 5 October 2026: 11</desc>", drawn)
    assert ('class="is"' in drawn, 'class="was"' in drawn) == (True, False)


def test_entry_into_force_to_come_is_drawn_hollow():
    drawn = str(status.draw(page("protocol"), asking())["deposits"])
    assert ('class="was"' in drawn, "asked for: 3 instruments" in drawn) == (True, True)


def test_nothing_is_drawn_where_nothing_was_deposited():
    assert status.draw(page(on="2022-10-13"), asking("2022-10-13")) == {"deposits": ""}


def test_many_instruments_of_one_day_are_counted_not_named():
    names = ("TUR", "AZE", "IRN", "QAT")
    further = [
        ("2026-11-22T09:00", "treaties.deposit", {"treaty": "protocol", "party": n, "instrument": "accession"})
        for n in names
    ]
    asked = asking(library=treatied.in_memory(*further))
    assert "4 instruments" in str(status.draw(status.build(asked, slug="protocol"), asked)["deposits"])


def test_notifications_are_the_newest_first_and_can_be_sifted_by_treaty():
    everything = notifications.build(asking())
    assert [each.notification.id for each in everything.lines] == [f"C.N.{number}.2026" for number in (4, 3, 2, 1)]
    assert [each.received for each in everything.lines] == [0, 0, 0, 5]
    sifted = notifications.build(asking(treaty="protocol"))
    assert ([each.notification.id for each in sifted.lines], sifted.total) == (["C.N.4.2026"], 1)


def test_notifications_as_of_a_day_are_those_issued_by_then_with_receipts_of_then():
    lines = notifications.build(asking("2026-10-08")).lines
    assert [(each.notification.id, each.received) for each in lines] == [("C.N.1.2026", 4)]


@pytest.mark.parametrize("query", [{"treaty": "no-such"}, {"from": "x"}])
def test_unreadable_sift_is_refused(query):
    with pytest.raises(Refused):
        notifications.build(asking(**query))


def test_list_of_notifications_does_not_go_on_beyond_its_end():
    with pytest.raises(NotHere):
        notifications.build(asking(**{"from": "50"}))


def test_feed_of_notifications_is_kept_apart_and_by_the_depositary():
    text = notifications.feed(notifications.build(asking()), asking()).decode()
    assert text.count("<entry>") == 4
    assert "<title>FT: Depositary notifications</title>" in text
    assert "C.N.1.2026: Accord on Mutual Assistance in Floods" in text
    assert text.count("<name>Secretariat</name>") == 4


def test_letter_tells_what_happened_by_which_acts_and_who_received_it():
    found = letter()
    assert (found.depositary.text, found.day.edtf, found.treaty.id) == ("Secretariat", "2026-10-06", "accord")
    assert [each.act.id for each in found.about] == [str(FIRST + 2), str(FIRST + 3)]
    assert [each.party.text for each in found.received] == ["India", "Kazakhstan", "Mongolia", "Qatar", "Türkiye"]
    assert (found.concerned, len(found.awaited)) == (13, 8)


def test_letter_on_entry_into_force_tells_its_day():
    found = letter("C.N.4.2026")
    assert found.in_force is not None
    assert (found.in_force.edtf, found.about, found.received) == ("2026-12-21", [], [])


def test_letters_lead_to_those_beside_them():
    found = letter("C.N.2.2026")
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.id, found.next.id) == ("C.N.1.2026", "C.N.3.2026")
    assert (letter().previous, letter("C.N.4.2026").next) == (None, None)
    assert letter("C.N.2.2026", "2026-11-04").next is None


def test_receipts_as_of_a_day_are_those_of_then():
    assert len(letter(on="2026-10-08").received) == 4


@pytest.mark.parametrize(("number", "on"), [("C.N.9.2026", ""), ("nonsense", ""), ("C.N.1.2026", "2026-10-05")])
def test_notification_that_is_not_issued_is_not_here(number, on):
    with pytest.raises(NotHere):
        letter(number, on)


def test_rows_of_a_letter_are_all_states_concerned():
    rows = notification.rows(letter(), None).rows
    assert (len(rows), sum(1 for row in rows if row[2])) == (13, 5)


def test_convention_of_the_forum_lacks_one_instrument():
    found = cica_built(status.PAGE, slug="convention-privileges")
    assert (found.brief, found.counted, found.wanted, found.unnamed) == (
        "not in force; one instrument is missing",
        9,
        10,
        8,
    )
    assert ([each.party.id for each in found.states], len(found.to_come)) == (["KAZ"], 27)
    assert (found.clauses.assumed, [each.sources for each in found.reports]) == (True, [["N14"]])


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (10, "10th"), (11, "11th"), (12, "12th"), (21, "21st"), (113, "113th")],
)
def test_ordinals(number, said):
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Bounds(date(2026, 1, 2), date(2026, 1, 2)), "2026-01-02"),
        (Bounds(date(2026, 1, 2), date(2026, 2, 3)), "[2026-01-02..2026-02-03]"),
        (Bounds(date(2026, 1, 2), None), "[2026-01-02..]"),
        (Bounds(None, date(2026, 2, 3)), "[..2026-02-03]"),
    ],
)
def test_bounds_of_a_day_are_written_as_a_date(span, said):
    assert edtf(span) == said
