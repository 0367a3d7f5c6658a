"""What can be done about a treaty: each type of act as its parties and its depositary call it, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions.deeds import Doing
from comity.web.desk.treaties import tries
from comity.web.desk.treaties.kept import is_depositary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking


@dataclass(frozen=True, slots=True)
class Deed:
    """An action: its name in addresses, its button's label, what will follow, both English messages.

    `on` says whether it is about the treaty as a whole, about one "reservation", or about one "correction"; `received`
    is what the button is called where the depositary enters what a party did.
    """

    kind: str
    name: str
    label: str
    follows: str
    on: str = ""
    heavy: bool = False
    received: str = ""

    def called(self, asked: Asking) -> str:
        """Return what the action is called at the desk of whoever asks."""
        return _(self.received if self.received and is_depositary(asked) else self.label)


_DEEDS = (
    Deed(
        "treaties.deposit",
        "deposit",
        gettext_noop("Deposit an instrument"),
        gettext_noop("It is counted from its day on, and once enough are there the treaty enters into force."),
        heavy=True,
    ),
    Deed(
        "treaties.sign",
        "sign",
        gettext_noop("Sign"),
        gettext_noop("A simple signature is followed by an instrument of ratification; a definitive one binds."),
        received=gettext_noop("Enter a signature"),
    ),
    Deed(
        "treaties.receive_full_powers",
        "full-powers",
        gettext_noop("Receive full powers"),
        gettext_noop("Whoever they name may act for the party about the treaty. The person stands on the paper alone."),
    ),
    Deed(
        "treaties.reserve",
        "reserve",
        gettext_noop("Make a reservation or declaration"),
        gettext_noop("The others may object to it from the day of its notification on, as long as the period runs."),
    ),
    Deed(
        "treaties.apply_provisionally",
        "apply",
        gettext_noop("Apply it provisionally"),
        gettext_noop("The party applies the treaty before it is in force for it."),
    ),
    Deed(
        "treaties.end_provisional",
        "end-provisional",
        gettext_noop("End the provisional application"),
        gettext_noop("The party applies the treaty no more until it is in force for it."),
    ),
    Deed(
        "treaties.denounce",
        "denounce",
        gettext_noop("Give notice of withdrawal"),
        gettext_noop("The treaty is no longer in force for the party once the time of the notice has run."),
        heavy=True,
    ),
    Deed(
        "treaties.revoke_denunciation",
        "revoke",
        gettext_noop("Take the notice of withdrawal back"),
        gettext_noop("The party stays, as if it had given no notice."),
    ),
    Deed(
        "treaties.report",
        "report",
        gettext_noop("Report how many instruments there are"),
        gettext_noop("What a source counts is held beside what is known by name."),
    ),
    Deed(
        "treaties.propose_correction",
        "propose-correction",
        gettext_noop("Propose to correct an error in the text"),
        gettext_noop("Once it is notified, signatories and parties may object within the days that you give."),
    ),
    Deed(
        "treaties.object",
        "object",
        gettext_noop("Object"),
        gettext_noop("The objection is notified to all. Whoever does not object in time is taken to have accepted."),
        on="reservation",
        heavy=True,
    ),
    Deed(
        "treaties.withdraw_objection",
        "withdraw-objection",
        gettext_noop("Object no more"),
        gettext_noop("The objection is withdrawn; what was made stands towards the party again."),
        on="reservation",
    ),
    Deed(
        "treaties.withdraw_reservation",
        "withdraw-reservation",
        gettext_noop("Withdraw it"),
        gettext_noop("It is no longer made, and objections to it fall away."),
        on="reservation",
    ),
    Deed(
        "treaties.object_to_correction",
        "object-to-correction",
        gettext_noop("Object to the correction"),
        gettext_noop("The text is not corrected as proposed."),
        on="correction",
        heavy=True,
    ),
    Deed(
        "treaties.rectify",
        "rectify",
        gettext_noop("Draw up the procès-verbal"),
        gettext_noop("The text is corrected from the beginning, for all."),
        on="correction",
        heavy=True,
    ),
)
"""In the order in which pages offer them."""

DEEDS = {each.name: each for each in _DEEDS}
"""By their names in addresses."""


def doings(asked: Asking, held: Treaty) -> list[Doing]:
    """Return what is open to the officer at the desk now about a treaty as a whole; none for one who only reads."""
    if not writes(asked.at.here):
        return []
    return [_doing(asked, deed, held) for deed in _DEEDS if not deed.on and tries.is_open(asked, held, deed.kind)]


def doings_on(asked: Asking, held: Treaty, on: str) -> dict[int, list[Doing]]:
    """Return what is open about each "reservation" or "correction" of a treaty, by the act that made it."""
    found: dict[int, list[Doing]] = {}
    if writes(asked.at.here):
        for deed in _DEEDS:
            if deed.on == on:
                for act in _places(asked, held, deed):
                    found.setdefault(act, []).append(_doing(asked, deed, held, act))
    return found


def _places(asked: Asking, held: Treaty, deed: Deed) -> Iterator[int]:
    yield from dict.fromkeys(int(said[deed.on]) for said in tries.taken(asked, held, deed.kind))


def _doing(asked: Asking, deed: Deed, held: Treaty, act: int | None = None) -> Doing:
    url = reverse("desk.treaty_deed", args=[held.treaty, deed.name])
    return Doing(
        kind=deed.kind,
        label=deed.called(asked),
        follows=_(deed.follows),
        url=url if act is None else f"{url}?{urlencode({deed.on: act})}",
        heavy=deed.heavy,
    )
