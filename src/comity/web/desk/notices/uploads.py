"""Files as they come in: each into a file without a name, none too large, each of a kind that can be known for it."""

from __future__ import annotations

import codecs
import unicodedata
import zipfile
from functools import wraps
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.notices.acts import File
from comity.store import filestore

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from django.http import HttpRequest, HttpResponse

    from comity.store.house import House

    View = Callable[..., HttpResponse]

TOO_LARGE = Reason(
    "desk.file_too_large",
    gettext_noop("The file “%(name)s” is larger than %(most)s MB."),
    gettext_noop("Send a smaller one, or divide it."),
)
EMPTY = Reason(
    "desk.file_empty",
    gettext_noop("The file “%(name)s” is empty."),
    gettext_noop("Choose the file again; it may not have been written yet."),
)
OTHER_KIND = Reason(
    "desk.file_of_other_kind",
    gettext_noop("The file “%(name)s” is of no kind that is taken, or not of the kind that its name says."),
    gettext_noop("These are taken: %(kinds)s."),
)

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
"""The kinds of files that are taken, by how their names end. None that a browser would run."""

_MAGIC = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/tiff": (b"II*\0", b"MM\0*"),
}
NOTE_BYTES = 20 * 2**20
"""How large the file of a note verbale may be, of which only the digest is taken."""

_TAKING: set[object] = set()
_MOST_FILES = 4
_LONGEST_NAME = 120
_UNFIT = frozenset('/\\"<>|')


def uploading(view: View) -> View:
    """Let officers at their desks send files to a view; it is put around all else that guards the view.

    The form is read before the view is called, so that it is `bodies.Measure` that asks who sends it.
    """

    @wraps(view)
    def taking(request: HttpRequest, **parts: object) -> HttpResponse:
        return view(request, **parts)

    _TAKING.add(taking)
    return taking


def takes_files(view: object) -> bool:
    """Whether files may be sent to a view."""
    return view in _TAKING


def most_bytes() -> int:
    """Return how large a file may be."""
    return int(settings.COMITY_LARGEST_FILE_MB) * 2**20


def most_in_all() -> int:
    """Return how large the files of a form may be together."""
    return _MOST_FILES * _most_written()


def _most_written() -> int:
    return max(most_bytes(), NOTE_BYTES)


class Unnamed(FileUploadHandler):
    """Writes what comes in where nobody finds it; of what is too large no more than is needed to know it."""

    def __init__(self, request: HttpRequest, house: House) -> None:
        super().__init__(request)
        self._house = house
        self._file: IO[bytes] | None = None
        self._size = self._in_all = 0

    def new_file(self, *given: Any, **further: Any) -> None:  # noqa: ANN401 - Django's
        super().new_file(*given, **further)
        self._file, self._size = filestore.scratch(self._house), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's
        self._size += len(raw_data)
        self._in_all += len(raw_data)
        if self._in_all > most_in_all():
            raise StopUpload(connection_reset=True)
        if self._file is not None and self._size <= _most_written():
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:  # noqa: ARG002 - Django's
        if self._file is None:
            return None
        self._file.seek(0)
        return UploadedFile(self._file, self.file_name, self.content_type, self._size)

    def upload_interrupted(self) -> None:
        if self._file is not None:
            self._file.close()


def taken(house: House, party: str, given: UploadedFile[Any]) -> File:
    """Keep a file that came in, handed in by `party`, and return what an act says of it.

    Raises:
        Refused: it is too large, empty, or of no kind that is taken.
    """
    name, size = fit_name(given.name or ""), given.size or 0
    if size > most_bytes():
        raise Refused(TOO_LARGE, name=name, most=settings.COMITY_LARGEST_FILE_MB)
    if not size:
        raise Refused(EMPTY, name=name)
    content = cast("BinaryIO", given.file)
    media_type = kind_of(name, content)
    kept = filestore.keep(house, party, content)
    return File(name=name, sha256=kept.sha256, size=kept.size, media_type=media_type)


def fit_name(given: str) -> str:
    """Return a file's name as acts hold it: no path, nothing unseen, its ending kept where it has to be shortened."""
    name = unicodedata.normalize("NFC", PurePath(given.replace("\\", "/")).name)
    fit = "".join("_" if letter in _UNFIT or unicodedata.category(letter)[0] == "C" else letter for letter in name)
    if len(fit) > _LONGEST_NAME:
        stem, dot, ending = fit.rpartition(".")
        fit = f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(ending) < _LONGEST_NAME // 2 else ""
    return fit.strip() if fit.strip(" .") else "_"


def kind_of(name: str, content: BinaryIO) -> str:
    """Return the media type of a file, by its name and by what it begins with.

    Raises:
        Refused: it is of no kind that is taken, or not of the kind that its name says.
    """
    ending = name.rpartition(".")[2].lower()
    media_type = KINDS.get(ending)
    if media_type is None or not _is_of(media_type, ending, content):
        raise Refused(OTHER_KIND, name=name, kinds=", ".join(KINDS))
    return media_type


def _is_of(media_type: str, ending: str, content: BinaryIO) -> bool:
    content.seek(0)
    if media_type in _MAGIC:
        return content.read(8).startswith(_MAGIC[media_type])
    if media_type.startswith("text/"):
        return _is_text(content)
    return _is_package(media_type, ending, content)


def _is_text(content: BinaryIO) -> bool:
    """Each byte is read once, however the letters of several bytes lie across the chunks."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := content.read(2**16):
            if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in decoder.decode(chunk)):  # noqa: PLR2004 - controls
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_package(media_type: str, ending: str, content: BinaryIO) -> bool:
    """Office documents are archives that say within of which kind they are; none with macros is taken."""
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return False
            if media_type.startswith(_OPEN):
                return archive.open("mimetype").read(200) == media_type.encode()
            folder = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}[ending]
            return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, ValueError):
        return False
