"""Addresses of signing in, of hats and sessions, and of invitations."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.signin import entering, hat, invitation

urlpatterns: list[URLPattern] = [
    path("sign-in/", entering.sign_in, name="desk.sign_in"),
    path("sign-in/question/", entering.question, name="desk.question"),
    path("sign-out/", entering.sign_out, name="desk.sign_out"),
    path("desk/hat/", hat.hat, name="desk.hat"),
    path("desk/sessions/", hat.open_sessions, name="desk.sessions"),
    path("invitation/<token>/", invitation.invitation, name="desk.invitation"),
    path("invitation/<token>/question/", invitation.question, name="desk.invitation.question"),
]
