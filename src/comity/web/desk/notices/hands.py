"""What waits for the officers' own hands: drafts and signatures, invitations; and for the secretariat, the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import said_in
from comity.forum.officers.authority import statuses_on
from comity.forum.officers.state import KIND, Keyring
from comity.secretariat.wording.types import TYPES
from comity.store import drafts, invitations, models
from comity.web.desk.notices.awaiting import Awaited
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.membership.state import Party
    from comity.store.drafts import Draft
    from comity.web.desk.notices.sitting import Sitting

SHOWN = 5
_FORMS = {"notices.send": "desk.write", "decisions.propose": "desk.propose"}


class Hand(Data):
    """Something that waits for an officer of the party: what it is, how it stands, and where one goes on with it."""

    title: str
    remark: str
    url: str
    standing: Standing
    at: Moment | None = None


def on_the_shelf(sit: Sitting) -> list[Draft]:
    """Return the drafts of the party, those first that wait for signatures."""
    administers = sit.here.may("administrator")

    def place(draft: Draft) -> tuple[bool, bool]:
        # An administrator's first duty are keys: without them nobody else can act.
        return not draft.waiting, not (administers and draft.kind.startswith("officers."))

    return sorted(drafts.listed(sit.here.house.vault, sit.here.shelf), key=place)


def own_drafts(sit: Sitting, found: list[Draft]) -> list[Hand]:
    """Return the drafts that the first page shows."""
    return [_draft(sit, draft) for draft in found[:SHOWN]]


def to_sign(sit: Sitting, found: list[Draft]) -> list[Awaited]:
    """Return the drafts that others of the party have signed and that wait for the officer at the desk."""
    if not (sit.here.may("authoriser") or sit.here.may("administrator")):
        return []
    return [_to_sign(sit, each) for each in found if each.waiting and sit.here.hat.officer not in _signers(each)]


def _signers(draft: Draft) -> list[str]:
    return [given.signer.partition("/")[2] for given in draft.signatures]


def _to_sign(sit: Sitting, draft: Draft) -> Awaited:
    return Awaited(
        url=reverse("desk.sign", args=[draft.id]),
        subject=_(TYPES.get(draft.kind, draft.kind)),
        language=sit.ask.language,
        sender=_subject(draft, sit.ask.language) or _("a draft of our own"),
        asked=_("a further signature"),
        act="",
        by=None,
        left="",
        gone=False,
        share=0.0,
    )


def _draft(sit: Sitting, draft: Draft) -> Hand:
    given = len(draft.signatures)
    if draft.waiting:
        signed = ngettext("%(number)s signature given, more wanted", "%(number)s signatures given, more wanted", given)
        standing = Standing(text=signed % {"number": given}, mark="half")
    else:
        standing = Standing(text=_("not signed yet"))
    return Hand(
        title=_(TYPES.get(draft.kind, draft.kind)),
        remark=_subject(draft, sit.ask.language),
        url=_where(draft),
        standing=standing,
        at=sit.clock.moment(draft.touched) if draft.touched else None,
    )


def _where(draft: Draft) -> str:
    """Where one goes on with a draft: with one that nobody has signed, in the form of its own where it has one."""
    if not draft.waiting and draft.kind in _FORMS:
        return f"{reverse(_FORMS[draft.kind])}?draft={draft.id}"
    return reverse("desk.sign" if draft.waiting else "desk.draft", args=[draft.id])


def _subject(draft: Draft, language: str) -> str:
    """What a draft is about, as far as what was typed tells."""
    given: Any = draft.fields.get("subject") or draft.fields.get("notice") or draft.fields.get("officer") or ""
    if isinstance(given, dict):
        words = {code: text for code, text in given.items() if isinstance(text, str) and text}
        return said_in(words, language)[0] if words else ""
    return given if isinstance(given, str) else ""


def open_invitations(sit: Sitting) -> list[Hand]:
    """Return the invitations of officers of the party that have not been followed yet."""
    waiting = [each for each in invitations.listed(sit.here.delegation) if each.state(sit.clock.now) == "waiting"]
    return [
        Hand(
            title=_("Invitation of the officer “%(officer)s”") % {"officer": each.hat.officer},
            remark=_("The link works until it is followed, or until this time."),
            url=reverse("desk.officers"),
            standing=Standing(text=_("not followed yet")),
            at=sit.clock.moment(each.expires),
        )
        for each in waiting
    ]


def of_the_house(sit: Sitting) -> list[Hand]:
    """Return what waits for the secretariat: parties without administrators, mails to be seen, an audit."""
    return [*_without_administrator(sit), *_mails(), _audit(sit)]


def _without_administrator(sit: Sitting) -> Iterable[Hand]:
    held = {ring.party: ring for ring in cast("list[Keyring]", sit.ask.library.all_of(KIND))}
    day = sit.clock.now.date().isoformat()
    parties = [
        party.party
        for party in cast("list[Party]", sit.ask.library.all_of("party"))
        if not (party.party in held and held[party.party].able("administrator"))
        and party.party not in HATS
        and statuses_on(party.party, day, sit.ask.library)
    ]
    if parties:
        number = len(parties)
        text = ngettext(
            "%(number)s participant has no administrator", "%(number)s participants have no administrator", number
        )
        remark = _("They cannot act here yet: %(parties)s.") % {"parties": sit.names(parties)}
        standing = Standing(text=_("waits for a note verbale that names her"))
        yield Hand(title=text % {"number": number}, remark=remark, url=reverse("desk.parties"), standing=standing)


def _mails() -> Iterable[Hand]:
    number = models.Mail.objects.filter(state__in=("waiting", "held", "failed")).count()
    if number:
        text = ngettext("%(number)s e-mail waits in the outbox", "%(number)s e-mails wait in the outbox", number)
        standing = Standing(text=_("to be seen before they go"))
        yield Hand(title=text % {"number": number}, remark="", url=reverse("desk.outbox"), standing=standing)


def _audit(sit: Sitting) -> Hand:
    last = models.Audit.objects.order_by("-at").first()
    url = reverse("desk.record")
    if last is None:
        standing = Standing(text=_("not done yet"))
        return Hand(title=_("Audit of the record"), remark=_("None has been kept."), url=url, standing=standing)
    standing = Standing(text=last.fault or _("all in order"), mark="faint" if last.fault else "full")
    remark = ngettext("of %(size)s act", "of %(size)s acts", last.size) % {"size": last.size}
    return Hand(title=_("Last audit"), remark=remark, url=url, standing=standing, at=sit.clock.moment(last.at))
