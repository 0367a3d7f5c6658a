"""Addresses of the desks, below the language."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
