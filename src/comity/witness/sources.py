"""Where a copy of a record is read from: a folder, or a web address that serves one."""

from __future__ import annotations

import os
import ssl
import zlib
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from comity.record.files import CHECKPOINT, POLICY
from comity.record.tiles import MAX_ENTRY, TILE_WIDTH

# No file of a record is longer than a full bundle of the longest entries; who sends more is not waited for.
MAX_FILE = TILE_WIDTH * (MAX_ENTRY + 2)
TIMEOUT_SECONDS = 30

_OK = 200
_ABSENT = (404, 410)


class SourceUnreadableError(Exception):
    """The source could not be read at all, so nothing can be said of the record: its message says what to do."""


class RecordSource(Protocol):
    """What the audit reads from; the same as `comity.record.files.Source`."""

    def read(self, path: str) -> bytes | None: ...

    def list(self) -> list[str] | None: ...


class OpenedSource(RecordSource, Protocol):
    """A source that is given back when everything has been read."""

    def close(self) -> None: ...


def open_source(place: str) -> OpenedSource:
    """The source at a folder's path or at an http(s) address."""
    if place.startswith(("http://", "https://")):
        return WebSource(place)
    if "://" in place:
        raise SourceUnreadableError(f"{place} is neither a folder nor an address that begins with http:// or https://.")
    return FolderSource(Path(place))


def check_holds_record(source: RecordSource, place: str) -> None:
    """Refuse a place that has nothing of a record: there nothing has failed, there is nothing to hold."""
    if source.read(CHECKPOINT) is None and source.read(POLICY) is None:
        below = f"{place.rstrip('/')}/record"
        raise SourceUnreadableError(f"there is no record at {place}: it has neither checkpoint nor policy. Try {below}")


class FolderSource:
    """A record as files in a folder. Every file there is counts, also hidden ones: a copy holds nothing else."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SourceUnreadableError(
                f"{folder} is not a folder. Give the folder that holds the record's checkpoint."
            )
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        file = self._folder / path
        try:
            # Reading a pipe or a device would wait, or never end.
            return file.read_bytes() if file.is_file() else None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as fault:
            raise SourceUnreadableError(f"{file} cannot be read: {fault.strerror}.") from fault

    def close(self) -> None:
        """Nothing is held open."""

    def list(self) -> list[str]:
        return list(self._walk())

    def _walk(self) -> Iterator[str]:
        for folder, _, files in os.walk(self._folder, onerror=_unreadable):
            for file in files:
                yield Path(folder, file).relative_to(self._folder).as_posix()


def _unreadable(fault: OSError) -> None:
    raise SourceUnreadableError(f"{fault.filename} cannot be read: {fault.strerror}.") from fault


class WebSource:
    """A record served over http(s), read through one connection that is kept open. A server cannot list its files."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
        except ValueError as fault:
            raise SourceUnreadableError(f"{address} is not an address: {fault}.") from fault
        try:
            port = parts.port
        except ValueError as fault:
            raise SourceUnreadableError(f"{address} has a port that is no number from 1 to 65535.") from fault
        if not parts.hostname or parts.query or parts.fragment:
            raise SourceUnreadableError(f"{address} is not the address of a record, like https://example.org/record/.")
        self._address = address.rstrip("/")
        self._prefix = parts.path.rstrip("/")
        self._connection: HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            self._connection = HTTPSConnection(parts.hostname, port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            self._connection = HTTPConnection(parts.hostname, port, timeout=TIMEOUT_SECONDS)

    def close(self) -> None:
        self._connection.close()

    def list(self) -> None:
        return None

    def read(self, path: str) -> bytes | None:
        response = self._get(path)
        body = self._body(response, path)
        if response.status in _ABSENT:
            return None
        if response.status != _OK:
            raise SourceUnreadableError(
                f"{self._address}/{path} was answered with {response.status} {response.reason}."
            )
        return self._decoded(response.headers.get("Content-Encoding", ""), body, path)

    def _get(self, path: str) -> HTTPResponse:
        # A server may close an idle connection at any time, so a first failure on one that was open is tried once more.
        was_open = self._connection.sock is not None
        try:
            return self._request(path)
        except (HTTPException, OSError) as fault:
            self._connection.close()
            if not was_open:
                raise self._unreachable(path, fault) from fault
        try:
            return self._request(path)
        except (HTTPException, OSError) as fault:
            raise self._unreachable(path, fault) from fault

    def _request(self, path: str) -> HTTPResponse:
        self._connection.request("GET", f"{self._prefix}/{path}", headers={"Accept-Encoding": "gzip, identity"})
        return self._connection.getresponse()

    def _unreachable(self, path: str, fault: Exception) -> SourceUnreadableError:
        return SourceUnreadableError(f"{self._address}/{path} cannot be fetched: {fault}.")

    def _body(self, response: HTTPResponse, path: str) -> bytes:
        try:
            body = response.read(MAX_FILE + 1)
        except (HTTPException, OSError) as fault:
            raise self._unreachable(path, fault) from fault
        if len(body) > MAX_FILE:
            self._connection.close()
            raise SourceUnreadableError(f"{self._address}/{path} is longer than any file of a record can be.")
        return body

    def _decoded(self, encoding: str, body: bytes, path: str) -> bytes:
        # tlog-tiles allows gzip for bundles even where it was not asked for.
        if encoding in ("", "identity"):
            return body
        if encoding != "gzip":
            raise SourceUnreadableError(
                f"{self._address}/{path} came in the encoding {encoding}, which was not asked for."
            )
        unpacked = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        try:
            found = unpacked.decompress(body, MAX_FILE + 1)
        except zlib.error as fault:
            raise SourceUnreadableError(f"{self._address}/{path} is broken gzip: {fault}.") from fault
        if len(found) > MAX_FILE or not unpacked.eof:
            raise SourceUnreadableError(
                f"{self._address}/{path} is cut short, or longer than any file of a record can be."
            )
        return found
