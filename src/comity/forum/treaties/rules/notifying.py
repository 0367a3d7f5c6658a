"""Rules on corrections of a treaty's text, and on depositary notifications and their receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.checks import check_known, check_parties, check_past, check_told
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.treaties import state
from comity.forum.treaties.evolve import day_of
from comity.forum.treaties.machine import CORRECTION
from comity.forum.treaties.periods import correction_until
from comity.forum.treaties.rules.common import (
    Affair,
    affair,
    affair_about,
    affair_of,
    check_borne_out,
    check_concerned,
    check_move,
    check_on_paper,
)

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.treaties import acts

CORRECTION_UNKNOWN = Reason(
    "treaties.correction_unknown",
    gettext_noop("Act %(act)s has proposed no correction of the text of “%(treaty)s”."),
    gettext_noop("Name the place of the act that proposed it."),
)
CORRECTION_LATE = Reason(
    "treaties.correction_late",
    gettext_noop("Objections to the correction that act %(act)s proposed could be made until %(until)s."),
    gettext_noop("A further correction may be proposed to the depositary."),
)
CORRECTION_OPEN = Reason(
    "treaties.correction_open",
    gettext_noop("Objections to the correction that act %(act)s proposed can be made until %(until)s."),
    gettext_noop("The procès-verbal is drawn up after that day; the period runs once the proposal is notified."),
)
LANGUAGE_UNKNOWN = Reason(
    "treaties.language_unknown",
    gettext_noop("“%(treaty)s” has no authentic text in the language “%(language)s”."),
    gettext_noop("Name one of its languages: %(languages)s."),
)
OTHER_YEAR = Reason(
    "treaties.notification_of_another_year",
    gettext_noop("The number %(notification)s is of another year than the day of entry, %(day)s."),
    gettext_noop("The next number of that year is %(due)s."),
)
NUMBER_OUT_OF_TURN = Reason(
    "treaties.notification_out_of_turn",
    gettext_noop("The number %(notification)s does not follow the last one of its year."),
    gettext_noop("Notifications count without gaps: the next number is %(due)s."),
)
NOT_OF_TREATY = Reason(
    "treaties.not_of_treaty",
    gettext_noop("Act %(act)s is none by which something happened to “%(treaty)s” that is notified."),
    gettext_noop("Name acts on this treaty: %(acts)s."),
)
ENTRY_OTHERWISE = Reason(
    "treaties.entry_otherwise",
    gettext_noop(
        "By its clause and the instruments deposited “%(treaty)s” does not enter into force on %(stated)s; the day "
        "computed is: %(computed)s."
    ),
    gettext_noop("Give the day computed, or wait until there is one."),
)
NOTIFICATION_UNKNOWN = Reason(
    "treaties.notification_unknown",
    gettext_noop("There is no depositary notification %(notification)s."),
    gettext_noop("Look its number up in the list of notifications."),
)
ACKNOWLEDGED_ALREADY = Reason(
    "treaties.acknowledged_already",
    gettext_noop("%(party)s has acknowledged %(notification)s already."),
    gettext_noop("Nothing more has to be done to acknowledge it."),
)


def check_propose_correction(act: Enacted, values: Values) -> None:
    """Refuse a correction of a text in a language in which the treaty has none."""
    found, body = affair(act, values), cast("acts.ProposeTextCorrection", act.body)
    check_told(body, found.on, act, values)
    known = found.treaty.languages
    for language in body.languages:
        if known and language not in known:
            raise Refused(LANGUAGE_UNKNOWN, treaty=body.treaty, language=language, languages=", ".join(known))


def _correction(found: Affair, place: int) -> state.TextCorrection:
    proposed = found.treaty.correction(place)
    if proposed is None:
        raise Refused(CORRECTION_UNKNOWN, act=place, treaty=found.treaty.treaty)
    CORRECTION.check(f"{found.treaty.treaty}, {place}", proposed.state, found.act.type)
    return proposed


def check_object_to_correction(act: Enacted, values: Values) -> None:
    """Refuse an objection by who is no signatory or party, or after the period.

    Vienna Convention on the Law of Treaties, art. 79.
    """
    found, body = affair_of(act, values), cast("acts.ObjectToTextCorrection", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    until = correction_until(_correction(found, body.correction))
    if until is not None and found.received() > until:
        raise Refused(CORRECTION_LATE, act=body.correction, until=until.isoformat())


def check_rectify(act: Enacted, values: Values) -> None:
    """Refuse a procès-verbal of a correction that was objected to, or while one may object still."""
    found, body = affair(act, values), cast("acts.Rectify", act.body)
    check_told(body, found.on, act, values)
    check_known("document", body.document, values)
    until = correction_until(_correction(found, body.correction))
    if until is None or found.received() <= until:
        raise Refused(CORRECTION_OPEN, act=body.correction, until=until.isoformat() if until else "—")


def check_notify(act: Enacted, values: Values) -> None:
    """Refuse a notification under a number that is not the next, of what did not happen, or of another day in force."""
    body = cast("acts.Notify", act.body)
    found = affair(act, values)
    check_told(body, found.on, act, values)
    _check_number(body.notification, act, values)
    told = [each.act for each in found.treaty.events]
    for place in body.about:
        if place not in told:
            listed = ", ".join(map(str, told))
            raise Refused(NOT_OF_TREATY, act=place, treaty=body.treaty, acts=listed)
    if body.in_force is not None:
        computed = found.entry().day
        if computed is None or computed.isoformat() != body.in_force:
            said = computed.isoformat() if computed else "—"
            raise Refused(ENTRY_OTHERWISE, treaty=body.treaty, stated=body.in_force, computed=said)


def _check_number(notification: str, act: Enacted, values: Values) -> None:
    year = act.entered[:4]
    due = state.next_notification(year, values)
    if state.year_of(notification) != year:
        raise Refused(OTHER_YEAR, notification=notification, day=act.entered[:10], due=due)
    if notification != due:
        raise Refused(NUMBER_OUT_OF_TURN, notification=notification, due=due)


def check_acknowledge(act: Enacted, values: Values) -> None:
    """Refuse a receipt of no notification, by a party that is not concerned, or a second one."""
    body = cast("acts.AcknowledgeNotification", act.body)
    check_parties([body.party], values)
    check_borne_out(body, day_of(act), act, values)
    check_on_paper(body, act)
    check_past(day_of(act), act)
    held = state.notification(values, body.notification)
    if held is None:
        raise Refused(NOTIFICATION_UNKNOWN, notification=body.notification)
    check_concerned(affair_about(held.treaty, act, values), body.party)
    if any(each.party == body.party for each in held.receipts):
        raise Refused(ACKNOWLEDGED_ALREADY, party=body.party, notification=body.notification)
