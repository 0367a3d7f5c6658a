"""Notices received and sent: complete lists, sifted and in parts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.kernel.errors import Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.notices.state import NOTICE, Notice
from comity.secretariat.wording.choices import PRECEDENCES
from comity.store.readings import unopened
from comity.web.desk.frame import show
from comity.web.desk.notices import receipts as receipts_of
from comity.web.desk.notices.awaiting import open_dues
from comity.web.desk.notices.lines import Line, Standing, addressees_of, is_restricted, line, sender_of, standing_of
from comity.web.desk.notices.sifting import PART, Part, Sift, part, read_sift
from comity.web.desk.notices.sitting import Sitting, sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.pages.meetings import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.membership.state import Party
    from comity.secretariat.reading import Read, Said
    from comity.web.desk.presence import Present
    from comity.web.shared.drawings.markup import Markup

RECEIVED = {
    "awaited": gettext_noop("what awaits us"),
    "to_us": gettext_noop("addressed to us"),
    "for_information": gettext_noop("for information"),
}
SENT = {"open": gettext_noop("not answered by all"), "on_paper": gettext_noop("sent on paper")}
"""Which of the notices a list can show; all where none is chosen."""


@require_safe
@at_desk
def received(request: HttpRequest, here: Present) -> HttpResponse:
    """Show what others wrote that the party may read."""
    at = _sitting(request, here)
    return _answer(request, at, RECEIVED, _received)


@require_safe
@at_desk
def sent(request: HttpRequest, here: Present) -> HttpResponse:
    """Show what the party wrote, with its receipts."""
    at = _sitting(request, here)
    return _answer(request, at, SENT, _sent)


Shown = tuple[str, Part, "list[tuple[Line, Markup | str]]"]


def _sitting(request: HttpRequest, here: Present) -> Sitting:
    at = sit(here)
    return replace(at, ask=replace(at.ask, query={name: str(value) for name, value in request.GET.items()}))


def _answer(
    request: HttpRequest, at: Sitting, shows: dict[str, str], make: Callable[[Sitting, Sift], Shown]
) -> HttpResponse:
    parties = _parties(at)
    try:
        sift = read_sift(at.ask, parties, shows)
    except Refused as refused:
        return errors.refusal(request, refused)
    name, found, rows = make(at, sift)
    context = {
        "ask": at.ask,
        "sift": sift,
        "rows": rows,
        "newer": _address(name, found.newer),
        "older": _address(name, found.older),
        "where": _where(rows),
        "looked_to": _looked_to(at, found),
        "parties": choices(parties, sift.party),
        "shows": choices({value: _(text) for value, text in shows.items()}, sift.show),
        "precedences": choices({value: _(text) for value, text in PRECEDENCES.items()}, sift.precedence),
        "list_url": reverse(name),
    }
    return show(request, at.here, f"desk/{name.partition('.')[2]}.html", context, matter=name)


def _parties(at: Sitting) -> dict[str, str]:
    known = [party.party for party in cast("Sequence[Party]", at.ask.library.all_of("party"))]
    named = sorted(((at.title(code), code) for code in known if code != at.party), key=lambda each: each[0].casefold())
    hats = [(at.title(code), code) for code in (SECRETARIAT, CHAIR) if code != at.party]
    return {code: name for name, code in [*hats, *named]}


def _address(name: str, query: str) -> str:
    return reverse(name) + query if query else ""


def _where(rows: Sequence[tuple[Line, object]]) -> str:
    if not rows:
        return ""
    newest, oldest = rows[0][0].at.day, rows[-1][0].at.day
    return newest if newest == oldest else _("%(newest)s back to %(oldest)s") % {"newest": newest, "oldest": oldest}


def _looked_to(at: Sitting, found: Part) -> str:
    """The day down to which was looked, where the list goes on below it."""
    act = at.here.house.ledger.act(found.looked_to) if found.looked_to is not None else None
    return at.clock.moment(act.entered).day if act else ""


def _received(at: Sitting, sift: Sift) -> Shown:
    if sift.show == "awaited":
        return "desk.received", *_awaited(at, sift)

    def wanted(said: Said) -> bool:
        to_us, sender = at.party in addressees_of(said), sender_of(said)
        shown = {"to_us": to_us, "for_information": not to_us}.get(sift.show, True)
        return shown and sender != at.party and sift.party in {"", sender}

    found = part(at, sift, partial(filter, wanted), sift.party)
    return "desk.received", found, [(each, "") for each in _lines(at, found.rows)]


def _awaited(at: Sitting, sift: Sift) -> tuple[Part, list[tuple[Line, Markup | str]]]:
    """What is open lies at hand whole, in the order in which it is due; `before` counts how many were shown already."""
    dues, start = open_dues(at), sift.before or 0
    acts = at.reader.acts(due.acts[0] for due in dues)
    rows = [acts[due.acts[0]] for due in dues if due.acts[0] in acts]
    rows = [said for said in rows if sift.fits(said) and sift.party in {"", sender_of(said)}]
    shown = rows[start : start + PART]
    found = Part(
        shown,
        newer=sift.query(before=max(0, start - PART)) if start else "",
        older=sift.query(before=start + PART) if len(rows) > start + PART else "",
    )
    return found, [(each, "") for each in _lines(at, shown)]


def _lines(at: Sitting, rows: Sequence[Said]) -> list[Line]:
    slugs = list(map(_slug, rows))
    dues, withdrawn = at.dues(slugs), _withdrawn(at, slugs)
    unread = unopened(at.here.house, at.party, [said.act.index for said in rows if is_restricted(said)])
    found = []
    for said, slug in zip(rows, slugs, strict=True):
        to_us = at.party in addressees_of(said)
        standing = standing_of(at, dues.get(slug))
        if slug in withdrawn:
            standing = Standing(text=_("withdrawn"), mark="faint")
        is_new = to_us and said.act.index in unread
        found.append(line(at, said, standing, is_new=is_new, for_information=not to_us))
    return found


def _withdrawn(at: Sitting, slugs: Sequence[str]) -> set[str]:
    """Those that were withdrawn by an act that the reader may read."""
    keys = [Key(NOTICE, slug) for slug in slugs]
    held = {**at.shelf.public(keys), **at.shelf.private(keys)}
    by = {cast("Notice", value).withdrawn: key.id for key, value in held.items()}
    return {by[index] for index in at.reader.acts(index for index in by if index is not None)}


def _sent(at: Sitting, sift: Sift) -> Shown:
    def wanted(some: Iterable[Said]) -> list[Said]:
        ours = [said for said in some if sender_of(said) == at.party]
        to_it = [said for said in ours if not sift.party or sift.party in addressees_of(said)]
        if sift.show == "open":
            reads = at.reader.notices(map(_slug, to_it))
            return [said for said in to_it if _is_open(reads[_slug(said)])]
        return [said for said in to_it if sift.show != "on_paper" or said.act.party != at.party]

    found = part(at, sift, wanted, at.party)
    reads = at.reader.notices(map(_slug, found.rows))
    openings = receipts_of.openings_of(at, reads.values())
    rows: list[tuple[Line, Markup | str]] = []
    for said in found.rows:
        read = reads[_slug(said)]
        of_each = receipts_of.receipts(at, read, openings.get(said.act.index, ()))
        standing = Standing(text=receipts_of.tally(of_each), mark="")
        if read.notice.withdrawn is not None:
            standing = Standing(text=_("withdrawn"), mark="faint")
        drawing = "" if read.notice.on_paper else receipts_of.drawn(at, of_each, small=True)
        rows.append((line(at, said, standing), drawing))
    return "desk.sent", found, rows


def _slug(said: Said) -> str:
    return str(getattr(said.act.body, "notice"))  # noqa: B009 - every body that sends a notice names it


def _is_open(read: Read) -> bool:
    """Whether a notice asks for something that not every addressee has given."""
    notice = read.notice
    if notice.reply == "none" or notice.withdrawn is not None:
        return False
    given = notice.answer_of if notice.reply == "answer" else notice.acknowledged
    return not all(given(party) for party in notice.to)
