"""What mails say of decisions, votes, treaties and meetings: titles, moments, symbols; nothing of what texts say."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop

SUBJECTS = {
    "decisions.start_silence": gettext_noop("Under silence until %(by)s: %(matter)s"),
    "decisions.extend_silence": gettext_noop("The silence runs on, until %(by)s: %(matter)s"),
    "decisions.break_silence": gettext_noop("The silence is broken, the text not adopted: %(matter)s"),
    "decisions.relay_objection": gettext_noop("The silence is broken, the text not adopted: %(matter)s"),
    "decisions.veto_silence": gettext_noop("No silence is used, the text not adopted: %(matter)s"),
    "decisions.withdraw": gettext_noop("Withdrawn while the silence ran: %(matter)s"),
    "expiry": gettext_noop("The silence expires at %(by)s: %(matter)s"),
    "decisions.put": gettext_noop("Before a meeting that sits: %(matter)s"),
    "decisions.open_vote": gettext_noop("Put to the vote, until %(by)s: %(matter)s"),
    "closing": gettext_noop("The vote closes at %(by)s: %(matter)s"),
    "decisions.conclude_silence": gettext_noop("Decided by silence: %(matter)s"),
    "decisions.conclude": gettext_noop("What came out: %(matter)s"),
    "undertaking": gettext_noop("To be done by %(whom)s by %(by)s: %(matter)s"),
    "treaties.notify": gettext_noop("Depositary notification %(name)s: %(matter)s"),
    "meetings.convene": gettext_noop("A meeting is convened: %(matter)s, %(day)s"),
    "meetings.move": gettext_noop("A meeting is moved: %(matter)s, %(day)s"),
}
"""The subject of a letter about one matter: by the type of the act that is its occasion, or else by its reason."""

SENTENCES = {
    "decisions.start_silence": gettext_noop(
        "“%(matter)s” is under silence until %(by)s: unless it is broken, the body %(outcome)s it."
    ),
    "decisions.extend_silence": gettext_noop("The silence on “%(matter)s” runs on: it expires at %(by)s."),
    "decisions.break_silence": gettext_noop("The silence on “%(matter)s” is broken. The text is not adopted."),
    "decisions.relay_objection": gettext_noop("The silence on “%(matter)s” is broken. The text is not adopted."),
    "decisions.veto_silence": gettext_noop(
        "A member does not agree that silence is used on “%(matter)s”. No silence runs any more; "
        "the text is not adopted."
    ),
    "decisions.withdraw": gettext_noop(
        "“%(matter)s” was withdrawn by who proposed it. The silence on it has ended; the text is not adopted."
    ),
    "expiry": gettext_noop(
        "The silence on “%(matter)s” expires at %(by)s. Who does not agree breaks it before that moment; who is silent "
        "agrees."
    ),
    "decisions.put": gettext_noop(
        "“%(matter)s”, a matter of %(whom)s, is put to a meeting that sits: the chair asks whether there is any "
        "objection."
    ),
    "decisions.open_vote": gettext_noop("“%(matter)s” is put to the vote, until %(by)s."),
    "closing": gettext_noop("The vote on “%(matter)s” closes at %(by)s; no vote of %(whom)s has been received."),
    "decisions.conclude_silence": gettext_noop(
        "Nobody has broken the silence on “%(matter)s”: the body %(outcome)s it, as of %(at)s."
    ),
    "decisions.conclude": gettext_noop("On “%(matter)s” the body %(outcome)s."),
    "undertaking": gettext_noop(
        "What the decision “%(matter)s” lays down for %(whom)s is to be done by %(by)s; that it is done was not said "
        "yet."
    ),
    "treaties.notify": gettext_noop(
        "The depositary has issued the notification %(name)s about “%(matter)s”. Its receipt is to be acknowledged by "
        "%(whom)s."
    ),
    "meetings.convene": gettext_noop("A meeting is convened: “%(matter)s”, %(day)s."),
    "meetings.move": gettext_noop("A meeting is moved: “%(matter)s”, now %(day)s."),
}
"""What a letter says of a matter, by the same."""

SYMBOL = gettext_noop("Its symbol is %(name)s.")
OPENS = gettext_noop("It is to be opened at %(by)s.")
