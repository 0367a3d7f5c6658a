"""Files of notices: whoever may read an act that names one may have it, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.store import filestore, readings
from comity.web.desk.notices.lines import is_restricted
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import fit_name, uploading
from comity.web.desk.presence import at_desk, now
from comity.web.portal import errors
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from django.http import HttpRequest, HttpResponse

    from comity.forum.kernel.acts import Enacted
    from comity.forum.notices.acts import File
    from comity.forum.officers.acts import Paper
    from comity.secretariat.reading import Said
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

Found = tuple["Said", tuple[str, str, int, str]]
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a file may do, should a browser show it after all: nothing."""


class FileLine(Data):
    """A file as pages show it; `url` is empty where it has not been handed in, `missing` where it can be handed in."""

    name: str
    size: str
    sha256: str
    url: str
    missing: str


def file_lines(at: Sitting, act: Enacted) -> list[FileLine]:
    """Return the files that an act names."""
    return [_line(at, act, place, file) for place, file in enumerate(files_of(act))]


def files_of(act: Enacted) -> list[tuple[str, str, int, str]]:
    """Return the files that an act names: name, SHA-256, size and media type of each."""
    named: tuple[File, ...] = getattr(act.body, "files", ())
    found = [(file.name, file.sha256, file.size, file.media_type) for file in named]
    paper: Paper | None = getattr(act.body, "paper", None)
    if paper and paper.sha256 and paper.size and paper.media_type:
        ending = paper.media_type.rpartition("/")[2]
        found.append((f"{paper.reference}.{ending}", paper.sha256, paper.size, paper.media_type))
    return found


def _line(at: Sitting, act: Enacted, place: int, file: tuple[str, str, int, str]) -> FileLine:
    name, sha256, size, _media_type = file
    url = reverse("desk.file", args=[act.index, place])
    there = filestore.is_kept(at.here.house, act.party, sha256)
    ours = act.party == at.party
    return FileLine(
        name=fit_name(name),
        size=size_text(size, at.ask.language),
        sha256=sha256,
        url=url if there else "",
        missing=url if ours and not there else "",
    )


def _found(here: Present, index: int, place: int) -> Found | None:
    """The act at `index`, if the party may read it, and its file at `place`."""
    at = sit(here)
    # No database looks for a number of thirty digits.
    said = at.reader.acts([index]).get(index) if index < at.ask.library.head().size else None
    named = files_of(said.act) if said else []
    return (said, named[place]) if said and place < len(named) else None


def _not_here(request: HttpRequest) -> HttpResponse:
    wrong = _("There is no such file that you may read, or whoever named it has not handed it in yet.")
    return errors.page(request, 404, _("No such file"), wrong, code="desk.no_file")


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def file(request: HttpRequest, here: Present, index: int, place: int) -> HttpResponse:
    """Give out a file: to be kept, never to be shown in a browser as if it were ours. Or take it in."""
    found = _found(here, index, place)
    if request.method == "POST":
        return _take_in(request, here, found)
    content = filestore.read(here.house, found[0].act.party, found[1][1]) if found else None
    if found is None or content is None:
        return _not_here(request)
    if request.method == "GET" and is_restricted(found[0]) and found[0].act.party != here.party:
        readings.note(here.house, index, here.hat, now())
    return attachment(content, fit_name(found[1][0]), found[1][3])


def attachment(content: Iterator[bytes], name: str, media_type: str) -> HttpResponse:
    """Return a response that a browser keeps as a file of that name."""
    response = StreamingHttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)


def _take_in(request: HttpRequest, here: Present, found: Found | None) -> HttpResponse:
    """Take the file that an act of the party names and that came without it, as acts do that were carried by hand."""
    if found is None or found[0].act.party != here.party:
        return _not_here(request)
    given = request.FILES.get("file")
    content = cast("BinaryIO | None", given.file) if given else None
    if content is None:
        wrong = _("Choose the file first.")
    elif filestore.measured(content).sha256 != found[1][1]:
        wrong = _("This is another file than the act names: its SHA-256 is not the one that was signed.")
    else:
        filestore.keep(here.house, here.party, content)
        return HttpResponseRedirect(reverse("desk.notice", args=[getattr(found[0].act.body, "notice", "")]))
    return errors.page(request, 400, _("Not this file"), wrong, code="desk.other_file")
