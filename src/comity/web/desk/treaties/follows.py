"""What follows from an act about a treaty: the treaty as it would stand after it, held against how it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.kernel.values import Key
from comity.forum.readings.treaties import status
from comity.forum.registry import ACT_TYPES
from comity.forum.treaties.entry import denunciation_effect, months_after
from comity.forum.treaties.state import KIND, Treaty, treaty
from comity.secretariat.wording.names import joined
from comity.web.portal.framework.links import day_text
from comity.web.portal.pages.treaties.words import ordinal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Value, Values
    from comity.forum.readings.treaties import Status
    from comity.web.portal.framework.ask import Ask

    Tells = Callable[["_Change"], Iterator[str]]


class _After:
    """Values, of which one treaty is as it would be."""

    def __init__(self, values: Values, held: Treaty) -> None:
        self._values, self._key, self._held = values, Key(KIND, held.treaty), held

    def get(self, key: Key) -> Value | None:
        return self._held if key == self._key else self._values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self._values.act(index)


class _Change:
    """An act about a treaty, and how the treaty stands before it and after."""

    def __init__(self, ask: Ask, act: Enacted, before: Status, after: Status) -> None:
        self.ask, self.act, self.before, self.after = ask, act, before, after
        self.body: Any = act.body
        self.today = date.fromisoformat(act.entered[:10])

    @property
    def party(self) -> str:
        """Whose act it is, by name within a sentence."""
        return self.name(self.body.party)

    def name(self, code: str) -> str:
        """What a party is called today."""
        return self.ask.speech.party(code, self.today)

    def day(self, day: date) -> str:
        """A day in words."""
        return day_text(self.ask, day.isoformat())


def consequences(ask: Ask, values: Values, act: Enacted) -> list[str]:
    """Return in sentences what follows from an act about a treaty that would be in order; nothing of other acts."""
    held = treaty(values, getattr(act.body, "treaty", ""))
    tells = _TELLS.get(act.type)
    if held is None or tells is None:
        return []
    fold = next(each for each in ACT_TYPES[act.type].folds if each.kind == KIND)
    after = cast("Treaty", fold.evolve(held, act, held.treaty))
    day = date.fromisoformat(act.entered[:10])
    stood, stands = status(values, held.treaty, day), status(_After(values, after), held.treaty, day)
    if stood is None or stands is None:  # pragma: no cover - a treaty that is kept has a document
        return []
    return list(tells(_Change(ask, act, stood, stands)))


def _deposit(made: _Change) -> Iterator[str]:
    if not made.body.in_good_form:
        yield _("It goes back to %(party)s and binds nobody.") % {"party": made.party}
        return
    yield from _bond(made)


def _sign(made: _Change) -> Iterator[str]:
    if made.body.mode == "definitive":
        yield from _bond(made)
    else:
        yield _("It binds %(party)s once its instrument of ratification, acceptance or approval is deposited.") % {
            "party": made.party
        }


def _bond(made: _Change) -> Iterator[str]:
    """A consent to be bound: the how-manieth it is, and what it brings about."""
    was, now = made.before.entry, made.after.entry
    nth = {"nth": ordinal(now.counted)}
    if was.completed is None and now.day and now.completed:
        yield _completes(made, {**nth, "day": made.day(now.day)})
    elif was.on is not None:
        own = now.for_party.get(made.body.party)
        if own and own.earliest and own.earliest == own.latest:
            words = {**nth, "party": made.party, "day": made.day(own.earliest)}
            yield _("This is the %(nth)s instrument: for %(party)s the treaty enters into force on %(day)s.") % words
        else:
            yield from map(made.ask.said, made.after.outlook)
    elif now.missing:
        text = ngettext(
            "This is the %(nth)s instrument; %(missing)s more is missing for the entry into force.",
            "This is the %(nth)s instrument; %(missing)s more are missing for the entry into force.",
            now.missing,
        )
        yield text % {**nth, "missing": now.missing}
    if now.missing_named and was.on is None:
        names = joined([made.name(code) for code in now.missing_named], made.ask.language)
        yield _("It does not enter into force before these are bound: %(names)s.") % {"names": names}


def _completes(made: _Change, words: dict[str, str]) -> str:
    """How the day is reckoned that an instrument brings about."""
    after = made.after.treaty.entry.after
    if after.months is not None:
        text = ngettext(
            "This is the %(nth)s instrument: the treaty enters into force on %(day)s, %(number)s month after.",
            "This is the %(nth)s instrument: the treaty enters into force on %(day)s, %(number)s months after.",
            after.months,
        )
        return text % {**words, "number": after.months}
    if not after.days:
        return _("This is the %(nth)s instrument: the treaty enters into force on the same day, %(day)s.") % words
    text = _("This is the %(nth)s instrument: the treaty enters into force on %(day)s, the %(later)s day after.")
    return text % {**words, "later": ordinal(after.days)}


def _reserve(made: _Change) -> Iterator[str]:
    months = made.after.treaty.objection_months
    text = ngettext(
        "The others may object within %(months)s month of its notification; whoever does not is taken to accept it.",
        "The others may object within %(months)s months of its notification; whoever does not is taken to accept it.",
        months,
    )
    if made.body.moment == "late":
        text = ngettext(
            "It was made late: it stands only if nobody objects within %(months)s month of its notification.",
            "It was made late: it stands only if nobody objects within %(months)s months of its notification.",
            months,
        )
    yield text % {"months": months}
    made_now = made.after.treaty.statement(made.act.index)
    if made_now is not None and made_now.state == "made":
        yield _("Made at a signature subject to ratification, it is to be confirmed by the instrument.")


def _object(made: _Change) -> Iterator[str]:
    on = made.after.treaty.statement(made.body.reservation)
    if on is None:  # pragma: no cover - it would not be in order
        return
    words = {"party": made.party, "other": made.name(on.party)}
    if on.state == "fallen":
        yield _("What %(other)s declared was made late: with this objection it does not stand.") % words
    elif made.body.precludes:
        yield _("The treaty is not in force between %(party)s and %(other)s.") % words
    else:
        yield (
            _("Between %(party)s and %(other)s the treaty is in force without the provisions that were reserved.")
            % words
        )


def _denounce(made: _Change) -> Iterator[str]:
    notice = made.after.treaty.participation(made.body.party).denunciation
    effect = denunciation_effect(made.after.treaty, notice).latest if notice else None
    if effect:
        words = {"party": made.party, "day": made.day(effect)}
        yield _("The treaty is no longer in force for %(party)s from %(day)s on.") % words


def _apply(made: _Change) -> Iterator[str]:
    words = {"party": made.party}
    yield _("%(party)s applies it from now on, until it is in force for it or the application is ended.") % words


def _propose_correction(made: _Change) -> Iterator[str]:
    text = ngettext(
        "Signatories and parties may object within %(days)s day of its notification.",
        "Signatories and parties may object within %(days)s days of its notification.",
        made.body.days,
    )
    yield text % {"days": made.body.days}


def _notify(made: _Change) -> Iterator[str]:
    """The periods that begin with it."""
    begun = {each.act for each in made.after.treaty.statements if each.act in made.body.about}
    if begun:
        until = months_after(made.today, made.after.treaty.objection_months)
        yield _("One may object to what was declared until %(day)s.") % {"day": made.day(until)}
    for each in made.after.treaty.corrections:
        if each.act in made.body.about and each.rectified is None:
            until = date.fromordinal(made.today.toordinal() + each.days)
            yield _("One may object to the correction until %(day)s.") % {"day": made.day(until)}


_TELLS: dict[str, Tells] = {
    "treaties.sign": _sign,
    "treaties.deposit": _deposit,
    "treaties.reserve": _reserve,
    "treaties.object": _object,
    "treaties.apply_provisionally": _apply,
    "treaties.denounce": _denounce,
    "treaties.propose_correction": _propose_correction,
    "treaties.notify": _notify,
}
