"""The form of each action: what it asks, how what was typed becomes an act, what it begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from django.utils.translation import gettext as _

from comity.forum.decisions.acts import Verb
from comity.forum.decisions.machine import MOVED
from comity.forum.decisions.rules.votes import choices
from comity.forum.documents.paragraphs import without
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.moments import hours_after
from comity.forum.kernel.names import HATS
from comity.secretariat.wording.terms.decisions import OUTCOMES, RESERVATIONS, STATEMENTS, VERBS, VOTES
from comity.web.desk.decisions import tries
from comity.web.desk.decisions.fields import Field, moment, texts, words
from comity.web.desk.notices.forms import listed
from comity.web.portal.framework.chrome import stops
from comity.web.portal.pages.decisions.words import in_language
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.decisions.tries import Said
    from comity.web.desk.notices.forms import Form

    Makes = Callable[["Doer", Form], Said]
    Asks = Callable[["Doer"], Sequence[Field]]


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something about a matter: the questions that can be asked, and what the door would take, tried."""

    asked: Asking
    held: Decision
    taken: tuple[Said, ...]

    @property
    def parties(self) -> list[str]:
        """In whose name it can be done now."""
        return list(dict.fromkeys(str(said["party"]) for said in self.taken if "party" in said))

    def each(self, name: str) -> list[str]:
        """What the acts that the door would take say in a field, each once."""
        return list(dict.fromkeys(str(said[name]) for said in self.taken if name in said))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of an action: the fields that it asks, and how what was typed becomes the body of an act."""

    asks: Asks
    makes: Makes


_REASON = Field("texts", "reason", gettext_noop("Reason"), gettext_noop("May be left empty. Everybody reads it."))
_REMARK = Field("texts", "remark", gettext_noop("Remark"), gettext_noop("May be left empty."))
_DOCUMENT = Field(
    "word",
    "document",
    gettext_noop("Document"),
    gettext_noop("A longer text is registered first; give its name in addresses. May be left empty."),
)


def _in_the_name(doer: Doer) -> list[Field]:
    """The forum's hats say for whom they act; a party acts for itself."""
    parties = doer.parties
    if doer.asked.at.party not in HATS or len(parties) < 2:  # noqa: PLR2004 - one is no choice
        return []
    options = [(code, doer.asked.at.title(code)) for code in parties]
    return [Field("choice", "party", gettext_noop("In whose name"), options=options)]


def party_of(doer: Doer, form: Form) -> Said:
    """Return the party in whose name it is done, as a field of a body."""
    parties = doer.parties
    chosen = form.values["party"]
    if not parties:
        return {"party": doer.asked.at.party}
    own = doer.asked.at.party
    return {"party": next(party for party in (chosen, own, parties[0]) if party in parties)}


def _sheet(*fields: Field, party: bool = True, carried: Sequence[str] = ()) -> Sheet:
    """A form of texts and words; `carried` fields are as the door would take them, and are not asked."""
    kinds = {field.name: field.kind for field in fields}
    of_texts = [name for name, kind in kinds.items() if kind in {"texts", "line"}]
    of_words = [name for name, kind in kinds.items() if kind in {"word", "choice"}]

    def asks(doer: Doer) -> Sequence[Field]:
        return [*(_in_the_name(doer) if party else ()), *fields]

    def makes(doer: Doer, form: Form) -> Said:
        first = doer.taken[0] if doer.taken else {}
        kept = {name: first[name] for name in carried if name in first}
        return {**kept, **(party_of(doer, form) if party else {}), **texts(form, *of_texts), **words(form, *of_words)}

    return Sheet(asks, makes)


def _named(texts_of: dict[str, str], given: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, _(texts_of[value])) for value in given]


def _break(doer: Doer) -> Sequence[Field]:
    could = gettext_noop("What you could agree to")
    hint = gettext_noop("A text that you would not break a silence on. May be left empty.")
    return [*_in_the_name(doer), _REASON, Field("texts", "text", could, hint), _DOCUMENT]


def _of_break(doer: Doer, form: Form) -> Said:
    return {**party_of(doer, form), **texts(form, "reason", "text"), **words(form, "document")}


def _reserve(doer: Doer) -> Sequence[Field]:
    kinds = _named(RESERVATIONS, doer.each("kind") or RESERVATIONS)
    return [
        *_in_the_name(doer),
        Field("choice", "kind", gettext_noop("What you keep open"), options=kinds),
        Field("texts", "text", gettext_noop("In words"), gettext_noop("May be left empty.")),
    ]


def _of_kind(doer: Doer, form: Form) -> Said:
    return {**party_of(doer, form), **words(form, "kind"), **texts(form, "text")}


def _lift(doer: Doer) -> Sequence[Field]:
    kinds = _named(RESERVATIONS, doer.each("kind"))
    label = gettext_noop("What you keep open no more")
    return [*_in_the_name(doer), Field("choice", "kind", label, options=kinds)]


def _attach(doer: Doer) -> Sequence[Field]:
    return [
        *_in_the_name(doer),
        Field("choice", "kind", gettext_noop("What it is"), options=_named(STATEMENTS, STATEMENTS)),
        Field("texts", "text", gettext_noop("Text")),
        _DOCUMENT,
    ]


def _of_attach(doer: Doer, form: Form) -> Said:
    return {**_of_kind(doer, form), **words(form, "document")}


def _fulfil(doer: Doer) -> Sequence[Field]:
    laid_down = {each.number: in_language(doer.asked.at.ask, each.what) for each in doer.held.undertakings}
    open_ones = [(number, f"{number}. {laid_down[int(number)]}") for number in doer.each("undertaking")]
    return [
        *_in_the_name(doer),
        Field("choice", "undertaking", gettext_noop("What is done"), options=open_ones),
        Field("texts", "text", gettext_noop("How it was done"), gettext_noop("May be left empty.")),
        _DOCUMENT,
    ]


def _of_fulfil(doer: Doer, form: Form) -> Said:
    number = whole(form.values["undertaking"])
    said = {} if number is None else {"undertaking": number}
    owing = Doer(doer.asked, doer.held, tuple(each for each in doer.taken if each["undertaking"] == number))
    return {**party_of(owing, form), **said, **texts(form, "text"), **words(form, "document")}


def _vote(doer: Doer) -> Sequence[Field]:
    return [*_in_the_name(doer), Field("choice", "vote", gettext_noop("Your vote"), options=_named(VOTES, VOTES))]


def _of_vote(doer: Doer, form: Form) -> Said:
    return {**party_of(doer, form), **words(form, "vote")}


def ballot_choices(doer: Doer) -> list[tuple[str, str]]:
    """Return what a ballot can say, and what that is called."""
    at = doer.asked.at
    return [(each, _(VOTES[each]) if each in VOTES else at.title(each)) for each in choices(doer.held)]


def _places(doer: Doer) -> list[Field]:
    """At which meeting, or between meetings: where the door would take it."""
    speech = doer.asked.at.ask.speech
    meetings = doer.each("meeting")
    between = any("meeting" not in said for said in doer.taken)
    options = [("", _("between meetings"))] if between else []
    options += [(meeting, speech.title("meeting", meeting)) for meeting in meetings]
    return [Field("choice", "meeting", gettext_noop("Where"), options=options)] if meetings else []


def _start(doer: Doer) -> Sequence[Field]:
    at_least = gettext_noop("By the charter not before the least time has run; what is usual stands here already.")
    verbs = _named(VERBS, get_args(Verb))
    return [
        Field("moment", "expires", gettext_noop("Expiry"), at_least),
        *_places(doer),
        Field("choice", "outcome", gettext_noop("What the body will do with it"), options=verbs),
        _REMARK,
    ]


def _of_start(doer: Doer, form: Form) -> Said:
    said = {**moment(doer.asked, form, "expires"), **words(form, "meeting", "outcome"), **texts(form, "remark")}
    return {name: value for name, value in said.items() if (name, value) != ("outcome", "adopts")}


def _extend(_doer: Doer) -> Sequence[Field]:
    why = gettext_noop("A sentence; it stays on record with the clock before it.")
    return [
        Field("moment", "expires", gettext_noop("New expiry"), gettext_noop("Later than the one that runs.")),
        Field("texts", "reason", gettext_noop("Reason"), why),
    ]


def _of_extend(doer: Doer, form: Form) -> Said:
    return {**moment(doer.asked, form, "expires"), **texts(form, "reason")}


def _open_vote(doer: Doer) -> Sequence[Field]:
    return [Field("moment", "closes", gettext_noop("Close of the vote")), *_places(doer)]


def _of_open_vote(doer: Doer, form: Form) -> Said:
    return {**moment(doer.asked, form, "closes"), **words(form, "meeting")}


def _recommend(doer: Doer) -> Sequence[Field]:
    speech, colon = doer.asked.at.ask.speech, stops()["colon"]
    pairs = [(said["body"], said["verb"]) for said in doer.taken]
    options = [(f"{body}/{verb}", f"{speech.title('body', body)}{colon}{_(VERBS[verb])}") for body, verb in pairs]
    where = gettext_noop("The name in addresses of the meeting at which it was said. May be left empty.")
    return [
        Field("choice", "say", gettext_noop("Which body says what"), options=options),
        Field("word", "meeting", gettext_noop("Meeting"), where),
        _REMARK,
    ]


def _of_recommend(_doer: Doer, form: Form) -> Said:
    body, _slash, verb = form.values["say"].partition("/")
    said = {"body": body, "verb": verb} if body else {}
    return {**said, **words(form, "meeting"), **texts(form, "remark")}


def _revise(_doer: Doer) -> Sequence[Field]:
    hint = gettext_noop("The whole text as it is to be. An empty line begins a new paragraph.")
    return [Field("texts", "text", gettext_noop("Text"), hint), _DOCUMENT, _REASON]


def _of_revise(doer: Doer, form: Form) -> Said:
    return {"revision": doer.held.revision + 1, **texts(form, "text", "reason"), **words(form, "document")}


def _bodies(doer: Doer) -> list[tuple[str, str]]:
    return [(body, doer.asked.at.ask.speech.title("body", body)) for body in doer.each("body")]


def _refer(doer: Doer) -> Sequence[Field]:
    return [Field("choice", "body", gettext_noop("To which body"), options=_bodies(doer)), _REASON]


def _of_refer(_doer: Doer, form: Form) -> Said:
    return {**words(form, "body"), **texts(form, "reason")}


def _review(doer: Doer) -> Sequence[Field]:
    rule = doer.asked.matter(doer.held.matter)
    names = [doer.held.body, *(body for body in (rule.roles if rule else ()) if body != doer.held.body)]
    options = [(body, doer.asked.at.ask.speech.title("body", body)) for body in names]
    where = gettext_noop("The name in addresses of the meeting at which it was looked at. May be left empty.")
    return [
        Field("choice", "body", gettext_noop("By which body"), options=options),
        Field("word", "meeting", gettext_noop("Meeting"), where),
        Field("texts", "text", gettext_noop("What has become of it")),
        _DOCUMENT,
    ]


def _of_review(_doer: Doer, form: Form) -> Said:
    return {**words(form, "body", "meeting", "document"), **texts(form, "text")}


def _conclude(doer: Doer) -> Sequence[Field]:
    options = []
    for place, said in enumerate(doer.taken):
        chosen = f": {doer.asked.at.title(said['chosen'])}" if "chosen" in said else ""
        options.append((str(place), f"{_(OUTCOMES[said['outcome']])}{chosen}"))
    return [Field("choice", "which", gettext_noop("What came out"), options=options), _REMARK]


def _of_conclude(doer: Doer, form: Form) -> Said:
    place = whole(form.values["which"])
    said = doer.taken[place] if place is not None and place < len(doer.taken) else {}
    return {**said, **texts(form, "remark")}


def _issue(doer: Doer) -> Sequence[Field]:
    next_one = gettext_noop("The next of its series; numbers go without gaps.")
    return [Field("word", "symbol", gettext_noop("Symbol"), next_one), *_places(doer), _DOCUMENT]


def _of_issue(_doer: Doer, form: Form) -> Said:
    return words(form, "symbol", "meeting", "document")


def _object(doer: Doer) -> Sequence[Field]:
    numbers = gettext_noop("Numbers with commas between them; empty where you object to the whole.")
    return [*_in_the_name(doer), _REASON, Field("word", "paragraphs", gettext_noop("Paragraphs"), numbers)]


def _of_object(doer: Doer, form: Form) -> Said:
    given = listed(form.values["paragraphs"])
    numbers: list[Any] = [part if whole(part) is None else whole(part) for part in given]
    said = {"paragraphs": numbers} if numbers else {}
    return {**party_of(doer, form), "meeting": doer.held.meeting, **said, **texts(form, "reason")}


def _just(doer: Doer, _form: Form) -> Said:
    """An act that has nothing to say but what the door would take."""
    return dict(doer.taken[0]) if doer.taken else {}


def _nothing(_doer: Doer) -> Sequence[Field]:
    return ()


_COMMITMENT = Field(
    "word",
    "commitment",
    gettext_noop("Commitment to the member’s own objection"),
    gettext_noop(
        "44 characters, as the member gave it with its letter; with it the member can prove later which it was."
    ),
)
_COULD = Field("texts", "text", gettext_noop("What the member could agree to"), gettext_noop("May be left empty."))
_AMENDMENT = Field("texts", "amendment", gettext_noop("Amendment"), gettext_noop("As it was read out."))

SHEETS: dict[str, Sheet] = {
    "break": Sheet(_break, _of_break),
    "reserve": Sheet(_reserve, _of_kind),
    "lift-reservation": Sheet(_lift, _of_kind),
    "veto": _sheet(_REASON),
    "withdraw-objection": _sheet(),
    "withdraw": _sheet(_REASON),
    "support": _sheet(),
    "attach": Sheet(_attach, _of_attach),
    "fulfil": Sheet(_fulfil, _of_fulfil),
    "vote": Sheet(_vote, _of_vote),
    "start-silence": Sheet(_start, _of_start),
    "extend": Sheet(_extend, _of_extend),
    "relay": _sheet(_COMMITMENT, _COULD, party=False),
    "open-vote": Sheet(_open_vote, _of_open_vote),
    "recommend": Sheet(_recommend, _of_recommend),
    "revise": Sheet(_revise, _of_revise),
    "refer": Sheet(_refer, _of_refer),
    "review": Sheet(_review, _of_review),
    "conclude": Sheet(_conclude, _of_conclude),
    "conclude-silence": Sheet(_nothing, _just),
    "count": Sheet(_nothing, _just),
    "issue": Sheet(_issue, _of_issue),
    "put": Sheet(_nothing, _just),
    "amend": _sheet(_AMENDMENT, party=False, carried=("meeting",)),
    "object": Sheet(_object, _of_object),
    "lift-objection": _sheet(carried=("meeting",)),
}
"""By the action's name in addresses. The secret ballot has pages of its own."""


def blank(doer: Doer, name: str) -> dict[str, str]:
    """Return what the form of an action begins with."""
    first = doer.taken[0] if doer.taken else {}
    begun = {"outcome": "adopts"} if name == "start-silence" else {}
    if name == "issue":
        begun["symbol"] = str(first.get("symbol", ""))
        begun["meeting"] = str(first.get("meeting", ""))
    if name == "revise":
        begun |= {f"text_{code}": said for code, said in _left_of_text(doer.held).items()}
        begun["document"] = doer.held.wording.document or ""
    for field, several in (("kind", "kind"), ("undertaking", "undertaking")):
        if name in {"lift-reservation", "fulfil"} and len(doer.each(several)) == 1:
            begun[field] = doer.each(several)[0]
    return begun


def _left_of_text(held: Decision) -> dict[str, str]:
    """The text that is revised: once paragraphs have moved to a statement of the chair, what is left of it."""
    moved = held.result.paragraphs if held.state == MOVED and held.result else ()
    return {code: without(said, moved) if moved else said for code, said in (held.wording.text or {}).items()}


def begins_at(doer: Doer, name: str) -> dict[str, str]:
    """Return with which moments a form begins: the usual time of a silence, an extension by a day."""
    asked, held = doer.asked, doer.held
    if name == "start-silence":
        way = asked.procedure(held.body, held.matter)
        rule = way.silence if way else None
        return {"expires": tries.full_hour(tries.least_expiry(asked, held, rule.usual_hours if rule else None))}
    if name == "extend" and held.silence:
        return {"expires": hours_after(held.silence.expires, 24)}
    if name == "open-vote":
        return {"closes": tries.full_hour(tries.least_close(asked, held, 72))}
    return {}
