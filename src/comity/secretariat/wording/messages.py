"""Acts of the desks in words: officers and their keys, notes between parties, restricted acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.charter.words import FUNCTIONS
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.readings.said import Day, Listed, Named, Said, Titled, Word
from comity.record.keys import PublicKey
from comity.secretariat.wording.choices import KEY_REASONS, POSITIONS, REPLIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# At the head of a sentence, and within one.
_ACTING = {SECRETARIAT: gettext_noop("The Secretariat"), CHAIR: gettext_noop("The chair")}
_NAMED = {SECRETARIAT: gettext_noop("the Secretariat"), CHAIR: gettext_noop("the chair")}


def acting(code: str) -> Word:
    """Return a party as the one who acts, at the head of a sentence; hats are named as offices."""
    return Said(_ACTING[code]) if code in _ACTING else Named(code)


def named(code: str) -> Word:
    """Return a party as a sentence names it within; hats are named as offices."""
    return Said(_NAMED[code]) if code in _NAMED else Named(code)


def at_moment(moment: str) -> Said:
    """Return a moment (2026-11-23T10:02:11Z) as a sentence names it."""
    text = gettext_noop("%(day)s, %(time)s UTC")
    return Said(text, {"day": Day(moment[:10]), "time": moment[11:16]})


def _all_named(codes: Iterable[str]) -> Listed:
    return Listed(tuple(named(code) for code in codes))


def _enrol(body: Any) -> Said:  # noqa: ANN401 - each act type has a body of its own
    text = gettext_noop("“%(office)s” (%(officer)s) is an officer of %(party)s from now on: %(functions)s.")
    words: dict[str, Word] = {
        "office": Titled(body.office),
        "officer": body.officer,
        "party": named(body.party),
        "functions": Listed(tuple(Said(FUNCTIONS[each]) for each in body.functions)),
    }
    return Said(text, words)


def _add_key(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The officer “%(officer)s” of %(party)s signs with the key %(key)s from now on.")
    return _of_key(text, body, PublicKey.from_openssh(body.key).fingerprint)


def _revoke_key(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The officer “%(officer)s” of %(party)s signs with the key %(key)s no more: %(reason)s.")
    return _of_key(text, body, body.fingerprint, reason=Said(KEY_REASONS[body.reason]))


def _of_key(text: str, body: Any, key: str, **further: Word) -> Said:  # noqa: ANN401
    return Said(text, {"officer": body.officer, "party": named(body.party), "key": key, **further})


def _dismiss(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(officer)s” is an officer of %(party)s no more.")
    return Said(text, {"officer": body.officer, "party": named(body.party)})


def _contest(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop(
        "More than one administration claims to represent %(party)s: %(claimants)s. The record takes no side."
    )
    claimants = Listed(tuple(Titled(each.name) for each in body.claimants))
    return Said(text, {"party": named(body.party), "claimants": claimants})


def _settle(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The representation of %(party)s is contested no more, by %(papers)s.")
    papers = Listed(tuple(each.reference for each in body.papers))
    return Said(text, {"party": named(body.party), "papers": papers})


def _send(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {
        "party": acting(body.party),
        "to": _all_named(body.to),
        "subject": Titled(body.subject),
        "reply": Said(REPLIES[body.reply]),
    }
    if body.reply == "none":
        return Said(gettext_noop("%(party)s writes to %(to)s: “%(subject)s”."), words)
    if body.by is None:
        return Said(gettext_noop("%(party)s writes to %(to)s: “%(subject)s”. Asked for: %(reply)s."), words)
    text = gettext_noop("%(party)s writes to %(to)s: “%(subject)s”. Asked for by %(by)s: %(reply)s.")
    return Said(text, {**words, "by": at_moment(body.by)})


def _acknowledge(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s has received the note %(notice)s.")
    return Said(text, {"party": acting(body.party), "notice": body.notice})


def _answer(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s answers the note %(notice)s: %(position)s.")
    words: dict[str, Word] = {"party": acting(body.party), "notice": body.notice}
    return Said(text, {**words, "position": Said(POSITIONS[body.position])})


def _withdraw(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s withdraws the note %(notice)s: %(reason)s")
    return Said(text, {"party": acting(body.party), "notice": body.notice, "reason": Titled(body.reason)})


def _register_paper(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("A note on paper is registered, of %(sender)s, %(reference)s, %(day)s: “%(subject)s”.")
    words: dict[str, Word] = {
        "sender": named(body.sender),
        "reference": body.paper.reference,
        "day": Day(body.paper.on),
        "subject": Titled(body.subject),
    }
    return Said(text, words)


def _reveal(body: Any) -> Said:  # noqa: ANN401
    return Said(gettext_noop("What act %(act)s says is made public."), {"act": str(body.act)})


def _erase(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("What act %(act)s said is erased: %(reason)s")
    return Said(text, {"act": str(body.act), "reason": Titled(body.reason)})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "officers.enrol": _enrol,
    "officers.add_key": _add_key,
    "officers.revoke_key": _revoke_key,
    "officers.dismiss": _dismiss,
    "officers.contest": _contest,
    "officers.settle": _settle,
    "notices.send": _send,
    "notices.acknowledge": _acknowledge,
    "notices.answer": _answer,
    "notices.withdraw": _withdraw,
    "notices.register_paper": _register_paper,
    "openings.reveal": _reveal,
    "openings.erase": _erase,
}
"""How each of these act types is said."""
