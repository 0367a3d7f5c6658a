"""Votes: recorded or secret, the share that carries them, and what states set off by asking for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from comity.forum.decisions import state
from comity.forum.decisions.machine import ACCEPTING, COUNTED, PUT
from comity.forum.decisions.rules.common import (
    check_competent,
    check_deciding,
    check_itself,
    matter_of,
    of_its_body,
    procedure_of,
)
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.kernel.moments import comes_before, hours_after, instant
from comity.forum.kernel.values import Key
from comity.forum.meetings.sitting import Quorum, check_sitting, quorum_among
from comity.forum.membership.roll import decides, deciding
from comity.forum.openings.state import restricted
from comity.forum.readings.said import Titled
from comity.record.commitment import commit
from comity.record.encoding import decode_base64, encode_base64

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Procedure
    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

NO_VOTES_HERE = Reason(
    "decisions.no_votes_here",
    gettext_noop("By the charter’s “%(procedure)s” this is not decided by votes of this kind."),
    gettext_noop("It is decided as the charter says: %(way)s."),
)
CLOSES_IN_THE_PAST = Reason(
    "decisions.closes_in_the_past",
    gettext_noop("The vote is to close at %(closes)s, which has gone by at %(entered)s."),
    gettext_noop("Give a moment to come."),
)
VOTE_TOO_SHORT = Reason(
    "decisions.vote_too_short",
    gettext_noop(
        "The vote would close at %(closes)s; by the charter’s “%(procedure)s” a vote between meetings is open for "
        "%(hours)s hours at least, until %(least)s."
    ),
    gettext_noop("Give a close at that moment or later."),
)
STILL_OPENING = Reason(
    "decisions.still_opening",
    gettext_noop(
        "Not all ballots that were cast have been opened to the tellers; by the charter’s “%(procedure)s” there is "
        "time for it until %(until)s, and it is %(entered)s."
    ),
    gettext_noop("Count once all are opened, or after that moment."),
)
VOTE_CLOSED = Reason(
    "decisions.vote_closed",
    gettext_noop("The vote on “%(decision)s” closed at %(closes)s; this comes at %(entered)s."),
    gettext_noop("It counts without it."),
)
VOTE_STILL_OPEN = Reason(
    "decisions.vote_still_open",
    gettext_noop("The vote on “%(decision)s” is open until %(closes)s; it is %(entered)s."),
    gettext_noop("Wait until then."),
)
CAST_ALREADY = Reason(
    "decisions.cast_already",
    gettext_noop("%(party)s has put its ballot into the box already."),
    gettext_noop("A secret ballot is cast once; it cannot be taken out again."),
)
NOT_CAST = Reason(
    "decisions.not_cast",
    gettext_noop("%(party)s has put no ballot into the box of “%(decision)s”."),
    gettext_noop("There is nothing to open."),
)
BALLOT_DIFFERS = Reason(
    "decisions.ballot_differs",
    gettext_noop("This is not the ballot that %(party)s put into the box."),
    gettext_noop("Hand in the slip that was kept when it was cast."),
)
CHOICE_UNKNOWN = Reason(
    "decisions.choice_unknown",
    gettext_noop("The ballot says “%(choice)s”, which nobody can choose here."),
    gettext_noop("It can say: %(choices)s."),
)
COUNT_WRONG = Reason(
    "decisions.count_wrong",
    gettext_noop("The count holds %(given)s ballots, but %(cast)s were put into the box."),
    gettext_noop("Count every ballot that was opened once, under its own number, and none that was not."),
)
BALLOT_LEFT_OUT = Reason(
    "decisions.ballot_left_out",
    gettext_noop("The count is not that of the ballots that were opened to the tellers."),
    gettext_noop("Every ballot that was opened stands in the count under its own number, saying what it says."),
)
NOT_COUNTED = Reason(
    "decisions.not_counted",
    gettext_noop("The ballots on “%(decision)s” have not been counted."),
    gettext_noop("Let the tellers count them first."),
)
NOT_SO_CARRIED = Reason(
    "decisions.not_so_carried",
    gettext_noop(
        "“%(decision)s” had %(in_favour)s for it and %(against)s against; by the charter’s “%(procedure)s” %(wanted)s "
        "carry it. What is declared here did not come out."
    ),
    gettext_noop("Declare what came out of the vote."),
)
CHOSEN_OTHERWISE = Reason(
    "decisions.chosen_otherwise",
    gettext_noop("The ballots did not choose “%(chosen)s”: the most, %(most)s, are for %(leading)s."),
    gettext_noop("Declare who was chosen, or that nobody was."),
)
SUPPORTS_ALREADY = Reason(
    "decisions.supports_already",
    gettext_noop("%(party)s has asked for “%(decision)s” already."),
    gettext_noop("Each state counts once."),
)
TOO_FEW_ASK = Reason(
    "decisions.too_few_ask",
    gettext_noop(
        "“%(decision)s” is asked for by %(given)s states; by the charter’s “%(procedure)s” %(wanted)s set it off."
    ),
    gettext_noop("It waits for the others."),
)
NUMBER_TAKEN = Reason(
    "decisions.ballot_number_taken",
    gettext_noop("Another ballot on “%(decision)s” bears the secret number of this one."),
    gettext_noop("In the count it could not be told from that one, so it is not opened. Numbers are drawn at random."),
)
COUNT_UNSORTED = Reason(
    "decisions.count_unsorted",
    gettext_noop("The ballots do not stand in the order of their numbers."),
    gettext_noop("Put them in that order, so that nobody can tell from it who opened which."),
)
NOT_OPENED = Reason(
    "decisions.count_of_unopened",
    gettext_noop("The count holds %(given)s ballots, but only %(opened)s parties have opened theirs to the tellers."),
    gettext_noop("Count the ballots that were opened, and none that was not."),
)
_OF_A_QUORUM = gettext_noop("%(share)s, where at least %(wanted)s have voted (%(voted)s have),")
WAITING = ("continues_consultations", "defers")
"""Outcomes after which a matter waits."""

OPEN_BALLOT = "decisions.open_ballot"
BALLOT_MEDIA_TYPE = "application/vnd.comity.ballot"
"""Stands before what a ballot's commitment is to, so that no other commitment can be taken for one."""


def check_open_vote(act: Enacted, values: Values) -> None:
    """Refuse a vote where the charter knows none, or one that closes in the past."""
    body = cast("acts.OpenVote", act.body)
    held = matter_of(body.decision, act, values)
    check_competent(held.body, held.matter, act, values)
    way = _check_way(held, act, values, "majority", "secret_ballot")
    if not comes_before(act.entered, body.closes):
        raise Refused(CLOSES_IN_THE_PAST, closes=body.closes, entered=act.entered)
    if body.meeting is not None:
        of_its_body(held, check_sitting(body.meeting, values))
    elif way.vote_hours is not None:
        least = hours_after(act.entered, way.vote_hours)
        if instant(body.closes) < instant(least):
            words = {"procedure": way.procedure, "hours": way.vote_hours, "least": least}
            raise Refused(VOTE_TOO_SHORT, closes=body.closes, **words)


def _check_way(held: Decision, act: Enacted, values: Values, *ways: str) -> Procedure:
    way = procedure_of(held.body, held.matter, act, values)
    if way.way not in ways:
        raise Refused(NO_VOTES_HERE, procedure=way.procedure, way=Titled(way.text))
    return way


def _open_vote(decision: str, party: str, act: Enacted, values: Values, way: str) -> tuple[Decision, state.Voting]:
    held = matter_of(decision, act, values)
    check_deciding(party, act, values, held)
    _check_way(held, act, values, way)
    voting = cast("state.Voting", held.voting)
    if not comes_before(act.entered, voting.closes):
        raise Refused(VOTE_CLOSED, decision=decision, closes=voting.closes, entered=act.entered)
    return held, voting


def check_vote(act: Enacted, values: Values) -> None:
    """Refuse a recorded vote after the close, or of one who does not decide. A party's newest vote counts."""
    body = cast("acts.Vote", act.body)
    _open_vote(body.decision, body.party, act, values, "majority")


def check_cast(act: Enacted, values: Values) -> None:
    """Refuse a secret ballot after the close, a second one, or one of a party that does not decide."""
    body = cast("acts.Cast", act.body)
    check_itself(body.party, act)
    _, voting = _open_vote(body.decision, body.party, act, values, "secret_ballot")
    if body.party in voting.cast:
        raise Refused(CAST_ALREADY, party=body.party)


def check_open_ballot(act: Enacted, values: Values) -> None:
    """Refuse to open what was not cast, before the close, or another ballot than was cast.

    Asked by whoever holds the act's opening: the tellers, and the party itself.
    """
    body = cast("acts.OpenBallot", act.body)
    held = matter_of(body.decision, act, values)
    check_itself(body.party, act)
    check_deciding(body.party, act, values, held)
    voting = _closed(held, act)
    if body.party not in voting.cast:
        raise Refused(NOT_CAST, party=body.party, decision=held.decision)
    if body.choice not in choices(held):
        raise Refused(CHOICE_UNKNOWN, choice=body.choice, choices=", ".join(choices(held)))
    if ballot(held.decision, body.party, body.choice, body.number, body.key) != _in_the_box(held, body.party, values):
        raise Refused(BALLOT_DIFFERS, party=body.party)
    _check_number_free(held, body, values)


def _check_number_free(held: Decision, body: acts.OpenBallot, values: Values) -> None:
    """Two parties that agreed on one number could keep the tellers from any count."""
    for party in cast("state.Voting", held.voting).cast:
        other = cast("state.OpenedBallot | None", values.get(ballot_key(held.decision, party)))
        if party != body.party and other is not None and other.number == body.number:
            raise Refused(NUMBER_TAKEN, decision=held.decision)


def _in_the_box(held: Decision, party: str, values: Values) -> str:
    cast_by = [step.act for step in held.steps if step.what == "decisions.cast" and step.party == party][-1]
    found = cast("Enacted", values.act(cast_by))
    return cast("acts.Cast", found.body).ballot


def ballot(decision: str, party: str, choice: str, number: str, key: str) -> str:
    """Return the commitment (base64) to a ballot, under its `key` (base64)."""
    said = f"{decision}\n{party}\n{choice}\n{number}"
    return encode_base64(commit(decode_base64(key), BALLOT_MEDIA_TYPE, said.encode()))


def choices(held: Decision) -> tuple[str, ...]:
    """Return what a ballot can say: the candidates of an election, or for and against; or that one abstains."""
    return (*(held.candidates or ("for", "against")), "abstains")


def _closed(held: Decision, act: Enacted) -> state.Voting:
    voting = cast("state.Voting", held.voting)
    if comes_before(act.entered, voting.closes):
        raise Refused(VOTE_STILL_OPEN, decision=held.decision, closes=voting.closes, entered=act.entered)
    return voting


def check_count(act: Enacted, values: Values) -> None:
    """Refuse a count before the close, of more ballots than were cast or opened, or not in the order of their numbers.

    Whether it is of those that were opened is asked where the openings are held.
    """
    body = cast("acts.Count", act.body)
    held = matter_of(body.decision, act, values)
    way = _check_way(held, act, values, "secret_ballot")
    voting = _closed(held, act)
    numbers = {each.number for each in body.ballots}
    if len(numbers) != len(body.ballots) or len(numbers) > len(voting.cast):
        raise Refused(COUNT_WRONG, given=len(body.ballots), cast=len(voting.cast))
    for each in body.ballots:
        if each.choice not in choices(held):
            raise Refused(CHOICE_UNKNOWN, choice=each.choice, choices=", ".join(choices(held)))
    if list(body.ballots) != sorted(body.ballots, key=lambda each: each.number):
        raise Refused(COUNT_UNSORTED)
    opened = _have_opened(held, act, values)
    if len(body.ballots) > len(opened):
        raise Refused(NOT_OPENED, given=len(body.ballots), opened=len(opened))
    if len(body.ballots) < len(voting.cast):
        _check_waited(voting, way, act)


def _check_waited(voting: state.Voting, way: Procedure, act: Enacted) -> None:
    """Whoever has cast a ballot has the time that the charter gives to open it."""
    until = hours_after(voting.closes, way.opening_hours) if way.opening_hours else None
    if until is not None and comes_before(act.entered, until):
        raise Refused(STILL_OPENING, procedure=way.procedure, until=until, entered=act.entered)


def _have_opened(held: Decision, act: Enacted, values: Values) -> set[str]:
    """Who can have opened a ballot since the vote began: that a party has opened one is public, what it says is not."""
    voting = cast("state.Voting", held.voting)
    opened = {party for party in voting.cast if values.get(ballot_key(held.decision, party)) is not None}
    for index in range(voting.act + 1, act.index):
        found = restricted(values, index)
        if found is not None and found.type == OPEN_BALLOT and found.erased is None and found.party in voting.cast:
            opened.add(found.party)
    return opened


def check_count_within(act: Enacted, values: Values) -> None:
    """Refuse a count that leaves out, or changes, a ballot whose opening is held."""
    body = cast("acts.Count", act.body)
    held = matter_of(body.decision, act, values)
    counted = {(each.number, each.choice) for each in body.ballots}
    for party in cast("state.Voting", held.voting).cast:
        known = cast("state.OpenedBallot | None", values.get(ballot_key(held.decision, party)))
        if known is not None and (known.number, known.choice) not in counted:
            raise Refused(BALLOT_LEFT_OUT)


def check_carried(held: Decision, body: acts.Conclude, way: Procedure, act: Enacted, values: Values) -> None:
    """Refuse an outcome that the votes, or the states that ask for it, do not bear out.

    Where the charter has come to know no votes since these were opened, they carry nothing.
    """
    if way.way == "trigger":
        _check_set_off(held, body, way, act, values)
        return
    if way.way not in {"majority", "secret_ballot"}:
        if body.outcome in WAITING:
            return
        raise Refused(NO_VOTES_HERE, procedure=way.procedure, way=Titled(way.text))
    _closed(held, act)
    if way.way == "secret_ballot" and held.state != COUNTED:
        raise Refused(NOT_COUNTED, decision=held.decision)
    if held.candidates:
        _check_chosen(held, body, way, values)
        return
    in_favour, against = _for_and_against(held)
    quorum = _quorum_of_voters(held, body, way, values)
    carried = _carries(in_favour, against, way, held, values) and quorum.reached
    if not _is_so(body.outcome, carried=carried):
        share = f"{way.numerator}/{way.denominator}"
        wanted = Phrase(_OF_A_QUORUM, {"share": share, "wanted": quorum.wanted, "voted": quorum.present})
        raise _not_so(held, way, in_favour=in_favour, against=against, wanted=wanted if quorum.wanted else share)


def _is_so(outcome: str, *, carried: bool) -> bool:
    """What carries is accepted, what does not is not carried."""
    return outcome in ACCEPTING if carried else outcome == "not_carried"


def _not_so(held: Decision, way: Procedure, **words: object) -> Refused:
    return Refused(NOT_SO_CARRIED, decision=held.decision, procedure=way.procedure, **words)


def _quorum_of_voters(held: Decision, body: acts.Conclude, way: Procedure, values: Values) -> Quorum:
    """Between meetings nobody is present: as many have to have voted as would have to be there."""
    voting = cast("state.Voting", held.voting)
    day = voting.closes[:10]
    members = deciding(day, values)
    if body.meeting is not None or not way.quorum:
        return Quorum(len(members), 0, len(members))
    return quorum_among(members, {*voting.votes, *voting.cast}, day, values)


def _check_set_off(held: Decision, body: acts.Conclude, way: Procedure, act: Enacted, values: Values) -> None:
    """What enough states ask for is accepted; what a meeting has before it may go on being talked about until then."""
    day, wanted = act.entered[:10], way.trigger or 0
    asking = sum(decides(party, day, values) for party in held.supporters)
    if asking >= wanted:
        if body.outcome not in ACCEPTING:
            raise _not_so(held, way, in_favour=asking, against=0, wanted=wanted)
    elif held.state != PUT or body.outcome not in WAITING:
        raise Refused(TOO_FEW_ASK, decision=held.decision, given=asking, wanted=wanted, procedure=way.procedure)


def check_chosen(held: Decision, body: acts.Conclude) -> None:
    """Refuse that a candidate is said to be chosen where there was no election, or nobody was."""
    if body.chosen is not None and (not held.candidates or body.outcome not in ACCEPTING):
        raise Refused(CHOSEN_OTHERWISE, chosen=body.chosen, most=0, leading="—")


def _said(held: Decision) -> Counter[str]:
    voting = cast("state.Voting", held.voting)
    return Counter(choice for _, choice in voting.ballots) if voting.counted else Counter(voting.votes.values())


def _for_and_against(held: Decision) -> tuple[int, int]:
    said = _said(held)
    return said["for"], said["against"]


def _carries(in_favour: int, against: int, way: Procedure, held: Decision, values: Values) -> bool:
    """More than the half where the share is one half, else at least the share: of votes cast, or of all who decide.

    Who decides is told as of the close: nobody waits for a day on which there are fewer of them.
    """
    closed = cast("state.Voting", held.voting).closes[:10]
    whole = in_favour + against if way.of == "voting" else len(deciding(closed, values))
    numerator, denominator = cast("int", way.numerator), cast("int", way.denominator)
    reached, wanted = in_favour * denominator, whole * numerator
    simple = 2 * numerator == denominator
    return whole > 0 and (reached > wanted if simple else reached >= wanted)


def _check_chosen(held: Decision, body: acts.Conclude, way: Procedure, values: Values) -> None:
    """The candidate with the most ballots is chosen, if the share carries it against all others together."""
    said = _said(held)
    ranked = sorted(held.candidates, key=lambda name: -said[name])
    most = said[ranked[0]]
    leading = [name for name in ranked if said[name] == most]
    others = sum(said[name] for name in held.candidates) - most
    voted = _quorum_of_voters(held, body, way, values).reached
    elected = ranked[0] if voted and len(leading) == 1 and _carries(most, others, way, held, values) else None
    if body.chosen != elected or not _is_so(body.outcome, carried=elected is not None):
        raise Refused(CHOSEN_OTHERWISE, chosen=body.chosen or "—", most=most, leading=", ".join(leading))


def check_support(act: Enacted, values: Values) -> None:
    """Refuse what a state asks for where that sets nothing off, or twice."""
    body = cast("acts.Support", act.body)
    held = matter_of(body.decision, act, values)
    check_deciding(body.party, act, values, held)
    _check_way(held, act, values, "trigger")
    if body.party in held.supporters:
        raise Refused(SUPPORTS_ALREADY, party=body.party, decision=held.decision)


def ballot_key(decision: str, party: str) -> Key:
    """Return the key under which a ballot that was opened is kept."""
    return Key(state.BALLOT, f"{decision}/{party}")
