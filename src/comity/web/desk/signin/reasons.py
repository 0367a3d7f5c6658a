"""Why somebody is not let in, said so that she can mend it."""

from __future__ import annotations

from comity.forum.kernel.errors import Reason, gettext_noop

NO_ORIGIN = Reason(
    "signin.no_origin",
    gettext_noop("A passkey works at one web address only, and officers do not sign in at this one, %(origin)s."),
    gettext_noop(
        "Whoever keeps this house sets COMITY_DESK_ORIGIN to the address at which officers reach it, for instance "
        "https://desk.example.org; on the machine itself http://localhost serves."
    ),
)
TOO_OFTEN = Reason(
    "signin.too_often",
    gettext_noop("Signing in has failed too often from here."),
    gettext_noop("Wait %(seconds)s seconds and try again. Only this browser waits; nobody else is kept out by it."),
)
STALE = Reason(
    "signin.stale",
    gettext_noop("The answer is to no question that this page has asked lately."),
    gettext_noop("Try again: a new question is asked each time, and each is answered once, within five minutes."),
)
UNREADABLE = Reason(
    "signin.unreadable",
    gettext_noop("The browser’s answer could not be read."),
    gettext_noop("Try again, or use another browser."),
)
USER_NOT_VERIFIED = Reason(
    "signin.user_not_verified",
    gettext_noop("The passkey has answered without verifying who used it."),
    gettext_noop("Use one that asks for a PIN, a fingerprint or a face."),
)
NOT_PROVEN = Reason(
    "signin.not_proven",
    gettext_noop("The passkey’s answer does not hold for this page."),
    gettext_noop("Open %(origin)s anew and try again. If it does not hold again, tell the Secretariat."),
)
UNKNOWN = Reason(
    "signin.unknown",
    gettext_noop("No officer is known here by this passkey."),
    gettext_noop(
        "Use the passkey that you made by your invitation. If you have none, ask an administrator of your delegation "
        "for an invitation."
    ),
)
AWAITS = Reason(
    "signin.awaits",
    gettext_noop("Your passkey is known, but an administrator has not signed for it yet: %(party)s."),
    gettext_noop(
        "Read her the six words of your invitation over the telephone. Once the act is entered, you can enter."
    ),
)
NO_HAT = Reason(
    "signin.no_hat",
    gettext_noop("By the record this passkey acts for nobody any more: it was revoked, or its officer dismissed."),
    gettext_noop("If that should not be so, ask an administrator of your delegation for a new invitation."),
)
KEY_IS_OTHER = Reason(
    "signin.key_is_other",
    gettext_noop("The public key that the browser shows is not the one that the passkey has."),
    gettext_noop("Nothing was kept. Try again in another browser, and tell the Secretariat."),
)
NOT_INVITED = Reason(
    "invitation.unknown",
    gettext_noop("No invitation has this address."),
    gettext_noop("See that you have copied all of it. Else ask whoever invited you for a new one."),
)
EXPIRED = Reason(
    "invitation.expired",
    gettext_noop("This invitation has expired: an invitation is good for three days."),
    gettext_noop("Ask whoever invited you for a new one."),
)
WITHDRAWN = Reason(
    "invitation.withdrawn",
    gettext_noop("This invitation was withdrawn."),
    gettext_noop("Ask whoever invited you for a new one, if it was not meant so."),
)
NO_OFFICER = Reason(
    "invitation.no_officer",
    gettext_noop("The office that this invitation is for is held no more."),
    gettext_noop("Ask an administrator of your delegation."),
)
NOT_MADE = Reason(
    "invitation.not_made",
    gettext_noop("No passkey was made."),
    gettext_noop("This page needs a browser that runs scripts and has passkeys. What you typed is still there."),
)
PASSKEY_THERE = Reason(
    "invitation.passkey_there",
    gettext_noop("This passkey is known here already."),
    gettext_noop("Make one on another device, or sign in with it."),
)
NOT_YOURS = Reason(
    "invitation.not_yours",
    gettext_noop("The passkey that answered is not one of the person who is signed in."),
    gettext_noop("Answer with a passkey of yours, or sign out first."),
)
