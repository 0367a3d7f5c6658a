"""Acts of the subject `decisions` in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Listed, Said, Thing, Titled, Word
from comity.secretariat.wording.messages import acting, at_moment
from comity.secretariat.wording.terms.decisions import OUTCOMES, RESERVATIONS, STATEMENTS, VERBS, VOTES

if TYPE_CHECKING:
    from collections.abc import Callable


def matter(body: Any) -> Thing:  # noqa: ANN401 - each act type has a body of its own
    """Return the matter that a body names."""
    return Thing("decision", body.decision)


def _simple(text: str) -> Callable[[Any], Said]:
    """Of a party and a matter, no more."""

    def said(body: Any) -> Said:  # noqa: ANN401
        words: dict[str, Word] = {"matter": matter(body)}
        if "%(party)s" in text:
            words["party"] = acting(body.party)
        if "%(meeting)s" in text:
            words["meeting"] = Thing("meeting", body.meeting)
        return Said(text, words)

    return said


def _propose(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s proposes “%(title)s” to the body “%(body)s”.")
    return Said(text, {"party": acting(body.party), "title": Titled(body.title), "body": Thing("body", body.body)})


def _refer(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” goes before the body “%(body)s”.")
    return Said(text, {"matter": matter(body), "body": Thing("body", body.body)})


def _recommend(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The body “%(body)s” %(verb)s “%(matter)s”.")
    return Said(text, {"matter": matter(body), "body": Thing("body", body.body), "verb": Said(VERBS[body.verb])})


def _revise(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” has a new text: Rev.%(revision)s.")
    return Said(text, {"matter": matter(body), "revision": str(body.revision)})


def _amend(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” is amended from the floor: %(amendment)s")
    return Said(text, {"matter": matter(body), "amendment": Titled(body.amendment)})


def _object(body: Any) -> Said:  # noqa: ANN401
    if not body.paragraphs:
        return Said(
            gettext_noop("%(party)s objects to “%(matter)s”."), {"party": acting(body.party), "matter": matter(body)}
        )
    one = gettext_noop("%(party)s objects to “%(matter)s”, paragraph %(paragraphs)s.")
    many = gettext_noop("%(party)s objects to “%(matter)s”, paragraphs %(paragraphs)s.")
    listed = Listed(tuple(str(number) for number in body.paragraphs))
    words: dict[str, Word] = {"party": acting(body.party), "matter": matter(body), "paragraphs": listed}
    return Said(one, words, many, len(body.paragraphs))


def _conclude(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {"matter": matter(body), "outcome": Said(OUTCOMES[body.outcome])}
    if body.meeting is None:
        return Said(gettext_noop("On “%(matter)s” the body %(outcome)s."), words)
    text = gettext_noop("On “%(matter)s”, at “%(meeting)s”: the meeting %(outcome)s.")
    return Said(text, {**words, "meeting": Thing("meeting", body.meeting)})


def _start_silence(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop(
        "“%(matter)s” is under silence until %(expires)s: unless it is broken, the body %(outcome)s it."
    )
    words: dict[str, Word] = {"matter": matter(body), "expires": at_moment(body.expires)}
    return Said(text, {**words, "outcome": Said(OUTCOMES[body.outcome])})


def _extend_silence(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The silence on “%(matter)s” is extended to %(expires)s: %(reason)s")
    return Said(text, {"matter": matter(body), "expires": at_moment(body.expires), "reason": Titled(body.reason)})


def _reserve(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s makes a reservation on “%(matter)s” while the silence runs: %(kind)s.")
    return Said(text, {"party": acting(body.party), "matter": matter(body), "kind": Said(RESERVATIONS[body.kind])})


def _lift_reservation(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s lifts its reservation on “%(matter)s”: %(kind)s.")
    return Said(text, {"party": acting(body.party), "matter": matter(body), "kind": Said(RESERVATIONS[body.kind])})


def _conclude_silence(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("Nobody has broken the silence on “%(matter)s”: the body %(outcome)s it, as of %(effective)s.")
    words: dict[str, Word] = {"matter": matter(body), "effective": at_moment(body.effective)}
    return Said(text, {**words, "outcome": Said(OUTCOMES[body.outcome])})


def _issue(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The decision “%(matter)s” is issued under the symbol %(symbol)s.")
    return Said(text, {"matter": matter(body), "symbol": body.symbol})


def _open_vote(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” is put to the vote, until %(closes)s.")
    return Said(text, {"matter": matter(body), "closes": at_moment(body.closes)})


def _vote(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s votes on “%(matter)s”: %(vote)s.")
    return Said(text, {"party": acting(body.party), "matter": matter(body), "vote": Said(VOTES[body.vote])})


def _count(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The ballots on “%(matter)s” are counted: %(number)s.")
    return Said(text, {"matter": matter(body), "number": str(len(body.ballots))})


def _attach(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s attaches to “%(matter)s”: %(kind)s.")
    return Said(text, {"party": acting(body.party), "matter": matter(body), "kind": Said(STATEMENTS[body.kind])})


def _fulfil(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s has done what “%(matter)s” lays down under number %(number)s.")
    return Said(text, {"party": acting(body.party), "matter": matter(body), "number": str(body.undertaking)})


def _review(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The body “%(body)s” looks at what has become of “%(matter)s”.")
    return Said(text, {"body": Thing("body", body.body), "matter": matter(body)})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "decisions.propose": _propose,
    "decisions.refer": _refer,
    "decisions.recommend": _recommend,
    "decisions.revise": _revise,
    "decisions.withdraw": _simple(gettext_noop("%(party)s withdraws “%(matter)s”.")),
    "decisions.put": _simple(
        gettext_noop("“%(matter)s” is put to “%(meeting)s”: the chair asks whether there is any objection.")
    ),
    "decisions.amend_orally": _amend,
    "decisions.object": _object,
    "decisions.lift_objection": _simple(gettext_noop("%(party)s lifts its objection to “%(matter)s”.")),
    "decisions.conclude": _conclude,
    "decisions.start_silence": _start_silence,
    "decisions.veto_silence": _simple(gettext_noop("%(party)s does not agree that silence is used on “%(matter)s”.")),
    "decisions.extend_silence": _extend_silence,
    "decisions.reserve": _reserve,
    "decisions.lift_reservation": _lift_reservation,
    "decisions.break_silence": _simple(
        gettext_noop("%(party)s breaks the silence on “%(matter)s”. It is not adopted.")
    ),
    "decisions.relay_objection": _simple(
        gettext_noop("The silence on “%(matter)s” is broken by a member. It is not adopted.")
    ),
    "decisions.withdraw_objection": _simple(
        gettext_noop("%(party)s objects to “%(matter)s” no more. This does not revive what was broken.")
    ),
    "decisions.conclude_silence": _conclude_silence,
    "decisions.issue": _issue,
    "decisions.open_vote": _open_vote,
    "decisions.vote": _vote,
    "decisions.cast": _simple(gettext_noop("%(party)s puts its ballot on “%(matter)s” into the box.")),
    "decisions.open_ballot": _simple(gettext_noop("%(party)s lets the tellers open its ballot on “%(matter)s”.")),
    "decisions.count": _count,
    "decisions.support": _simple(gettext_noop("%(party)s asks for “%(matter)s”.")),
    "decisions.attach": _attach,
    "decisions.fulfil": _fulfil,
    "decisions.review": _review,
}
"""How each act type is said."""
