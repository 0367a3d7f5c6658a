from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Reason, Refused
from comity.forum.membership.state import Name, Party
from comity.forum.readings.said import Day, Listed, Named, Said, Span, Thing, Titled
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording import decisions, documents, meetings, messages, treaties
from comity.secretariat.wording.acts import INSTRUMENTS, SENTENCES, STANDINGS, VERBS, in_words
from comity.secretariat.wording.speech import Speech, keys_in
from tests.support.stage import meeting, opening
from tests.unit.forum.cica_register import cica
from tests.unit.forum.orders.documents import SUMMIT, correct
from tests.unit.forum.orders.meetings import conclude

RUSSIAN = {
    "No %(thing)s for %(party)s.": "%(party)s: нет %(thing)s.",
    "Enter it.": "Внесите.",
    "%(least)s to %(most)s": "от %(least)s до %(most)s",
    "%(n)s member": "%(n)s член",
    "%(n)s members": "%(n)s членов",
    "adopts": "принимает",
}


class Register:
    def party(self, code: str) -> Party | None:
        if code != "TUR":
            return None
        names = (Name(act=1, name={"en": "Turkey"}), Name(act=1, name={"en": "Türkiye"}, since="2022-06-02"))
        return Party(party="TUR", kind="state", iso="TUR", names=names)

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        return {"en": "Second Summit", "ru": "Второй саммит"} if (kind, thing) == ("meeting", "summit-2") else None


def translated(message: str) -> str:
    return RUSSIAN.get(message, message)


def speech(language: str) -> Speech:
    gettext = translated if language == "ru" else str
    return Speech(language, gettext, lambda one, many, number: gettext(one if number == 1 else many), Register())


@pytest.mark.parametrize(
    ("word", "english", "russian"),
    [
        (Day("2006-06-17"), "17 June 2006", "17 июня 2006\u202fг."),
        (Named("TUR", "2010"), "Turkey", "Турция"),
        (Named("TUR", "[2010..]"), "Türkiye", "Турция"),
        (Named("TUR"), "Türkiye", "Турция"),
        (Named("KAZ"), "Kazakhstan", "Казахстан"),
        (Named("X-1"), "X-1", "X-1"),
        (Thing("meeting", "summit-2"), "Second Summit", "Второй саммит"),
        (Thing("meeting", "summit-9"), "summit-9", "summit-9"),
        (Titled({"en": "only English"}), "only English", "only English"),
        (Listed((Named("TUR"), Thing("meeting", "summit-2"))), "Türkiye and Second Summit", "Турция и Второй саммит"),
        (Listed(()), "—", "—"),
        (Span(22, 22), "22", "22"),
        (Span(22, 23), "22 to 23", "от 22 до 23"),
        (Said("adopts"), "adopts", "принимает"),
        (1234567, "1,234,567", "1\u00a0234\u00a0567"),
        ("as it is", "as it is", "as it is"),
    ],
)
def test_word_is_said_in_the_language(word, english, russian):
    assert (speech("en").word(word), speech("ru").word(word)) == (english, russian)


@pytest.mark.parametrize(("number", "expected"), [(1, ("1 member", "1 член")), (5, ("5 members", "5 членов"))])
def test_sentence_takes_the_plural_of_its_number(number, expected):
    sentence = Said("%(n)s member", {"n": number}, plural="%(n)s members", number=number)
    assert (speech("en").said(sentence), speech("ru").said(sentence)) == expected


def test_brief_day_is_said_in_the_language():
    assert speech("en").brief("2014-10-20") == "20 Oct 2014"


def test_refusal_is_said_with_its_remedy():
    refused = Refused(Reason("x.y", "No %(thing)s for %(party)s.", "Enter it."), thing="seat", party="KAZ")
    assert speech("en").refusal(refused) == ("No seat for KAZ.", "Enter it.")
    assert speech("ru").refusal(refused) == ("KAZ: нет seat.", "Внесите.")


def test_refusal_that_gives_anothers_reason_is_translated_to_its_end():
    catalogue = {
        "With this correction act %(act)s would be out of order. %(because)s": "Акт %(act)s: %(because)s",
        "An outcome of %(on)s lies outside the days of the meeting “%(meeting)s”, %(held)s.": "%(on)s — не %(held)s.",
    }
    refused = opening().play(conclude(on="2002-06-04")).refusal(correct(SUMMIT, meeting("summit-1"), on="2002-06-03"))
    assert refused is not None
    russian = Speech("ru", lambda text: catalogue.get(text, text), lambda one, _many, _number: one, Register())
    assert russian.refusal(refused)[0] == "Акт 12: 4 июня 2002\u202fг. — не 3 июня 2002\u202fг."


def test_keys_of_everything_named_are_found():
    sentence = Said(
        "…",
        {
            "party": Named("TUR"),
            "inner": Said("…", {"meeting": Thing("meeting", "summit-2")}),
            "many": Listed((Named("KAZ"), "word", Day("2010"))),
            "number": 3,
        },
    )
    assert list(keys_in([sentence])) == [("party", "TUR"), ("meeting", "summit-2"), ("party", "KAZ")]


def first_of_each() -> dict[str, int]:
    found: dict[str, int] = {}
    for act in cica().acts[1:]:
        assert act is not None
        found.setdefault(act.type, act.index)
    return found


class Cica:
    def party(self, code: str) -> Party | None:
        found = cica().values.get(("party", code))
        return found if isinstance(found, Party) else None

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        found = cica().values.get((kind, thing))
        return getattr(found, "title", None)


# History has no acts of these; they have tests of their own.
SAID_ELSEWHERE = {
    "membership.apply",
    "membership.withdraw",
    *messages.SENTENCES,
    *decisions.SENTENCES,
    *documents.SENTENCES,
    *meetings.SENTENCES,
    *treaties.SENTENCES,
}


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
@pytest.mark.parametrize("type_name", sorted(set(ACT_TYPES) - {"charter.constitute"} - SAID_ELSEWHERE))
def test_real_act_of_every_type_is_said_in_words(type_name, language):
    act = cica().acts[first_of_each()[type_name]]
    assert act is not None
    said = Speech(language, str, lambda one, _many, _number: one, Cica()).said(in_words(act))
    assert ("%(" in said, "{" in said, said.endswith(".")) == (False, False, True)


def test_acts_are_said_from_what_they_state():
    def said(index: int) -> str:
        act = cica().acts[index]
        assert act is not None
        return Speech("en", str, lambda one, _many, _number: one, Cica()).said(in_words(act))

    acts = [act for act in cica().acts if act is not None]
    sentences = [said(act.index) for act in acts if act.type in {"membership.attest", "meetings.hold"}]
    assert "Kuwait holds the status “member” from 13 October 2022; number 28 in order." in sentences
    assert "Second Summit is held: Almaty, 17 June 2006." in sentences


SHAPES = {
    "membership.attest": [{"party": "KAZ", "status": "member", "since": "1999"}],
    "offices.elect_chair": [{"term": "a", "state": "KAZ", "since": "2002"}],
    "offices.extend_chair": [{"term": "a"}, {"term": "a", "until": "2024"}],
    "meetings.hold": [
        {"meeting": "m", "body": "soc", "kind": "without_meeting", "on": "2010", "format": "silence"},
        {"meeting": "m", "body": "soc", "kind": "special", "on": "2010"},
        {"meeting": "m", "body": "soc", "kind": "special", "on": "2010", "place": "Almaty", "title": "T"},
    ],
}
SAID = {
    "membership.attest": ["Kazakhstan holds the status “member” from 1999."],
    "offices.elect_chair": ["Kazakhstan is chosen for the chair from 2002."],
    "offices.extend_chair": [
        "The term in the chair is prolonged: a.",
        "The term in the chair is prolonged to 2024: a.",
    ],
    "meetings.hold": ["Without a meeting, 2010: m.", "m is held, 2010.", "T is held: Almaty, 2010."],
}


@pytest.mark.parametrize("type_name", SHAPES)
def test_act_of_each_shape_is_said(type_name):
    facts = {"sources": ["S1"], "confidence": "high"}
    bodies = [ACT_TYPES[type_name].body.model_validate(facts | shape) for shape in SHAPES[type_name]]
    assert [speech("en").said(SENTENCES[type_name](body)) for body in bodies] == SAID[type_name]


def test_constitution_is_said():
    assert speech("en").said(in_words(opening().acts[0])) == "The forum is constituted: Staged Forum."


def choices(type_name: str, field: str) -> set[str]:
    """What a field of an act may say."""
    return set(ACT_TYPES[type_name].body.model_json_schema()["properties"][field]["enum"])


def test_every_act_type_and_choice_has_words():
    assert set(SENTENCES) == set(ACT_TYPES)
    assert set(VERBS) == choices("meetings.conclude", "verb")
    assert set(INSTRUMENTS) == choices("documents.ratify", "instrument")
    assert set(STANDINGS) == choices("documents.report", "standing")
