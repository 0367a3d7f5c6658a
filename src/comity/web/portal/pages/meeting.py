"""One meeting: planned and held, who presided, what came out, its documents, its table, who came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.forum.kernel.dates import begins, ends
from comity.forum.kernel.text import said_in
from comity.forum.meetings.convening import number_key
from comity.forum.meetings.state import Meeting, Numbered, meeting
from comity.forum.membership.statuses import MEMBER
from comity.forum.readings.chair import in_chair
from comity.secretariat.wording.acts import VERBS
from comity.web.portal.framework.data import Cited, Data, Link, When
from comity.web.portal.framework.library import DocumentSift
from comity.web.portal.framework.links import (
    act_link,
    body_name,
    cited,
    day_text,
    document_link,
    known_meeting_link,
    party_link,
    when,
)
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import calendar, documents, table
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.chartered import quorum_rule, seating_rule
from comity.web.portal.pages.live import Live, live
from comity.web.portal.pages.meetings import format_names, kind_names
from comity.web.portal.pages.participants import Counted, counted, quorum_text

if TYPE_CHECKING:
    from datetime import date

    from comity.web.portal.framework.ask import Ask


# How many meetings a line of them can show on a page.
STOPS = 5


class Plan(Data):
    """A plan as announced."""

    planned: When
    place: str
    format: str
    act: Link


class Presided(Data):
    """Who presided."""

    party: Link
    office: str
    person: str


class Outcome(Data):
    """Something that came out of the meeting."""

    verb: str
    matter: str
    note: str
    document: Link | None
    about: list[Link]
    on: When | None
    sources: list[str]
    act: Link


class Presence(Data):
    """Parties that a source names as present."""

    capacity: str
    level: str
    level_found: bool
    person: str
    parties: list[Link]
    note: str
    sources: list[str]
    act: Link


class Number(Data):
    """A number of participants as a source gives it."""

    label: str
    number: int


class Stop(Data):
    """A meeting near this one among the regular meetings of its body."""

    meeting: Link
    number: int
    on: When
    year: str
    place: str
    held: bool


class MeetingPage(Data):
    """One meeting."""

    meeting: Link
    number: int | None
    body: str
    kind: str
    format: str
    format_found: bool
    on: When
    held: bool
    place: str
    host: Link | None
    plans: list[Plan]
    presided: list[Presided]
    members_before: Counted
    members: Counted
    quorum: str
    quorum_rule: str
    seating_rule: str
    chair_before: Link | None
    chair_after: Link | None
    stops: list[Stop]
    live: Live | None
    note: str
    outcomes: list[Outcome]
    documents: list[documents.Line]
    presence: list[Presence]
    numbers: list[Number]
    sources: list[Cited]
    confidence: str
    acts: list[Link]


def capacities() -> dict[str, str]:
    """Return what capacities are called."""
    return {
        "member": _("members"),
        "observer": _("observers"),
        "partner": _("partners"),
        "guest": _("guests"),
        "participant": _("participants"),
    }


def levels() -> dict[str, str]:
    """Return what levels of representation are called."""
    return {
        "head_of_state": _("head of state"),
        "head_of_government": _("head of government"),
        "vice_president": _("vice-president"),
        "minister": _("minister"),
        "deputy_minister": _("deputy minister"),
        "ambassador": _("ambassador"),
        "official": pgettext("level of representation", "official"),
        "expert": _("expert"),
        "not_found": _("level not found"),
    }


def _number_labels() -> dict[str, str]:
    return {
        "members": _("members"),
        "observers": _("observers"),
        "organisations": _("organisations"),
        "partners": _("partners"),
        "participants": _("participants"),
        "heads_of_state": _("heads of state"),
    }


def _text(ask: Ask, text: dict[str, str] | None) -> str:
    return said_in(text, ask.language)[0] if text else ""


def _outcomes(ask: Ask, found: Meeting) -> list[Outcome]:
    verbs = {verb: _(VERBS[verb]) for verb in {outcome.verb for outcome in found.outcomes}}
    return [
        Outcome(
            verb=verbs[outcome.verb],
            matter=_text(ask, outcome.matter),
            note=_text(ask, outcome.note),
            document=document_link(ask, outcome.document) if outcome.document else None,
            about=[party_link(ask, code, found.when) for code in outcome.about],
            on=when(ask, outcome.on) if outcome.on else None,
            sources=list(outcome.sources),
            act=act_link(outcome.act),
        )
        for outcome in found.outcomes
    ]


def _presence(ask: Ask, found: Meeting) -> list[Presence]:
    return [
        Presence(
            capacity=capacities()[entry.capacity],
            level=levels()[entry.level],
            level_found=entry.level != "not_found",
            person=_text(ask, entry.person),
            parties=[party_link(ask, code, found.when) for code in entry.parties],
            note=_text(ask, entry.note),
            sources=list(entry.sources),
            act=act_link(entry.act),
        )
        for entry in found.attendance
    ]


def _stops(ask: Ask, found: Meeting) -> list[Stop]:
    """The regular meetings of the body that stand nearest to this one."""
    if found.number is None:
        return []
    first = max(1, found.number - STOPS // 2)
    keys = [number_key(found.body, number) for number in range(first, first + STOPS)]
    holders = ask.library.some_of(keys[0].kind, (key.id for key in keys)).values()
    slugs = {cast("Numbered", holder).meeting for holder in holders} - {"", found.meeting}
    kin = [cast("Meeting", value) for value in ask.library.some_of("meeting", slugs).values()]
    kin = sorted((m for m in [found, *kin] if m.number), key=lambda m: m.number or 0)
    return [_stop(ask, one) for one in kin if _begun(ask, one)] if len(kin) > 1 else []


def _stop(ask: Ask, found: Meeting) -> Stop:
    day = begins(found.when).earliest or ends(found.when).latest
    return Stop(
        meeting=known_meeting_link(ask, found),
        number=found.number or 0,
        on=when(ask, found.when),
        year=str(day.year) if day else "",
        place=_text(ask, _place(found)),
        held=found.held,
    )


def _place(found: Meeting) -> dict[str, str] | None:
    return found.place or (found.plans[-1].place if found.plans and not found.held else None)


def _begun(ask: Ask, found: Meeting) -> bool:
    """Whether a page as of a day can speak of a meeting: what was still to come then is not shown."""
    return ask.on is None or begun(found.when, ask.day)


def _day_before(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


def build(ask: Ask, **parts: Any) -> MeetingPage:  # noqa: ANN401 - parts of the address
    """Return the meeting whose name stands in the address."""
    slug = str(parts["slug"])
    found = meeting(ask.library, slug)
    if found is None:
        raise NotHere(_("The register knows no meeting called %(slug)s.") % {"slug": slug})
    if not _begun(ask, found):
        raise NotHere(_("On %(day)s this meeting was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    ask.titles.know("meeting", [found])
    return _page(ask, found)


def _plans(ask: Ask, found: Meeting) -> list[Plan]:
    return [
        Plan(
            planned=when(ask, plan.planned),
            place=_text(ask, plan.place),
            format=format_names()[plan.format],
            act=act_link(plan.act),
        )
        for plan in found.plans
    ]


def _presided(ask: Ask, found: Meeting) -> list[Presided]:
    return [
        Presided(party=party_link(ask, p.party, found.when), office=_text(ask, p.office), person=_text(ask, p.person))
        for p in found.presided
    ]


def _page(ask: Ask, found: Meeting) -> MeetingPage:
    first = begins(found.when).earliest or ask.day
    before, sitting = in_chair(ask.terms, _day_before(first)), table.sitting_day(found, ask.day)
    after = in_chair(ask.terms, sitting)
    kept = ask.library.documents(DocumentSift(meeting=found.meeting)).rows
    ask.titles.know("document", kept)
    ask.titles.fetch("document", (outcome.document for outcome in found.outcomes))
    outcomes, presence = _outcomes(ask, found), _presence(ask, found)
    keys = [*found.sources, *(key for one in outcomes for key in one.sources)]
    keys += [key for entry in presence for key in entry.sources]
    numbers = _number_labels()
    return MeetingPage(
        meeting=known_meeting_link(ask, found),
        number=found.number,
        body=body_name(ask, found.body, found.when),
        kind=kind_names()[found.kind],
        format=format_names()[found.format],
        format_found=found.format != "not_found",
        on=when(ask, found.when),
        held=found.held,
        place=_text(ask, _place(found)),
        host=party_link(ask, found.host, found.when) if found.host else None,
        plans=_plans(ask, found),
        presided=_presided(ask, found),
        members_before=counted(ask, MEMBER, _day_before(first) if found.held else sitting),
        members=counted(ask, MEMBER, sitting),
        quorum=quorum_text(ask, sitting),
        quorum_rule=quorum_rule(ask),
        seating_rule=seating_rule(ask),
        chair_before=party_link(ask, before.term.state, found.when) if before else None,
        chair_after=party_link(ask, after.term.state, found.when) if after else None,
        stops=_stops(ask, found),
        live=live(ask, found, capacities()),
        note=_text(ask, found.note),
        outcomes=outcomes,
        documents=[documents.line(ask, document) for document in reversed(kept)],
        presence=presence,
        numbers=[Number(label=numbers[k], number=n) for k, n in (found.numbers or {}).items() if n is not None],
        sources=cited(ask, keys),
        confidence=found.confidence,
        acts=[act_link(index) for index in found.acts],
    )


def draw(page: MeetingPage, ask: Ask) -> dict[str, Any]:
    """Return the outcomes with their notes in the margin, and the round table, for meetings at which members sit.

    There may be many outcomes, so that what their notes have in common is translated once.
    """
    found = meeting(ask.library, page.meeting.id)
    act = _("act %(act)s")
    noted = [(one, " ".join(one.sources), act % {"act": one.act.text}) for one in page.outcomes]
    return {"outcomes": noted, **(table.drawn(ask, found) if found else {})}


PAGE = Page(
    "meeting",
    "meetings/<slug:slug>/",
    "portal/meeting.html",
    build,
    "meetings",
    draw=draw,
    calendar=calendar.of_meeting,
)
