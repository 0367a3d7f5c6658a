"""How much may be sent, and whether files may come with it: judged before anything of it is read."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext as _

from comity.store.living import living
from comity.web.desk.notices.uploads import Unnamed, most_in_all, takes_files
from comity.web.desk.presence import present
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

MOST_BYTES = 2**20
"""The most that a form without files has: several times an act, as browsers encode it."""

# What is sent there is measured before it is read, by a narrower rule.
_API = "/api/"


class NoFiles(FileUploadHandler):
    """Lets the files of a form go by: only where a view takes files does an officer at her desk send any."""

    def new_file(self, *given: Any, **further: Any) -> NoReturn:  # noqa: ANN401, ARG002 - Django's
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's
        return None

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django's
        return None


class Measure:
    """Middleware that lets nobody send more than the view has use for, and files only those who are at a desk."""

    def __init__(self, get_response: View) -> None:
        """Stand before `get_response`."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, _args: object, _parts: object) -> HttpResponse | None:
        """Measure what comes for a view, once it is known which."""
        if request.method != "POST" or request.path.startswith(_API):
            return None
        with_files = takes_files(view) and present(request) is not None
        most = MOST_BYTES + (most_in_all() if with_files else 0)
        if _length(request) > most:
            wrong = _("What was sent has more than %(most)s bytes.") % {"most": most}
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return errors.page(request, status, _("Not understood"), wrong, code="desk.too_large")
        if with_files:
            request.upload_handlers = [Unnamed(request, living())]
        return None


def _length(request: HttpRequest) -> int:
    """How much Django would read: what is no number it takes for nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
