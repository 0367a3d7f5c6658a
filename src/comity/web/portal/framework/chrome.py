"""The frame around a page: the log line, the languages, the matters, the colophon."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import is_valid_path, reverse
from django.utils import translation
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.secretariat.rehearsal.marks import is_rehearsal
from comity.secretariat.wording.dates import moment
from comity.web.portal.framework.links import day_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.page import Page

MATTERS = (
    ("participants", gettext_noop("Participants")),
    ("meetings", gettext_noop("Meetings")),
    ("documents", gettext_noop("Documents")),
    ("decisions", gettext_noop("Decisions")),
    ("treaties", gettext_noop("Treaties")),
    ("chair", gettext_noop("Chair and offices")),
    ("charter", gettext_noop("Bodies and rules")),
    ("claims", gettext_noop("The article")),
    ("record", gettext_noop("The record")),
)


@dataclass(frozen=True, slots=True)
class Twin:
    """A page's twin for machines."""

    label: str
    url: str
    type: str


def frame(request: HttpRequest, ask: Ask, matter: str, twins: list[Twin], *, canonical: bool = True) -> dict[str, Any]:
    """Return what the base template needs on every page; an address that is refused is not `canonical`."""
    identity = cast("Identity", ask.library.get(IDENTITY))
    return {
        "lang": ask.language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "forum_name": said_in(identity.names, ask.language)[0],
        "forum_short": said_in(identity.short, ask.language)[0],
        "rehearsal": is_rehearsal(identity.forum),
        "home_url": reverse("home"),
        "tongues": _tongues(request, ask.language),
        "matters": [{"label": _(label), "url": reverse(name), "current": name == matter} for name, label in MATTERS],
        "twins": twins,
        "as_of": _as_of(request, ask),
        "as_of_query": f"?on={ask.on.isoformat()}" if ask.on else "",
        "stops": stops(),
        "canonical_url": request.build_absolute_uri(request.path) if canonical else "",
        **_log_line(ask),
    }


def stops() -> dict[str, str]:
    """Return the points that stand between what a template lists: each script has its own."""
    return {
        "comma": pgettext("between the things of a list", ", "),
        "and": pgettext("before the last thing of a list", " and "),
        "pause": pgettext("within a sentence", ", "),
        "semicolon": pgettext("between parts of a sentence", "; "),
        "colon": pgettext("between a name and what is said of it", ": "),
        # A message cannot be translated by nothing: in Chinese sentences follow each other without a blank.
        "apart": "" if (get_language() or "").startswith("zh") else " ",
        "end": pgettext("at the end of a sentence", "."),
        "open": pgettext("opens a bracket", " ("),
        "close": pgettext("closes a bracket", ")"),
    }


def _log_line(ask: Ask) -> dict[str, Any]:
    head = ask.library.head()
    entered = datetime.fromisoformat(head.entered)
    root = base64.b64encode(head.root).decode()
    return {
        "record_size": head.size,
        "checkpoint_iso": head.entered,
        "checkpoint_time": _("%(time)s UTC") % {"time": moment(entered, ask.language)},
        "verify_url": reverse("about") + "#verify",
        "root": root,
        "root_short": f"{root[:12]}…{root[-8:]}",
        "record_url": reverse("record"),
    }


def _tongues(request: HttpRequest, language: str) -> list[dict[str, Any]]:
    here = _without_language(request.get_full_path())
    return [
        {"code": code, "name": name, "url": f"/{code}/{here}", "current": code == language}
        for code, name in settings.LANGUAGES
    ]


def _without_language(address: str) -> str:
    """Return what follows the language in an address; where it begins with none that we speak, what follows that."""
    first, _slash, rest = address.lstrip("/").partition("/")
    if first in dict(settings.LANGUAGES) or is_valid_path(f"/{current_page_language()}/{rest.partition('?')[0]}"):
        return rest
    return address.lstrip("/")


def _as_of(request: HttpRequest, ask: Ask) -> dict[str, str] | None:
    if ask.on is None:
        return None
    text = _("As it was on %(day)s.") % {"day": day_text(ask, ask.on.isoformat())}
    return {"text": text, "today_url": request.path}


def current_page_language() -> str:
    """Return the language that is being spoken."""
    return translation.get_language() or "en"


def twins_of(request: HttpRequest, page: Page) -> list[Twin]:
    """Return the twins that a page has."""
    stem = request.path.rstrip("/") or "/"
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if page.name == "home":
        stem = f"{stem}/home"
    found = [Twin(_("This page as data (JSON)"), f"{stem}.json{query}", "application/json")]
    if page.rows:
        found.append(Twin(_("As a table (CSV)"), f"{stem}.csv{query}", "text/csv"))
    if page.calendar:
        found.append(Twin(_("For your calendar (ICS)"), f"{stem}.ics{query}", "text/calendar"))
    if page.feed:
        found.append(Twin(_("To follow (Atom)"), f"{stem}.atom{query}", "application/atom+xml"))
    return found
