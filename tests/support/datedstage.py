"""A forum played through in memory on days of its own: acts are entered on the day that a step names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.support.stage import OPENING, Stage, Step, peopled

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from tests.support.stage import Fields


def on_day(day: str, step: Step) -> Any:
    """The same act, entered at noon of a day."""
    return step[0], step[1], step[2] if len(step) > 2 else "SECRETARIAT", f"{day}T12:00:00.000Z"


class DatedStage(Stage):
    """Steps of a fourth part are entered at that time, all others with the opening."""

    def enacted(self, type_name: str, fields: Fields, party: str = "SECRETARIAT", entered: str = "") -> Enacted:
        made = super().enacted(type_name, fields, party)
        return replace(made, entered=entered) if entered else made


def dated_parties() -> DatedStage:
    """The opening, and parties that act."""
    stage = DatedStage(*OPENING)
    stage.play(*peopled())
    return stage
