"""Acts in words: one sentence for each act type, said from exactly what the act states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Day, Listed, Named, Said, Thing, Titled, Word
from comity.secretariat.wording import decisions, documents, meetings, messages, treaties
from comity.secretariat.wording.choices import INSTRUMENTS, STANDINGS, VERBS
from comity.secretariat.wording.types import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.kernel.acts import Enacted

__all__ = ["INSTRUMENTS", "SENTENCES", "STANDINGS", "VERBS", "WITHHELD", "in_words"]


def in_words(act: Enacted) -> Said:
    """Return what an act says, as one sentence; of one whose body is withheld, that it is."""
    if isinstance(act.body, Committed):
        return Said(WITHHELD, {"type": Said(TYPES[act.type])})
    return SENTENCES[act.type](act.body)


WITHHELD = gettext_noop("%(type)s: what this says is withheld; it is read by its audience.")
"""What is said of a restricted act by whoever does not hold its opening."""


def _party(body: Any) -> Word:  # noqa: ANN401 - each act type has a body of its own
    return Named(body.party, getattr(body, "on", None) or getattr(body, "since", None))


def _constitute(body: Any) -> Said:  # noqa: ANN401
    return Said(gettext_noop("The forum is constituted: %(name)s."), {"name": Titled(body.names)})


def _adopt(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The charter, version %(version)s, in force from %(day)s.")
    return Said(text, {"version": str(body.version), "day": Day(body.in_force)})


def _enter_party(body: Any) -> Said:  # noqa: ANN401
    return Said(gettext_noop("%(party)s comes into the register."), {"party": Named(body.party)})


def _rename(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(name)s: this is the name in use from %(day)s.")
    return Said(text, {"name": Titled(body.name), "day": Day(body.since)})


def _sign(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s signs “%(document)s”, %(day)s.")
    return Said(text, {"party": _party(body), "document": Thing("document", body.instrument), "day": Day(body.on)})


def _accept(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(body)s decides: %(party)s receives the status “%(status)s”, %(day)s.")
    words: dict[str, Word] = {
        "body": Thing("body", body.body),
        "party": _party(body),
        "status": Thing("status", body.status),
        "day": Day(body.on),
    }
    return Said(text, words)


def _attest(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {
        "party": _party(body),
        "status": Thing("status", body.status),
        "day": Day(body.since),
    }
    if body.counted:
        text = gettext_noop("%(party)s holds the status “%(status)s” from %(day)s; number %(number)s in order.")
        return Said(text, {**words, "number": str(body.counted)})
    return Said(gettext_noop("%(party)s holds the status “%(status)s” from %(day)s."), words)


def _lapse(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s no longer holds the status “%(status)s”, %(day)s.")
    return Said(text, {"party": _party(body), "status": Thing("status", body.status), "day": Day(body.on)})


def _apply(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s applies for the status “%(status)s”.")
    return Said(text, {"party": Named(body.party), "status": Thing("status", body.status)})


def _give_up(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s gives up the status “%(status)s”, over on %(day)s.")
    return Said(text, {"party": Named(body.party), "status": Thing("status", body.status), "day": Day(body.on)})


def _elect_chair(body: Any) -> Said:  # noqa: ANN401
    state, since = Named(body.state, body.since), Day(body.since)
    if body.until is None:
        return Said(gettext_noop("%(state)s is chosen for the chair from %(since)s."), {"state": state, "since": since})
    text = gettext_noop("%(state)s is chosen for the chair from %(since)s to %(until)s.")
    return Said(text, {"state": state, "since": since, "until": Day(body.until)})


def _extend_chair(body: Any) -> Said:  # noqa: ANN401
    term = Thing("term", body.term)
    if body.until is None:
        return Said(gettext_noop("The term in the chair is prolonged: %(term)s."), {"term": term})
    text = gettext_noop("The term in the chair is prolonged to %(until)s: %(term)s.")
    return Said(text, {"term": term, "until": Day(body.until)})


def _take_chair(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The chair passes on %(day)s: %(term)s.")
    return Said(text, {"day": Day(body.on), "term": Thing("term", body.term)})


def _appoint(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(person)s takes the post “%(post)s”, %(day)s.")
    return Said(text, {"person": Titled(body.person), "post": Thing("post", body.post), "day": Day(body.since)})


def _leave(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("A tenure of the post “%(post)s” ends on %(day)s.")
    return Said(text, {"post": Thing("post", body.post), "day": Day(body.on)})


def _retitle(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The post is called “%(title)s” from %(day)s.")
    return Said(text, {"title": Titled(body.title), "day": Day(body.since)})


def _seat(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The Secretariat has its seat in %(place)s from %(day)s.")
    return Said(text, {"place": Titled(body.place), "day": Day(body.since)})


def _plan(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(meeting)s is planned: %(day)s.")
    return Said(text, {"meeting": _meeting(body), "day": Day(body.planned)})


def _meeting(body: Any) -> Word:  # noqa: ANN401
    return Titled(body.title) if getattr(body, "title", None) else Thing("meeting", body.meeting)


def _move(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(meeting)s is moved: %(day)s.")
    return Said(text, {"meeting": _meeting(body), "day": Day(body.planned)})


def _hold(body: Any) -> Said:  # noqa: ANN401
    if body.kind == "without_meeting":
        text = gettext_noop("Without a meeting, %(day)s: %(meeting)s.")
        return Said(text, {"meeting": _meeting(body), "day": Day(body.on)})
    if body.place is None:
        text = gettext_noop("%(meeting)s is held, %(day)s.")
        return Said(text, {"meeting": _meeting(body), "day": Day(body.on)})
    text = gettext_noop("%(meeting)s is held: %(place)s, %(day)s.")
    return Said(text, {"meeting": _meeting(body), "place": Titled(body.place), "day": Day(body.on)})


def _attend(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("At “%(meeting)s”: %(parties)s.")
    parties = Listed(tuple(Named(party) for party in body.parties))
    return Said(text, {"meeting": Thing("meeting", body.meeting), "parties": parties})


def _conclude(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(meeting)s” %(verb)s %(matter)s.")
    words: dict[str, Word] = {
        "meeting": Thing("meeting", body.meeting),
        "verb": Said(VERBS[body.verb]),
        "matter": Titled(body.matter),
    }
    return Said(text, words)


def _register(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(title)s” comes into the register of documents, %(day)s.")
    return Said(text, {"title": Titled(body.title), "day": Day(body.on)})


def _sign_document(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s signs “%(document)s”, %(day)s.")
    return Said(text, {"party": _party(body), "document": Thing("document", body.document), "day": Day(body.on)})


def _ratify(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s consents to be bound by “%(document)s” (%(instrument)s), %(day)s.")
    words: dict[str, Word] = {
        "party": _party(body),
        "document": Thing("document", body.document),
        "instrument": Said(INSTRUMENTS[body.instrument]),
        "day": Day(body.on),
    }
    return Said(text, words)


def _amend(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(document)s” is amended, %(day)s: %(summary)s.")
    words: dict[str, Word] = {
        "document": Thing("document", body.document),
        "day": Day(body.on),
        "summary": Titled(body.summary),
    }
    return Said(text, words)


def _report(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(document)s” stands, as of %(day)s: %(standing)s.")
    words: dict[str, Word] = {
        "document": Thing("document", body.document),
        "day": Day(body.as_of),
        "standing": Said(STANDINGS[body.standing]),
    }
    return Said(text, words)


def _cite(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("Source %(source)s: %(title)s.")
    return Said(text, {"source": body.source, "title": Titled(body.title)})


def _claim(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("Source %(source)s says: %(says)s.")
    return Said(text, {"source": body.source, "says": Titled(body.says)})


def _correct(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("Act %(act)s is corrected: %(reason)s.")
    return Said(text, {"act": str(body.act), "reason": Titled(body.reason)})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "charter.constitute": _constitute,
    "charter.adopt": _adopt,
    "membership.enter_party": _enter_party,
    "membership.rename": _rename,
    "membership.sign": _sign,
    "membership.accept": _accept,
    "membership.attest": _attest,
    "membership.lapse": _lapse,
    "offices.elect_chair": _elect_chair,
    "offices.extend_chair": _extend_chair,
    "offices.take_chair": _take_chair,
    "offices.appoint": _appoint,
    "offices.leave": _leave,
    "offices.retitle": _retitle,
    "offices.seat": _seat,
    "meetings.plan": _plan,
    "meetings.move": _move,
    "meetings.hold": _hold,
    "meetings.attend": _attend,
    "meetings.conclude": _conclude,
    "documents.register": _register,
    "documents.sign": _sign_document,
    "documents.ratify": _ratify,
    "documents.amend": _amend,
    "documents.report": _report,
    **treaties.SENTENCES,
    **messages.SENTENCES,
    **decisions.SENTENCES,
    **documents.SENTENCES,
    **meetings.SENTENCES,
    "membership.apply": _apply,
    "membership.withdraw": _give_up,
    "sources.cite": _cite,
    "sources.claim": _claim,
    "sources.correct": _correct,
}
"""How each act type is said."""
