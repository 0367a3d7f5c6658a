"""Addresses of the portal, below the language."""

from __future__ import annotations

from django.urls import URLPattern

from comity.web.portal.framework.serve import routes
from comity.web.portal.library import library
from comity.web.portal.pages.act import FILES
from comity.web.portal.pages.papers import files
from comity.web.portal.table import PAGES

urlpatterns: list[URLPattern] = [*FILES, *files.FILES, *(route for page in PAGES for route in routes(page, library))]
