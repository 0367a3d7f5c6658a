"""Who is at a meeting: ticked as they come and leave, one capacity at a time; and whether they make a quorum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.forum.charter.state import charter
from comity.forum.meetings.acts import Capacity, Level
from comity.forum.meetings.conducting import capacities_of
from comity.forum.meetings.sitting import quorum_of
from comity.forum.membership.roll import parties
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.frame import show
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.standing import asking, find, no_meeting, shown
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.meeting import capacities, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

KIND = "meetings.note_presence"
UNPROCESSABLE = 422
OTHERS = ("participant", "guest")
"""Capacities of those who come rarely: their lists stand folded."""


class Ticked(Data):
    """A party that may be there in a capacity; `there` whether it is, in `other` where it came in another one."""

    code: str
    name: str
    there: bool


class Group(Data):
    """Those who may be there in one capacity."""

    capacity: str
    name: str
    folded: bool
    parties: list[Ticked]
    present: int


class There(Data):
    """Who is there in a capacity, by name."""

    name: str
    parties: list[str]


class Quorum(Data):
    """How many members are there, in a sentence; whether they make a quorum, where one is asked for."""

    text: str
    reached: bool
    wanted: bool


def quorum(asked: Asking, held: Meeting) -> Quorum:
    """Return how the members who are there compare to the quorum of today."""
    found = quorum_of(held, asked.day, asked.view)
    words = {"members": found.members, "present": found.present, "wanted": found.wanted}
    text = ngettext(
        "%(present)s of %(members)s members is present;",
        "%(present)s of %(members)s members are present;",
        found.present,
    )
    asks = asks_quorum(asked, held.body)
    rule = _("%(wanted)s make a quorum.") if asks else _("this body asks for no quorum.")
    return Quorum(text=f"{text} {rule}" % words, reached=found.reached or not asks, wanted=asks)


def asks_quorum(asked: Asking, body: str) -> bool:
    """Whether a body decides anything that wants a quorum, by the charter of today."""
    held = charter(asked.view)
    ways = held.on(asked.day).procedures if held else ()
    return any(way.quorum for way in ways if not way.bodies or body in way.bodies)


def there(asked: Asking, held: Meeting) -> list[There]:
    """Return who is there, by capacity."""
    named = capacities()
    found = []
    for capacity in get_args(Capacity):
        codes = asked.at.by_name(each.party for each in held.present if each.capacity == capacity)
        if codes:
            found.append(There(name=named[capacity], parties=[asked.at.title(code) for code in codes]))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def presence(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show who may be there, ticked where they are; when a list is sent, lay what has changed before the officer."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_meeting(request, slug)
    if request.method != "POST":
        return _page(request, asked, held, _begun(asked, held))
    form = forms.typed(request, ("capacity", "level"))
    form.chosen = [str(code) for code in request.POST.getlist("there")]
    said = _said(asked, held, form, everybody="everybody" in request.POST)
    if said is None:
        form.errors["capacity"] = _("Nothing has changed: who is ticked is there already, and nobody has left.")
        return _page(request, asked, held, form, UNPROCESSABLE)
    return lay(asked, form, KIND, said) or _page(request, asked, held, form, UNPROCESSABLE)


def _begun(asked: Asking, held: Meeting) -> Form:
    form = Form(Blanks())
    somebody = next(iter(asked.deciding), "")
    there_now = {each.party for each in held.present}
    first = next((code for code in asked.deciding if code not in there_now), somebody)
    said = {"present": [first], "capacity": "member"} if first not in there_now else {"left": [first]}
    refused = asked.refusal(KIND, {"meeting": held.meeting, **said}) if first else None
    form.refused = asked.at.ask.speech.refusal(refused) if refused else None
    return form


def _said(asked: Asking, held: Meeting, form: Form, *, everybody: bool) -> dict[str, Any] | None:
    """Who came and who left of those who may be there in the capacity that the list is of; None where nobody did."""
    group = next((each for each in _groups(asked, held) if each.capacity == form.values["capacity"]), None)
    if group is None:
        return None
    if everybody:
        form.chosen = [each.code for each in group.parties]
    came = [each.code for each in group.parties if each.code in form.chosen and not each.there]
    left = [each.code for each in group.parties if each.code not in form.chosen and each.there]
    if not came and not left:
        return None
    level = form.values["level"]
    told: dict[str, Any] = {"meeting": held.meeting}
    if came:
        told |= {"capacity": group.capacity, "present": came, **({"level": level} if level else {})}
    return {**told, **({"left": left} if left else {})}


def _groups(asked: Asking, held: Meeting) -> list[Group]:
    """All parties of the register, by the capacity in which they may be there today, or are."""
    at, now = asked.at, {each.party: each.capacity for each in held.present}
    fitting: dict[str, list[str]] = {capacity: [] for capacity in get_args(Capacity)}
    for code in parties(asked.view):
        for capacity in [now[code]] if code in now else capacities_of(code, asked.day, asked.view):
            fitting[capacity].append(code)
    named = capacities()
    return [
        Group(
            capacity=capacity,
            name=named[capacity],
            folded=capacity in OTHERS and not any(code in now for code in codes),
            parties=[Ticked(code=code, name=at.title(code), there=code in now) for code in at.by_name(codes)],
            present=sum(code in now for code in codes),
        )
        for capacity, codes in fitting.items()
        if codes
    ]


def _page(request: HttpRequest, asked: Asking, held: Meeting, form: Form, status: int = 200) -> HttpResponse:
    typed = form.values["capacity"]
    groups = [
        {"group": group, "parties": [(each, _is_ticked(form, group, each)) for each in group.parties]}
        for group in _groups(asked, held)
    ]
    named = {**levels(), "not_found": _("not noted")}
    context = {
        "ask": asked.at.ask,
        "form": form,
        "meeting": shown(asked, held),
        "quorum": quorum(asked, held),
        "groups": groups,
        "levels": [(level, named[level]) for level in cast("Sequence[str]", get_args(Level))],
        "level": form.values["level"] or "not_found",
        "typed": typed,
    }
    return show(request, asked.at.here, "desk/meeting_presence.html", context, matter="desk.meetings", status=status)


def _is_ticked(form: Form, group: Group, each: Ticked) -> bool:
    """As it was typed, in the list that was sent; else as it is."""
    return each.code in form.chosen if form.values["capacity"] == group.capacity else each.there
