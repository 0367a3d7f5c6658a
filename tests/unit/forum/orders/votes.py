"""Acts of votes: recorded, secret, and what states set off by asking for it."""

from __future__ import annotations

from typing import Any

from comity.forum.decisions.rules.votes import ballot
from tests.support.deciding import (
    MEMBERS,
    QUORUM,
    act,
    amend,
    before,
    chair,
    change,
    conclude,
    objects,
    own,
    procedure,
    propose,
    put,
    sits,
)
from tests.support.stage import Step, by, clock
from tests.unit.forum.orders.charter import Case

CLOSES = "2026-01-01T12:00:00Z"
CLOSED = clock("2026-01-01T12:00:00.000Z")
KEYS = {party: "ABCDEF"[place] * 42 + "A=" for place, party in enumerate(MEMBERS)}
NUMBERS = {party: f"{place:064x}" for place, party in enumerate(MEMBERS, 1)}


def opens(**said: Any) -> Step:
    return by("CHAIR", act("open_vote", **({"meeting": "m", "closes": CLOSES} | said)))


def votes(party: str = "TUR", vote: str = "for") -> Step:
    return own("vote", party, vote=vote)


def voted(*said: str) -> list[Step]:
    """What the members say, in their order."""
    return [votes(party, vote) for party, vote in zip(MEMBERS, said, strict=False)]


def casts(party: str = "TUR", choice: str = "MNG") -> Step:
    return own("cast", party, ballot=ballot("d", party, choice, NUMBERS[party], KEYS[party]))


def shows(party: str = "TUR", choice: str = "MNG", **said: Any) -> Step:
    return own("open_ballot", party, **({"choice": choice, "number": NUMBERS[party], "key": KEYS[party]} | said))


def counts(**choices: str) -> Step:
    return act("count", ballots=[{"number": NUMBERS[party], "choice": choice} for party, choice in choices.items()])


def asks(*parties: str) -> list[Step]:
    return [own("support", party) for party in parties]


def voting(*said: str, **further: Any) -> list[Step]:
    """A matter of the assembly on which members have voted so, the vote being closed."""
    return [*before("assembly", **further), opens(), *voted(*said), CLOSED]


VOTING = [*before("assembly"), opens()]
BUDGET = {"matter": "budget"}
PROPOSED = propose(matter="election", body="assembly", candidates=["MNG", "IND"], effect=chair())
ELECTION = [*sits("assembly"), PROPOSED, put(), opens()]
BOX = [*ELECTION, *(casts(party) for party in ("KAZ", "CHN")), casts("TUR", "IND"), CLOSED]
OPENED = [*BOX, shows("KAZ"), shows("CHN"), shows("TUR", "IND")]
CHOICES = {"KAZ": "MNG", "CHN": "MNG", "TUR": "IND"}
COUNTED = [*OPENED, counts(**CHOICES)]
TIED = [*BOX, shows("KAZ"), shows("TUR", "IND"), counts(KAZ="MNG", TUR="IND")]
SECRET = [*amend(change("procedures", "assembly", procedure("assembly", "secret_ballot", numerator=1, denominator=2)))]
SLOWLY = procedure("assembly", "majority", vote_hours=12, numerator=1, denominator=2)
LONGER = SLOWLY | {"vote_hours": 13}
PATIENT = {"bodies": ["assembly"], "matters": ["election"], "numerator": 1, "denominator": 2, "opening_hours": 2}
WAITING = amend(change("procedures", "election", procedure("election", "secret_ballot", **PATIENT)))
ASKED = [propose(body="panel"), *asks("KAZ", "TUR")]


def declares(outcome: str = "adopts", **said: Any) -> Step:
    return conclude(outcome, **({"symbol": None} | said))


ACCEPTED: dict[str, Case] = {
    "a vote opened at the meeting": (before("assembly"), opens()),
    "a vote opened between meetings": ([propose(body="assembly")], opens(meeting=None)),
    "a vote between meetings that is open as long as the charter asks": (
        [*amend(change("procedures", "assembly", SLOWLY)), propose(body="assembly")],
        opens(meeting=None),
    ),
    "a vote at a meeting, for which the charter asks no time": (
        [*amend(change("procedures", "assembly", LONGER)), *before("assembly")],
        opens(),
    ),
    "a count before the time to open ballots has run, all being open": ([*WAITING, *OPENED], counts(**CHOICES)),
    "a count without a ballot that was not opened in time": (
        [*WAITING, *BOX, shows("KAZ"), shows("TUR", "IND"), clock("2026-01-01T14:00:00.000Z")],
        counts(KAZ="MNG", TUR="IND"),
    ),
    "a vote on what a member objects to": ([*before("assembly"), objects()], opens()),
    "a vote": (VOTING, votes()),
    "an abstention": (VOTING, votes(vote="abstains")),
    "another vote, before the close": ([*VOTING, votes()], votes(vote="against")),
    "a vote at the last moment": ([*VOTING, clock("2026-01-01T11:59:59.999Z")], votes()),
    "a majority": (voting("for", "for", "against"), declares()),
    "a majority of those who do not abstain": (voting("for", "abstains", "abstains"), declares()),
    "a majority by the newest votes": ([*VOTING, votes(), votes(vote="against"), CLOSED], declares("not_carried")),
    "half is no majority": (voting("for", "against"), declares("not_carried")),
    "nobody has voted": (voting(), declares("not_carried")),
    "two thirds of the members": (voting("for", "for", "for", "for", "against", "against", **BUDGET), declares()),
    "two thirds of those who vote are too few": (
        voting("for", "for", "for", "against", **BUDGET),
        declares("not_carried"),
    ),
    "a vote between meetings, concluded so": (
        [propose(body="assembly"), opens(meeting=None), *voted("for", "for", "abstains", "against"), CLOSED],
        declares(meeting=None),
    ),
    "a vote between meetings in which too few took part": (
        [propose(body="assembly"), opens(meeting=None), *voted("for", "for", "for"), CLOSED],
        declares("not_carried", meeting=None),
    ),
    "a vote whose meeting is over": (
        [*VOTING, *voted("for", "for", "for", "for"), ("meetings.close", {"meeting": "m"}), CLOSED],
        declares(meeting=None),
    ),
    "a vote withdrawn": (voting("for"), own("withdraw", "KAZ")),
    "a vote that the charter has come not to know, adjourned": (
        [*voting("for"), *amend(change("procedures", "assembly", procedure("assembly")))],
        declares("defers"),
    ),
    "a secret vote": (ELECTION, casts()),
    "a ballot opened": (BOX, shows("TUR", "IND")),
    "a ballot that abstains": ([*ELECTION, casts("TUR", "abstains"), CLOSED], shows("TUR", "abstains")),
    "a ballot for the text": (
        [*SECRET, *VOTING, casts("TUR", "for"), CLOSED],
        shows("TUR", "for"),
    ),
    "a count": (OPENED, counts(KAZ="MNG", CHN="MNG", TUR="IND")),
    "a count of those that were opened": ([*BOX, shows("KAZ")], counts(KAZ="MNG")),
    "a count of nothing": (BOX, counts()),
    "an election": (COUNTED, declares(chosen="MNG", effect=chair())),
    "an election of another than was proposed": (
        [*BOX, shows("TUR", "IND"), counts(TUR="IND")],
        declares(chosen="IND", effect=chair(state="IND")),
    ),
    "a tie": (TIED, declares("not_carried")),
    "a text carried in secret": (
        [*SECRET, *VOTING, casts("TUR", "for"), CLOSED, shows("TUR", "for"), counts(TUR="for")],
        declares(),
    ),
    "a text not carried in secret": (
        [*SECRET, *VOTING, casts("TUR", "against"), CLOSED, shows("TUR", "against"), counts(TUR="against")],
        declares("not_carried"),
    ),
    "a state that asks": ([propose(body="panel")], asks("TUR")[0]),
    "a state that asks while a text is revised": (
        [propose(body="panel"), act("revise", revision=1, text="t")],
        asks("TUR")[0],
    ),
    "what three states ask for": ([*ASKED, *asks("MNG")], declares(meeting=None)),
    "what more states ask for, at a meeting": ([*sits("panel"), *ASKED, *asks("MNG", "UZB")], declares()),
    "what too few ask for, talked about at a meeting": ([*sits("panel"), *ASKED, put()], declares("defers")),
    "what three ask for, once it is put": ([*sits("panel"), *ASKED, *asks("MNG"), put()], declares()),
}

REFUSED: dict[str, list[Case]] = {
    "decisions.unknown": [
        ([], step) for step in (opens(meeting=None), votes(), casts(), shows(), counts(), asks("TUR")[0])
    ],
    "kernel.out_of_turn": [
        *((before("assembly"), step) for step in (votes(), casts(), shows(), counts(), asks("TUR")[0])),
        (VOTING, opens()),
        (COUNTED, shows()),
        (COUNTED, casts("MNG")),
        (COUNTED, counts()),
        ([*voting("for"), declares()], votes()),
    ],
    "decisions.not_competent": [
        (
            [
                *before("assembly"),
                *amend(change("matters", "text", {"matter": "text", "name": "t", "roles": {"summit": "decides"}})),
            ],
            step,
        )
        for step in (opens(), declares())
    ],
    "decisions.no_votes_here": [
        (before(), opens()),
        ([propose(body="panel")], opens(meeting=None)),
        (VOTING, casts()),
        (ELECTION, votes()),
        ([*VOTING, CLOSED], counts()),
        ([propose()], asks("TUR")[0]),
        # Votes carry nothing where the charter has come to know none.
        *(
            ([*voting("for"), *amend(change("procedures", "assembly", procedure("assembly")))], declares(outcome))
            for outcome in ("adopts", "not_carried", "takes_note")
        ),
    ],
    "decisions.closes_in_the_past": [
        (before("assembly"), opens(closes="2026-01-01T00:00:00Z")),
        (before("assembly"), opens(closes="2025-12-31T00:00:00Z")),
    ],
    "decisions.vote_too_short": [
        ([*amend(change("procedures", "assembly", LONGER)), propose(body="assembly")], opens(meeting=None)),
    ],
    "decisions.still_opening": [
        (
            [*WAITING, *BOX, shows("KAZ"), shows("TUR", "IND"), clock("2026-01-01T13:59:59.999Z")],
            counts(KAZ="MNG", TUR="IND"),
        ),
    ],
    "decisions.other_body": [([*sits("summit"), propose(body="assembly")], opens())],
    "meetings.not_sitting": [([*before("assembly"), ("meetings.close", {"meeting": "m"})], opens())],
    "kernel.unknown": [([propose(body="assembly")], opens(meeting="no-such"))],
    "meetings.no_quorum": [
        ([*sits("assembly", *QUORUM[:3]), propose(body="assembly"), put(), opens(), votes(), CLOSED], declares()),
    ],
    "decisions.other_meeting": [
        (voting("for"), declares(meeting=None)),
        ([*voting("for"), *sits("assembly", name="n")], declares(meeting="n")),
        ([*sits("assembly"), propose(body="assembly"), opens(meeting=None), votes(), CLOSED], declares()),
    ],
    "decisions.not_deciding": [
        *((VOTING, votes(party)) for party in ("OSCE", "BGD")),
        (ELECTION, own("cast", "OSCE", ballot=KEYS["TUR"])),
        (BOX, own("open_ballot", "OSCE", choice="MNG", number=NUMBERS["TUR"], key=KEYS["TUR"])),
        ([propose(body="panel")], asks("OSCE")[0]),
    ],
    "decisions.not_in_its_name": [
        *(
            case
            for acting in ("KAZ", "CHAIR", "SECRETARIAT")
            for case in (
                (VOTING, by(acting, votes())),
                (ELECTION, by(acting, casts())),
                (BOX, by(acting, shows())),
                ([propose(body="panel")], by(acting, asks("TUR")[0])),
            )
        ),
    ],
    "decisions.vote_closed": [([*VOTING, CLOSED], votes()), ([*ELECTION, CLOSED], casts())],
    "decisions.vote_still_open": [
        (VOTING, declares()),
        ([*ELECTION, casts()], shows()),
        ([*ELECTION, casts()], counts(TUR="MNG")),
    ],
    "decisions.cast_already": [([*ELECTION, casts()], casts("TUR", "IND"))],
    "decisions.not_cast": [(BOX, shows("UZB"))],
    "decisions.choice_unknown": [
        ([*ELECTION, casts("TUR", "UZB"), CLOSED], shows("TUR", "UZB")),
        (BOX, counts(TUR="UZB")),
        ([*SECRET, *VOTING, casts("TUR", "MNG"), CLOSED], shows()),
    ],
    "decisions.ballot_differs": [
        (BOX, shows("TUR", "MNG")),
        (BOX, shows("TUR", "IND", key=KEYS["CHN"])),
        (BOX, shows("TUR", "IND", number=NUMBERS["CHN"])),
        # Nobody opens another's ballot as its own.
        (
            [*ELECTION, casts("CHN"), own("cast", "TUR", ballot=casts("CHN")[1]["ballot"]), CLOSED],
            shows("TUR", number=NUMBERS["CHN"], key=KEYS["CHN"]),
        ),
    ],
    "decisions.count_wrong": [
        ([*ELECTION, casts("KAZ"), CLOSED], counts(KAZ="MNG", CHN="MNG")),
        (BOX, act("count", ballots=[{"number": NUMBERS["KAZ"], "choice": "MNG"}] * 2)),
    ],
    "decisions.count_unsorted": [(OPENED, counts(CHN="MNG", KAZ="MNG"))],
    "decisions.count_of_unopened": [
        (BOX, counts(KAZ="MNG")),
        ([*BOX, shows("KAZ")], counts(KAZ="MNG", CHN="MNG")),
    ],
    "decisions.ballot_number_taken": [
        (
            [
                *ELECTION,
                casts("KAZ"),
                own("cast", "TUR", ballot=ballot("d", "TUR", "IND", NUMBERS["KAZ"], KEYS["TUR"])),
                CLOSED,
                shows("KAZ"),
            ],
            shows("TUR", "IND", number=NUMBERS["KAZ"]),
        )
    ],
    "decisions.not_counted": [
        (BOX, declares(chosen="MNG", effect=chair())),
        (OPENED, declares(chosen="MNG", effect=chair())),
        # A secret ballot is held even where nobody objects.
        (ELECTION[:-1], declares(effect=chair())),
        ([*SECRET, *before("assembly")], declares()),
    ],
    "decisions.not_so_carried": [
        (voting("for", "for", "against"), declares("not_carried")),
        (voting("for", "for", "against"), declares("defers")),
        (voting("for", "against"), declares()),
        (voting("for", "against"), declares("continues_consultations")),
        (voting(), declares()),
        (voting("for", "for", "for", "against", **BUDGET), declares()),
        (
            [*SECRET, *VOTING, casts("TUR", "against"), CLOSED, shows("TUR", "against"), counts(TUR="against")],
            declares(),
        ),
        # Too few have taken part in it, between meetings or at one that is over.
        (
            [propose(body="assembly"), opens(meeting=None), *voted("for", "for", "for"), CLOSED],
            declares(meeting=None),
        ),
        ([*VOTING, *voted("for", "for", "for"), ("meetings.close", {"meeting": "m"}), CLOSED], declares(meeting=None)),
        *(([*ASKED, *asks("MNG")], declares(outcome, meeting=None)) for outcome in ("defers", "not_carried")),
    ],
    "decisions.chosen_otherwise": [
        (COUNTED, declares(chosen="IND", effect=chair(state="IND"))),
        (COUNTED, declares(effect=chair())),
        (COUNTED, declares("not_carried")),
        (COUNTED, declares("defers")),
        (COUNTED, declares("not_carried", chosen="MNG")),
        (TIED, declares(chosen="MNG", effect=chair())),
        (TIED, declares(effect=chair())),
        ([*BOX, counts()], declares(chosen="MNG", effect=chair())),
        (voting("for"), declares(chosen="MNG")),
    ],
    "decisions.effect_differs": [(COUNTED, declares(chosen="MNG", effect=chair(state="IND")))],
    "decisions.supports_already": [(ASKED, asks("TUR")[0])],
    "decisions.too_few_ask": [
        (ASKED, declares(meeting=None)),
        (ASKED, declares("defers", meeting=None)),
        (ASKED, declares("not_carried", meeting=None)),
        ([*sits("panel"), *ASKED, put()], declares()),
        ([*sits("panel"), *ASKED, put()], declares("not_carried")),
    ],
}
