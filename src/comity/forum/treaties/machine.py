"""In which state a party stands to a treaty, a reservation, a proposed correction: the tables are the rule.

What comes by time alone is no move: that a treaty enters into force, that nobody objected within the period.
"""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.machine import NOTHING, Machine, Move

SIGNED = "signed"
CONSENTED = "consented"
BOUND = "bound"
DENOUNCED = "denounced"

_BINDING = (CONSENTED, BOUND)
_CONCERNED = (SIGNED, CONSENTED, BOUND, DENOUNCED)

PARTICIPATION = Machine(
    "participation",
    {
        NOTHING: gettext_noop("takes no part yet"),
        SIGNED: gettext_noop("signed, subject to ratification"),
        CONSENTED: gettext_noop("consented to be bound; the day of deposit is not found"),
        BOUND: gettext_noop("bound"),
        DENOUNCED: gettext_noop("has given notice of its withdrawal"),
    },
    (
        Move("treaties.receive_full_powers", (NOTHING, SIGNED)),
        Move("treaties.sign", (NOTHING,), (SIGNED, BOUND)),
        # An instrument that is not in good form goes back, and changes nothing.
        Move("treaties.deposit", (NOTHING, SIGNED, CONSENTED), (NOTHING, SIGNED, CONSENTED, BOUND)),
        Move("treaties.reserve", (SIGNED, CONSENTED, BOUND)),
        Move("treaties.withdraw_reservation", _CONCERNED),
        Move("treaties.apply_provisionally", (SIGNED, CONSENTED, BOUND)),
        Move("treaties.end_provisional", (SIGNED, CONSENTED, BOUND)),
        Move("treaties.denounce", _BINDING, (DENOUNCED,)),
        Move("treaties.revoke_denunciation", (DENOUNCED,), _BINDING),
        Move("treaties.object_to_correction", _CONCERNED),
    ),
)
"""How a state stands to a treaty."""

MADE = "made"
STANDS = "stands"
LATE = "late"
FALLEN = "fallen"
LAPSED = "lapsed"
WITHDRAWN = "withdrawn"

RESERVATION = Machine(
    "reservation",
    {
        NOTHING: gettext_noop("not made yet"),
        MADE: gettext_noop("made at signature, and to be confirmed"),
        STANDS: gettext_noop("made"),
        LATE: gettext_noop("made late: it stands if nobody objects in time"),
        FALLEN: gettext_noop("made late, and objected to: it does not stand"),
        LAPSED: gettext_noop("not confirmed"),
        WITHDRAWN: gettext_noop("withdrawn"),
    },
    (
        Move("treaties.reserve", (NOTHING,), (MADE, STANDS, LATE)),
        Move("treaties.deposit", (MADE,), (STANDS, LAPSED)),
        Move("treaties.object", (LATE, FALLEN), (FALLEN,)),
        Move("treaties.object", (MADE, STANDS)),
        Move("treaties.withdraw_objection", (FALLEN,), (FALLEN, LATE)),
        Move("treaties.withdraw_objection", (MADE, STANDS)),
        Move("treaties.withdraw_reservation", (MADE, STANDS, LATE, FALLEN), (WITHDRAWN,)),
    ),
)
"""A reservation or declaration."""

PROPOSED = "proposed"
OBJECTED = "objected"
RECTIFIED = "rectified"

CORRECTION = Machine(
    "text_correction",
    {
        NOTHING: gettext_noop("not proposed yet"),
        PROPOSED: gettext_noop("proposed"),
        OBJECTED: gettext_noop("objected to"),
        RECTIFIED: gettext_noop("made, by a procès-verbal"),
    },
    (
        Move("treaties.propose_correction", (NOTHING,), (PROPOSED,)),
        Move("treaties.object_to_correction", (PROPOSED, OBJECTED), (OBJECTED,)),
        Move("treaties.rectify", (PROPOSED,), (RECTIFIED,)),
    ),
)
"""A correction of an error in a treaty's text."""

MACHINES = (PARTICIPATION, RESERVATION, CORRECTION)
