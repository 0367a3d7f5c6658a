"""When the acts of the subject `notices` are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.checks import check_past
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.membership.state import party as party_of
from comity.forum.notices import state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.notices import acts

NOT_IN_ITS_NAME = Reason(
    "notices.not_in_its_name",
    gettext_noop("%(given)s cannot be spoken for by %(party)s."),
    gettext_noop("Name in `party` the party that acts."),
)
NOTICE_THERE = Reason(
    "notices.notice_there",
    gettext_noop("There is a notice %(notice)s already."),
    gettext_noop("Give this one another number."),
)
NUMBER_OF_ANOTHER = Reason(
    "notices.number_of_another",
    gettext_noop("The number %(notice)s does not begin with %(stem)s."),
    gettext_noop("Begin it with %(stem)s, so that it clashes with the number of nobody else."),
)
NOTICE_UNKNOWN = Reason(
    "notices.notice_unknown",
    gettext_noop("There is no notice %(notice)s that %(party)s has sent or received."),
    gettext_noop("Look its number up in the list of what was received."),
)
ADDRESSEE_UNKNOWN = Reason(
    "notices.addressee_unknown",
    gettext_noop("The register knows no %(to)s to write to."),
    gettext_noop("Write to states and organisations of the register, to the Secretariat or to the chair."),
)
TO_ITSELF = Reason(
    "notices.to_itself",
    gettext_noop("%(party)s cannot write to itself."),
    gettext_noop("Leave it out of the addressees."),
)
BY_IN_THE_PAST = Reason(
    "notices.by_in_the_past",
    gettext_noop("A reply is asked for by %(by)s, which has gone by when the notice is entered, at %(entered)s."),
    gettext_noop("Ask for it by a time to come."),
)
NOT_ADDRESSED = Reason(
    "notices.not_addressed",
    gettext_noop("The notice %(notice)s is not addressed to %(party)s."),
    gettext_noop("Only its addressees acknowledge or answer a notice; write one of your own."),
)
ACKNOWLEDGED_ALREADY = Reason(
    "notices.acknowledged_already",
    gettext_noop("%(party)s has acknowledged the notice %(notice)s already."),
    gettext_noop("Nothing more has to be done to acknowledge it."),
)
WITHDRAWN = Reason(
    "notices.withdrawn",
    gettext_noop("The notice %(notice)s was withdrawn by act %(act)s."),
    gettext_noop("Nothing is asked for by it any more; write a notice of your own."),
)
NOT_ITS_NOTICE = Reason(
    "notices.not_its_notice",
    gettext_noop("The notice %(notice)s is not one of %(party)s."),
    gettext_noop("Only who wrote a notice withdraws it."),
)
OTHER_ADDRESSEES = Reason(
    "notices.other_addressees",
    gettext_noop("The notice %(notice)s went to %(to)s; this withdraws it for others."),
    gettext_noop("Name in `to` all to whom it went: a notice is withdrawn for all of them or for none."),
)
ON_PAPER = Reason(
    "notices.on_paper",
    gettext_noop(
        "The notice %(notice)s was received on paper; who wrote it follows it up on paper too, or by a new one."
    ),
    gettext_noop("Answer it by a notice of your own that follows it."),
)


def check_send(act: Enacted, values: Values) -> None:
    """Refuse a notice in another's name, under a number that is taken, to nobody, or with a time that has gone by."""
    body = cast("acts.Send", act.body)
    _check_name(act, body.party)
    _check_number(body.notice, state.stem(body.party))
    _check_new(body.notice, values)
    if body.party in body.to:
        raise Refused(TO_ITSELF, party=body.party)
    _check_addressees(body.to, values)
    # Without its Z the text of a second comes before that of its milliseconds.
    if body.by is not None and act.entered and body.by[:-1] <= act.entered:
        raise Refused(BY_IN_THE_PAST, by=body.by, entered=act.entered)
    if body.follows is not None:
        _notice(act, body.follows, values)


def check_register_paper(act: Enacted, values: Values) -> None:
    """Refuse a paper under a number that is taken, of a sender that is none, or of a day to come."""
    body = cast("acts.RegisterPaper", act.body)
    _check_number(body.notice, state.PAPER_STEM)
    _check_new(body.notice, values)
    _check_addressees([body.sender], values)
    check_past(body.paper.on, act)
    check_past(body.received[:10], act)


def check_acknowledge(act: Enacted, values: Values) -> None:
    """Refuse an acknowledgement by one who is no addressee, or a second one. A late one is in order, and shown late."""
    body = cast("acts.Acknowledge", act.body)
    found = _addressed(act, body.party, body.notice, values)
    if found.acknowledged(body.party):
        raise Refused(ACKNOWLEDGED_ALREADY, notice=body.notice, party=body.party)


def check_answer(act: Enacted, values: Values) -> None:
    """Refuse an answer by one who is no addressee, or to what was withdrawn. A late one is in order, and shown late."""
    body = cast("acts.Answer", act.body)
    _addressed(act, body.party, body.notice, values)


def check_withdraw(act: Enacted, values: Values) -> None:
    """Refuse to withdraw another's notice, or one twice."""
    body = cast("acts.Withdraw", act.body)
    _check_name(act, body.party)
    found = _standing(act, body.notice, values)
    if found.party != body.party or found.on_paper:
        raise Refused(NOT_ITS_NOTICE, notice=body.notice, party=body.party)
    if sorted(body.to) != sorted(found.to):
        raise Refused(OTHER_ADDRESSEES, notice=body.notice, to=", ".join(found.to))


def _check_name(act: Enacted, given: str) -> None:
    if given != act.party:
        raise Refused(NOT_IN_ITS_NAME, given=given, party=act.party)


def _check_number(notice: str, stem: str) -> None:
    """Refuse a number that another may have given: that it is taken would tell of a notice that is withheld."""
    if not notice.startswith(stem):
        raise Refused(NUMBER_OF_ANOTHER, notice=notice, stem=stem)


def _check_new(notice: str, values: Values) -> None:
    if state.notice(values, notice) is not None:
        raise Refused(NOTICE_THERE, notice=notice)


def _check_addressees(parties: Iterable[str], values: Values) -> None:
    for code in parties:
        if code not in HATS and party_of(values, code) is None:
            raise Refused(ADDRESSEE_UNKNOWN, to=code)


def _notice(act: Enacted, slug: str, values: Values) -> state.Notice:
    found = state.notice(values, slug)
    if found is None or _is_hidden_from(act.party, found, values):
        raise Refused(NOTICE_UNKNOWN, notice=slug, party=act.party)
    return found


def _is_hidden_from(party: str, found: state.Notice, values: Values) -> bool:
    """Whether a notice is withheld, and none of the party's: then not even a refusal may tell that it is there."""
    made = values.act(found.acts[0])
    return made is not None and isinstance(made.body, Committed) and party not in (found.party, *found.to)


def _standing(act: Enacted, slug: str, values: Values) -> state.Notice:
    found = _notice(act, slug, values)
    if found.withdrawn is not None:
        raise Refused(WITHDRAWN, notice=slug, act=found.withdrawn)
    return found


def _addressed(act: Enacted, party: str, slug: str, values: Values) -> state.Notice:
    _check_name(act, party)
    found = _standing(act, slug, values)
    if found.on_paper:
        raise Refused(ON_PAPER, notice=slug)
    if party not in found.to:
        raise Refused(NOT_ADDRESSED, notice=slug, party=party)
    return found
