"""What is asked of a browser, and what its answers prove (W3C Web Authentication, judged by the library `webauthn`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import webauthn
from webauthn.helpers import base64url_to_bytes, encode_cbor, options_to_json_dict, parse_attestation_object, parse_cbor
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from comity.forum.kernel.errors import Refused
from comity.record import passkey
from comity.record.encoding import encode_base64url
from comity.record.errors import RecordError
from comity.record.keys import PublicKey
from comity.record.webauthn import parse_client_data
from comity.record.wire import Reader
from comity.web.desk.signin.reasons import KEY_IS_OTHER, NOT_PROVEN, UNREADABLE, USER_NOT_VERIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.web.desk.signin.place import Place

ES256 = COSEAlgorithmIdentifier.ECDSA_SHA_256
MOST_CHARACTERS = 20_000
"""The most characters of an answer; browsers write about two thousand."""

_CREDENTIAL = re.compile(r"[A-Za-z0-9_-]{1,1400}")
_TRANSPORTS = frozenset(("usb", "nfc", "ble", "smart-card", "hybrid", "internal"))
_FLAGS = 32
_VERIFIED = 0x04
_COORDINATE = 32

# Whatever a browser may send that is no answer at all.
_UNREADABLE = (WebAuthnException, RecordError, ValueError, TypeError, LookupError, AttributeError)


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was made: its credential's id (base64url), its public key, how it is reached."""

    credential: str
    public: PublicKey
    transports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class User:
    """For whom a passkey is made: an opaque id, and what the browser calls her by."""

    id: str
    name: str
    shown: str


def to_make(place: Place, house: str, user: User, challenge: bytes, known: Iterable[str]) -> dict[str, Any]:
    """Return what `navigator.credentials.create` is asked; `known` are credentials that are not to be made twice."""
    options = webauthn.generate_registration_options(
        rp_id=place.rp_id,
        rp_name=house,
        user_id=user.id.encode(),
        user_name=user.name,
        user_display_name=user.shown,
        challenge=challenge,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known],
        supported_pub_key_algs=[ES256],
    )
    return options_to_json_dict(options)


def to_prove(place: Place, challenge: bytes) -> dict[str, Any]:
    """Return what `navigator.credentials.get` is asked: any passkey of the place will do."""
    options = webauthn.generate_authentication_options(
        rp_id=place.rp_id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return options_to_json_dict(options)


def made(place: Place, challenge: bytes, answer: str) -> Made:
    """Return the passkey that was made in answer to a challenge.

    Raises:
        Refused: the answer proves no such thing.
    """
    said = _read(answer)
    with _judged(place):
        _check_frame(said)
        if not parse_attestation_object(base64url_to_bytes(said["response"]["attestationObject"])).auth_data.flags.uv:
            raise Refused(USER_NOT_VERIFIED)
        verified = webauthn.verify_registration_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=place.rp_id,
            expected_origin=place.origin,
            require_user_verification=True,
            supported_pub_key_algs=[ES256],
        )
        public = passkey.from_spki(base64url_to_bytes(said["response"]["publicKey"]), place.rp_id)
        shown, held = parse_cbor(_cose(public)), parse_cbor(verified.credential_public_key)
        transports = tuple(sorted(_TRANSPORTS.intersection(said["response"].get("transports", ()))))
    if shown != held:
        raise Refused(KEY_IS_OTHER)
    return Made(encode_base64url(verified.credential_id), public, transports)


def credential_in(answer: str) -> str:
    """Return the id (base64url) of the credential that an answer says it is by; nothing is proven by that.

    Raises:
        Refused: it is no answer.
    """
    found = _read(answer).get("id")
    if not isinstance(found, str) or not _CREDENTIAL.fullmatch(found):
        raise Refused(UNREADABLE)
    return found


def prove(place: Place, challenge: bytes, answer: str, public: PublicKey, person: str) -> None:
    """Refuse an answer that was not given to this challenge, at this place, with the passkey of `public` by `person`.

    No counter is kept: passkeys that live on several devices have none.
    """
    said = _read(answer)
    with _judged(place):
        _check_frame(said)
        if not base64url_to_bytes(said["response"]["authenticatorData"])[_FLAGS] & _VERIFIED:
            raise Refused(USER_NOT_VERIFIED)
        webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=place.rp_id,
            expected_origin=place.origin,
            credential_public_key=_cose(public),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        handle = said["response"].get("userHandle")
        if handle and base64url_to_bytes(handle) != person.encode():
            raise Refused(NOT_PROVEN, origin=place.origin)


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > MOST_CHARACTERS:
        raise Refused(UNREADABLE)
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        raise Refused(UNREADABLE) from None
    if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
        raise Refused(UNREADABLE)
    return said


def _check_frame(said: dict[str, Any]) -> None:
    """Refuse what was done in a page shown within a page of another site; the library leaves that to us."""
    members = parse_client_data(base64url_to_bytes(said["response"]["clientDataJSON"]))
    if members.get("crossOrigin", False) is not False or "topOrigin" in members:
        raise ValueError("crossOrigin")


@contextmanager
def _judged(place: Place) -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as fault:
        raise Refused(NOT_PROVEN, origin=place.origin) from fault


def _cose(public: PublicKey) -> bytes:
    """The key as authenticators give it (RFC 9053 §7.1.1): EC2, ES256, P-256, x, y."""
    reader = Reader(public.raw)
    reader.string()
    point = reader.string()[1:]
    return encode_cbor({1: 2, 3: int(ES256), -1: 1, -2: point[:_COORDINATE], -3: point[_COORDINATE:]})
