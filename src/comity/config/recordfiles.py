"""The record's own files at `/record/…`, as they lie in the data folder: any web server could serve them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from comity.config.pagecache import is_known
from comity.record.errors import Malformed
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, POLICY
from comity.record.tiles import parse_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/record/"

_TEXT = "text/plain; charset=utf-8"
_TILE = "application/octet-stream"
# A checkpoint is new with every act (tlog-tiles: cache only seconds); a tile's bytes are fixed for ever by its name.
_FRESH = "public, max-age=2, must-revalidate"
_FOREVER = "public, max-age=31536000, immutable"
_HEADS = (CHECKPOINT, POLICY, ALLOWED_SIGNERS)


class RecordFiles:
    """Answers for the files of the record in `folder` and passes everything else on.

    Witnesses, mirrors and browsers of other hosts may all read them, hence the open `Access-Control-Allow-Origin`.
    """

    def __init__(self, application: WSGIApplication, folder: Path) -> None:
        self._application = application
        self._folder = os.fspath(folder)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ["PATH_INFO"]
        if asked.startswith(PREFIX) and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            data = self._read(asked.removeprefix(PREFIX))
            if data is not None:
                return _send(asked.removeprefix(PREFIX) in _HEADS, data, environ, start_response)
        return self._application(environ, start_response)

    def _read(self, name: str) -> bytes | None:
        # Only the exact names of a record's files are ever opened, so no name can lead out of the folder.
        if name not in _HEADS and not _is_tile(name):
            return None
        try:
            return Path(self._folder, name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


def _is_tile(name: str) -> bool:
    try:
        parse_path(name)
    except Malformed:
        return False
    return True


def _send(
    is_head: bool,  # noqa: FBT001 - of two kinds of files
    data: bytes,
    environ: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = [
        ("Cache-Control", _FRESH if is_head else _FOREVER),
        ("ETag", etag),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if is_known(etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", headers)
        return []
    headers += [("Content-Type", _TEXT if is_head else _TILE), ("Content-Length", str(len(data)))]
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]
