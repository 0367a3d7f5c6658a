"""The way of a matter: each step in words, with its time, who took it, and the act that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.text import said_in
from comity.secretariat.wording.lineage import in_brief
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.decisions import state
    from comity.forum.readings.said import Said
    from comity.web.portal.framework.ask import Ask

DECISIVE = frozenset({"decisions.conclude", "decisions.conclude_silence", "decisions.count", "decisions.issue"})
AGAINST = frozenset(
    {
        "decisions.object",
        "decisions.break_silence",
        "decisions.relay_objection",
        "decisions.veto_silence",
        "decisions.withdraw",
    }
)


class Step(Data):
    """A step: `says` is what was done, `words` what was said with it (in the language `lang`).

    `day` is written where another day begins, `time` is UTC to the second. `mark` is "out" where something came out,
    "against" where somebody objected, else empty. `silent` says that a silence ran on from this step to the next.
    """

    act: Link
    type: str
    entered: str
    day: str
    time: str
    says: str
    words: str
    lang: str
    mark: str
    silent: bool

    @property
    def marks(self) -> str:
        """How the step is set, in words of the style sheet."""
        return f"{self.mark} silent".strip() if self.silent else self.mark


def steps(ask: Ask, held: state.Decision) -> list[Step]:
    """Return the steps of a matter, the first first."""
    said = ask.say(*(_said(held, step) for step in held.steps))
    days = ["", *(step.entered[:10] for step in held.steps)]
    silent = list(_silent(held))
    return [
        _step(ask, step, says, runs, anew=step.entered[:10] != before)
        for step, says, runs, before in zip(held.steps, said, silent, days, strict=False)
    ]


def _said(held: state.Decision, step: state.Step) -> Said:
    number = 0
    if step.what == "decisions.revise":
        number = next(each.revision for each in held.wordings if each.act == step.act)
    if step.what == "decisions.fulfil":
        number = next(each.number for each in held.undertakings if any(one.act == step.act for one in each.done))
    return in_brief(step, number=number, vote=_vote(held, step))


def _vote(held: state.Decision, step: state.Step) -> str:
    """What a party voted, at its newest vote: that one counts, and the ones before are not told."""
    if step.what != "decisions.vote" or held.voting is None:
        return ""
    last = [each.act for each in held.steps if (each.what, each.party) == (step.what, step.party)][-1]
    return held.voting.votes[step.party] if last == step.act else ""


def _silent(held: state.Decision) -> Iterator[bool]:
    """After each step whether a silence runs."""
    spans = [(silence.act, silence.ended_act) for silence in held.silences]
    for step in held.steps:
        yield any(begun <= step.act and (ended is None or step.act < ended) for begun, ended in spans)


def _step(ask: Ask, step: state.Step, says: str, runs: bool, *, anew: bool) -> Step:  # noqa: FBT001
    words, lang = said_in(step.said, ask.language) if step.said else ("", "")
    return Step(
        act=act_link(step.act),
        type=step.what,
        entered=step.entered,
        day=unbroken(ask.speech.brief(step.entered[:10])) if anew else "",
        time=step.entered[11:19],
        says=says,
        words=words,
        lang=lang,
        mark="out" if step.what in DECISIVE else "against" if step.what in AGAINST else "",
        silent=runs,
    )
