"""Addresses of the desks, below the language."""

from __future__ import annotations

from django.urls import URLPattern

from comity.web.desk.seats import urls as seats
from comity.web.desk.notices import urls as notices
from comity.web.desk.signin import urls as signin

urlpatterns: list[URLPattern] = [
    *signin.urlpatterns,
    *notices.urlpatterns,
    *seats.urlpatterns,
]
