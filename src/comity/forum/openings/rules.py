"""When restricted acts, and the acts of the subject `openings`, are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.words import REACHES
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.officers.authority import rule_of
from comity.forum.openings.opening import Audience, Opening
from comity.forum.openings.state import Restricted, committed, restricted
from comity.forum.readings.said import Said
from comity.record.encoding import decode_base64

if TYPE_CHECKING:
    from comity.forum.charter.provisions import ActRule
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.openings import acts

NOT_RESTRICTED = Reason(
    "openings.not_restricted",
    gettext_noop("By the charter acts of the type %(type)s are public; this one withholds what it says."),
    gettext_noop("Enter it with its body."),
)
NEVER_RESTRICTED = Reason(
    "openings.never_restricted",
    gettext_noop("What follows from acts of the type %(type)s is public, so what they say cannot be withheld."),
    gettext_noop("Enter it with its body."),
)
TOO_WIDE = Reason(
    "openings.too_wide",
    gettext_noop("By the charter acts of the type %(type)s are read by %(reach)s; this one has a wider audience."),
    gettext_noop("Choose that audience or, where the charter lets the author, a narrower one."),
)
NOT_NARROWED = Reason(
    "openings.not_narrowed",
    gettext_noop("By the charter acts of the type %(type)s are read by %(reach)s, and the author chooses no other."),
    gettext_noop("Leave the audience as the charter has it."),
)
COMMITTED_ALREADY = Reason(
    "openings.committed_already",
    gettext_noop("Act %(act)s holds the same commitment."),
    gettext_noop("Commit under a new random key: two acts with one commitment would tell that they say the same."),
)
NOTHING_RESTRICTED = Reason(
    "openings.nothing_restricted",
    gettext_noop("Act %(act)s is not a restricted act."),
    gettext_noop("Name the number of a restricted act."),
)
NOT_ITS_ACT = Reason(
    "openings.not_its_act",
    gettext_noop("Act %(act)s is one of %(owner)s, not of %(party)s."),
    gettext_noop("Who entered a restricted act reveals it, or has it erased."),
)
REVEALED_ALREADY = Reason(
    "openings.revealed_already",
    gettext_noop("What act %(act)s said was made public by act %(by)s."),
    gettext_noop("What is public stays public."),
)
ERASED_ALREADY = Reason(
    "openings.erased_already",
    gettext_noop("What act %(act)s said was erased, as act %(by)s states."),
    gettext_noop("Nothing is left to reveal or to erase."),
)

_WIDTH = {"public": 3, "participants": 2, "members": 1, "named": 0}


def check_committed(act: Enacted, values: Values, *, restrictable: bool) -> None:
    """Refuse a restricted act of a type that the charter keeps public, or a commitment that stands elsewhere.

    This is all that can be asked without the opening. `restrictable` says whether the type's acts can be withheld at
    all: of those from which something public follows, none can.
    """
    body = cast("Committed", act.body)
    rule = rule_of(act, values)
    if rule is None or (rule.audience == "public" and not rule.narrowed):
        raise Refused(NOT_RESTRICTED, type=act.type)
    if not restrictable:
        raise Refused(NEVER_RESTRICTED, type=act.type)
    seen = committed(values, body.commitment)
    if seen is not None:
        raise Refused(COMMITTED_ALREADY, act=seen.act)


def check_public(act: Enacted, values: Values) -> None:
    """Refuse an act with its body in the record where the charter wants it read by fewer than everybody."""
    rule = rule_of(act, values)
    if rule is not None and rule.audience != "public":
        raise Refused(TOO_WIDE, type=act.type, reach=Said(REACHES[rule.audience]))


def check_audience(act: Enacted, audience: Audience, values: Values) -> None:
    """Refuse an audience that the charter does not leave to the author."""
    rule = cast("ActRule", rule_of(act, values))
    reach = audience if isinstance(audience, str) else "named"
    if _WIDTH[reach] > _WIDTH[rule.audience]:
        raise Refused(TOO_WIDE, type=act.type, reach=Said(REACHES[rule.audience]))
    if reach != rule.audience and not rule.narrowed:
        raise Refused(NOT_NARROWED, type=act.type, reach=Said(REACHES[rule.audience]))


def check_reveal(act: Enacted, values: Values) -> None:
    """Refuse to reveal what is not restricted, another's, gone or public already, or something else than was said."""
    body = cast("acts.Reveal", act.body)
    found = _restricted(body.act, values)
    if found.party != act.party:
        raise Refused(NOT_ITS_ACT, act=body.act, owner=found.party, party=act.party)
    revealing = Opening(decode_base64(body.key), body.content.encode())
    revealing.check(Committed(commitment=found.commitment))
    revealing.read()


def check_erase(act: Enacted, values: Values) -> None:
    """Refuse to erase what is not restricted, gone or public; the author has it erased, or the secretariat as host."""
    body = cast("acts.Erase", act.body)
    found = _restricted(body.act, values)
    if act.party not in {found.party, SECRETARIAT}:
        raise Refused(NOT_ITS_ACT, act=body.act, owner=found.party, party=act.party)


def _restricted(index: int, values: Values) -> Restricted:
    found = restricted(values, index)
    if found is None:
        raise Refused(NOTHING_RESTRICTED, act=index)
    if found.revealed is not None:
        raise Refused(REVEALED_ALREADY, act=index, by=found.revealed)
    if found.erased is not None:
        raise Refused(ERASED_ALREADY, act=index, by=found.erased)
    return found
