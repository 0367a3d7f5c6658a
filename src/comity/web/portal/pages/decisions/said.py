"""What was said to a matter: objections at meetings, votes, statements that stand with the decision, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.secretariat.wording.terms.decisions import STATEMENTS, VOTES
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, document_link
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.decisions.words import Who, in_language, who

if TYPE_CHECKING:
    from comity.forum.decisions import state
    from comity.web.portal.framework.ask import Ask


class Statement(Data):
    """A statement or reservation that stands with the decision."""

    party: Who
    kind: str
    text: str
    document: Link | None
    entered: Moment
    act: Link


class Objection(Data):
    """An objection at a meeting, to some paragraphs or to all; `lifted` is the act that ended it."""

    party: Who
    paragraphs: list[int]
    reason: str
    act: Link
    lifted: Link | None


class Ballot(Data):
    """What a party voted, or how often something was voted in secret."""

    who: str
    vote: str


class Votes(Data):
    """A vote: until when, what was voted by whom, and how much of each."""

    closes: Moment
    cast: list[Who]
    votes: list[Ballot]
    counts: list[Ballot]


class Reviewed(Data):
    """A look at what has become of the decision."""

    body: str
    text: str
    document: Link | None
    entered: Moment
    act: Link


def objection(ask: Ask, each: state.Objection) -> Objection:
    """Return an objection as pages show it."""
    return Objection(
        party=who(ask, each.party, each.entered[:10]),
        paragraphs=list(each.paragraphs),
        reason=in_language(ask, each.reason),
        act=act_link(each.act),
        lifted=act_link(each.lifted) if each.lifted is not None else None,
    )


def votes(ask: Ask, voting: state.Voting) -> Votes:
    """Return a vote as pages show it."""
    said = [choice for _number, choice in voting.ballots] or list(voting.votes.values())
    return Votes(
        closes=moment(ask, voting.closes),
        cast=[who(ask, code) for code in voting.cast],
        votes=[Ballot(who=ask.speech.party(code), vote=_(VOTES[vote])) for code, vote in voting.votes.items()],
        counts=[Ballot(who=_choice(ask, choice), vote=str(said.count(choice))) for choice in dict.fromkeys(said)],
    )


def _choice(ask: Ask, choice: str) -> str:
    return _(VOTES[choice]) if choice in VOTES else ask.speech.party(choice)


def statement(ask: Ask, each: state.Statement) -> Statement:
    """Return a statement as pages show it."""
    return Statement(
        party=who(ask, each.party, each.entered[:10]),
        kind=_(STATEMENTS[each.kind]),
        text=in_language(ask, each.text),
        document=document_link(ask, each.document) if each.document else None,
        entered=moment(ask, each.entered),
        act=act_link(each.act),
    )


def review(ask: Ask, each: state.Reviewed) -> Reviewed:
    """Return a review as pages show it."""
    return Reviewed(
        body=ask.speech.title("body", each.body),
        text=in_language(ask, each.text),
        document=document_link(ask, each.document) if each.document else None,
        entered=moment(ask, each.entered),
        act=act_link(each.act),
    )
