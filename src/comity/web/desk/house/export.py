"""What a party takes home: all that it may read and the record withholds, its files, and how to verify them there."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import IO, TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.secretariat.openingfile import opening_line
from comity.store import filestore, readings
from comity.web.desk.frame import show
from comity.web.desk.notices.files import attachment, files_of
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import fit_name
from comity.web.desk.presence import at_desk, now
from comity.web.portal.framework.serve import plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

    from django.http import HttpRequest, HttpResponse

    from comity.forum.kernel.acts import Enacted
    from comity.forum.openings.opening import Opening
    from comity.secretariat.reading import Said
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

OPENINGS, INDEX, README = "openings.jsonl", "index.csv", "README.txt"
_CHUNK = 2**16
_HEAD = ("act", "type", "party", "officer", "entered", "notice", "audience", "files", "commitment")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def export(request: HttpRequest, here: Present) -> HttpResponse:
    """Say what an export holds; at the press of its button, make one."""
    at = sit(here)
    if request.method != "POST":
        context = {"ask": at.ask, "origin": here.house.folder.origin, "commands": _commands(request)}
        return show(request, here, "desk/export.html", context, matter="desk.export")
    name = f"{here.house.folder.forum}-{here.party.lower()}-{at.clock.now:%Y-%m-%d}.zip"
    return attachment(_made(at, _commands(request)), name, "application/zip")


def _made(at: Sitting, commands: list[str]) -> Iterator[bytes]:
    """Make the archive out of sight, whole, and return it chunk by chunk."""
    made = filestore.scratch(at.here.house)
    with filestore.scratch(at.here.house) as openings, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(at, archive, openings, commands)
    return _chunks(made)


def _chunks(made: IO[bytes]) -> Iterator[bytes]:
    made.seek(0)
    with made:
        while chunk := made.read(_CHUNK):
            yield chunk


def _write(at: Sitting, archive: ZipFile, openings: IO[bytes], commands: list[str]) -> None:
    rows, opened = io.StringIO(), []
    table = csv.writer(rows, lineterminator="\r\n")
    table.writerow(_HEAD)
    written: set[str] = set()
    for said, opening in at.shelf.each_opening():
        if not at.reader.may_read(said):
            continue
        openings.write(opening_line(opening))
        table.writerow([plain_cell(cell) for cell in _row(said, opening)])
        _write_files(at, archive, said.act, written)
        if said.act.party != at.party:
            opened.append(said.act.index)
    openings.seek(0)
    with archive.open(OPENINGS, "w") as target:
        while chunk := openings.read(_CHUNK):
            target.write(chunk)
    archive.writestr(INDEX, "\ufeff" + rows.getvalue())
    archive.writestr(README, _readme(at, commands))
    # What is taken home can be read there: its authors are to know.
    for start in range(0, len(opened), 200):
        readings.note_all(at.here.house, opened[start : start + 200], at.here.hat, now())


def _row(said: Said, opening: Opening) -> tuple[str, ...]:
    act, audience = said.act, said.audience
    return (
        str(act.index),
        act.type,
        act.party,
        act.office,
        act.entered,
        str(getattr(act.body, "notice", "")),
        audience if isinstance(audience, str) else " ".join(audience),
        " ".join(sha256 for _name, sha256, _size, _type in files_of(act)),
        opening.commitment,
    )


def _write_files(at: Sitting, archive: ZipFile, act: Enacted, written: set[str]) -> None:
    for name, sha256, _size, _media_type in files_of(act):
        path = f"files/{act.index}/{fit_name(name)}"
        content = filestore.read(at.here.house, act.party, sha256) if path not in written else None
        if content is None:
            continue
        written.add(path)
        with archive.open(path, "w") as target:
            for chunk in content:
                target.write(chunk)


def _commands(request: HttpRequest) -> list[str]:
    """How a copy of the record is taken and verified together with what is opened here."""
    files = request.build_absolute_uri(reverse("record.files"))
    return [f"curl -s {files} | wget -x -nH -i -", f"comity record verify record --openings {OPENINGS}"]


def _readme(at: Sitting, commands: list[str]) -> str:
    words = {"party": at.title(at.party), "origin": at.here.house.folder.origin}
    parts = [
        _("What %(party)s may read of the record %(origin)s and the record itself withholds.") % words,
        _(
            "openings.jsonl: one opening a line, with the commitment that the record holds, the key and the content "
            "that open it. index.csv: which act each belongs to. files: what went with the acts, by their numbers; "
            "each has the SHA-256 that its act names."
        ),
        _("To verify all of it against a copy of the record, with the program comity:"),
        "\n".join(f"  {command}" for command in commands),
        _("Who holds this can read what was not meant for everybody: keep it as you keep such papers."),
    ]
    return "\n\n".join(parts) + "\n"
