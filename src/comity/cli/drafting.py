"""Drawing acts up: over a forum's site, a data folder, a file carried by hand, or what was told by telephone."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.actfields import known_type, read_fields
from comity.cli.actfiles import policy_of
from comity.cli.errors import DOES_NOT_HOLD, WRONG_USAGE, CommandError
from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES, read_body
from comity.record.encoding import decode_hash
from comity.record.entry import Seen
from comity.record.errors import RecordError
from comity.secretariat.composing import PUBLIC, Drawn, Hat, Heading, draw_up

if TYPE_CHECKING:
    from comity.cli.reception import FolderReception
    from comity.forum.kernel.acts import Body
    from comity.forum.openings.opening import Audience
    from comity.record.policy import Policy
    from comity.secretariat.messages import NextAct
    from comity.witness.reception import WebReception

ByHand = tuple[int | None, str | None, str | None]
"""A serial number, a size and root that were seen, the forum's name."""

_SEEN = re.compile(r"([0-9]{1,15}):([A-Za-z0-9+/]{43}=)")
_PARTIES = re.compile(r"[A-Z][A-Z0-9-]{1,19}(?:,[A-Z][A-Z0-9-]{1,19})*")
_SOURCES = "say over what to draw it up: --from URL, --data DIR, or all of --serial, --seen and --forum."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to do, as typed."""

    kind: str
    party: str
    office: str
    sets: list[str]
    audience: str | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """An act drawn up. `refusal` says why it would be refused now; `believed` that no key was given to verify with.

    `judged` is False where what it withholds is judged only once it is handed in, signed.
    """

    drawn: Drawn
    origin: str = ""
    place: str = ""
    believed: bool = False
    refusal: str = ""
    judged: bool = True


def about(kind: str) -> str:
    """Return what an act of the type does, in one sentence."""
    said = (ACT_TYPES[kind].body.__doc__ or "").split("\n", maxsplit=1)[0]
    return said.removeprefix(f"`{kind}`: ")


def drawn_up(wanted: Wanted, *, source: str | None, data: Path | None, key: str | None, by_hand: ByHand) -> Drafted:
    """Return the act that is wanted, over the one source that is given."""
    body = _body(wanted)
    audience = None if wanted.audience is None else _audience(wanted.audience)
    given = [source is not None, data is not None, any(each is not None for each in by_hand)]
    if given.count(True) != 1:
        raise CommandError(_SOURCES, WRONG_USAGE)
    if data is not None:
        return _in_folder(wanted, body, audience, data)
    if source is None:
        return Drafted(_draw(wanted, body, _heading(*by_hand), audience or _unsaid(wanted.kind)))
    if Path(source).is_file():
        return _over_file(wanted, body, audience, Path(source), key)
    return _over_web(wanted, body, audience, source, key)


def _body(wanted: Wanted) -> Body:
    kind = known_type(wanted.kind)
    fields = read_fields(kind, wanted.sets)
    if "party" in ACT_TYPES[kind].body.model_fields:
        fields.setdefault("party", wanted.party)
    try:
        return read_body(kind, ACT_TYPES[kind].v, fields)
    except Refused as refused:
        raise CommandError(f"{refused.text} See: comity act types {kind}", WRONG_USAGE) from refused


def _audience(given: str) -> Audience:
    if given in {PUBLIC, "participants", "members"}:
        return given
    if _PARTIES.fullmatch(given):
        return tuple(sorted(set(given.split(","))))
    known = "public, participants, members, or codes of parties between commas (KAZ,CHN)"
    raise CommandError(f"--audience “{given}” names no readers: it is {known}.", WRONG_USAGE)


def _unsaid(kind: str) -> str:
    if ACT_TYPES[kind].restrictable:
        raise CommandError(
            "say who may read it, as the charter is not at hand: --audience public, participants, members or KAZ,CHN.",
            WRONG_USAGE,
        )
    return PUBLIC


def _heading(serial: int | None, seen: str | None, forum: str | None) -> Heading:
    if serial is None or seen is None or forum is None:
        raise CommandError(_SOURCES, WRONG_USAGE)
    found = _SEEN.fullmatch(seen)
    if not found:
        said = "write the size and root of a checkpoint, its second and third line, with a colon between"
        raise CommandError(f"--seen “{seen}” is no checkpoint: {said}.", WRONG_USAGE)
    try:
        return Heading(forum, serial, Seen(int(found[1]), decode_hash(found[2])), _now())
    except RecordError as fault:
        raise CommandError(f"--seen “{seen}” is no checkpoint: {fault}.", WRONG_USAGE) from fault


def _now() -> str:
    from comity.secretariat.clock import HostClock, stated_at

    return stated_at(HostClock().now())


def _draw(wanted: Wanted, body: Body, heading: Heading, audience: Audience) -> Drawn:
    try:
        return draw_up(heading, Hat(wanted.party, wanted.office), wanted.kind, body, audience)
    except RecordError as fault:
        raise CommandError(f"this cannot be an act: {fault}.", WRONG_USAGE) from fault


def _in_folder(wanted: Wanted, body: Body, audience: Audience | None, data: Path) -> Drafted:
    from comity.cli.reception import FolderReception

    house: FolderReception = FolderReception(data)
    told = house.next(wanted.party)
    readers = audience or house.audience_of(wanted.party, wanted.office, wanted.kind) or PUBLIC
    drawn = _draw(wanted, body, _heading_of(told), readers)
    place = f"--data {shlex.quote(str(data))}"
    try:
        house.check(drawn)
    except Refused as refused:
        return Drafted(drawn, told.origin, place, refusal=f"{refused.text} {refused.remedy}")
    return Drafted(drawn, told.origin, place)


def _over_web(wanted: Wanted, body: Body, audience: Audience | None, address: str, key: str | None) -> Drafted:
    from comity.secretariat.messages import DraftedAct
    from comity.witness.reception import NotTakenError, WebReception

    house: WebReception = WebReception(address)
    place, refusal = f"--to {shlex.quote(house.address)}", ""
    try:
        told = house.next(wanted.party)
        check_head(told, policy_of(house.record, key))
        drawn = _draw(wanted, body, _heading_of(told), audience or _read_by(house, wanted.kind))
    except NotTakenError as refused:
        raise CommandError(str(refused), DOES_NOT_HOLD) from refused
    try:
        judged = house.check(DraftedAct.of(drawn.line, opening=drawn.opening)).in_whole
    except NotTakenError as refused:
        judged, refusal = True, str(refused)
    return Drafted(drawn, told.origin, place, key is None, refusal, judged)


def _over_file(wanted: Wanted, body: Body, audience: Audience | None, file: Path, key: str | None) -> Drafted:
    from pydantic import ValidationError

    from comity.secretariat.messages import NextAct

    try:
        told = NextAct.model_validate_json(file.read_bytes(), extra="ignore")
    except ValidationError as fault:
        said = "is not what /api/v1/acts/next/CODE of a forum’s site answers"
        raise CommandError(f"{file} {said}.", WRONG_USAGE) from fault
    if told.party != wanted.party:
        raise CommandError(f"{file} is about {told.party}, not about {wanted.party}.", WRONG_USAGE)
    if key is not None:
        check_head(told, policy_of(None, key))
    drawn = _draw(wanted, body, _heading_of(told), audience or _unsaid(wanted.kind))
    return Drafted(drawn, told.origin, believed=key is None)


def _heading_of(told: NextAct) -> Heading:
    return Heading(told.forum, told.serial, Seen(told.seen.size, decode_hash(told.seen.root)), _now())


def check_head(told: NextAct, policy: Policy) -> None:
    """Refuse what is said of the record's head unless a log of the policy has signed it."""
    from comity.record.policy import open_trusted

    try:
        checkpoint, _ = open_trusted(told.checkpoint.encode(), policy)
    except RecordError as fault:
        raise CommandError(f"the checkpoint that was shown does not hold: {fault}.", DOES_NOT_HOLD) from fault
    said = (checkpoint.origin, checkpoint.size, checkpoint.root)
    if said != (told.origin, told.seen.size, decode_hash(told.seen.root)):
        raise CommandError("the checkpoint that was shown is of another record or size than was said.", DOES_NOT_HOLD)


def _read_by(house: WebReception, kind: str) -> str:
    audiences = {str(rule.says.get("audience", PUBLIC)) for rule in house.act_type(kind).rules}
    if len(audiences) != 1:
        raise CommandError(f"the charter knows several audiences of {kind}: choose one with --audience.", WRONG_USAGE)
    return audiences.pop()
