"""What officers' functions, keys and reasons are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comity.forum.officers.rules import SSH_APPLICATION
from comity.record import ed25519, sk_ecdsa, sk_ed25519
from comity.record.keys import PublicKey

FUNCTIONS = ("administrator", "authoriser", "drafter", "reader")


def function_names() -> dict[str, str]:
    """Return what functions are called, and what whoever has them does."""
    return {
        "administrator": _("administrator: keeps the party’s officers"),
        "authoriser": _("authoriser: signs for the party"),
        "drafter": _("drafter: prepares acts"),
        "reader": _("reader: reads"),
    }


def short_functions() -> dict[str, str]:
    """Return what whoever has a function is called."""
    return {
        "administrator": _("administrator"),
        "authoriser": _("authoriser"),
        "drafter": _("drafter"),
        "reader": _("reader"),
    }


def reasons() -> dict[str, str]:
    """Return why a key may be revoked."""
    return {
        "lost": _("lost"),
        "compromised": _("may be in the hands of somebody else"),
        "replaced": _("replaced by another"),
        "left": _("its officer has left"),
    }


def key_kind(openssh: str) -> str:
    """Return what kind of key a line of OpenSSH's format holds."""
    key = PublicKey.from_openssh(openssh)
    if key.algorithm == sk_ecdsa.NAME and not sk_ecdsa.application(key.raw).startswith(SSH_APPLICATION):
        return _("passkey")
    if key.algorithm in {sk_ecdsa.NAME, sk_ed25519.NAME}:
        return _("security key")
    return _("key file") if key.algorithm == ed25519.NAME else key.algorithm
