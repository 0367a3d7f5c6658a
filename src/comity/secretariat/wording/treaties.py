"""Acts of the subject `treaties` in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Day, Listed, Named, Said, Thing, Titled, Word
from comity.forum.treaties.words import WAYS
from comity.secretariat.wording.messages import named
from comity.secretariat.wording.terms.treaties import ISSUERS, MOMENTS, POWERS, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable


def _words(body: Any, **further: Word) -> dict[str, Word]:  # noqa: ANN401 - each act type has a body of its own
    """What most sentences name: the treaty, and the party where there is one."""
    words: dict[str, Word] = {"treaty": Thing("document", body.treaty), **further}
    if hasattr(body, "party"):
        words["party"] = Named(body.party, body.on)
    return words


def _register(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(treaty)s” is kept by %(depositary)s as depositary; adopted on %(day)s.")
    return Said(text, _words(body, depositary=named(body.depositary), day=Day(body.adopted)))


def _report(body: Any) -> Said:  # noqa: ANN401
    if body.deposited is not None:
        text = gettext_noop("As of %(day)s the instruments deposited of “%(treaty)s” are: %(number)s.")
        return Said(text, _words(body, day=Day(body.as_of), number=body.deposited))
    text = gettext_noop("As of %(day)s the instruments missing of “%(treaty)s” are: %(number)s.")
    return Said(text, _words(body, day=Day(body.as_of), number=body.missing))


def _full_powers(body: Any) -> Said:  # noqa: ANN401
    powers = Listed(tuple(Said(POWERS[each]) for each in body.powers))
    words = _words(body, issuer=Said(ISSUERS[body.issued_by]), powers=powers)
    if body.in_good_form:
        text = gettext_noop("Full powers for %(party)s are received, “%(treaty)s”: %(powers)s; issued by %(issuer)s.")
        return Said(text, words)
    text = gettext_noop("Full powers for %(party)s are received, “%(treaty)s”, but they are not in good form: %(why)s")
    return Said(text, _words(body, why=Titled(body.why)))


def _sign(body: Any) -> Said:  # noqa: ANN401
    if body.mode == "definitive":
        return Said(gettext_noop("%(party)s signs “%(treaty)s” definitively."), _words(body))
    return Said(gettext_noop("%(party)s signs “%(treaty)s”, subject to ratification."), _words(body))


def _deposit(body: Any) -> Said:  # noqa: ANN401
    words = _words(body, instrument=Said(WAYS[body.instrument]))
    if body.in_good_form:
        text = gettext_noop("%(party)s deposits its instrument: %(instrument)s, “%(treaty)s”.")
        return Said(text, words)
    text = gettext_noop(
        "An instrument of %(party)s is received, “%(treaty)s” (%(instrument)s), but it is not in good form: %(why)s"
    )
    return Said(text, {**words, "why": Titled(body.why)})


def _reserve(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s makes a statement on “%(treaty)s”, %(moment)s: %(kind)s.")
    return Said(text, _words(body, kind=Said(STATEMENTS[body.kind]), moment=Said(MOMENTS[body.moment])))


def _object(body: Any) -> Said:  # noqa: ANN401
    words = _words(body, act=str(body.reservation))
    if body.precludes:
        text = gettext_noop(
            "%(party)s objects to the reservation of act %(act)s, “%(treaty)s”; the treaty is not to enter into force "
            "between the two."
        )
        return Said(text, words)
    return Said(gettext_noop("%(party)s objects to the reservation of act %(act)s, “%(treaty)s”."), words)


def _withdraw_objection(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s objects to the reservation of act %(act)s no more, “%(treaty)s”.")
    return Said(text, _words(body, act=str(body.reservation)))


def _withdraw_reservation(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s withdraws the reservation of act %(act)s, “%(treaty)s”.")
    return Said(text, _words(body, act=str(body.reservation)))


def _simply(text: str) -> Callable[[Any], Said]:
    """Return how an act is said of which party and treaty are all that there is to say."""
    return lambda body: Said(text, _words(body))


def _propose(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("A correction of the text of “%(treaty)s” is proposed; days in which one may object: %(days)s.")
    return Said(text, _words(body, days=body.days))


def _object_to_correction(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s objects to the correction that act %(act)s proposed, “%(treaty)s”.")
    return Said(text, _words(body, act=str(body.correction)))


def _rectify(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The text of “%(treaty)s” is corrected from the beginning, as act %(act)s proposed.")
    return Said(text, _words(body, act=str(body.correction)))


def _notify(body: Any) -> Said:  # noqa: ANN401
    words = _words(body, number=body.notification)
    if body.in_force is not None:
        text = gettext_noop("Depositary notification %(number)s: “%(treaty)s” enters into force on %(day)s.")
        return Said(text, {**words, "day": Day(body.in_force)})
    text = gettext_noop("Depositary notification %(number)s, “%(treaty)s”: on acts %(acts)s.")
    return Said(text, {**words, "acts": Listed(tuple(map(str, body.about)))})


def _acknowledge(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(party)s has received the depositary notification %(number)s.")
    return Said(text, {"party": Named(body.party, body.on), "number": body.notification})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "treaties.register": _register,
    "treaties.report": _report,
    "treaties.receive_full_powers": _full_powers,
    "treaties.sign": _sign,
    "treaties.deposit": _deposit,
    "treaties.reserve": _reserve,
    "treaties.object": _object,
    "treaties.withdraw_objection": _withdraw_objection,
    "treaties.withdraw_reservation": _withdraw_reservation,
    "treaties.apply_provisionally": _simply(gettext_noop("%(party)s applies “%(treaty)s” provisionally.")),
    "treaties.end_provisional": _simply(gettext_noop("%(party)s applies “%(treaty)s” provisionally no more.")),
    "treaties.denounce": _simply(gettext_noop("%(party)s gives notice of its withdrawal from “%(treaty)s”.")),
    "treaties.revoke_denunciation": _simply(
        gettext_noop("%(party)s takes its notice of withdrawal from “%(treaty)s” back.")
    ),
    "treaties.propose_correction": _propose,
    "treaties.object_to_correction": _object_to_correction,
    "treaties.rectify": _rectify,
    "treaties.notify": _notify,
    "treaties.acknowledge": _acknowledge,
}
"""How each of these act types is said."""
