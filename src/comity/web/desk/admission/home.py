"""What an applicant finds first at its desk: its own candidatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.names import HATS
from comity.forum.membership.state import KIND as PARTY
from comity.forum.officers.authority import statuses_on
from comity.web.desk.acts.finding import writes
from comity.web.desk.admission.steps import begun, candidature, matters_of
from comity.web.desk.treaties.kept import asking

if TYPE_CHECKING:
    from comity.forum.membership.state import Party
    from comity.web.desk.notices.sitting import Sitting


def own_candidatures(at: Sitting) -> dict[str, Any] | None:
    """Return the candidatures of the party at the desk where it holds no status yet; None where it holds one."""
    if at.party in HATS or statuses_on(at.party, at.ask.today.isoformat(), at.ask.library):
        return None
    known = next((each for each in cast("list[Party]", at.ask.library.all_of(PARTY)) if each.party == at.party), None)
    if known is None:
        return None
    asked = asking(at)
    matters = matters_of(asked)
    several = [candidature(asked, known, status, matters) for status in begun(asked, known)]
    return {"several": several, "may_apply": writes(at.here)}
