"""Treaties as a desk reads them: each with its document, as it stands today, over values fetched at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.documents.state import KIND as DOCUMENT
from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.membership.roll import ROLL, Roll
from comity.forum.readings.treaties import Status, status
from comity.forum.treaties.joined import standing
from comity.forum.treaties.rules.common import is_open_to
from comity.forum.treaties.state import KIND, treaty
from comity.web.desk.meetings.standing import asking as asking_of
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.state import Document
    from comity.forum.kernel.values import Values
    from comity.forum.membership.state import Party
    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting


def asking(at: Sitting) -> Asking:
    """Return what asks the rules, with the parties of the register and the roll of them at hand."""
    known = cast("list[Party]", at.ask.library.all_of("party"))
    at.glance.know([(ROLL, Roll(parties=tuple(party.party for party in known)))])
    return asking_of(at)


def every(asked: Asking) -> list[Treaty]:
    """Return the treaties that the forum keeps, the earliest first; each document is at hand then."""
    held = cast("list[Treaty]", asked.at.ask.library.all_of(KIND))
    _know(asked, held)
    return sorted(held, key=lambda each: (each.adopted, each.acts[0]))


def find(asked: Asking, slug: str) -> Treaty | None:
    """Return the treaty called so, its document at hand, or None."""
    held = treaty(asked.view, slug)
    if held is not None:
        _know(asked, [held])
    return held


def _know(asked: Asking, held: Iterable[Treaty]) -> None:
    several, at = list(held), asked.at
    names = [each.treaty for each in several]
    further = [each.document for treaty in several for each in treaty.corrections if each.document]
    documents = at.ask.library.some_of(DOCUMENT, [*names, *further]) if names else {}
    at.glance.know((Key(DOCUMENT, name), value) for name, value in documents.items())
    at.glance.know((Key(KIND, each.treaty), each) for each in several)
    at.ask.titles.know(DOCUMENT, documents.values())


def today(asked: Asking) -> date:
    """Return the day on which an act would be entered now."""
    return date.fromisoformat(asked.day)


def status_of(asked: Asking, slug: str) -> Status:
    """Return how a treaty that is kept stands today."""
    return cast("Status", status(asked.view, slug, today(asked)))


def document_of(asked: Asking, slug: str) -> Document:
    """Return the document of a treaty that is kept."""
    return cast("Document", asked.at.glance.get(Key(DOCUMENT, slug)))


def is_concerned(held: Treaty, of: Document, party: str, day: date, values: Values) -> bool:
    """Whether a party has a part in a treaty, or may have one: to such parties its notifications go."""
    return standing(held, of, party) != NOTHING or is_open_to(held, party, day, values)


def gist(text: str) -> str:
    """Return the first thing that a notification tells: what stands after its opening line, which ends in a colon."""
    paragraphs = [part for part in text.split("\n") if part.strip()]
    told = [part for part in paragraphs if not part.rstrip().endswith((":", "："))]
    return (told or paragraphs or [""])[0]


def is_depositary(asked: Asking) -> bool:
    """Whether this is the depositary's desk: the Secretariat keeps the forum's treaties."""
    return asked.at.party == SECRETARIAT


def no_treaty(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page for a treaty that is not there."""
    wrong = _("The forum keeps no treaty called %(slug)s.") % {"slug": slug}
    return errors.page(request, 404, _("No such treaty"), wrong, code="desk.no_treaty")
