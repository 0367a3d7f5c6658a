"""When the acts of the subject `sources` are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.checks import check_cited, check_sources
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.kernel.values import Key
from comity.forum.sources import acts, state

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

CITED_ALREADY = Reason(
    "sources.cited_already",
    gettext_noop("The source %(source)s is in the register already."),
    gettext_noop("Give another source a key of its own; a wrong entry is mended by sources.correct."),
)
CLAIMED_ALREADY = Reason(
    "sources.claimed_already",
    gettext_noop("The claim “%(claim)s” is in the register already."),
    gettext_noop("Give another claim a name of its own; a wrong entry is mended by sources.correct."),
)
ACT_UNKNOWN = Reason(
    "sources.act_unknown",
    gettext_noop("The record holds no act %(act)s that could be corrected."),
    gettext_noop("Name an act that stands in the record before this one."),
)
NOT_CORRECTABLE = Reason(
    "sources.not_correctable",
    gettext_noop("Act %(act)s is of the type %(type)s, which is not corrected in this way."),
    gettext_noop(
        "A correction is itself corrected by correcting the same act again, a charter by its next version; what a "
        "party did itself is followed by another act of the same subject."
    ),
)

UNCORRECTABLE = frozenset({"sources.correct", "charter.constitute", "charter.adopt"})
"""Act types that state no single fact of history and so are not corrected but followed by another act."""

DEEDS = frozenset(
    {
        "decisions",
        "officers",
        "notices",
        "openings",
        "treaties.acknowledge",
        "treaties.notify",
        "documents.add_language",
        "documents.redistribute",
        "meetings.convene",
        "meetings.open",
        "meetings.suspend",
        "meetings.resume",
        "meetings.close",
        "meetings.note_presence",
        "meetings.set_agenda",
        "meetings.adopt_agenda",
        "meetings.amend_agenda",
        "meetings.take_up",
        "meetings.note",
    }
)
"""Subjects, and types, whose acts state no fact of history but do something: nobody undoes them for whoever did."""


def is_deed(type_name: str) -> bool:
    """Whether acts of a type do something that stays done, whatever is corrected of the facts that it rested on."""
    return type_name in DEEDS or type_name.split(".", 1)[0] in DEEDS


def check_cite(act: Enacted, values: Values) -> None:
    """Refuse a source registered twice."""
    body = cast("acts.Cite", act.body)
    if state.source(values, body.source) is not None:
        raise Refused(CITED_ALREADY, source=body.source)


def check_claim(act: Enacted, values: Values) -> None:
    """Refuse a claim entered twice, or of a source not registered."""
    body = cast("acts.Claim", act.body)
    check_cited((body.source, *body.follows), values)
    if values.get(Key(state.CLAIM, body.claim)) is not None:
        raise Refused(CLAIMED_ALREADY, claim=body.claim)


def check_correct(act: Enacted, values: Values) -> None:
    """Refuse the correction of an act that does not stand before this one, or is of a type not corrected so."""
    body = cast("acts.Correct", act.body)
    check_sources(body, values)
    earlier = values.act(body.act) if body.act < act.index else None
    if earlier is None:
        raise Refused(ACT_UNKNOWN, act=body.act)
    # What a party entered itself is its own word: nobody corrects it for it.
    its_own = earlier.party not in HATS and earlier.party != act.party
    if its_own or earlier.type in UNCORRECTABLE or is_deed(earlier.type):
        raise Refused(NOT_CORRECTABLE, act=body.act, type=earlier.type)
