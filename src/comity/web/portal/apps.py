"""The portal as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal's templates and scripts."""

    name = "comity.web.portal"
    label = "portal"
