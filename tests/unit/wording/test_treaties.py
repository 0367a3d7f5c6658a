from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording import treaties
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.speech import Speech
from tests.unit.forum.orders import treaties as steps
from tests.unit.forum.orders.treaties import stage

if TYPE_CHECKING:
    from tests.support.stage import Step


class Titles:
    def party(self, _code: str) -> None:
        return None

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        return {"en": "Pact"} if (kind, thing) == ("document", "pact") else None


SPEECH = Speech("en", str, lambda one, _many, _number: one, Titles())

SAID: list[tuple[Step, str]] = [
    (steps.register(), "“Pact” is kept by the Secretariat as depositary; adopted on 1 January 2026."),
    (steps.register(depositary="KAZ"), "“Pact” is kept by Kazakhstan as depositary; adopted on 1 January 2026."),
    (steps.report("2025-07", missing=1), "As of July 2025 the instruments missing of “Pact” are: 1."),
    (steps.report("2025-07", deposited=9), "As of July 2025 the instruments deposited of “Pact” are: 9."),
    (
        steps.full_powers(powers=["adopt", "sign"]),
        (
            "Full powers for Kazakhstan are received, “Pact”: to adopt the text and to sign; issued by the minister "
            "for foreign affairs."
        ),
    ),
    (
        steps.full_powers(in_good_form=False, why="No seal."),
        "Full powers for Kazakhstan are received, “Pact”, but they are not in good form: No seal.",
    ),
    (steps.sign(), "Kazakhstan signs “Pact”, subject to ratification."),
    (steps.sign(mode="definitive"), "Kazakhstan signs “Pact” definitively."),
    (steps.deposit(), "Kazakhstan deposits its instrument: ratification, “Pact”."),
    (
        steps.deposit(in_good_form=False, why="Not signed."),
        "An instrument of Kazakhstan is received, “Pact” (ratification), but it is not in good form: Not signed.",
    ),
    (steps.reserve(), "Kazakhstan makes a statement on “Pact”, with the instrument: reservation."),
    (steps.object_to(7), "China objects to the reservation of act 7, “Pact”."),
    (
        steps.object_to(7, precludes=True),
        "China objects to the reservation of act 7, “Pact”; the treaty is not to enter into force between the two.",
    ),
    (steps.withdraw_objection(7), "China objects to the reservation of act 7 no more, “Pact”."),
    (steps.withdraw_reservation(7), "Kazakhstan withdraws the reservation of act 7, “Pact”."),
    (steps.apply_provisionally(), "Kazakhstan applies “Pact” provisionally."),
    (steps.end_provisional(), "Kazakhstan applies “Pact” provisionally no more."),
    (steps.denounce(), "Kazakhstan gives notice of its withdrawal from “Pact”."),
    (steps.revoke(), "Kazakhstan takes its notice of withdrawal from “Pact” back."),
    (steps.propose(), "A correction of the text of “Pact” is proposed; days in which one may object: 90."),
    (steps.object_to_correction(7), "Kazakhstan objects to the correction that act 7 proposed, “Pact”."),
    (steps.rectify(7), "The text of “Pact” is corrected from the beginning, as act 7 proposed."),
    (steps.notify(3, 7, 9), "Depositary notification C.N.3.2026, “Pact”: on acts 7 and 9."),
    (
        steps.notify(3, 7, in_force="2026-01-31"),
        "Depositary notification C.N.3.2026: “Pact” enters into force on 31 January 2026.",
    ),
    (steps.acknowledge("C.N.3.2026"), "China has received the depositary notification C.N.3.2026."),
]


@pytest.mark.parametrize(("step", "sentence"), SAID, ids=lambda each: each[0] if isinstance(each, tuple) else "")
def test_act_is_said_in_words(step: Step, sentence: str) -> None:
    assert SPEECH.said(in_words(stage().enacted(*step))) == sentence


def test_every_act_type_of_treaties_is_said() -> None:
    ours = {name for name in ACT_TYPES if name.startswith("treaties.")}
    assert ours == treaties.SENTENCES.keys() == {step[0] for step, _ in SAID}
