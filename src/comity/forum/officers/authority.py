"""Whether those who signed an act might sign it for its party: asked of every act, of whatever type.

Who may enter what, in which function and with how many signatures is charter data (`acts`). Where the charter says
nothing of a type, the secretariat alone enters it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comity.forum.charter.provisions import ANYBODY, ActRule
from comity.forum.charter.state import charter
from comity.forum.charter.words import FUNCTIONS, entered_by
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, HATS, SECRETARIAT
from comity.forum.membership.state import party as party_of
from comity.forum.membership.statuses import spells
from comity.forum.officers.state import HeldKey, Keyring, keyring
from comity.forum.readings.chair import in_chair, served
from comity.forum.readings.said import Said
from comity.record.sshsig import web_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

NO_KEYS = Reason(
    "officers.no_keys",
    gettext_noop("%(party)s has no key in the record, so nothing can be entered in its name."),
    gettext_noop("Its keys have to be entered first."),
)
NOT_ITS_KEY = Reason(
    "officers.not_its_key",
    gettext_noop("The key %(key)s is not held by the office “%(office)s” of %(party)s."),
    gettext_noop("Sign with a key that this office holds in the record."),
)
REVOKED = Reason(
    "officers.key_revoked",
    gettext_noop("The key %(key)s of the office “%(office)s” of %(party)s was revoked by act %(act)s."),
    gettext_noop("Sign with a key that is active. What this one signed before stays valid."),
)
DISMISSED = Reason(
    "officers.dismissed",
    gettext_noop("The officer “%(office)s” of %(party)s was dismissed by act %(act)s."),
    gettext_noop("An officer who acts for the party signs."),
)
UNSIGNED = Reason(
    "officers.unsigned",
    gettext_noop("The act bears no signature."),
    gettext_noop("Sign it with a key that the office holds."),
)
NOT_BY_ITS_OFFICE = Reason(
    "officers.not_by_its_office",
    gettext_noop("The act is one of the office “%(office)s” of %(party)s, but this office has not signed it."),
    gettext_noop("The office that the act names signs it; others of the party may sign beside it."),
)
SIGNED_TWICE = Reason(
    "officers.signed_twice",
    gettext_noop("The office “%(office)s” of %(party)s has signed the act with two keys."),
    gettext_noop("Each officer signs once; where several have to sign, they are different officers."),
)
ELSEWHERE = Reason(
    "officers.passkey_elsewhere",
    gettext_noop("The passkey %(key)s was used at %(origin)s, but may be used at %(allowed)s only."),
    gettext_noop("Sign at an address that the key was entered for. If you never were at the other one, tell us."),
)
NOT_THEIRS = Reason(
    "officers.not_theirs_to_enter",
    gettext_noop(
        "Acts of the type %(type)s are not for %(party)s to enter. By the charter they are entered by: %(by)s."
    ),
    gettext_noop("Ask one of these to enter it."),
)
NOT_OWN = Reason(
    "officers.not_own_affair",
    gettext_noop("%(party)s enters acts of the type %(type)s for itself only; this one is about %(other)s."),
    gettext_noop("The other party enters it, or the Secretariat."),
)
NO_FUNCTION = Reason(
    "officers.no_function",
    gettext_noop(
        "The office “%(office)s” of %(party)s has not the function “%(function)s” that acts of this type want."
    ),
    gettext_noop("An officer with that function signs: %(able)s."),
)
TOO_FEW = Reason(
    "officers.too_few_signatures",
    gettext_noop(
        "By the charter acts of the type %(type)s want %(wanted)s signatures of officers; this one has %(given)s."
    ),
    gettext_noop("It waits for further signatures of officers of the party: %(able)s."),
)
NOBODY_IN_CHAIR = Reason(
    "officers.nobody_in_chair",
    gettext_noop("Nobody is in the chair on %(day)s, so nothing can be entered in its name."),
    gettext_noop("Enter who has taken the chair first."),
)
SUSPENDED = Reason(
    "officers.suspended",
    gettext_noop(
        "More than one administration claims to represent %(party)s (act %(act)s); by the charter its acts are "
        "suspended."
    ),
    gettext_noop("They go on once the Secretariat has entered how the matter was settled."),
)


class Signed(NamedTuple):
    """A signature that verified: the officer said to sign, the key's fingerprint, the SSHSIG blob."""

    officer: str
    fingerprint: str
    blob: bytes = b""


def check_authority(act: Enacted, signatures: Iterable[Signed], values: Values) -> None:
    """Refuse an act that its party's officers have not signed as the charter demands.

    The first act brings its own keys, so it is judged by the keyring that it makes.
    """
    signed = list(signatures)
    held = _check_keyring(act, values)
    if not signed:
        raise Refused(UNSIGNED)
    for each in signed:
        _check_key(act, each, held)
    _check_officers(act, signed)
    rule = check_may_enter(act, values)
    function = rule.function if rule else "authoriser"
    for each in signed:
        _check_function(act, each.officer, function, held)
    wanted = rule.signatures if rule else 1
    if len(signed) < wanted:
        able = [o.officer for o in held.able(function) if o.officer not in {each.officer for each in signed}]
        raise Refused(TOO_FEW, type=act.type, wanted=wanted, given=len(signed), able=", ".join(able) or "—")


def check_office(act: Enacted, values: Values) -> None:
    """Refuse an act that its office could not sign, whatever the signature: asked before anything is signed."""
    held = _check_keyring(act, values)
    rule = check_may_enter(act, values)
    _check_function(act, act.office, rule.function if rule else "authoriser", held)


def check_may_enter(act: Enacted, values: Values) -> ActRule | None:
    """Refuse an act that is not its party's to enter, by the charter, or while the party is suspended.

    Return the rule by which it is the party's; None where the charter says nothing and the secretariat acts.
    """
    held = charter(values)
    rules = held.act_rules(act.type, act.entered[:10]) if held else []
    if not rules and act.party == SECRETARIAT:
        return None
    rule = rule_of(act, values)
    if rule is None:
        by = dict.fromkeys(word for each in rules for word in each.by) or (SECRETARIAT.lower(),)
        raise Refused(NOT_THEIRS, type=act.type, party=act.party, by=entered_by(by, held))
    if act.party != SECRETARIAT:
        _check_not_suspended(act, values)
        other = getattr(act.body, "party", act.party)
        if rule.own and other != act.party:
            raise Refused(NOT_OWN, type=act.type, party=act.party, other=other)
    return rule


def rule_of(act: Enacted, values: Values) -> ActRule | None:
    """Return the charter's rule by which the party enters acts of this type on the day of entry, or None.

    None too for acts without a time of entry, as in a rehearsal out of time.
    """
    held = charter(values) if act.entered else None
    rules = held.act_rules(act.type, act.entered[:10]) if held else []
    return next((rule for rule in rules if _hats(act, rule.by, values)), None)


def delegation_of(party: str, day: str, values: Values) -> str | None:
    """Return whose officers act for `party` on `day` (YYYY-MM-DD): its own; for the chair, those of the chairing state.

    None where nobody is in the chair.
    """
    if party != CHAIR:
        return party
    found = in_chair(served(values), date.fromisoformat(day))
    return found.term.state if found else None


def statuses_on(party: str, day: str, values: Values) -> list[str]:
    """Return the statuses that a party holds, or may hold, on `day` (YYYY-MM-DD)."""
    known, held = party_of(values, party), charter(values)
    if known is None or held is None:
        return []
    when = date.fromisoformat(day)
    return [spell.status for spell in spells(known, held.rules) if spell.holds(when) != "does_not_hold"]


def _hats(act: Enacted, by: Sequence[str], values: Values) -> bool:
    if act.party in HATS:
        return act.party.lower() in by
    if ANYBODY in by and party_of(values, act.party) is not None:
        return True
    return bool(set(by) & set(statuses_on(act.party, act.entered[:10], values)))


def _check_keyring(act: Enacted, values: Values) -> Keyring:
    day = act.entered[:10]
    delegation = delegation_of(act.party, day, values)
    if delegation is None:
        raise Refused(NOBODY_IN_CHAIR, day=day)
    held = keyring(values, delegation)
    if held is None or not held.keys:
        raise Refused(NO_KEYS, party=delegation)
    return held


def _check_not_suspended(act: Enacted, values: Values) -> None:
    day = act.entered[:10]
    held, rules = keyring(values, delegation_of(act.party, day, values) or act.party), charter(values)
    rule = rules.contest_rule(day) if rules else None
    if held and held.contested and (rule is None or rule.acts == "suspended"):
        raise Refused(SUSPENDED, party=held.party, act=held.contested.act)


def _check_key(act: Enacted, signed: Signed, held: Keyring) -> None:
    found = held.held_by(signed.officer, signed.fingerprint)
    if found is None:
        raise _why_not(act, signed, held)
    if found.origins and (origin := web_origin(signed.blob)) not in found.origins:
        raise Refused(ELSEWHERE, key=found.fingerprint, origin=origin or "—", allowed=", ".join(found.origins))


def _why_not(act: Enacted, signed: Signed, held: Keyring) -> Refused:
    words = {"key": signed.fingerprint, "office": signed.officer, "party": act.party}
    gone: HeldKey | None = next(
        (k for k in held.keys if (k.officer, k.fingerprint) == (signed.officer, signed.fingerprint)), None
    )
    if gone is None:
        return Refused(NOT_ITS_KEY, **words)
    if gone.revoked is not None:
        return Refused(REVOKED, **words, act=gone.revoked)
    dismissed = next((o.dismissed for o in held.officers if o.officer == signed.officer), None)
    return Refused(DISMISSED, **words, act=dismissed)


def _check_officers(act: Enacted, signed: Sequence[Signed]) -> None:
    officers = [each.officer for each in signed]
    if act.office not in officers:
        raise Refused(NOT_BY_ITS_OFFICE, office=act.office, party=act.party)
    twice = next((officer for officer in officers if officers.count(officer) > 1), None)
    if twice:
        raise Refused(SIGNED_TWICE, office=twice, party=act.party)


def _check_function(act: Enacted, officer: str, function: str, held: Keyring) -> None:
    found = held.officer(officer)
    if found is None or function not in found.functions:
        able = ", ".join(o.officer for o in held.able(function)) or "—"
        raise Refused(NO_FUNCTION, office=officer, party=act.party, function=Said(FUNCTIONS[function]), able=able)
