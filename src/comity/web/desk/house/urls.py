"""Addresses of what desks show of the house."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.house import export, record

urlpatterns = [
    path("desk/record/", record.record, name="desk.record"),
    path("desk/export/", export.export, name="desk.export"),
]
