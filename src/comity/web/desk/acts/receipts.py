"""Receipts: what a party takes home of an act that it has entered, and what can be done with a restricted one."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.forum.openings.state import Restricted, restricted
from comity.record.encoding import encode_base64
from comity.record.entry import Entry, namespace, parse_entry
from comity.secretariat.composing import PUBLIC, Drawn, View
from comity.secretariat.openingfile import opening_line
from comity.secretariat.wording.fields import party_name
from comity.secretariat.wording.rules import audience_words
from comity.store import drafts
from comity.store.readings import opened_by
from comity.web.desk.acts.bench import bench_of
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.acts.naming import Officers
from comity.web.desk.acts.shown import act_shown
from comity.web.desk.decisions import timely
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.times import clock_of
from comity.web.desk.presence import at_desk, now
from comity.web.portal import errors
from comity.web.portal.framework.links import act_link
from comity.web.portal.pages.actfiles import HEADS, act_file, signature_file

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.openings.opening import Opening
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

REVEAL, ERASE = "openings.reveal", "openings.erase"


@at_desk
def receipt(request: HttpRequest, here: Present, index: int) -> HttpResponse:
    """Show the receipt of an act of the party; or begin the act that reveals or erases what it says."""
    ask = ask_here()
    entry = _entry_of(ask, here, index)
    if entry is None:
        return _no_receipt(request, index)
    opening = here.house.ledger.private.opening(index)
    if request.method == "POST":
        return _begin(request, here, index, opening) if writes(here) else not_yours_to_write(request)
    context = {"ask": ask, **_told(ask, here, index, entry, opening)}
    return show(request, here, "desk/receipt.html", context, matter="desk.sent")


@at_desk
def opening_file(request: HttpRequest, here: Present, index: int) -> HttpResponse:
    """Return what opens a restricted act as a file, to its author's party alone."""
    found = here.house.ledger.private.opening(index) if _entry_of(ask_here(), here, index) else None
    if found is None:
        return _no_receipt(request, index)
    response = HttpResponse(opening_line(found), content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="{index}.opening.jsonl"'
    return response


def _entry_of(ask: Ask, here: Present, index: int) -> Entry | None:
    """The entry, if it is an act of the party at the desk and a checkpoint includes it."""
    raw = ask.library.entry(index) if index < ask.library.head().size else None
    entry = parse_entry(raw) if raw else None
    return entry if entry and entry.act.party == here.party else None


def _no_receipt(request: HttpRequest, index: int) -> HttpResponse:
    wrong = _("Act %(act)s is none of your party’s, or is not in the record.") % {"act": index}
    return errors.page(request, 404, _("No such receipt"), wrong, code="desk.no_receipt")


def _begin(request: HttpRequest, here: Present, index: int, opening: Opening | None) -> HttpResponse:
    """Begin a draft: what is revealed is filled in here; why something is erased is for the officer to say."""
    fields: dict[str, Any] = {"act": index}
    if "reveal" in request.POST and opening is not None:
        fields |= {"key": encode_base64(opening.key), "content": opening.content.decode()}
        draft = drafts.begin(here.house.vault, here.hat, REVEAL, fields, now=now(), delegation=here.delegation)
        return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))
    if "erase" in request.POST:
        draft = drafts.begin(here.house.vault, here.hat, ERASE, fields, now=now(), delegation=here.delegation)
        return HttpResponseRedirect(reverse("desk.draft", args=[draft.id]))
    return HttpResponseRedirect(reverse("desk.receipt", args=[index]))


def _told(ask: Ask, here: Present, index: int, entry: Entry, opening: Opening | None) -> dict[str, Any]:
    ledger, head = here.house.ledger, ask.library.head()
    act = ledger.opened(index) or ask.library.act(index)
    if act is None:  # pragma: no cover - an entry that is there can be read
        raise LookupError(index)
    clock, officers = clock_of(here, ask.language, now()), Officers(ask, here)
    return {
        "index": index,
        "page_url": act_link(index).url,
        "act": act_shown(ask, Drawn(entry.line, opening), act),
        "margin": timely.margin(ask, act, entry.entered),
        "matter": timely.matter_of(ask, act),
        "entered": clock.moment(entry.entered, in_full=True),
        "signers": officers.who_signed(entry.signatures),
        "leads": officers.name(entry.act.office),
        "size": head.size,
        "checkpoint": head.checkpoint.decode(),
        "files": _files(index, entry),
        "commands": _commands(here, index, entry),
        "heads": HEADS,
        "restricted": _restricted(ask, here, index, opening),
    }


def _files(index: int, entry: Entry) -> list[dict[str, str]]:
    """The files of the record that prove the act, each with its address and what it is called."""
    signatures = [signature_file(index, number + 1) for number, _each in enumerate(entry.signatures)]
    named = [
        (act_file(index), _("The act: exactly what was signed")),
        *((name, _("Its signature, as OpenSSH writes it")) for name in signatures),
        (f"{index}.tlog-proof", _("The proof that the record includes it, with the checkpoint")),
        (f"{index}.entry", _("The whole entry")),
    ]
    return [{"name": name, "text": text, "url": act_link(index).url + name} for name, text in named]


def _commands(here: Present, index: int, entry: Entry) -> list[str]:
    scope = namespace(here.house.folder.origin)
    told = []
    for number, each in enumerate(entry.signatures, 1):
        verify = ("ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", each.signer, "-n", scope)
        told.append(f"{shlex.join((*verify, '-s', signature_file(index, number)))} < {act_file(index)}")
    return told


def _restricted(ask: Ask, here: Present, index: int, opening: Opening | None) -> dict[str, Any] | None:
    """What is to be known of an act that is withheld: who reads it, who has opened it, what became of it."""
    held = restricted(View(here.house.ledger), index)
    if held is None:
        return None
    clock = clock_of(here, ask.language, now())
    read = [
        {"party": party_name(ask.speech, party), "officer": officer, "at": clock.moment(at)}
        for party, officer, at in opened_by(here.house, index)
    ]
    return {
        "readers": ask.speech.word(audience_words(opening.read()[0] if opening else PUBLIC)),
        "commitment": held.commitment,
        "opening": reverse("desk.opening", args=[index]) if opening else "",
        "read": read,
        "revealed": act_link(held.revealed) if held.revealed is not None else None,
        "erased": act_link(held.erased) if held.erased is not None else None,
        "may_reveal": opening is not None and _may(here, REVEAL, held),
        "may_erase": _may(here, ERASE, held),
    }


def _may(here: Present, kind: str, held: Restricted) -> bool:
    if not writes(here):
        return False
    try:
        bench_of(here).entitled(kind)
    except Refused:
        return False
    return held.revealed is None and held.erased is None
