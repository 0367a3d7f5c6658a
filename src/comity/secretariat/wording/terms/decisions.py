"""What the subject `decisions` calls its types of acts, their fields and the choices that they leave."""

from __future__ import annotations

from comity.forum.charter.words import PART_NAMES
from comity.forum.kernel.errors import gettext_noop

VERBS = {
    "adopts": gettext_noop("adopts"),
    "approves": gettext_noop("approves"),
    "endorses": gettext_noop("endorses"),
    "recommends": gettext_noop("recommends"),
    "takes_note": gettext_noop("takes note"),
    "welcomes": gettext_noop("welcomes"),
    "accepts_as_basis": gettext_noop("accepts as a basis"),
    "finalises": gettext_noop("finalises"),
    "discusses": gettext_noop("discusses"),
}
"""What a body does with a text."""

OUTCOMES = {
    **{verb: text for verb, text in VERBS.items() if verb not in {"finalises", "discusses"}},
    "agrees_subject_to_silence": gettext_noop("agrees subject to silence"),
    "continues_consultations": gettext_noop("continues consultations"),
    "defers": gettext_noop("defers"),
    "moves_to_chair_statement": gettext_noop("moves paragraphs to a statement of the chair"),
    "not_carried": gettext_noop("does not carry it"),
}
"""What comes out when a matter is concluded."""

RESERVATIONS = {
    "scrutiny": gettext_noop("scrutiny reservation"),
    "parliamentary": gettext_noop("parliamentary reservation"),
    "general": gettext_noop("general reservation"),
    "substantive": gettext_noop("reservation on substance"),
    "linguistic": gettext_noop("linguistic reservation"),
    "instructions": gettext_noop("awaiting instructions"),
}
"""What a member keeps open while a silence runs."""

STATEMENTS = {
    "interpretative_statement": gettext_noop("interpretative statement"),
    "formal_reservation": gettext_noop("formal reservation"),
    "explanation_of_position": gettext_noop("explanation of position"),
}
"""What a party attaches to a decision."""

VOTES = {
    "for": gettext_noop("for"),
    "against": gettext_noop("against"),
    "abstains": gettext_noop("abstains"),
}
"""How a party votes."""

WAYS = {
    "consensus": gettext_noop("consensus"),
    "consensus_minus": gettext_noop("consensus without named parties"),
    "trigger": gettext_noop("set off by a number of states"),
    "majority": gettext_noop("recorded vote"),
    "secret_ballot": gettext_noop("secret ballot"),
}
"""How a decision comes about."""

EFFECTS = {
    "admission": gettext_noop("a party receives a status"),
    "status_end": gettext_noop("a status ends"),
    "chair": gettext_noop("a state is chosen for the chair"),
    "chair_extension": gettext_noop("a term in the chair is prolonged"),
    "appointment": gettext_noop("a post is filled"),
    "charter": gettext_noop("the charter is amended"),
}
"""What a decision can bring about."""

MANNERS = {"withdrawn": gettext_noop("withdrawn"), "suspended": gettext_noop("suspended")}
"""How a status ends."""

CHOICES: dict[str, dict[str, str]] = {
    "Recommend.verb": VERBS,
    "Conclude.outcome": OUTCOMES,
    "StartSilence.outcome": OUTCOMES,
    "ConcludeSilence.outcome": OUTCOMES,
    "Reserve.kind": RESERVATIONS,
    "LiftReservation.kind": RESERVATIONS,
    "Attach.kind": STATEMENTS,
    "Vote.vote": VOTES,
    "Procedure.way": WAYS,
    "Procedure.of": {
        "voting": gettext_noop("of the votes for and against"),
        "members": gettext_noop("of all who decide"),
    },
    "SilenceRule.where": {
        "meeting": gettext_noop("at a meeting"),
        "between": gettext_noop("between meetings"),
        "either": gettext_noop("at a meeting or between meetings"),
    },
    "SilenceRule.breaker": {
        "named": gettext_noop("named"),
        "chair_only": gettext_noop("known to the chair alone"),
    },
    "SilenceRule.numbered": {
        "at_once": gettext_noop("at once"),
        "next_meeting": gettext_noop("at the next meeting of the body"),
    },
    "Matter.effects": EFFECTS,
    "Matter.parts": PART_NAMES,
    "Change.part": PART_NAMES,
    "EndStatus.manner": MANNERS,
    "Exit.manner": MANNERS,
    **{
        f"{name}.kind": EFFECTS
        for name in ("Admit", "EndStatus", "ChooseChair", "ProlongChair", "FillPost", "AmendCharter")
    },
}
"""What the choices are called, by body and field."""

LABELS: dict[str, str] = {
    "amendment": gettext_noop("Amendment from the floor"),
    "ballot": gettext_noop("Ballot, as it lies in the box"),
    "ballots": gettext_noop("Ballots as counted"),
    "breaker": gettext_noop("Who breaks a silence is"),
    "Undertaking.by": gettext_noop("To be done by"),
    "SilenceRule.by": gettext_noop("Started by"),
    "AmendOrally.by": gettext_noop("Moved by"),
    "candidates": gettext_noop("Candidates"),
    "changes": gettext_noop("Changes"),
    "choice": gettext_noop("Choice"),
    "chosen": gettext_noop("Who was chosen"),
    "closes": gettext_noop("Votes are cast until"),
    "commitment": gettext_noop("Commitment to the member’s own objection"),
    **{
        f"{name}.decision": gettext_noop("Matter")
        for name in (
            "Refer",
            "Recommend",
            "Revise",
            "Withdraw",
            "Put",
            "AmendOrally",
            "Object",
            "LiftObjection",
            "Conclude",
            "StartSilence",
            "VetoSilence",
            "ExtendSilence",
            "BreakSilence",
            "RelayObjection",
            "WithdrawObjection",
            "Reserve",
            "LiftReservation",
            "ConcludeSilence",
            "Issue",
            "OpenVote",
            "Vote",
            "Cast",
            "OpenBallot",
            "Count",
            "Support",
            "Attach",
            "Fulfil",
            "Review",
        )
    },
    "Propose.decision": gettext_noop("Name of the matter in addresses"),
    "Propose.follows": gettext_noop("The matter before it"),
    "effect": gettext_noop("What it brings about"),
    "effective": gettext_noop("In effect since"),
    "effects": gettext_noop("What its decisions can bring about"),
    "exits": gettext_noop("How a status ends"),
    "expires": gettext_noop("Expires at"),
    "hindered": gettext_noop("Why nothing follows from it"),
    "hours": gettext_noop("Least time, in hours"),
    "OpenBallot.key": gettext_noop("Key that opens the ballot"),
    "notice_days": gettext_noop("Notice, in days"),
    "OpenBallot.number": gettext_noop("Secret number of the ballot"),
    "Ballot.number": gettext_noop("Secret number of the ballot"),
    "Undertaking.number": gettext_noop("Number of the undertaking"),
    "numbered": gettext_noop("What silence has decided is numbered"),
    "Procedure.of": gettext_noop("Share"),
    "outcome": gettext_noop("Outcome"),
    "paragraphs": gettext_noop("Paragraphs"),
    **{f"{name}.paragraphs": gettext_noop("Paragraphs") for name in ("Object", "Conclude")},
    "part": gettext_noop("Part of the charter"),
    "Matter.parts": gettext_noop("Parts of the charter that its decisions amend"),
    "Change.name": gettext_noop("Provision that it replaces"),
    "procedure": gettext_noop("Name of the procedure in addresses"),
    "procedures": gettext_noop("How bodies decide"),
    "Procedure.bodies": gettext_noop("Of which bodies; of all, where none is named"),
    "Procedure.matters": gettext_noop("On which matters; on all, where none is named"),
    "Procedure.quorum": gettext_noop("A quorum is asked for"),
    "remark": gettext_noop("Remark"),
    "requires": gettext_noop("Bodies that have their say first"),
    "revision": gettext_noop("Revision of the text"),
    "Change.rule": gettext_noop("The provision as it is to be"),
    "Procedure.series": gettext_noop("Series of its symbols"),
    "silence": gettext_noop("Silence procedure"),
    "ConcludeSilence.silence": gettext_noop("The how-manieth silence"),
    "speaks_for": gettext_noop("States that the statement speaks for"),
    "statement": gettext_noop("Statement of the chair"),
    "statements_hours": gettext_noop("Hours within which statements attach"),
    "trigger": gettext_noop("How many states set it off"),
    "undertaking": gettext_noop("Number of the undertaking"),
    "undertakings": gettext_noop("What is laid down: who does what by when"),
    "usual_hours": gettext_noop("Usual time, in hours"),
    "veto_hours": gettext_noop("Hours within which its use can be prevented"),
    "vote": gettext_noop("Vote"),
    "vote_hours": gettext_noop("Least time of a vote between meetings, in hours"),
    "opening_hours": gettext_noop("Time to open ballots to the tellers, in hours"),
    "way": gettext_noop("How it decides"),
    "what": gettext_noop("What is to be done"),
    "where": gettext_noop("Where it is started"),
    "without": gettext_noop("Without which parties"),
    "Procedure.without": gettext_noop("How many parties a consensus may leave out"),
}
"""What fields are called."""

TYPES: dict[str, str] = {
    "decisions.propose": gettext_noop("Proposal"),
    "decisions.refer": gettext_noop("Referral to another body"),
    "decisions.recommend": gettext_noop("Say of a body on the way"),
    "decisions.revise": gettext_noop("Revised text"),
    "decisions.withdraw": gettext_noop("Withdrawal of a proposal"),
    "decisions.put": gettext_noop("Question whether there is any objection"),
    "decisions.amend_orally": gettext_noop("Amendment from the floor"),
    "decisions.object": gettext_noop("Objection at a meeting"),
    "decisions.lift_objection": gettext_noop("Lifting of an objection"),
    "decisions.conclude": gettext_noop("Outcome of a matter"),
    "decisions.start_silence": gettext_noop("Start of a silence procedure"),
    "decisions.veto_silence": gettext_noop("Refusal of a silence procedure"),
    "decisions.extend_silence": gettext_noop("Extension of a silence procedure"),
    "decisions.reserve": gettext_noop("Reservation under silence"),
    "decisions.lift_reservation": gettext_noop("Lifting of a reservation"),
    "decisions.break_silence": gettext_noop("Breaking of a silence"),
    "decisions.relay_objection": gettext_noop("Breaking of a silence, its author not told"),
    "decisions.withdraw_objection": gettext_noop("Withdrawal of an objection"),
    "decisions.conclude_silence": gettext_noop("Conclusion of a silence procedure"),
    "decisions.issue": gettext_noop("Issue of a decision"),
    "decisions.open_vote": gettext_noop("Opening of a vote"),
    "decisions.vote": gettext_noop("Recorded vote"),
    "decisions.cast": gettext_noop("Secret ballot put into the box"),
    "decisions.open_ballot": gettext_noop("Opening of a ballot to the tellers"),
    "decisions.count": gettext_noop("Count of the ballots"),
    "decisions.support": gettext_noop("Support of a request"),
    "decisions.attach": gettext_noop("Statement or reservation to a decision"),
    "decisions.fulfil": gettext_noop("Fulfilment of an undertaking"),
    "decisions.review": gettext_noop("Review of a decision"),
}
"""What the types of acts are called."""
