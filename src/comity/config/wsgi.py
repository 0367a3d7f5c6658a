"""The web application: the record's files, the page cache, static files, and behind them Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

from comity.config.pagecache import ASK_ALWAYS, OPT_IN, REVALIDATE, PageCache, stamp_of
from comity.config.recordfiles import RecordFiles

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# The pages, in both encodings, that are asked for again and again. A worker's memory is small.
MOST_BYTES_OF_PAGES = 2 * 1024 * 1024


def _is_immutable(_path: str, _url: str) -> bool:
    return True


def _opt_in(headers: Headers, _path: str, _url: str) -> None:
    headers[OPT_IN] = "public"


def _with_static_files(inner: WSGIApplication) -> WSGIApplication:
    from comity.config.staticfiles import digest, static_files  # noqa: PLC0415 - settings are set up by now

    served = WhiteNoise(inner, immutable_file_test=_is_immutable, add_headers_function=_opt_in)
    for name, file in static_files():
        served.add_file_to_dictionary(f"/static/{digest()}/{name}", os.fspath(file))
    application: WSGIApplication = served
    return application


def _is_rehearsal(data: Path) -> bool:
    from comity.secretariat import datafolder  # noqa: PLC0415 - as below
    from comity.secretariat.faults import FolderRefused  # noqa: PLC0415
    from comity.secretariat.rehearsal.marks import is_rehearsal  # noqa: PLC0415

    try:
        return is_rehearsal(datafolder.read(data).forum)
    except FolderRefused:
        return False


def build(data: Path) -> WSGIApplication:
    """The whole application over a data folder. Django must be set up for that folder."""
    django = get_wsgi_application()
    from comity.secretariat.rehearsal.clock import moved  # noqa: PLC0415 - as above
    from comity.store.living import moment  # noqa: PLC0415 - as above

    stamp, kept = stamp_of(data / "record" / "checkpoint", moment), ASK_ALWAYS if _is_rehearsal(data) else REVALIDATE
    pages = PageCache(_with_static_files(django), stamp, MOST_BYTES_OF_PAGES, kept)
    moved.append(pages.forget)
    return RecordFiles(pages, data / "record")


def _from_settings() -> WSGIApplication:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.config.settings")
    from django.conf import settings  # noqa: PLC0415 - the variable above must be set first

    return build(settings.COMITY_DATA)


application = _from_settings()
