"""The desks as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desks' templates and scripts."""

    name = "comity.web.desk"
    label = "desk"
