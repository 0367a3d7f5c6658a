"""Addresses of the desk's calendar."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.calendar import views

urlpatterns = [
    path("desk/calendar/", views.calendar, name="desk.calendar"),
    path("desk/calendar/comity.ics", views.calendar_ics, name="desk.calendar_ics"),
]
