"""Corrections: the values that an earlier act touched, folded anew as if it had said what it should have said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key
from comity.forum.openings.rules import NEVER_RESTRICTED
from comity.forum.overlay import Overlay
from comity.forum.registry import ACT_TYPES, named_by, read_body
from comity.forum.sources.rules import is_deed
from comity.forum.sources.state import CORRECTION, Correction

if TYPE_CHECKING:
    from comity.forum.kernel.subject import Fold
    from comity.forum.kernel.values import Value, Values
    from comity.forum.sources.acts import Correct

CORRECT = "sources.correct"
"""The act type that corrects an earlier act."""

BREAKS = Reason(
    "sources.correction_breaks",
    gettext_noop("With this correction act %(act)s would be out of order. %(because)s"),
    gettext_noop("Correct act %(act)s as well, before this one, or say here what leaves it in order."),
)
REMOVES = Reason(
    "sources.correction_removes",
    gettext_noop("This correction would take the %(kind)s “%(id)s” out of the register, and other acts may name it."),
    gettext_noop("Keep its name in the corrected body. What readers call it is its title, which may change."),
)

KEPT = Reason(
    "sources.kept",
    gettext_noop("The field “%(field)s” of %(type)s is not changed by a correction."),
    gettext_noop("Leave it as it was; what is new is stated by an act of its own."),
)


def refold_checking(correction: Enacted, values: Values) -> None:
    """Refuse a correction after which an act on the values that it touches would be out of order.

    Such an act may touch further values, and these others still; all of them are folded anew, for a rule must see none
    of them as it was after the act.

    Raises:
        Refused: by which rule, and for which act where it is not the corrected one.
    """
    _Refolding(correction, values).run(checking=True)


def refold(correction: Enacted, values: Values) -> dict[Key, Value]:
    """Return, folded anew, the values that the corrected act named or names now. The correction must be in order."""
    return _Refolding(correction, values).run(checking=False)


class _Refolding:
    def __init__(self, correction: Enacted, values: Values) -> None:
        self._correction = correction
        self._values = values
        self._sheet = Overlay(values)
        body = cast("Correct", correction.body)
        self._corrected = body.act
        stated = cast("Enacted", self._in_force(body.act))
        meant = _as_corrected(stated, body)
        self._changed = [name for name in ACT_TYPES[stated.type].kept if _differ(stated, meant, name)]
        self._acts = {body.act: meant}
        self._folds: dict[Key, Fold] = {}
        self._name(stated)
        self._name(meant)

    def run(self, *, checking: bool) -> dict[Key, Value]:
        if self._changed:
            raise Refused(KEPT, field=self._changed[0], type=self._acts[self._corrected].type)
        touched = tuple(self._folds)
        indices = self._gather(follow=checking)
        for key in self._folds:
            self._sheet.changed[key] = None
        for index in sorted(indices):
            self._again(self._acts[index], checking=checking)
        return {key: self._outcome(key) for key in touched}

    def _name(self, act: Enacted) -> None:
        for key, fold in named_by(act.type, act.body):
            if not fold.lasting:
                self._folds.setdefault(key, fold)

    def _gather(self, *, follow: bool) -> set[int]:
        """The acts on every value to be folded anew; with `follow`, on every value that these acts touch as well."""
        waiting, seen = list(self._folds), set(self._folds)
        indices = {self._corrected}
        while waiting:
            held = self._values.get(waiting.pop())
            for index in held.acts if held else ():
                act = self._act(index)
                if act.type == CORRECT:
                    continue
                indices.add(index)
                # What was done stays done, whatever is corrected of the facts that it rested on.
                if follow and not is_deed(act.type):
                    self._name(act)
                    waiting += [key for key in self._folds if key not in seen]
                    seen.update(self._folds)
        return indices

    def _act(self, index: int) -> Enacted:
        if index not in self._acts:
            self._acts[index] = cast("Enacted", self._in_force(index))
        return self._acts[index]

    def _in_force(self, index: int) -> Enacted | None:
        """The act at `index` as its newest correction has it, or as it stands where there is none."""
        found = self._values.act(index)
        correction = cast("Correction | None", self._values.get(Key(CORRECTION, str(index))))
        if found is None or correction is None:
            return found
        newest = cast("Enacted", self._values.act(correction.acts[-1]))
        return _as_corrected(found, cast("Correct", newest.body))

    def _again(self, act: Enacted, *, checking: bool) -> None:
        if checking and not is_deed(act.type):
            self._check(act)
        for key, fold in named_by(act.type, act.body):
            if key in self._folds:
                self._check_there(key, act)
                self._sheet.changed[key] = fold.evolve(self._sheet.get(key), act, key.id)

    def _check_there(self, key: Key, act: Enacted) -> None:
        """Refuse to take away what something was done to: no rule is asked of that again, and it needs what it was."""
        held = self._values.get(key)
        if self._sheet.get(key) is None and is_deed(act.type) and held is not None and held.acts[0] != act.index:
            raise Refused(REMOVES, kind=key.kind, id=key.id)

    def _check(self, act: Enacted) -> None:
        try:
            ACT_TYPES[act.type].check(replace(act, entered=self._said(act)), self._sheet)
        except Refused as refusal:
            if act.index == self._corrected:
                raise
            because = Phrase(refusal.reason.text, refusal.words)
            raise Refused(BREAKS, act=act.index, because=because) from refusal

    def _said(self, act: Enacted) -> str:
        """When an act said what it says: what a correction says, when it was entered; else at its own entry.

        By then a day may have passed that was still to come; and what was done in time was done in time.
        """
        if act.index == self._corrected:
            return self._correction.entered
        earlier = self._values.get(Key(CORRECTION, str(act.index)))
        newest = self._values.act(earlier.acts[-1]) if earlier is not None else None
        return act.entered if newest is None else newest.entered

    def _outcome(self, key: Key) -> Value:
        """The value under `key`, with every act that ever touched it, and the correction."""
        held, value = self._values.get(key), self._sheet.changed[key]
        if value is None:
            value = self._vacated(key, cast("Value", held))
        earlier = held.acts if held else ()
        acts = (*sorted({*earlier, *value.acts}), self._correction.index)
        return value.model_copy(update={"acts": acts})

    def _vacated(self, key: Key, held: Value) -> Value:
        vacate = self._folds[key].vacate
        if vacate is None:
            raise Refused(REMOVES, kind=key.kind, id=key.id)
        return vacate(held, key.id, self._sheet)


def _differ(one: Enacted, other: Enacted, name: str) -> bool:
    return bool(getattr(one.body, name) != getattr(other.body, name))


def _as_corrected(act: Enacted, correction: Correct) -> Enacted:
    body = read_body(act.type, correction.v, correction.body)
    if isinstance(body, Committed):
        raise Refused(NEVER_RESTRICTED, type=act.type)
    return Enacted(act.index, act.entered, act.type, act.party, act.office, body)
