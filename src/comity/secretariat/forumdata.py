"""A forum as a folder of data: read into acts, in the order in which they are to be entered.

The folder holds `forum.toml` (who the forum is), `sources.toml` (`[[source]]`), `charter.toml` (one version of the
charter), `history/*.toml` (`[[act]]` with a `type`, files in the order of their names) and `claims.toml` (`[[claim]]`).
An act that a later one corrects bears a `label`, by which `sources.correct` names it in `act`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pycountry
from pydantic import ValidationError

from comity.forum.charter.acts import Particulars
from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.fold import check, evolve
from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.malformed import malformed
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.membership.acts import EnterParty
from comity.forum.registry import ACT_TYPES
from comity.record.canonical import canonicalise
from comity.record.errors import RecordError
from comity.record.tiles import MAX_ENTRY
from comity.secretariat.composing import stored_body
from comity.secretariat.desk import REGISTRAR
from comity.secretariat.tomlfiles import DataFault, Page, Place, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from comity.forum.kernel.malformed import Path as FieldPath
    from comity.forum.kernel.values import Key, Value

__all__ = ["DataFault", "Drafted", "ForumData", "read_forum"]

Table = dict[str, Any]

HISTORY = "history"
"""The folder, within a forum's, of the acts of its history."""

ROOM = MAX_ENTRY - 2048
"""Bytes that an act's body may take of an entry; the rest is kept for what stands around it."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An act read from a data file: its type and body, and the file and line that it stands at."""

    type: str
    body: Body
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ForumData:
    """Everything that a forum's folder says: its identity, and the acts that follow its constitution."""

    identity: Table
    acts: tuple[Drafted, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An act as a data file has it, and where: what a fault in it can be pointed at with."""

    drafted: Drafted
    fields: Table
    place: Place


def read_forum(folder: Path, *, now: str = "") -> ForumData:
    """Return the data of the forum in `folder`, read and checked act by act; nothing is entered anywhere.

    `now` is a time of entry (`2026-11-23T10:02:12.345Z`) as of which the acts are checked; with none, whether a day has
    come yet is not asked.

    Raises:
        DataFault: the first fault, with its file, line and field.
    """
    identity = _identity(read_page(folder, "forum.toml"))
    drafts = tuple(_all_drafts(folder))
    _rehearse(identity, drafts, now)
    return ForumData(identity.model_dump(mode="json"), tuple(draft.drafted for draft in drafts))


def _identity(page: Page) -> Particulars:
    page.top.check_normal(page.read)
    try:
        identity = Particulars.model_validate(page.read)
    except ValidationError as found:
        raise _misshapen(found, page.read, page.top) from found
    for number, code in enumerate(identity.languages):
        if not _is_language(code):
            raise page.top.fault(("languages", number), f"{code} is no BCP 47 code of a language")
    return identity


def _is_language(code: str) -> bool:
    primary = code.split("-", 1)[0]
    return pycountry.languages.get(**{"alpha_2" if len(primary) == 2 else "alpha_3": primary}) is not None  # noqa: PLR2004 - ISO 639-1 and 639-3


def _all_drafts(folder: Path) -> Iterator[_Draft]:
    labels: dict[str, int] = {}
    for index, (kind, fields, place) in enumerate(_all_tables(folder), 1):
        _take_label(labels, index, fields, place)
        if kind == "sources.correct" and isinstance(fields.get("act"), str):
            if fields["act"] not in labels:
                raise place.fault(("act",), f"no act before this one has the label {fields['act']!r}")
            fields["act"] = labels[fields["act"]]
        yield _draft(kind, fields, place)


def _take_label(labels: dict[str, int], index: int, fields: Table, place: Place) -> None:
    label = fields.pop("label", None)
    if label is None:
        return
    if not isinstance(label, str) or label in labels:
        raise place.fault(("label",), f"{label!r} is no text, or labels an earlier act already")
    labels[label] = index


def _all_tables(folder: Path) -> Iterator[tuple[str, Table, Place]]:
    yield from _tables(read_page(folder, "sources.toml"), "source", "sources.cite")
    charter = read_page(folder, "charter.toml")
    yield "charter.adopt", charter.read, charter.top
    for name in _history(folder):
        yield from _tables(read_page(folder, f"{HISTORY}/{name}"), "act", "")
    if (folder / "claims.toml").exists():
        yield from _tables(read_page(folder, "claims.toml"), "claim", "sources.claim")


def _history(folder: Path) -> list[str]:
    """The names of the files of the history, in order; one that begins with a dot is some editor's, and left alone."""
    history = folder / HISTORY
    if not history.is_dir():
        raise DataFault(HISTORY, 0, "", "there is no such folder; it holds the forum's acts, in files named *.toml")
    names = sorted(file.name for file in history.iterdir() if not file.name.startswith("."))
    for name in names:
        if not name.endswith(".toml") or not (history / name).is_file():
            raise DataFault(f"{HISTORY}/{name}", 0, "", "this is not read here; only files named *.toml are")
    return names


def _tables(page: Page, header: str, type_name: str) -> Iterator[tuple[str, Table, Place]]:
    for other in page.read:
        if other != header:
            raise page.top.fault((other,), f"only [[{header}]] tables are known here")
    tables = page.read.get(header, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise page.top.fault((header,), f"write each as a table under [[{header}]]")
    for number, table in enumerate(tables):
        place, fields = page.at(header, number), dict(table)
        yield type_name or _type_of(fields, place), fields, place


def _type_of(fields: Table, place: Place) -> str:
    given = fields.pop("type", None)
    if isinstance(given, str) and given in ACT_TYPES:
        return given
    if given is None:
        raise place.fault(("type",), "it is missing: each act says of which type it is")
    raise place.fault(("type",), f"the forum knows no act type {given!r}; it knows {', '.join(ACT_TYPES)}")


def _draft(kind: str, fields: Table, place: Place) -> _Draft:
    place.check_normal(fields)
    try:
        body = ACT_TYPES[kind].body.model_validate(fields)
    except ValidationError as found:
        raise _misshapen(found, fields, place) from found
    if isinstance(body, EnterParty) and body.iso and not pycountry.countries.get(alpha_3=body.iso):
        raise place.fault(("iso",), f"{body.iso} is no ISO 3166-1 code of a state")
    _check_canonical(body, place)
    return _Draft(Drafted(kind, body, place.page.file, place.line), fields, place)


def _check_canonical(body: Body, place: Place) -> None:
    try:
        size = len(canonicalise(stored_body(body)))
    except RecordError as fault:
        raise place.fault((), f"the record cannot hold this: {fault.message}") from fault
    if size > ROOM:
        raise place.fault((), f"the act takes {size} bytes; an entry of the record leaves room for {ROOM}")


def _misshapen(found: ValidationError, given: Table, place: Place) -> DataFault:
    first = malformed(found, given)
    return place.fault(first.path, str(first.fault))


class _Sheet:
    """The forum as it would be after the acts so far: enough for the rules, without signatures or a record."""

    def __init__(self, identity: Particulars) -> None:
        first = Enacted(0, "", "charter.constitute", SECRETARIAT, REGISTRAR, identity)
        self.values: dict[Key, Value] = {IDENTITY: Identity.made_by(first)}
        self.acts = [first]

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if 0 <= index < len(self.acts) else None


def _rehearse(identity: Particulars, drafts: tuple[_Draft, ...], now: str) -> None:
    """Check every act against the ones before it, as the door will; the constitution itself is act 0."""
    sheet = _Sheet(identity)
    for index, draft in enumerate(drafts, 1):
        drafted = draft.drafted
        act = Enacted(index, now, drafted.type, SECRETARIAT, REGISTRAR, drafted.body)
        try:
            check(act, sheet)
        except Refused as refusal:
            reason = f"{refusal.text} {refusal.remedy} [{refusal.reason.code}]"
            raise draft.place.fault(_meant(refusal.words, draft.fields), reason) from refusal
        sheet.values.update(evolve(act, sheet))
        sheet.acts.append(act)


def _meant(words: Mapping[str, object], fields: Table) -> FieldPath:
    """Which field a refusal speaks of: the first that holds one of its words, best one of the same name."""
    held = list(_held(fields, ()))
    for word, said in words.items():
        for path, value in held:
            if str(value) == str(said) and any(str(part).startswith(word) for part in path):
                return path
    return next((path for said in words.values() for path, value in held if str(value) == str(said)), ("type",))


def _held(given: object, path: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(given, dict):
        for name, part in given.items():
            yield from _held(part, (*path, name))
    elif isinstance(given, list):
        for place, part in enumerate(given):
            yield from _held(part, (*path, place))
    else:
        yield path, given
