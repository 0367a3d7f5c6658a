"""The language that a question to the API names."""

from __future__ import annotations

from django.conf import settings

from comity.forum.kernel.errors import Reason, Refused, gettext_noop

LANGUAGE_UNKNOWN = Reason(
    "api.language_unknown",
    gettext_noop("The register does not speak “%(given)s”."),
    gettext_noop("Ask in one of: %(known)s."),
)


def language_asked(given: str) -> str:
    """Return the language that a question names.

    Raises:
        Refused: the register does not speak it.
    """
    known = [code for code, _name in settings.LANGUAGES]
    if given not in known:
        raise Refused(LANGUAGE_UNKNOWN, given=given[:40], known=", ".join(known))
    return given
