"""When a matter may be proposed, referred, recommended, revised, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies
from comity.forum.decisions import state
from comity.forum.decisions.effects import ChooseChair
from comity.forum.decisions.machine import MACHINE, SILENCE
from comity.forum.decisions.rules.common import (
    check_competent,
    check_in_its_name,
    check_met,
    matter_of,
    matter_rule,
    procedure_of,
)
from comity.forum.decisions.rules.effects import check_effect
from comity.forum.kernel.checks import check_known, check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import comes_before
from comity.forum.kernel.names import HATS
from comity.forum.membership.checks import check_states

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Procedure
    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

THERE_ALREADY = Reason(
    "decisions.there_already",
    gettext_noop("The name “%(name)s” is that of another matter."),
    gettext_noop("Give this one another name."),
)
LEAVES_OUT_TOO_MANY = Reason(
    "decisions.leaves_out_too_many",
    gettext_noop(
        "The proposal leaves out %(given)s parties; by the charter’s “%(procedure)s” a consensus leaves out %(most)s."
    ),
    gettext_noop("Name no more than these, or none."),
)
CANDIDATES_UNFIT = Reason(
    "decisions.candidates_unfit",
    gettext_noop("By the charter’s “%(procedure)s” this is not decided by an election among candidates."),
    gettext_noop("Leave the candidates out; candidates stand where a secret ballot decides."),
)
ELECTS_OTHERWISE = Reason(
    "decisions.elects_otherwise",
    gettext_noop("An election among candidates brings about nothing but who is in the chair; this names: %(effect)s."),
    gettext_noop("Leave that out, or propose it as a matter of its own."),
)
ROLE_OTHER = Reason(
    "decisions.role_other",
    gettext_noop("On “%(matter)s” the body “%(body)s” has not the say that is stated here (%(verb)s)."),
    gettext_noop("By the charter it has this part: %(role)s."),
)
REVISION_OUT_OF_TURN = Reason(
    "decisions.revision_out_of_turn",
    gettext_noop("The text stands as revision %(last)s; a revision %(given)s does not follow it."),
    gettext_noop("The next one is Rev.%(due)s."),
)
NOT_ITS_PROPOSAL = Reason(
    "decisions.not_its_proposal",
    gettext_noop("“%(decision)s” was proposed by %(proposer)s, not by %(party)s."),
    gettext_noop("Who proposed it revises or withdraws it; the chair and the Secretariat may revise it too."),
)
SILENCE_OVER = Reason(
    "decisions.silence_over",
    gettext_noop("The silence on “%(decision)s” expired at %(expires)s; this comes at %(entered)s."),
    gettext_noop("Nothing broke it in time, so the text stands; a statement or a reservation may be attached to it."),
)

_SAYS = {
    "recommends": ("recommends", "decides", "approves", "finalises", "drafts"),
    "approves": ("approves", "decides", "recommends", "finalises"),
    "endorses": ("approves", "decides", "recommends", "finalises"),
    "finalises": ("finalises", "approves", "drafts"),
    "discusses": ("discusses", "recommends", "approves", "decides", "finalises", "drafts"),
}
"""Which part of a body lets it say what, on the way to the body that decides."""


def check_propose(act: Enacted, values: Values) -> None:
    """Refuse a matter whose name is taken, before a body that does not decide it, or with another's effect.

    Who may propose is charter data (`acts`).
    """
    body = cast("acts.Propose", act.body)
    # The secretariat brings before a body what a member has handed in; whose it is withdraws it.
    check_in_its_name(body.party, act, values, floor=True)
    if body.party not in HATS:
        check_parties([body.party], values)
    if state.decision(values, body.decision) is not None:
        raise Refused(THERE_ALREADY, name=body.decision)
    MACHINE.check(body.decision, "", act.type)
    check_known("document", body.document, values)
    check_known(state.KIND, body.follows, values)
    check_parties((*body.without, *body.candidates), values)
    if isinstance(body.effect, ChooseChair):
        check_states(body.candidates, values)
    rule = check_competent(body.body, body.matter, act, values)
    check_fits(body, procedure_of(body.body, body.matter, act, values))
    check_effect(body.effect, rule, act, values)


def check_fits(held: acts.Propose | Decision, way: Procedure) -> None:
    """Refuse what leaves out more parties than its procedure does, or elects where nobody is elected.

    Asked whenever a matter comes before a body, and when that concludes: either may have changed.
    """
    if len(held.without) > way.without:
        raise Refused(LEAVES_OUT_TOO_MANY, given=len(held.without), most=way.without, procedure=way.procedure)
    if held.candidates and way.way != "secret_ballot":
        raise Refused(CANDIDATES_UNFIT, procedure=way.procedure)
    if held.candidates and held.effect is not None and held.effect.kind != "chair":
        raise Refused(ELECTS_OTHERWISE, effect=held.effect.kind)


def check_refer(act: Enacted, values: Values) -> None:
    """Refuse to refer a matter to a body that does not decide it, or not in that way."""
    body = cast("acts.Refer", act.body)
    held = matter_of(body.decision, act, values)
    check_competent(body.body, held.matter, act, values)
    check_fits(held, procedure_of(body.body, held.matter, act, values))


def check_recommend(act: Enacted, values: Values) -> None:
    """Refuse a recommendation of a body that has not that part in the matter.

    Chain of approval (sources S4, S18, S24, N15, N17): experts, working group, senior officials, ministers, summit.
    """
    body = cast("acts.Recommend", act.body)
    held = matter_of(body.decision, act, values)
    check_bodies([body.body], values)
    check_met(body.meeting, body.body, values)
    role = matter_rule(held.matter, act.entered[:10], values).roles.get(body.body)
    if role not in _SAYS[body.verb]:
        raise Refused(ROLE_OTHER, matter=held.matter, body=body.body, verb=body.verb, role=role or "—")


def check_revise(act: Enacted, values: Values) -> None:
    """Refuse a revision by another than its proposer or the forum's hats, out of turn, or with another's effect."""
    body = cast("acts.Revise", act.body)
    held = matter_of(body.decision, act, values)
    _check_own(held, act)
    if body.revision != held.revision + 1:
        raise Refused(REVISION_OUT_OF_TURN, given=body.revision, last=held.revision, due=held.revision + 1)
    check_known("document", body.document, values)
    rule = matter_rule(held.matter, act.entered[:10], values)
    if body.effect is not None:
        check_effect(body.effect, rule, act, values)


def _check_own(held: Decision, act: Enacted) -> None:
    if act.party not in HATS and act.party != held.party:
        raise Refused(NOT_ITS_PROPOSAL, decision=held.decision, proposer=held.party, party=act.party)


def check_withdraw(act: Enacted, values: Values) -> None:
    """Refuse to withdraw another's proposal, or one whose silence has expired: that text stands.

    Under silence a proposal may be withdrawn as long as the silence runs.
    """
    body = cast("acts.Withdraw", act.body)
    held = matter_of(body.decision, act, values)
    check_in_its_name(body.party, act, values)
    if body.party != held.party:
        raise Refused(NOT_ITS_PROPOSAL, decision=held.decision, proposer=held.party, party=body.party)
    if held.state == SILENCE:
        check_running(held, act)


def check_running(held: Decision, act: Enacted) -> state.Silence:
    """Return the silence that runs; refuse what comes at its expiry or later: the time of entry decides."""
    silence = cast("state.Silence", held.silence)
    if not comes_before(act.entered, silence.expires):
        raise Refused(SILENCE_OVER, decision=held.decision, expires=silence.expires, entered=act.entered)
    return silence
