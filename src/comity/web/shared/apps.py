"""Makes templates and static files of the look findable by Django."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "comity.web.shared"
    label = "shared"
