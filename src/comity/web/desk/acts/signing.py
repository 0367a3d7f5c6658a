"""The page on which an act is read and signed: in words from exactly its bytes, then one touch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.record import sk_ecdsa
from comity.record.entry import namespace
from comity.record.errors import RecordError
from comity.record.keys import PublicKey
from comity.secretariat.composing import Drawn
from comity.secretariat.faults import Stopped
from comity.secretariat.wording.types import TYPES
from comity.store import drafts, people
from comity.web.desk.acts import overtaking, returning, taking
from comity.web.desk.acts.bench import Bench, bench_of
from comity.web.desk.acts.finding import at_draft, no_draft
from comity.web.desk.acts.laying import EnteredAlready, Laid, Overtaken, Unfinished, blank, lay, spoken_of
from comity.web.desk.acts.naming import Officers
from comity.web.desk.acts.shown import act_shown, rules_shown
from comity.web.desk.acts.telling import Told, changed, told_of
from comity.web.desk.acts.ways import ways_of
from comity.web.desk.admission.follows import consequences as of_admission
from comity.web.desk.decisions import timely
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.uploads import uploading
from comity.web.desk.presence import now
from comity.web.desk.treaties.follows import consequences as of_treaties
from comity.web.portal.pages.actbytes import marked

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.kernel.acts import Enacted
    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

OK, CONFLICT, UNPROCESSABLE, UNAVAILABLE = 200, 409, 422, 503
MATTER = "desk.drafts"


@uploading
@at_draft
def sign(request: HttpRequest, here: Present, draft: Draft) -> HttpResponse:
    """Show an act as it will be signed, or take its signature."""
    ask = ask_here()
    try:
        return _post(request, here, draft, ask) if request.method == "POST" else _page(request, here, draft, ask)
    except EnteredAlready as there:
        drafts.drop(here.shelf, draft.id)
        return HttpResponseRedirect(reverse("desk.receipt", args=[there.index]))


@at_draft
def line(request: HttpRequest, here: Present, draft: Draft) -> HttpResponse:  # noqa: ARG001 - a view
    """Return an act's line as a file, to be signed with ssh-keygen."""
    if not draft.line:
        return no_draft(request)
    response = HttpResponse(draft.line, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(draft)}"'
    return response


def file_name(draft: Draft) -> str:
    """Return what the file of a draft's line is called."""
    return f"act-{Drawn(draft.line).stated.serial}.json"


def _post(request: HttpRequest, here: Present, draft: Draft, ask: Ask) -> HttpResponse:
    if "anew" in request.POST:
        return _drawn_anew(here, draft)
    bench = bench_of(here)
    try:
        taken = taking.take(bench, draft, request.POST.get("shown", ""), _way(request, bench))
    except (taking.Changed, drafts.Stale):
        return _again(request, here, draft.id, ask, changed())
    except Overtaken:
        return _overtaken(request, here, draft, ask)
    except (Refused, RecordError, Stopped) as fault:
        status = UNAVAILABLE if isinstance(fault, Stopped) else UNPROCESSABLE
        return _again(request, here, draft.id, ask, told_of(ask, fault), status)
    if taken.index is None:
        return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))
    return HttpResponseRedirect(returning.onward(draft, taken.index))


def _way(request: HttpRequest, bench: Bench) -> taking.Sign:
    asked = request.POST.get("way", "")
    if asked == "passkey":
        return taking.from_passkey(request, bench)
    if asked == "file":
        return taking.from_file(request, bench.here)
    found = next((way for way in ways_of(bench.here) if way.name == asked), None)
    if found is None:
        raise Refused(taking.UNREADABLE)
    return found.sign


def _drawn_anew(here: Present, draft: Draft) -> HttpResponse:
    """What bears signatures that count no more is drawn up anew: nothing of what was typed is lost."""
    drafts.save(here.house.vault, blank(draft), now=now())
    return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))


def _again(
    request: HttpRequest, here: Present, name: str, ask: Ask, told: Told, status: int = CONFLICT
) -> HttpResponse:
    draft = drafts.find(here.house.vault, here.shelf, name)
    return _page(request, here, draft, ask, told, status) if draft else no_draft(request)


def _overtaken(request: HttpRequest, here: Present, draft: Draft, ask: Ask) -> HttpResponse:
    """The second of two officers is told what took the number, and reads the act with its new one."""
    return _again(request, here, draft.id, ask, overtaking.overtaken(ask, bench_of(here), draft))


def _page(
    request: HttpRequest, here: Present, draft: Draft, ask: Ask, told: Told | None = None, status: int = OK
) -> HttpResponse:
    bench = bench_of(here)
    try:
        laid = _laid(bench, draft)
    except Unfinished:
        return HttpResponseRedirect(f"{reverse('desk.draft', args=[draft.id])}?mend=1")
    except Overtaken:
        return _blocked(request, here, draft, ask, told or overtaking.overtaken(ask, bench, draft), CONFLICT)
    except (Refused, RecordError) as fault:
        return _blocked(request, here, draft, ask, told_of(ask, fault), UNPROCESSABLE)
    except drafts.Stale:
        return _blocked(request, here, draft, ask, changed(), CONFLICT)
    if laid.refused and told is None:
        told, status = told_of(ask, laid.refused), UNPROCESSABLE
    return show(request, here, "desk/sign.html", _context(bench, laid, ask, told), matter=MATTER, status=status)


def _laid(bench: Bench, draft: Draft) -> Laid:
    """The draft laid out; another officer may have opened the page in the same moment, and had it drawn up."""
    try:
        return lay(bench, draft)
    except drafts.Stale as stale:
        return lay(bench, stale.theirs)


def _blocked(request: HttpRequest, here: Present, draft: Draft, ask: Ask, told: Told, status: int) -> HttpResponse:
    context = {
        "ask": ask,
        "draft": draft,
        "told": told,
        "kind": _(TYPES[draft.kind]),
        "meeting": returning.meeting_of(draft),
    }
    return show(request, here, "desk/sign_blocked.html", context, matter=MATTER, status=status)


def _context(bench: Bench, laid: Laid, ask: Ask, told: Told | None) -> dict[str, Any]:
    here, about, officers = bench.here, spoken_of(bench, laid.act), Officers(ask, bench.here)
    shown = act_shown(ask, laid.drawn, laid.act, laid.entitled, about)
    signs = here.hat.officer in laid.entitled.officers and here.hat.officer not in laid.count.given
    return {
        "ask": ask,
        "draft": laid.draft,
        "meeting": returning.meeting_of(laid.draft),
        "act": shown,
        "deadline": timely.deadline(ask, laid.act),
        "consequence": timely.consequence(laid.act),
        "brings": [] if laid.refused else _brings(bench, ask, laid.act),
        "marked": marked(shown.line),
        "told": told,
        "rules": rules_shown(ask, laid.entitled),
        "count": laid.count,
        "more": max(0, laid.count.wanted - len(laid.count.given)),
        "able": officers.names(laid.count.able or laid.entitled.officers),
        "given": officers.names(laid.count.given),
        "leads": officers.name(laid.act.office),
        "refused": laid.refused is not None,
        "waiting": [] if laid.draft.waiting else overtaking.waiting_beside(ask, here, laid.draft),
        "signing": _signing(bench, laid) if signs and not laid.refused else None,
    }


def _brings(bench: Bench, ask: Ask, act: Enacted) -> list[str]:
    """What an act brings about beside what it says: an entry into force, the beginning of a status."""
    return [*of_treaties(ask, bench.view, act), *of_admission(ask, bench.view, act)]


def _signing(bench: Bench, laid: Laid) -> dict[str, Any]:
    """What the officer at the desk needs to sign: her keys, by the record, and how they are asked."""
    here, keys = bench.here, bench.keys
    passkeys = [key for key in keys if key.origins]
    return {
        "namespace": namespace(here.house.folder.origin),
        "rp_id": sk_ecdsa.application(PublicKey.from_openssh(passkeys[0].openssh).raw) if passkeys else "",
        "credentials": json.dumps(_credentials(here, {key.fingerprint for key in passkeys})),
        "files": [key.fingerprint for key in keys if not key.origins],
        "file": file_name(laid.draft),
        "ways": ways_of(here),
    }


def _credentials(here: Present, fingerprints: set[str]) -> list[dict[str, object]]:
    """The credentials of those of her passkeys that the record knows as hers."""
    return [
        {"type": "public-key", "id": each.credential, "transports": list(each.transports)}
        for each in people.passkeys_of(here.session.person)
        if each.fingerprint in fingerprints
    ]
