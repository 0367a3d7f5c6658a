"""Words of treaty practice, by the words that are stored: English messages."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop

WAYS = {
    "definitive_signature": gettext_noop("definitive signature"),
    "ratification": gettext_noop("ratification"),
    "acceptance": gettext_noop("acceptance"),
    "approval": gettext_noop("approval"),
    "accession": gettext_noop("accession"),
    "succession": gettext_noop("succession"),
    "reported": gettext_noop("reported; the state is not found"),
}
"""Ways of consenting to be bound."""
