"""Files that come in: their names, and whether they are what their names say."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest

from comity.forum.kernel.errors import Refused
from comity.forum.notices.acts import File
from tests.support.django_setup import set_up_django

set_up_django()

from comity.web.desk.notices.uploads import fit_name, kind_of  # noqa: E402 - settings come first


def archive(*names: str, mimetype: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as found:
        if mimetype:
            found.writestr("mimetype", mimetype)
        for name in names:
            found.writestr(name, b"content")
    return made.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODT = archive("content.xml", mimetype=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("A.PDF", b"%PDF-1.7\n", "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.tif", b"II*\0....", "image/tiff"),
        ("a.txt", "Записка\n\tо встрече".encode(), "text/plain"),
        ("long.txt", ("я" * 70_000).encode(), "text/plain"),
        ("odd.txt", b"a" + ("я" * 70_000).encode(), "text/plain"),
        ("a.csv", b"a,b\r\n1,2\r\n", "text/csv"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ],
)
def test_kind_is_known_by_name_and_content(name, content, media_type):
    assert kind_of(name, io.BytesIO(content)) == media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a", b"%PDF-1.7"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.pdf", b"<html>%PDF-"),
        ("a.png", b"GIF89a"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b"\xff\xfe not UTF-8"),
        ("late.txt", b"a" * 70_000 + b"\xd1"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", XLSX),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.odt", archive("content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
        ("a.ods", archive("content.xml")),
    ],
)
def test_other_kinds_are_refused(name, content):
    with pytest.raises(Refused) as refused:
        kind_of(name, io.BytesIO(content))
    assert refused.value.reason.code == "desk.file_of_other_kind"


class Counted(io.BytesIO):
    """Counts how often it is read from, and how much."""

    reads = told = 0

    def read(self, size: int | None = -1) -> bytes:
        part = super().read(size)
        self.reads, self.told = self.reads + 1, self.told + len(part)
        return part


@pytest.mark.parametrize("content", [b"\x80" * 2**20, b"a" + "\u044f".encode() * 2**19], ids=["no text", "text"])
def test_text_is_read_once_and_never_byte_by_byte(content):
    given = Counted(content)
    with contextlib.suppress(Refused):
        kind_of("a.txt", given)
    assert given.told <= len(content)
    assert given.reads <= len(content) // 2**16 + 2


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("note.pdf", "note.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\note.pdf", "note.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie: x.pdf"),
        ("report\u202efdp.exe", "report_fdp.exe"),
        ('say "yes".pdf', "say _yes_.pdf"),
        ("<b>.pdf", "_b_.pdf"),
        ("Записка № 3.pdf", "Записка № 3.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("", "_"),
        ("..", "_"),
        (" . ", "_"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_fit_for_an_act(given, name):
    assert fit_name(given) == name
    File(name=name, sha256="0" * 64, size=1, media_type="application/pdf")
