"""What was done about a matter at a meeting, in words: a line of the journal, whose heading names the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Listed, Said, Thing, Titled, Word
from comity.secretariat.wording.messages import acting, at_moment, named
from comity.secretariat.wording.terms.decisions import OUTCOMES, VERBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.kernel.acts import Enacted
    from comity.forum.meetings.state import Event


def _matter(body: Any) -> dict[str, Word]:  # noqa: ANN401 - each act type has a body of its own
    return {"matter": Thing("decision", body.decision)}


def _put(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” is put to the meeting: the chair asks whether there is any objection.")
    return Said(text, _matter(body))


def _recommend(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The meeting %(verb)s “%(matter)s”.")
    return Said(text, {**_matter(body), "verb": Said(VERBS[body.verb])})


def _amend(body: Any) -> Said:  # noqa: ANN401
    words = {**_matter(body), "amendment": Titled(body.amendment)}
    if body.by is None:
        return Said(gettext_noop("“%(matter)s” is amended from the floor: %(amendment)s"), words)
    text = gettext_noop("“%(matter)s” is amended from the floor, as %(party)s moves: %(amendment)s")
    return Said(text, {**words, "party": named(body.by)})


def _object(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {**_matter(body), "party": acting(body.party)}
    said = Said(gettext_noop("%(party)s objects to “%(matter)s”."), words)
    if body.paragraphs:
        listed = Listed(tuple(str(number) for number in body.paragraphs))
        one = gettext_noop("%(party)s objects to “%(matter)s”, paragraph %(paragraphs)s.")
        many = gettext_noop("%(party)s objects to “%(matter)s”, paragraphs %(paragraphs)s.")
        said = Said(one, {**words, "paragraphs": listed}, many, len(body.paragraphs))
    if body.reason is None:
        return said
    return Said("%(said)s %(reason)s", {"said": said, "reason": Titled(body.reason)})


def _conclude(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {**_matter(body), "outcome": Said(OUTCOMES[body.outcome])}
    if body.symbol is None:
        return Said(gettext_noop("On “%(matter)s” the meeting %(outcome)s."), words)
    text = gettext_noop("On “%(matter)s” the meeting %(outcome)s: decision %(symbol)s.")
    return Said(text, {**words, "symbol": body.symbol})


def _start_silence(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(matter)s” is put under silence until %(expires)s.")
    return Said(text, {**_matter(body), "expires": at_moment(body.expires)})


def _issue(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The meeting takes note of “%(matter)s”, decided by silence: decision %(symbol)s.")
    return Said(text, {**_matter(body), "symbol": body.symbol})


_SAYINGS: dict[str, Callable[[Any], Said]] = {
    "decisions.put": _put,
    "decisions.recommend": _recommend,
    "decisions.amend_orally": _amend,
    "decisions.object": _object,
    "decisions.conclude": _conclude,
    "decisions.start_silence": _start_silence,
    "decisions.issue": _issue,
}


def telling(event: Event, act: Enacted | None) -> Said | None:
    """Return what an act on a matter says in the journal (`comity.forum.readings.journal.Telling`)."""
    from comity.secretariat.wording.acts import in_words  # noqa: PLC0415 - it is made of this subject's words too

    if act is None:
        return None
    say = _SAYINGS.get(event.what)
    return say(act.body) if say else in_words(act)
