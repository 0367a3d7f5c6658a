"""A signature taken at the desk: held against what was shown, counted, and with the last one the act is entered."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.record.entry import Signature
from comity.secretariat.batch import ENTERED_ALREADY, Submission
from comity.secretariat.composing import Drawn
from comity.secretariat.signing import Assertion, by_file, by_passkey, counted, digest_of
from comity.store import drafts, people
from comity.web.desk.acts.laying import EnteredAlready, Overtaken, check_not_entered, in_turn
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.store.drafts import Draft
    from comity.web.desk.acts.bench import Bench
    from comity.web.desk.presence import Present

NOT_YOUR_PASSKEY = Reason(
    "signing.not_your_passkey",
    gettext_noop("The passkey that answered is none of yours that the record knows."),
    gettext_noop("Sign with a passkey that an act has entered for you."),
)
UNREADABLE = Reason(
    "signing.unreadable",
    gettext_noop("What came instead of a signature could not be read."),
    gettext_noop("Load the page again and sign once more."),
)
NO_FILE = Reason(
    "signing.no_file",
    gettext_noop("No file with a signature was sent."),
    gettext_noop("Choose the file that ssh-keygen has written; its name ends in .sig."),
)

_LONGEST_FILE = 20_000
_TRIES = 5


class Changed(Exception):
    """The act was drawn up anew since it was shown, or changed; what was signed is not what would be entered."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a signature: the index of the act that was entered, or None where it waits for others."""

    index: int | None


Sign = Callable[[Drawn], Signature]
"""Gives the signature of an act that is drawn up."""


def take(bench: Bench, draft: Draft, shown: str, sign: Sign) -> Taken:
    """Take the signature of the officer at the desk; `shown` is the digest (hexadecimal) of what she was shown.

    Raises Changed, Overtaken, EnteredAlready; Refused, RecordError, Stopped as the door does.
    """
    here, drawn = bench.here, Drawn(draft.line, draft.opening)
    _check_current(bench, draft, drawn, shown)
    act = bench.drawer.check(drawn)
    signature = sign(drawn)
    for _ in range(_TRIES):
        signed = replace(draft, hat=here.hat, signatures=(*draft.signatures, signature))
        if counted(act, signed.signatures, bench.view).complete:
            return Taken(_enter(here, signed))
        try:
            drafts.save(here.house.vault, signed, now=now())
        except drafts.Stale as stale:
            # Another officer has signed in the same moment.
            draft = stale.theirs
            _check_current(bench, draft, drawn, shown)
        else:
            return Taken(None)
    raise Changed


def _check_current(bench: Bench, draft: Draft, drawn: Drawn, shown: str) -> None:
    if not draft.line or draft.line != drawn.line or digest_of(drawn).hex() != shown:
        raise Changed
    if not in_turn(bench, draft):
        check_not_entered(bench, drawn)
        raise Overtaken


def _enter(here: Present, draft: Draft) -> int:
    try:
        receipt = here.house.anteroom.enter(Submission(draft.line, draft.signatures, draft.opening))
    except Refused as refused:
        if refused.reason is not ENTERED_ALREADY:
            raise
        raise EnteredAlready(int(str(refused.words["index"]))) from refused
    drafts.drop(here.shelf, draft.id)
    return receipt.index


def from_passkey(request: HttpRequest, bench: Bench) -> Sign:
    """Return the signature that the browser's passkey has made, as the form brings it."""
    known = people.passkey(request.POST.get("credential", "")[:1400])
    key = next((key for key in bench.keys if known and key.fingerprint == known.fingerprint), None)
    if key is None:
        raise Refused(NOT_YOUR_PASSKEY)
    here, parts = bench.here, [_bytes(request, name) for name in ("authenticatorData", "clientDataJSON", "signature")]
    return lambda drawn: by_passkey(key, here.hat, here.house.folder.origin, drawn, Assertion(*parts))


def from_file(request: HttpRequest, here: Present) -> Sign:
    """Return the signature in the file that the form brings."""
    given = request.FILES.get("file")
    if given is None:
        raise Refused(NO_FILE)
    armoured = given.read(_LONGEST_FILE)
    return lambda drawn: by_file(armoured, here.hat, here.house.folder.origin, drawn)


def _bytes(request: HttpRequest, name: str) -> bytes:
    text = request.POST.get(name, "")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused(UNREADABLE) from None
