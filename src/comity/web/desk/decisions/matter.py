"""A matter at the desk: where it stands, what is open to the party, its text, its rule, and the way it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.charter.state import charter
from comity.forum.decisions.effects import AmendCharter
from comity.forum.decisions.machine import ENDED, PUT
from comity.forum.decisions.rules.effects import effect_due
from comity.forum.decisions.state import KIND, Decision
from comity.forum.kernel.moments import comes_before, hours_after, instant
from comity.forum.kernel.values import Key
from comity.secretariat.wording.effects import effect_words
from comity.secretariat.wording.terms.decisions import OUTCOMES, STATEMENTS, VOTES
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.deeds import doings, room_of
from comity.web.desk.decisions.lines import about, expiry_of, standing_of
from comity.web.desk.decisions.ruled import rules_of
from comity.web.desk.decisions.running import capitals_at, own_capital, silence_shown
from comity.web.desk.decisions.wordings import wordings
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.times import Moment
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.until import until
from comity.web.portal.pages.actlines import ActLine, act_lines
from comity.web.portal.pages.actlines import moment as exact_moment
from comity.web.portal.pages.amendment import Changed, changes_shown
from comity.web.portal.pages.decisions.words import WAYS, in_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Result as CameOut
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


class Undertaking(Data):
    """What the decision lays down: whose it is, by when, who has done it."""

    number: int
    whose: str
    what: str
    by: Moment | None
    left: str
    done: list[str]
    open_for: str
    ours: bool


class Statement(Data):
    """A statement or reservation that stands with the decision."""

    party: str
    kind: str
    text: str
    at: Moment
    act: int


class Moved(Data):
    """Paragraphs that moved to a statement of the chair alone: their numbers, the statement, for whom it speaks."""

    paragraphs: str
    statement: str
    title: str
    speaks_for: str


class Result(Data):
    """What came out, and how; `until` is up to when statements attach to it, where the charter says."""

    verb: str
    way: str
    effective: Moment
    entered: Moment
    act: int
    chosen: str
    hindered: str
    moved: Moved | None
    statements_until: Moment | None


def find(at: Sitting, slug: str) -> Decision | None:
    """Return a matter by its name, or None."""
    return cast("Decision | None", at.glance.get(Key(KIND, slug)))


def no_matter(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page for a matter that is not there."""
    wrong = _("No matter before the forum goes by the name %(name)s.") % {"name": slug}
    return errors.page(request, 404, _("No such matter"), wrong, code="desk.no_matter")


@require_safe
@at_desk
def matter(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show a matter and what the party may do about it now."""
    at = sit(here)
    held = find(at, slug)
    if held is None:
        return no_matter(request, slug)
    return show(request, here, "desk/matter.html", context_of(Asking(at, [held]), held), matter="desk.decisions")


def context_of(asked: Asking, held: Decision) -> dict[str, Any]:
    """Return what the page of a matter is made from."""
    at = asked.at
    at.ask.titles.know(KIND, [held])
    at.ask.titles.fetch("document", [each.document for each in held.wordings])
    expires, texts = expiry_of(held), wordings(at, held)
    return {
        "ask": at.ask,
        "held": held,
        "title": in_language(at.ask, held.title),
        "about": about(at, held),
        "body": at.ask.speech.title("body", held.body),
        "standing": standing_of(held),
        "doings": doings(asked, held),
        "room": room_of(held.meeting) if held.state == PUT and held.meeting else "",
        "meeting": at.ask.speech.title("meeting", held.meeting) if held.meeting else "",
        "expires": expires,
        "silences": [silence_shown(at, each) for each in reversed(held.silences)],
        "closes": _closes(at, held, expires),
        **_running(asked, held, expires),
        "text": texts[0],
        "earlier": texts[1:],
        "effect": _effect(at, held),
        "amendment": _amendment(asked, held),
        "rules": rules_of(asked, held.body, held.matter),
        "way": _way(at, held),
        "objections": [
            {"party": at.title(each.party), "reason": in_language(at.ask, each.reason), "act": each.act}
            for each in held.standing_objections
        ],
        "votes": _votes(at, held),
        "results": [_result(asked, held, place) for place in range(len(held.results))][::-1],
        "statements": _statements(at, held),
        "undertakings": _undertakings(at, held),
        "reviews": [
            {"body": at.ask.speech.title("body", each.body), "text": in_language(at.ask, each.text), "act": each.act}
            for each in held.reviews
        ],
        "public_url": _public(held.decision),
    }


def _running(asked: Asking, held: Decision, expires: str | None) -> dict[str, Any]:
    """What the clock of a silence or a vote needs: the moment in the delegation's capital, and in all others."""
    if expires is None:
        return {}
    share = asked.at.clock.share(expires)
    gone = not asked.at.clock.left(expires)
    return {
        "capital": own_capital(asked, expires),
        "capitals": capitals_at(asked, expires),
        "drawing": drawn_until(share, gone=gone),
        "clock_now": exact_moment(asked.at.ask, asked.entered),
        "running": silence_shown(asked.at, held.silence) if held.silence else None,
    }


def _closes(at: Sitting, held: Decision, expires: str | None) -> dict[str, Any] | None:
    if held.silence is not None or expires is None:
        return None
    moment = at.clock.moment(expires, in_full=True)
    return {"by": moment, "until": until(instant(expires), at.ask.speech)}


def _effect(at: Sitting, held: Decision) -> str:
    """What it brings about, in the sentence of the public pages; of a charter its provisions are shown instead."""
    if held.effect is None or isinstance(held.effect, AmendCharter):
        return ""
    due = effect_due(held, held.result.chosen if held.result else None)
    return at.ask.say(effect_words(due or held.effect))[0]


def _amendment(asked: Asking, held: Decision) -> list[Changed]:
    """What it makes of the charter: held against the rules of today, or once it stands, against those before it."""
    rules = charter(asked.view)
    if rules is None or not isinstance(held.effect, AmendCharter):
        return []
    made = next((each.version for each in rules.amendments if each.decision == held.decision), None)
    before = rules.rules if made is None else rules.at(made - 1)
    return changes_shown(asked.at.ask, before, held.effect)


def _way(at: Sitting, held: Decision) -> list[ActLine]:
    """Every act about the matter, in order."""
    acts = at.ask.library.some_acts(held.acts)
    return act_lines(at.ask, [acts[index] for index in held.acts if index in acts])


def _votes(at: Sitting, held: Decision) -> dict[str, Any] | None:
    voting = held.voting
    if voting is None:
        return None
    return {
        "recorded": [
            {"party": at.title(party), "vote": _(VOTES[voting.votes[party]])} for party in at.by_name(voting.votes)
        ],
        "cast": [at.title(party) for party in at.by_name(voting.cast)],
        "ballots": [{"number": number, "choice": _choice(at, choice)} for number, choice in voting.ballots],
    }


def _choice(at: Sitting, choice: str) -> str:
    return _(VOTES[choice]) if choice in VOTES else at.title(choice)


def _result(asked: Asking, held: Decision, place: int) -> Result:
    at, each = asked.at, held.results[place]
    last = place == len(held.results) - 1
    return Result(
        verb=_(OUTCOMES[each.outcome]),
        way=_(WAYS[each.way]),
        effective=at.clock.moment(each.effective, in_full=True),
        entered=at.clock.moment(each.entered, in_full=True),
        act=each.act,
        chosen=at.title(each.chosen) if each.chosen else "",
        hindered=each.hindered or "",
        moved=_moved(at, each),
        statements_until=statements_until(asked, held) if last else None,
    )


def _moved(at: Sitting, came_out: CameOut) -> Moved | None:
    if came_out.statement is None:
        return None
    at.ask.titles.fetch("document", [came_out.statement])
    return Moved(
        paragraphs=", ".join(map(str, came_out.paragraphs)),
        statement=came_out.statement,
        title=at.ask.speech.title("document", came_out.statement),
        speaks_for=", ".join(map(at.title, at.by_name(came_out.speaks_for))),
    )


def statements_until(asked: Asking, held: Decision) -> Moment | None:
    """Return up to when statements attach to a decision; None where the charter sets no time, or that has gone by."""
    way = asked.procedure(held.body, held.matter)
    if way is None or way.statements_hours is None or held.result is None or held.state not in ENDED:
        return None
    moment = hours_after(held.result.entered, way.statements_hours)
    return asked.at.clock.moment(moment, in_full=True) if comes_before(asked.entered, moment) else None


def _statements(at: Sitting, held: Decision) -> list[Statement]:
    return [
        Statement(
            party=at.title(each.party),
            kind=_(STATEMENTS[each.kind]),
            text=in_language(at.ask, each.text),
            at=at.clock.moment(each.entered),
            act=each.act,
        )
        for each in held.statements
    ]


def _undertakings(at: Sitting, held: Decision) -> list[Undertaking]:
    return [
        Undertaking(
            number=each.number,
            whose=", ".join(
                [*map(at.title, each.parties), *(at.ask.speech.title("body", body) for body in each.bodies)]
            ),
            what=in_language(at.ask, each.what),
            by=at.clock.moment(each.by) if each.by else None,
            left=at.clock.left(each.by) if each.by and each.open_for else "",
            done=[at.title(done.party) for done in each.done],
            open_for=", ".join(map(at.title, each.open_for)),
            ours=at.party in each.open_for,
        )
        for each in held.undertakings
    ]


def _public(slug: str) -> str:
    try:
        return reverse("decision", args=[slug])
    except NoReverseMatch:
        return ""
