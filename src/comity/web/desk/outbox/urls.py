"""Addresses of the outbox."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.outbox import views

urlpatterns: list[URLPattern] = [
    path("desk/outbox/", views.outbox, name="desk.outbox"),
    path("desk/outbox/<name>/", views.mail, name="desk.mail"),
]
