"""The drafts of a party, complete; and the types of acts that it may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import said_in
from comity.forum.registry import ACT_TYPES
from comity.secretariat.entitled import FIRST
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.types import SUBJECTS, TYPES
from comity.store import drafts
from comity.web.desk.acts.bench import bench_of
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.acts.laying import body_of
from comity.web.desk.acts.naming import Officers
from comity.web.desk.acts.shown import rules_shown
from comity.web.desk.acts.telling import Told, told_of
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.times import Moment, clock_of
from comity.web.desk.presence import at_desk, now
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.readings.said import Said
    from comity.secretariat.entitled import Entitlement
    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

ELSEWHERE = {"notices.send": "desk.write", "notices.register_paper": "desk.paper", "decisions.propose": "desk.propose"}
"""Types with a shorter form of their own, and the names of its address."""

UNPROCESSABLE = 422
LONGEST = 240


class DraftLine(Data):
    """A draft as the list shows it; `signed` are the officers who have signed, `says` what it would say, in words."""

    url: str
    kind: str
    says: str
    signed: str
    officer: str
    touched: Moment


class TypeLine(Data):
    """A type of acts to choose: what it is called, who signs how, where it is begun if not here."""

    kind: str
    text: str
    officers: str
    elsewhere: str


class Group(Data):
    """The types of one subject."""

    subject: str
    types: list[TypeLine]


@at_desk
def listed(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the drafts of the party, all of them, or all of one type."""
    ask, held = ask_here(), drafts.listed(here.house.vault, here.shelf)
    chosen = request.GET.get("type", "")
    shown = [draft for draft in held if not chosen or draft.kind == chosen]
    kinds = [kind for kind in TYPES if any(draft.kind == kind for draft in held)]
    context = {
        "ask": ask,
        "lines": _lines(ask, here, shown),
        "total": len(held),
        "types": [{"value": kind, "text": _(TYPES[kind]), "chosen": kind == chosen} for kind in kinds],
        "chosen": chosen,
        "writes": writes(here),
    }
    return show(request, here, "desk/drafts.html", context, matter="desk.drafts")


@at_desk
def choose(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the types of acts that the party may enter, by the charter."""
    ask = ask_here()
    context = {
        "ask": ask,
        "groups": _groups(bench_of(here).entitlements(), Officers(ask, here)),
        "writes": writes(here),
    }
    return show(request, here, "desk/new_act.html", context, matter="desk.drafts")


@at_desk
def one(request: HttpRequest, here: Present, kind: str) -> HttpResponse:
    """Show what the charter says of a type of acts, and let a draft of it be begun."""
    ask = ask_here()
    if kind not in ACT_TYPES or kind == FIRST:
        return HttpResponseRedirect(reverse("desk.new_act"))
    entitled, told = _entitled(ask, here, kind)
    if request.method == "POST" and entitled is not None:
        return _begin(request, here, kind)
    context = {
        "ask": ask,
        "kind": kind,
        "text": _(TYPES[kind]),
        "rules": rules_shown(ask, entitled) if entitled else [],
        "told": told,
        "writes": writes(here),
    }
    status = UNPROCESSABLE if told else 200
    return show(request, here, "desk/new_act_one.html", context, matter="desk.drafts", status=status)


def _begin(request: HttpRequest, here: Present, kind: str) -> HttpResponse:
    """Begin a draft of a type, in the party's own name where its acts are about a party."""
    if not writes(here):
        return not_yours_to_write(request)
    # For others the secretariat acts too, but it writes notes in no other name than its own.
    own = not here.is_secretariat or kind.startswith("notices.")
    fields = {"party": here.party} if own and "party" in ACT_TYPES[kind].body.model_fields else {}
    draft = drafts.begin(here.house.vault, here.hat, kind, fields, now=now(), delegation=here.delegation)
    return HttpResponseRedirect(reverse("desk.draft", args=[draft.id]))


def _entitled(ask: Ask, here: Present, kind: str) -> tuple[Entitlement | None, Told | None]:
    try:
        return bench_of(here).entitled(kind), None
    except Refused as refused:
        return None, told_of(ask, refused)


def _lines(ask: Ask, here: Present, held: list[Draft]) -> list[DraftLine]:
    clock, officers = clock_of(here, ask.language, now()), Officers(ask, here)
    said = [_said(draft) for draft in held]
    ask.titles.prepare([each for each in said if each])
    return [
        DraftLine(
            url=reverse("desk.sign" if draft.waiting else "desk.draft", args=[draft.id]),
            kind=_(TYPES.get(draft.kind, draft.kind)),
            says=_shortened(ask.said(sentence) if sentence else _subject(ask, draft)),
            signed=officers.who_signed(draft.signatures),
            officer=officers.name(draft.hat.officer),
            touched=clock.moment(draft.touched or now()),
        )
        for draft, sentence in zip(held, said, strict=True)
    ]


def _said(draft: Draft) -> Said | None:
    """What a draft would say as an act, in words; None where it is not one yet, or of a type of another program."""
    if draft.kind not in ACT_TYPES:
        return None
    try:
        body = body_of(draft)
    except ValidationError:
        return None
    return in_words(Enacted(0, "", draft.kind, draft.hat.party, draft.hat.officer, body))


def _subject(ask: Ask, draft: Draft) -> str:
    """What an unfinished draft is about, as far as what was typed tells."""
    for name in ("subject", "title", "name", "notice", "meeting", "document", "officer", "party"):
        given = draft.fields.get(name)
        if isinstance(given, dict):
            words = {code: text for code, text in cast("dict[str, Any]", given).items() if isinstance(text, str)}
            if words:
                return said_in(words, ask.language)[0]
        elif isinstance(given, str) and given:
            return given
    return ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _groups(found: dict[str, Entitlement], officers: Officers) -> list[Group]:
    return [
        Group(
            subject=_(name),
            types=[_type(kind, each, officers) for kind, each in found.items() if kind.startswith(f"{subject}.")],
        )
        for subject, name in SUBJECTS.items()
        if any(kind.startswith(f"{subject}.") for kind in found)
    ]


def _type(kind: str, entitled: Entitlement, officers: Officers) -> TypeLine:
    return TypeLine(
        kind=kind,
        text=_(TYPES[kind]),
        officers=officers.names(entitled.officers),
        elsewhere=_address(ELSEWHERE[kind]) if kind in ELSEWHERE else "",
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
