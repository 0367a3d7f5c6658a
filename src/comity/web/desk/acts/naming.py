"""What officers are called at their party's desk: by the office, beside the id that tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.text import said_in
from comity.forum.officers.state import keyring
from comity.secretariat.composing import View
from comity.secretariat.wording.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.record.entry import Signature
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask


class Officers:
    """The officers of the party at the desk, also those who have left: what each is called in the reader's language."""

    def __init__(self, ask: Ask, here: Present) -> None:
        held = keyring(View(here.house.ledger), here.delegation)
        self._language = ask.language
        self._offices = {o.officer: said_in(o.office, ask.language)[0] for o in (held.officers if held else ())}

    def name(self, officer: str) -> str:
        """Return what an officer is called, by her id."""
        office = self._offices.get(officer)
        return _("%(office)s (%(officer)s)") % {"office": office, "officer": officer} if office else officer

    def names(self, officers: Iterable[str]) -> str:
        """Return what officers are called, joined as the language joins a list; nothing where there are none."""
        called = [self.name(officer) for officer in officers]
        return joined(called, self._language) if called else ""

    def who_signed(self, signatures: Iterable[Signature]) -> str:
        """Return what those are called who have signed."""
        return self.names(each.signer.split("/", 1)[1] for each in signatures)
