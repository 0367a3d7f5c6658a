"""Acts of the subject `decisions`: proposed, recommended, put to a meeting or under silence, concluded, followed up."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.forum.decisions.effects import Effect
from comity.forum.kernel.acts import Body, Ordinal
from comity.forum.kernel.names import Moment, PartyCode, Slug
from comity.forum.kernel.text import Line, Text
from comity.forum.officers.acts import Digest

Verb = Literal["adopts", "approves", "endorses", "recommends", "takes_note", "welcomes", "accepts_as_basis"]
"""What a body does with a text that it accepts; the verb carries the weight."""

Outcome = Literal[
    "adopts",
    "approves",
    "endorses",
    "recommends",
    "takes_note",
    "welcomes",
    "accepts_as_basis",
    "agrees_subject_to_silence",
    "continues_consultations",
    "defers",
    "moves_to_chair_statement",
    "not_carried",
]
"""What comes out when a matter is concluded at a meeting. A veto is quiet: there are more outcomes than yes and no."""

StepVerb = Literal["recommends", "approves", "endorses", "finalises", "discusses"]
Symbol = Annotated[str, Field(max_length=60)]
Commitment = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]
"""A commitment: HMAC-SHA256 under a random key, 32 bytes in base64."""

Paragraphs = Annotated[tuple[Ordinal, ...], Field(max_length=200)]


def _each_once(parties: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(parties)) != len(parties):
        raise ValueError("each party is named once")
    return parties


Parties = Annotated[tuple[PartyCode, ...], Field(max_length=200), AfterValidator(_each_once)]


class Named(Body):
    """Whatever is done about one matter: `decision` is its name in addresses, from the proposal to the review."""

    decision: Slug


class ByParty(Named):
    """What a party does about a matter. For a member, only the member itself does it."""

    party: PartyCode


class Propose(ByParty):
    """`decisions.propose`: a matter is brought before a body, with its text.

    `matter` is a row of the charter's authority matrix, `body` the one that is to decide it. `text` is the text itself
    where it is short; a longer one is a `document` of the register. `effect` is what the decision is to bring about.
    `without` names parties that a consensus is to leave out, where the charter knows that. `candidates` are what an
    election chooses among.
    """

    matter: Slug
    body: Slug
    title: Line
    text: Text | None = None
    document: Slug | None = None
    effect: Effect | None = None
    without: Parties = ()
    candidates: Parties = ()
    follows: Slug | None = None

    @model_validator(mode="after")
    def _has_a_text(self) -> Self:
        if self.text is None and self.document is None:
            raise ValueError("a proposal has a text: in words, or as a document of the register")
        return self


class Refer(Named):
    """`decisions.refer`: a matter goes before another body, which is to decide it from now on."""

    body: Slug
    reason: Text | None = None


class Recommend(Named):
    """`decisions.recommend`: a body on the way to the one that decides has its say."""

    body: Slug
    verb: StepVerb
    meeting: Slug | None = None
    remark: Text | None = None


class Revise(Named):
    """`decisions.revise`: a new text takes the place of the one before it, as `revision` 1, 2, … (Rev.1, Rev.2).

    What was recommended stands for the text that was recommended. A text under silence is not revised.
    """

    revision: Ordinal
    text: Text | None = None
    document: Slug | None = None
    effect: Effect | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _has_a_text(self) -> Self:
        if self.text is None and self.document is None:
            raise ValueError("a revision has a text: in words, or as a document of the register")
        return self


class Withdraw(ByParty):
    """`decisions.withdraw`: who proposed it withdraws it. A silence that runs ends with it."""

    reason: Text | None = None


class Put(Named):
    """`decisions.put`: the chair puts the matter to a meeting and asks whether there is any objection."""

    meeting: Slug


class AmendOrally(Named):
    """`decisions.amend_orally`: the text before a meeting is amended from the floor; the amendment is kept in words."""

    meeting: Slug
    amendment: Text
    by: PartyCode | None = None


class Object(ByParty):
    """`decisions.object`: a party objects, at the meeting to which the matter is put. `paragraphs` where not to all."""

    meeting: Slug
    reason: Text | None = None
    paragraphs: Paragraphs = ()


class LiftObjection(ByParty):
    """`decisions.lift_objection`: a party objects no more, while the matter is before the meeting."""

    meeting: Slug


class Undertaking(Body):
    """What the decision lays down: who does what by when. `number` counts from 1 within the decision."""

    number: Ordinal
    parties: Parties = ()
    bodies: Annotated[tuple[Slug, ...], Field(max_length=60)] = ()
    what: Text
    by: Moment | None = None

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if not self.parties and not self.bodies:
            raise ValueError("an undertaking says whose it is: parties, or bodies")
        return self


class Conclude(Named):
    """`decisions.conclude`: the chair declares what came out, at the meeting to which the matter was put.

    `revision` is that of the text concluded on (nought: as proposed). `effect` repeats that of the proposal, where the
    outcome brings it about. Where a member blocks, `paragraphs` go to the statement of the chair alone, `statement`,
    which speaks for the states `speaks_for`. `chosen` is the candidate that an election has chosen.
    """

    meeting: Slug | None = None
    outcome: Outcome
    revision: Annotated[int, Field(strict=True, ge=0)] = 0
    symbol: Symbol | None = None
    effect: Effect | None = None
    chosen: PartyCode | None = None
    paragraphs: Paragraphs = ()
    statement: Slug | None = None
    speaks_for: Parties = ()
    undertakings: Annotated[tuple[Undertaking, ...], Field(max_length=60)] = ()
    remark: Text | None = None


class StartSilence(Named):
    """`decisions.start_silence`: the text stands as decided unless a member breaks the silence before `expires`.

    At a `meeting`, or between meetings where none is named. `outcome` is the verb with which it will stand; the
    `undertakings` are laid down with it.
    """

    expires: Moment
    meeting: Slug | None = None
    outcome: Verb = "adopts"
    undertakings: Annotated[tuple[Undertaking, ...], Field(max_length=60)] = ()
    remark: Text | None = None


class VetoSilence(ByParty):
    """`decisions.veto_silence`: a member does not agree that silence is used at all, where the charter lets it."""

    reason: Text | None = None


class ExtendSilence(Named):
    """`decisions.extend_silence`: the silence runs on, to a later moment. The clocks before it stay on record."""

    expires: Moment
    reason: Text


class BreakSilence(ByParty):
    """`decisions.break_silence`: a member objects before the expiry. The text is not adopted, and all are told at once.

    `text` is what the member could agree to; a longer one is a `document`.
    """

    reason: Text | None = None
    text: Text | None = None
    document: Slug | None = None


class RelayObjection(Named):
    """`decisions.relay_objection`: the chair states that a member has broken the silence, where who is not told.

    `commitment` is to the member's own written objection, so that the member can prove later that it was this one.
    """

    commitment: Commitment
    text: Text | None = None


class WithdrawObjection(ByParty):
    """`decisions.withdraw_objection`: who broke a silence objects no more. It does not revive what was broken."""


class Reserve(ByParty):
    """`decisions.reserve`: a member keeps something open while a silence runs. It does not break it."""

    kind: Literal["scrutiny", "parliamentary", "general", "substantive", "linguistic", "instructions"]
    text: Text | None = None


class LiftReservation(ByParty):
    """`decisions.lift_reservation`: a member keeps nothing of that kind open any more."""

    kind: Literal["scrutiny", "parliamentary", "general", "substantive", "linguistic", "instructions"]


class ConcludeSilence(Named):
    """`decisions.conclude_silence`: the silence has expired unbroken, and the text stands since then.

    `effective` is the moment of expiry, whenever this is entered; `silence` the how-manieth one it is. What was to
    follow from the text and can follow no more is left out; `hindered` is then the code of the reason.
    """

    silence: Ordinal
    effective: Moment
    outcome: Verb
    revision: Annotated[int, Field(strict=True, ge=0)] = 0
    symbol: Symbol | None = None
    effect: Effect | None = None
    hindered: Annotated[str, Field(max_length=80)] | None = None
    undertakings: Annotated[tuple[Undertaking, ...], Field(max_length=60)] = ()


class Issue(Named):
    """`decisions.issue`: the decision receives its symbol and is issued, where its body's rule says: not at once."""

    symbol: Symbol
    meeting: Slug | None = None
    document: Slug | None = None


class OpenVote(Named):
    """`decisions.open_vote`: votes are cast from now on, up to `closes`; recorded or secret, as the charter has it."""

    meeting: Slug | None = None
    closes: Moment


class Vote(ByParty):
    """`decisions.vote`: a party's recorded vote. Its newest before the close counts."""

    vote: Literal["for", "against", "abstains"]


class Cast(ByParty):
    """`decisions.cast`: a party's secret vote goes into the box: a commitment, and nothing else."""

    ballot: Commitment


class OpenBallot(ByParty):
    """`decisions.open_ballot`: after the close a party lets the tellers open its ballot. The act is restricted to them.

    `choice` is a candidate, or "for" or "against", or "abstains"; `number` is the secret number by which the party
    finds its ballot in the count, `key` (base64) opens the commitment.
    """

    choice: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,40}$")]
    number: Digest
    key: Commitment


class Ballot(Body):
    """A ballot as it was counted: its secret number, and what it says. Whose it is stands nowhere."""

    number: Digest
    choice: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,40}$")]


class Count(Named):
    """`decisions.count`: the tellers have opened the box. Every ballot stands here under its number, in their order."""

    ballots: Annotated[tuple[Ballot, ...], Field(max_length=400)]


class Support(ByParty):
    """`decisions.support`: a state asks for what is proposed, where so many of them set it off."""


class Attach(ByParty):
    """`decisions.attach`: a party's statement goes with the decision, and with the journal of its meeting."""

    kind: Literal["interpretative_statement", "formal_reservation", "explanation_of_position"]
    text: Text
    document: Slug | None = None


class Fulfil(ByParty):
    """`decisions.fulfil`: what a decision laid down has been done; by a party, or by the secretariat for a body."""

    undertaking: Ordinal
    text: Text | None = None
    document: Slug | None = None


class Review(Named):
    """`decisions.review`: what has become of a decision was looked at, by a body or at a meeting."""

    body: Slug
    meeting: Slug | None = None
    text: Text
    document: Slug | None = None
