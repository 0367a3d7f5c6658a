"""Files of documents, handed out at the desks of those for whom they are; each checked against its digest before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.store import filestore
from comity.web.desk.documents.kept import find, may_read, no_document, not_for_you
from comity.web.desk.notices.files import attachment
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.pages.papers.texts import NotThereError, chunks, handed_in_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from django.http import HttpRequest, HttpResponse

    from comity.store.house import House
    from comity.web.desk.presence import Present

_CHUNK = 2**16


@require_safe
@at_desk
def file(request: HttpRequest, here: Present, slug: str, language: str) -> HttpResponse:
    """Hand out the file of a document in a language, to be kept; nobody gets it for whom it is not."""
    at = sit(here)
    held = find(at, slug)
    if held is None:
        return no_document(request, slug)
    if not may_read(at, held):
        return not_for_you(request)
    filed = held.file_in(language)
    whole = _checked(here.house, handed_in_by(at.ask, held, filed), filed.sha256) if filed else None
    if filed is None or whole is None:
        wrong = _("There is no such file, or whoever named it has not handed it in yet.")
        return errors.page(request, 404, _("No such file"), wrong, code="desk.no_file")
    return attachment(_chunks(whole), filed.name, filed.media_type)


def _checked(house: House, party: str, sha256: str) -> IO[bytes] | None:
    """The whole content, out of sight; None where it is not there, or is another than was signed."""
    try:
        found = chunks(party, sha256)
    except NotThereError:
        return None
    digest, whole = hashlib.sha256(), filestore.scratch(house)
    for chunk in found:
        digest.update(chunk)
        whole.write(chunk)
    if digest.hexdigest() != sha256:
        whole.close()
        return None
    whole.seek(0)
    return whole


def _chunks(whole: IO[bytes]) -> Iterator[bytes]:
    with whole:
        while chunk := whole.read(_CHUNK):
            yield chunk
