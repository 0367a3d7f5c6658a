"""Which room answers which address.

`/record/…` and `/static/…` are files and answered before Django (see wsgi.py); an
address without a language is sent on to one by Django's LocaleMiddleware.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from comity.web.portal import root

urlpatterns: list[URLPattern | URLResolver] = [
    *root.PATTERNS,
    path("api/v1/", include("comity.web.api.urls")),
    *i18n_patterns(path("", include("comity.web.desk.urls")), path("", include("comity.web.portal.urls"))),
]
handler400 = "comity.web.portal.errors.bad_request"
handler403 = "comity.web.portal.errors.forbidden"
handler404 = "comity.web.portal.errors.not_found"
handler500 = "comity.web.portal.errors.server_error"
