"""What an officer is told where an act cannot go on: what, by which rule, what would be in order; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.record.errors import RecordError, SignatureInvalid, Unsupported
from comity.secretariat.faults import Fault
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask


class Told(Data):
    """What is said: `what` in a few words, the sentence, what would be in order; `detail` as a program says it.

    `detail` is English. `code` is the stable word of the rule.
    """

    what: str
    text: str
    remedy: str
    code: str = ""
    detail: str = ""


def told_of(ask: Ask, fault: Refused | RecordError | Fault) -> Told:
    """Return what is told of a fault."""
    if isinstance(fault, Refused):
        text, remedy = ask.speech.refusal(fault)
        return Told(what=_("Not in order"), text=text, remedy=remedy, code=fault.reason.code)
    if isinstance(fault, RecordError):
        return _of_record(fault)
    said, words = fault.reason, fault.words
    return Told(
        what=_("Nothing can be entered now"), text=_(said.text) % words, remedy=_(said.remedy) % words, code=fault.code
    )


def changed() -> Told:
    """Return what is told where the act is not the one any more that was shown."""
    return Told(
        what=_("Drawn up anew meanwhile"),
        text=_("The act was changed or drawn up anew since this page was shown to you. Nothing was entered."),
        remedy=_("Read it as it stands now, below, and sign it if you agree."),
        code="signing.changed",
    )


def _of_record(fault: RecordError) -> Told:
    if isinstance(fault, SignatureInvalid):
        text = _("The signature does not hold for this act.")
    elif isinstance(fault, Unsupported):
        text = _("Keys and signatures of this kind cannot be judged here.")
    else:
        text = _("What was handed in is not as the record’s formats demand.")
    remedy = _("Nothing was entered, and the draft is kept. Load the page again and sign what it shows.")
    return Told(what=_("Not taken"), text=text, remedy=remedy, code=fault.code, detail=fault.message)
