"""When a decision may amend the charter, and what its conclusion makes of it.

A change names a provision of one part and gives it anew: from the day of the change on the new one is in force, up to
its eve the old one. Acts are judged by the rules in force on the day of their entry, so nothing that was done before is
judged anew.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from comity.forum.charter.changing import amended, begins_later, found, provision_of
from comity.forum.charter.checks import require_charter
from comity.forum.charter.days import Days
from comity.forum.charter.names import REQUIRED, named, of_part
from comity.forum.charter.provisions import ANYBODY
from comity.forum.charter.rules import check_names, check_references
from comity.forum.charter.state import Amendment
from comity.forum.charter.words import PART_NAMES
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.kernel.malformed import malformed
from comity.forum.kernel.moments import day_of
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.readings.said import Listed, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.days import Standing
    from comity.forum.charter.provisions import Change, Matter, Part, Provision
    from comity.forum.charter.state import Charter
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

TOO_EARLY = Reason(
    "charter.amended_too_early",
    gettext_noop("The charter is to change on %(in_force)s, before the day on which that is decided, %(day)s."),
    gettext_noop("Give that day or a later one: no rule changes for what has been done already."),
)
PART_NOT_OF_MATTER = Reason(
    "charter.part_not_of_matter",
    gettext_noop("A decision on “%(matter)s” does not amend this part of the charter: %(part)s."),
    gettext_noop("By the charter it amends: %(parts)s."),
)
CHANGE_MALFORMED = Reason(
    "charter.change_malformed",
    gettext_noop("In the provision “%(name)s” (%(part)s) the field “%(field)s” is not as it has to be: %(fault)s."),
    gettext_noop("Write it as the reference of act types describes the provisions of a charter."),
)
NO_SUCH_PROVISION = Reason(
    "charter.no_such_provision",
    gettext_noop("The charter has no provision “%(name)s” (%(part)s) that is in force on %(day)s or comes later."),
    gettext_noop("Name one of: %(names)s. A provision that is new replaces none: leave the name empty."),
)
CHANGED_TWICE = Reason(
    "charter.changed_twice",
    gettext_noop("The provision “%(name)s” (%(part)s) is changed twice by one decision."),
    gettext_noop("Change it once."),
)
CHANGED_LATER = Reason(
    "charter.changed_later",
    gettext_noop("A change of “%(name)s” (%(part)s) has been decided already: it is in force from %(later)s."),
    gettext_noop("Let this change be in force from that day or a later one, or undo the other first."),
)
NOTHING_CHANGED = Reason(
    "charter.nothing_changed",
    gettext_noop("The provision “%(name)s” (%(part)s) would read as it does already."),
    gettext_noop("Leave it out. A provision that is assumed may be confirmed as it reads; this one is no assumption."),
)
EMPTIED = Reason(
    "charter.emptied",
    gettext_noop("From %(day)s on the charter would hold no provision of this kind: %(part)s."),
    gettext_noop("End the last one only where another takes its place."),
)
LOCKED_OUT = Reason(
    "charter.locked_out",
    gettext_noop("From %(day)s on nobody could set this right any more: %(why)s."),
    gettext_noop(
        "Keep rules by which the Secretariat enters officers and their keys, and a matter that amends the charter, "
        "with a body that decides on it and a procedure by which it does."
    ),
)

UNHEARD = Reason(
    "charter.unheard",
    gettext_noop("From %(day)s on %(why)s."),
    gettext_noop(
        "Keep a status whose holders decide, rules by which these enter their own objections, and one by which an "
        "officer of the Secretariat enters alone what a silence has concluded."
    ),
)

_NOBODY_DECIDES = gettext_noop("nobody would decide")
_MUTE = gettext_noop("holders of the status “%(status)s”, who decide, would not enter acts of the type %(type)s")
_ENDLESS = gettext_noop("no silence would be concluded by itself")
_KEYS_LOST = gettext_noop("the Secretariat would enter no acts of the type %(type)s")
_NOBODY_AMENDS = gettext_noop("no body would decide on changes of the charter")
_BY_ITSELF = gettext_noop("the decision itself gives it")
_MISSING = gettext_noop("it is missing")

_OWN = ("sources", "assumed", "decided", "since", "until")
"""What a provision has that is given by the decision that makes it."""


def check_amendment(changes: Sequence[Change], in_force: str, matter: Matter, act: Enacted, values: Values) -> None:
    """Refuse changes of the charter that a decision on `matter` may not make, or after which nobody could mend it.

    The day is not before the one on which it is decided; for a silence, the one on which it expired.

    Raises:
        Refused: a part that is none of the matter's, a provision that is none or is malformed, a change that changes
            nothing, or a charter after it that would not be in order.
    """
    held, body = require_charter(values), act.body
    day = day_of(getattr(body, "effective", act.entered))
    if in_force < day:
        raise Refused(TOO_EARLY, in_force=in_force, day=day)
    counted = Counter((change.part, change.name) for change in changes)
    for change in changes:
        if change.name and counted[change.part, change.name] > 1:
            raise Refused(CHANGED_TWICE, **_words(change))
        _check_part(change, matter)
        _check_change(change, in_force, held.rules)
    after = amended(held.rules, changes, in_force, getattr(body, "decision", ""))
    check_names(after)
    _check_standing(held.days, Days(after), in_force)


def amended_by(value: Charter, act: Enacted, _id: str) -> Charter:
    """Return the charter after an act that concludes a decision to amend it."""
    body: Any = act.body
    amendment = Amendment.of(
        act,
        version=value.version + 1,
        decision=body.decision,
        on=day_of(getattr(body, "effective", act.entered)),
        in_force=body.effect.in_force,
        changes=body.effect.changes,
    )
    return value.touched(act.index, amendments=(*value.amendments, amendment))


def _words(change: Change) -> dict[str, object]:
    return {"name": change.name or "—", "part": Said(PART_NAMES[change.part])}


def _check_part(change: Change, matter: Matter) -> None:
    if matter.parts and change.part not in matter.parts:
        parts = Listed(tuple(Said(PART_NAMES[part]) for part in matter.parts))
        raise Refused(PART_NOT_OF_MATTER, matter=matter.matter, part=Said(PART_NAMES[change.part]), parts=parts)


def _check_change(change: Change, in_force: str, rules: Adopt) -> None:
    fresh = _read(change, in_force)
    if not change.name:
        return
    place = found(rules, change.part, change.name, in_force)
    if place is None:
        raise Refused(NO_SUCH_PROVISION, **_words(change), day=in_force, names=_names(rules, change.part, in_force))
    old = of_part(rules, change.part)[place]
    if fresh is not None:
        _check_not_later(change, in_force, rules, old)
        if not old.assumed and _said(fresh) == _said(old):
            raise Refused(NOTHING_CHANGED, **_words(change))


def _read(change: Change, in_force: str) -> Provision | None:
    if change.rule is None and not change.name:
        raise _malformed(change, "name", Phrase(_MISSING))
    own = next((field for field in _OWN if field in (change.rule or {})), None)
    if own:
        raise _malformed(change, own, Phrase(_BY_ITSELF))
    try:
        return provision_of(change, in_force, "decision")
    except ValidationError as faults:
        first = malformed(faults, change.rule)
        raise _malformed(change, first.field or "rule", first.fault) from faults


def _malformed(change: Change, field: str, fault: Phrase) -> Refused:
    return Refused(CHANGE_MALFORMED, **_words(change), field=field, fault=fault)


def _names(rules: Adopt, part: Part, day: str) -> str:
    names = [called for called, rule in named(rules, part) if rule.in_force(day) or begins_later(rule, day)]
    return ", ".join(dict.fromkeys(names)) or "—"


def _check_not_later(change: Change, day: str, rules: Adopt, old: Provision) -> None:
    later = [rule for called, rule in named(rules, change.part) if called == change.name and begins_later(rule, day)]
    if old.in_force(day) and later:
        raise Refused(CHANGED_LATER, **_words(change), later=later[0].since)


def _said(rule: Provision) -> dict[str, Any]:
    return rule.model_dump(exclude=set(_OWN))


def _check_standing(before: Days, after: Days, in_force: str) -> None:
    """Ask of the charter on each day to come what the change can spoil; what was amiss before is not this change's."""
    for day in after.from_day(in_force):
        for check in _CHECKS:
            if _passes(check, before.on(day), day):
                check(after.on(day), day)


def _passes(check: Callable[[Standing, str], None], standing: Standing, day: str) -> bool:
    try:
        check(standing, day)
    except Refused:
        return False
    return True


def _check_speaks_of_what_is(standing: Standing, _day: str) -> None:
    check_references(standing.rules)


def _check_not_emptied(standing: Standing, day: str) -> None:
    for part in REQUIRED:
        if not of_part(standing.rules, part):
            raise Refused(EMPTIED, part=Said(PART_NAMES[part]), day=day)


def _check_keys_kept(standing: Standing, day: str) -> None:
    """The secretariat can enter every act about officers and keys."""
    types = {rule.act for rule in standing.rules.acts if rule.act.startswith("officers.")} | {"officers.*"}
    for name in sorted(types):
        rules = standing.act_rules(name)
        if rules and SECRETARIAT.lower() not in _able(standing, name):
            raise Refused(LOCKED_OUT, why=Phrase(_KEYS_LOST, {"type": name}), day=day)


def _check_amended_by_somebody(standing: Standing, day: str) -> None:
    """Some body can decide who decides: what else is lost can be set right then."""
    for matter in standing.rules.matters:
        able = "charter" in matter.effects and (not matter.parts or "matters" in matter.parts)
        deciding = (body for body, role in matter.roles.items() if role == "decides")
        if able and any(standing.procedure(body, matter.matter) for body in deciding) and _can_decide(standing):
            return
    raise Refused(LOCKED_OUT, why=Phrase(_NOBODY_AMENDS), day=day)


def _able(standing: Standing, type_name: str) -> set[str]:
    """Who can enter acts of a type from which something public follows: by a rule that withholds them nobody can."""
    return {by for rule in standing.act_rules(type_name) if rule.audience == "public" for by in rule.by}


def _can_decide(standing: Standing) -> bool:
    """Whether an office, or one who decides, can enter what a decision at a meeting takes."""
    deciding = (rule.status for rule in standing.rules.statuses if rule.decides)
    some = {SECRETARIAT.lower(), CHAIR.lower(), ANYBODY, *deciding}
    steps = ("decisions.propose", "decisions.put", "decisions.conclude")
    return all(not standing.act_rules(name) or some & _able(standing, name) for name in steps)


def _check_somebody_decides(standing: Standing, day: str) -> None:
    if not any(rule.decides for rule in standing.rules.statuses):
        raise Refused(UNHEARD, why=Phrase(_NOBODY_DECIDES), day=day)


def _check_objections_heard(standing: Standing, day: str) -> None:
    """Whoever decides can enter that it objects, at a meeting and under silence."""
    deciding = [rule.status for rule in standing.rules.statuses if rule.decides]
    for name in ("decisions.object", "decisions.break_silence"):
        able = _able(standing, name)
        mute = next((status for status in deciding if not able & {status, ANYBODY}), None)
        if mute:
            raise Refused(UNHEARD, why=Phrase(_MUTE, {"status": mute, "type": name}), day=day)


def _check_silences_end(standing: Standing, day: str) -> None:
    """The secretariat's desk, which has one key, can state what a silence has concluded."""
    if any(rule.silence is not None for rule in standing.rules.procedures):
        rules = standing.act_rules("decisions.conclude_silence")
        its_own = [rule for rule in rules if SECRETARIAT.lower() in rule.by and rule.audience == "public"]
        if rules and not any(rule.signatures == 1 and rule.function == "authoriser" for rule in its_own):
            raise Refused(UNHEARD, why=Phrase(_ENDLESS), day=day)


_CHECKS = (
    _check_speaks_of_what_is,
    _check_not_emptied,
    _check_keys_kept,
    _check_amended_by_somebody,
    _check_somebody_decides,
    _check_objections_heard,
    _check_silences_end,
)
