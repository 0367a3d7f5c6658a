"""Acts of meetings as they go in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Day, Listed, Said, Thing, Titled, Word
from comity.secretariat.wording.messages import acting, at_moment, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.forum.meetings.acts import AgendaItem, Presiding


def meeting(body: Any) -> Word:  # noqa: ANN401 - each act type has a body of its own
    """Return the meeting that a body names: by the title that it gives, or as the register calls it."""
    return Titled(body.title) if getattr(body, "title", None) else Thing("meeting", body.meeting)


def _simple(text: str) -> Callable[[Any], Said]:
    """Of the meeting, no more."""
    return lambda body: Said(text, {"meeting": meeting(body)})


def _all_named(codes: Iterable[str]) -> Listed:
    return Listed(tuple(named(code) for code in codes))


def _presiding(presided: Iterable[Presiding]) -> Listed:
    return _all_named(each.party for each in presided)


def _convene(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {"meeting": meeting(body), "day": Day(body.planned)}
    if body.opens is not None:
        words["opens"] = at_moment(body.opens)
        return Said(gettext_noop("%(meeting)s is convened for %(day)s, to be opened on %(opens)s."), words)
    return Said(gettext_noop("%(meeting)s is convened for %(day)s."), words)


def _open(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(meeting)s is opened. In the chair: %(parties)s.")
    return Said(text, {"meeting": meeting(body), "parties": _presiding(body.presided)})


def _suspend(body: Any) -> Said:  # noqa: ANN401
    if body.until is None:
        return Said(gettext_noop("%(meeting)s is suspended."), {"meeting": meeting(body)})
    text = gettext_noop("%(meeting)s is suspended until %(until)s.")
    return Said(text, {"meeting": meeting(body), "until": at_moment(body.until)})


def _resume(body: Any) -> Said:  # noqa: ANN401
    if not body.presided:
        return Said(gettext_noop("%(meeting)s is resumed."), {"meeting": meeting(body)})
    text = gettext_noop("%(meeting)s is resumed. In the chair: %(parties)s.")
    return Said(text, {"meeting": meeting(body), "parties": _presiding(body.presided)})


CAME = {
    "member": gettext_noop("At “%(meeting)s” there are, as members: %(parties)s."),
    "observer": gettext_noop("At “%(meeting)s” there are, as observers: %(parties)s."),
    "partner": gettext_noop("At “%(meeting)s” there are, as partners: %(parties)s."),
    "guest": gettext_noop("At “%(meeting)s” there are, as guests: %(parties)s."),
    "participant": gettext_noop("At “%(meeting)s” there are, as participants: %(parties)s."),
}
"""That parties came to a meeting, by the capacity in which they did."""


def _note_presence(body: Any) -> Said:  # noqa: ANN401
    left = Said(gettext_noop("There no more: %(parties)s."), {"parties": _all_named(body.left)})
    if not body.present:
        return Said(gettext_noop("At “%(meeting)s”: %(left)s"), {"meeting": meeting(body), "left": left})
    came = Said(CAME[body.capacity], {"meeting": meeting(body), "parties": _all_named(body.present)})
    return Said("%(came)s %(left)s", {"came": came, "left": left}) if body.left else came


def _item(item: AgendaItem) -> Titled:
    return Titled({language: f"{item.number}. {words}" for language, words in item.title.items()})


def _agenda(text: str) -> Callable[[Any], Said]:
    def said(body: Any) -> Said:  # noqa: ANN401
        return Said(text, {"meeting": meeting(body), "items": Listed(tuple(_item(item) for item in body.items))})

    return said


def _take_up(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("At “%(meeting)s” item %(item)s is taken up.")
    return Said(text, {"meeting": meeting(body), "item": body.item})


def _note(body: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {"meeting": meeting(body), "text": Titled(body.text)}
    if body.party is None:
        return Said(gettext_noop("Noted in the journal of “%(meeting)s”: %(text)s"), words)
    text = gettext_noop("%(party)s, in the journal of “%(meeting)s”: %(text)s")
    return Said(text, {**words, "party": acting(body.party)})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "meetings.convene": _convene,
    "meetings.set_agenda": _agenda(gettext_noop("“%(meeting)s” has a provisional agenda: %(items)s.")),
    "meetings.note_presence": _note_presence,
    "meetings.open": _open,
    "meetings.adopt_agenda": _simple(gettext_noop("“%(meeting)s” adopts its agenda.")),
    "meetings.amend_agenda": _agenda(gettext_noop("“%(meeting)s” amends its agenda: %(items)s.")),
    "meetings.take_up": _take_up,
    "meetings.note": _note,
    "meetings.suspend": _suspend,
    "meetings.resume": _resume,
    "meetings.close": _simple(gettext_noop("%(meeting)s is closed.")),
}
"""How each of these act types is said."""
