"""What a meeting looks like from a desk: what is put now, the agenda with its matters, what came, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.decisions import machine
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import said_in
from comity.forum.meetings.machine import IN_PROGRESS
from comity.forum.readings.journal import journal
from comity.secretariat.wording.atmeeting import telling
from comity.secretariat.wording.terms.decisions import OUTCOMES, VOTES
from comity.store import decisions as kept
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions import tries
from comity.web.desk.decisions.lines import about, matter_url, standing_of
from comity.web.desk.meetings import outcomes as coming
from comity.web.desk.meetings.bringing import brings
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.message import Version, versions
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, document_link
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Item, Meeting
    from comity.web.desk.decisions.asking import Asking

LAST = 8
"""How many lines of the journal a room shows."""

_BEFORE = (machine.PUT, machine.VOTING, machine.COUNTED)
"""States in which a matter is before a meeting."""


class Button(Data):
    """Something that can be done at once: its label, the type of act, and where it is asked for."""

    label: str
    kind: str
    url: str


class MatterHere(Data):
    """A matter in a list of the room: where it stands, and what can be done about it here."""

    decision: str
    url: str
    title: str
    language: str
    symbol: str
    about: str
    standing: Standing
    verb: str
    buttons: list[Button]


class ItemHere(Data):
    """An item of the agenda: `up` where it was taken up last, `done` where it was taken up before."""

    number: str
    title: str
    language: str
    up: bool
    done: bool
    depth: int
    documents: list[Link]
    matters: list[MatterHere]


class Objector(Data):
    """Who objects, why, to which paragraphs; `ours` where the reader may lift it."""

    code: str
    party: str
    reason: str
    paragraphs: str
    act: Link
    liftable: bool


class Before(Data):
    """The matter that is before the meeting: the question, who objects, what can come out."""

    decision: str
    url: str
    title: str
    language: str
    about: str
    asked_at: Moment | None
    versions: list[Version]
    document: Link | None
    amendments: list[str]
    brings: list[str]
    is_put: bool
    objectors: list[Objector]
    may_object: list[Link]
    closes: Moment | None
    tally: list[Link]
    accepting: list[coming.Open]
    others: list[coming.Open]
    moves: bool
    shut: list[coming.Shut]
    symbol: str
    buttons: list[Button]
    chair_only: bool


class Line(Data):
    """A line of the journal: when, in words, by which act."""

    at: Moment
    says: str
    act: Link
    decisive: bool


def matters_at(held: Meeting) -> list[str]:
    """Return the names of the matters that stand on the agenda, or about which something was done at the meeting."""
    listed = [name for item in held.agenda for name in item.decisions]
    return list(dict.fromkeys([*listed, *(event.decision for event in held.events if event.decision)]))


def fetched(asked: Asking, held: Meeting, live: Iterable[Decision] = ()) -> dict[str, Decision]:
    """Return the matters of a meeting by name, and those that are at hand already; each is read once."""
    # What is asked here is asked of this meeting and of no other one that sits.
    asked.sitting = [held] if held.state in IN_PROGRESS else []
    found = {each.decision: each for each in live}
    missing = [name for name in matters_at(held) if name not in found]
    found |= {each.decision: each for each in (kept.named(*missing) if missing else ())}
    asked.know(found.values())
    asked.at.ask.titles.know("decision", found.values())
    return found


def before(asked: Asking, held: Meeting, matters: Iterable[Decision], *, running: bool) -> list[Before]:
    """Return the matters that are before the meeting now; `running` shows what can come out."""
    return [_before(asked, held, each, running=running) for each in matters if is_before(each, held)]


def is_before(matter: Decision, held: Meeting) -> bool:
    """Whether a matter is before a meeting: put to it, or to the vote at it."""
    if matter.state == machine.PUT:
        return matter.meeting == held.meeting
    return matter.state in _BEFORE and matter.voting is not None and matter.voting.meeting == held.meeting


def _before(asked: Asking, held: Meeting, matter: Decision, *, running: bool) -> Before:
    at = asked.at
    concludes = running and not isinstance(asked.entitled(coming.KIND), Exception)
    found = coming.outcomes(asked, matter, held) if concludes else coming.Outcomes({}, {})
    put = next((step for step in reversed(matter.steps) if step.what == "decisions.put"), None)
    wording = matter.wording
    symbols = [said["symbol"] for several in found.said.values() for said in several if "symbol" in said]
    return Before(
        decision=matter.decision,
        url=matter_url(matter.decision),
        title=in_language(at.ask, matter.title),
        language=said_in(matter.title, at.ask.language)[1],
        about=about(at, matter),
        asked_at=at.clock.moment(put.entered) if put else None,
        versions=versions(wording.text or {}, at.ask.language)[:1],
        document=document_link(at.ask, wording.document) if wording.document else None,
        amendments=[in_language(at.ask, each) for each in wording.amendments],
        brings=brings(asked, matter),
        is_put=matter.state == machine.PUT,
        objectors=_objectors(asked, matter),
        may_object=_may_object(asked, matter) if writes(at.here) else [],
        closes=at.clock.moment(matter.voting.closes) if matter.voting and matter.state != machine.PUT else None,
        tally=_tally(matter),
        accepting=coming.opened(asked, found, found.accepting),
        others=coming.opened(asked, found, found.others),
        moves=coming.MOVES in found.said,
        shut=coming.shut(asked, matter, found),
        symbol=symbols[0] if symbols else "",
        buttons=_about(asked, matter, _WHILE_PUT if running else _FOR_ALL),
        chair_only=running and not concludes,
    )


def _objectors(asked: Asking, matter: Decision) -> list[Objector]:
    at, mine = asked.at, asked.speaks_for if writes(asked.at.here) else ()
    found = {each.party: each for each in matter.standing_objections}
    lift = "decisions.lift_objection"
    return [
        Objector(
            code=code,
            party=at.title(code),
            reason=in_language(at.ask, found[code].reason),
            paragraphs=", ".join(map(str, found[code].paragraphs)),
            act=act_link(found[code].act),
            liftable=code in mine and _open(asked, matter, lift, party=code, meeting=matter.meeting),
        )
        for code in at.by_name(found)
    ]


def _may_object(asked: Asking, matter: Decision) -> list[Link]:
    """For whom the reader may state an objection: a party for itself; who runs the meeting, what the floor said."""
    kind, url = "decisions.object", reverse("desk.deed", args=[matter.decision, "object"])
    names = [code for code in asked.speaks_for if code not in HATS]
    able = [code for code in names if _open(asked, matter, kind, party=code, meeting=matter.meeting)]
    return [Link(id=code, text=asked.at.title(code), url=url) for code in asked.at.by_name(able)]


def _open(asked: Asking, matter: Decision, kind: str, **said: object) -> bool:
    if not machine.MACHINE.allows(matter.state, kind):
        return False
    return asked.refusal(kind, {"decision": matter.decision, **said}) is None


def _tally(matter: Decision) -> list[Link]:
    said = list(matter.voting.votes.values()) if matter.voting else []
    return [Link(id=vote, text=_(name), url=str(said.count(vote))) for vote, name in VOTES.items() if said]


_WHILE_PUT = {
    "decisions.amend_orally": ("amend", gettext_noop("Amend from the floor")),
    "decisions.open_vote": ("open-vote", gettext_noop("Put it to the vote")),
    "decisions.count": ("count", gettext_noop("Count the ballots")),
}
"""What else whoever runs a meeting may do about the matter before it: the name of its form, and its label."""

_FOR_ALL = {
    "decisions.vote": ("vote", gettext_noop("Vote")),
    "decisions.cast": ("cast", gettext_noop("Cast your ballot")),
}
_LATER = {
    "decisions.start_silence": ("start-silence", gettext_noop("Start a silence")),
    "decisions.issue": ("issue", gettext_noop("Give it its symbol")),
    "decisions.attach": ("attach", gettext_noop("Attach a statement")),
}


def _about(asked: Asking, matter: Decision, kinds: dict[str, tuple[str, str]]) -> list[Button]:
    if not writes(asked.at.here):
        return []
    return [
        Button(label=_(label), kind=kind, url=reverse("desk.deed", args=[matter.decision, name]))
        for kind, (name, label) in kinds.items()
        if machine.MACHINE.allows(matter.state, kind) and tries.found(asked, matter, kind) is not None
    ]


def here(asked: Asking, held: Meeting, matter: Decision) -> MatterHere:
    """Return a matter as lists of the room show it."""
    at = asked.at
    ended = matter.state in machine.ENDED and matter.result is not None
    return MatterHere(
        decision=matter.decision,
        url=matter_url(matter.decision),
        title=in_language(at.ask, matter.title),
        language=said_in(matter.title, at.ask.language)[1],
        symbol=matter.symbol or "",
        about=about(at, matter),
        standing=standing_of(matter),
        verb=_(OUTCOMES[matter.result.outcome]) if ended and matter.result else "",
        buttons=_buttons(asked, held, matter),
    )


def _buttons(asked: Asking, held: Meeting, matter: Decision) -> list[Button]:
    """Putting a matter asks no more; the rest has forms of its own."""
    put = "decisions.put"
    found = []
    if writes(asked.at.here) and _open(asked, matter, put, meeting=held.meeting):
        where = reverse("desk.matter_step", args=[held.meeting, matter.decision, "put"])
        found.append(Button(label=_("Put it to the meeting"), kind=put, url=where))
    later = {kind: each for kind, each in _LATER.items() if _is_due(kind, matter)}
    return [*found, *_about(asked, matter, later)]


def _is_due(kind: str, matter: Decision) -> bool:
    """A silence is begun at a meeting that agreed to it; the board of decisions begins others."""
    return kind != "decisions.start_silence" or matter.state == machine.AGREED


def agenda(asked: Asking, held: Meeting, matters: dict[str, Decision]) -> list[ItemHere]:
    """Return the agenda with the matters that stand under its items."""
    asked.at.ask.titles.fetch("document", [name for item in held.agenda for name in item.documents])
    return [_item(asked, held, each, matters) for each in held.agenda]


def _item(asked: Asking, held: Meeting, item: Item, matters: dict[str, Decision]) -> ItemHere:
    ask = asked.at.ask
    title, language = said_in(item.title, ask.language)
    return ItemHere(
        number=item.number,
        title=title,
        language=language,
        up=item.number == held.item,
        done=item.taken_up is not None and item.number != held.item,
        depth=item.number.count("."),
        documents=[document_link(ask, name) for name in item.documents],
        matters=[here(asked, held, matters[name]) for name in item.decisions if name in matters],
    )


def decided(held: Meeting, matters: dict[str, Decision]) -> list[Decision]:
    """Return the matters about which something came out at a meeting, in the order in which it did."""
    names = dict.fromkeys(event.decision for event in held.events if event.what == "decisions.conclude")
    return [matters[name] for name in names if name in matters]


def journal_lines(asked: Asking, held: Meeting) -> list[Line]:
    """Return the last lines of the journal, the newest first; they come out of the acts."""
    ask, last = asked.at.ask, held.model_copy(update={"events": held.events[-LAST:]})
    acts = ask.library.some_acts(event.act for event in last.events)
    told = journal(last, asked.view, telling=telling, act_at=acts.get)
    lines = [line for sitting in told for under in sitting.items for line in under.lines]
    says = ask.say(*(line.words for line in lines))
    return [
        Line(
            at=asked.at.clock.moment(line.entered),
            says=said,
            act=act_link(line.act),
            decisive=line.kind == "decisions.conclude",
        )
        for line, said in zip(lines, says, strict=True)
    ][::-1]


def mark(held: Meeting, matters: Iterable[Decision]) -> str:
    """Return what changes with every act at a meeting, and with every one about a matter before it."""
    last = max((each.acts[-1] for each in matters if is_before(each, held)), default=0)
    return f"{max(last, held.acts[-1])}"
