"""What can be done about a matter: each type of act as a delegate would call it, and what will follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.forum.decisions.machine import MACHINE
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import HATS
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions import tries
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.decisions.tries import Said


@dataclass(frozen=True, slots=True)
class Deed:
    """An action: its name in addresses, its button's label, what will follow, both English messages.

    `in_room` marks what is done where a meeting is run; `heavy` what changes where the matter stands for everybody.
    """

    kind: str
    name: str
    label: str
    follows: str
    in_room: bool = False
    heavy: bool = False


_DEEDS = (
    Deed(
        "decisions.break_silence",
        "break",
        gettext_noop("Break the silence"),
        gettext_noop("If you break the silence, the text is not adopted, and all delegations are told at once."),
        heavy=True,
    ),
    Deed(
        "decisions.vote",
        "vote",
        gettext_noop("Vote"),
        gettext_noop("Your vote is public. You may vote anew until the close; your newest vote counts."),
    ),
    Deed(
        "decisions.cast",
        "cast",
        gettext_noop("Cast your ballot"),
        gettext_noop("That you have voted is public; how you voted is not. A ballot is cast once."),
    ),
    Deed(
        "decisions.open_ballot",
        "open-ballot",
        gettext_noop("Open your ballot to the tellers"),
        gettext_noop("The tellers see what your ballot says and count it under its secret number. Nobody else does."),
    ),
    Deed(
        "decisions.fulfil",
        "fulfil",
        gettext_noop("Say that it is done"),
        gettext_noop("The undertaking no longer awaits you, and everybody sees when it was done and how."),
    ),
    Deed(
        "decisions.reserve",
        "reserve",
        gettext_noop("Make a reservation"),
        gettext_noop("Everybody sees it, and it breaks nothing: if you do no more, the text is adopted all the same."),
    ),
    Deed(
        "decisions.lift_reservation",
        "lift-reservation",
        gettext_noop("Lift the reservation"),
        gettext_noop("You keep nothing of this kind open any more; the silence goes on as it runs."),
    ),
    Deed(
        "decisions.veto_silence",
        "veto",
        gettext_noop("Refuse the use of silence"),
        gettext_noop("The silence ends at once. The matter is open again, and is decided at a meeting."),
        heavy=True,
    ),
    Deed(
        "decisions.withdraw_objection",
        "withdraw-objection",
        gettext_noop("Object no more"),
        gettext_noop("It is recorded that you object no more. What was broken stays broken: a new silence must begin."),
    ),
    Deed(
        "decisions.attach",
        "attach",
        gettext_noop("Attach a statement or reservation"),
        gettext_noop("It stands with the decision and in the journal for good. The decision is not changed by it."),
    ),
    Deed(
        "decisions.support",
        "support",
        gettext_noop("Ask for it"),
        gettext_noop("You are counted among those who ask for it. Once enough do, it is set off."),
    ),
    Deed(
        "decisions.object",
        "object",
        gettext_noop("Object"),
        gettext_noop("There is no consensus as long as your objection stands."),
        in_room=True,
        heavy=True,
    ),
    Deed(
        "decisions.lift_objection",
        "lift-objection",
        gettext_noop("Lift the objection"),
        gettext_noop("You object no more; if nobody else does, the text can be adopted."),
        in_room=True,
    ),
    Deed(
        "decisions.start_silence",
        "start-silence",
        gettext_noop("Start a silence"),
        gettext_noop("All members are told at once. Unless one of them breaks it, the text stands at the expiry."),
        heavy=True,
    ),
    Deed(
        "decisions.extend_silence",
        "extend",
        gettext_noop("Extend the silence"),
        gettext_noop("It runs on to a later moment. The clock before it stays on record with your reason."),
    ),
    Deed(
        "decisions.relay_objection",
        "relay",
        gettext_noop("State that a member has broken it"),
        gettext_noop("The text is not adopted, and all delegations are told at once; not by whom."),
        heavy=True,
    ),
    Deed(
        "decisions.put",
        "put",
        gettext_noop("Put it to the meeting"),
        gettext_noop("The meeting is asked whether there is any objection."),
        in_room=True,
    ),
    Deed(
        "decisions.amend_orally",
        "amend",
        gettext_noop("Note an amendment from the floor"),
        gettext_noop("The text before the meeting is amended; the amendment is kept in words."),
        in_room=True,
    ),
    Deed(
        "decisions.open_vote",
        "open-vote",
        gettext_noop("Put it to the vote"),
        gettext_noop("Votes are cast from now on, up to the close that you name."),
    ),
    Deed(
        "decisions.count",
        "count",
        gettext_noop("Count the ballots"),
        gettext_noop("Every ballot that was opened is published under its secret number. Whose it is stands nowhere."),
    ),
    Deed(
        "decisions.conclude",
        "conclude",
        gettext_noop("Declare what came out"),
        gettext_noop("What you declare is the outcome, and what it brings about follows at once."),
        heavy=True,
    ),
    Deed(
        "decisions.conclude_silence",
        "conclude-silence",
        gettext_noop("Record that the silence has expired"),
        gettext_noop("The text stands since the moment of expiry. The house does this by itself within seconds."),
    ),
    Deed(
        "decisions.issue",
        "issue",
        gettext_noop("Issue the decision"),
        gettext_noop("It receives its symbol, which it bears for good."),
    ),
    Deed(
        "decisions.recommend",
        "recommend",
        gettext_noop("Record the say of a body"),
        gettext_noop("It is recorded that the body has had its say on the text as it stands."),
    ),
    Deed(
        "decisions.revise",
        "revise",
        gettext_noop("Revise the text"),
        gettext_noop("The new text takes the place of the one before, which stays readable. The matter is open again."),
    ),
    Deed(
        "decisions.refer",
        "refer",
        gettext_noop("Refer it to another body"),
        gettext_noop("The other body is to decide it from now on."),
    ),
    Deed(
        "decisions.review",
        "review",
        gettext_noop("Record a review"),
        gettext_noop("It is recorded what has become of the decision. Several reviews may follow one another."),
    ),
    Deed(
        "decisions.withdraw",
        "withdraw",
        gettext_noop("Withdraw the proposal"),
        gettext_noop("The matter ends. A silence that runs ends with it, and nothing is adopted."),
        heavy=True,
    ),
)
"""In the order in which pages offer them: first what a delegate is most likely to look for."""

DEEDS = {each.name: each for each in _DEEDS}
"""By their names in addresses."""

OF_TYPES = {each.kind: each for each in _DEEDS}
"""By their types of acts."""


class Doing(Data):
    """An action that is open to the reader now: its label, what will follow, and where it is begun."""

    kind: str
    label: str
    follows: str
    url: str
    heavy: bool


@cache
def _in_turn(state: str) -> tuple[Deed, ...]:
    """The actions for which a matter is in a fitting state."""
    return tuple(deed for deed in _DEEDS if MACHINE.allows(state, deed.kind))


def open_deeds(asked: Asking, held: Decision) -> list[tuple[Deed, Said]]:
    """Return every action about a matter that the door would take from the party now, with the least that it says."""
    found = []
    for deed in _in_turn(held.state):
        said = tries.found(asked, held, deed.kind)
        if said is not None:
            found.append((deed, said))
    return found


def doings(asked: Asking, held: Decision) -> list[Doing]:
    """Return the actions that are open to the officer at the desk now; none for one who only reads."""
    if not writes(asked.at.here):
        return []
    return [
        Doing(
            kind=deed.kind,
            label=_(deed.label),
            follows=_(deed.follows),
            url=_where(asked, deed, held, said),
            heavy=deed.heavy,
        )
        for deed, said in open_deeds(asked, held)
    ]


def _where(asked: Asking, deed: Deed, held: Decision, said: Said) -> str:
    """Where it is begun: by who runs a meeting in its room, else on a form of its own."""
    meeting = said.get("meeting")
    of_meeting = deed.in_room or (meeting is not None and deed.kind in {"decisions.conclude", "decisions.open_vote"})
    in_room = of_meeting and asked.at.party in HATS
    room = room_of(str(meeting)) if in_room and meeting else ""
    return room or _address(held.decision, deed.name, get_language())


# Finding an address among all routes takes longer than all else that a link needs, and a board has dozens.
@lru_cache(maxsize=4096)
def _address(decision: str, name: str, _language: str | None) -> str:
    return reverse("desk.deed", args=[decision, name])


def room_of(meeting: str) -> str:
    """Return where a meeting is run at a desk; the empty string where there is no such page."""
    try:
        return reverse("desk.room", args=[meeting])
    except NoReverseMatch:
        return ""


def may_do_any(asked: Asking, kinds: Iterable[str]) -> bool:
    """Whether the charter lets the party enter acts of any of these types at all."""
    return any(not isinstance(asked.entitled(kind), Exception) for kind in kinds)
