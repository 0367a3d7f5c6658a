"""Addresses of the desks, below the language."""

from __future__ import annotations

from django.urls import URLPattern

from comity.web.desk.acts import urls as acts
from comity.web.desk.admission import urls as admission
from comity.web.desk.calendar import urls as calendar
from comity.web.desk.decisions import urls as decisions
from comity.web.desk.documents import urls as documents
from comity.web.desk.house import urls as house
from comity.web.desk.meetings import urls as meetings
from comity.web.desk.notices import urls as notices
from comity.web.desk.officers import urls as officers
from comity.web.desk.outbox import urls as outbox
from comity.web.desk.seats import urls as seats
from comity.web.desk.signin import urls as signin
from comity.web.desk.treaties import urls as treaties

urlpatterns: list[URLPattern] = [
    *signin.urlpatterns,
    *acts.urlpatterns,
    *notices.urlpatterns,
    *decisions.urlpatterns,
    *meetings.urlpatterns,
    *documents.urlpatterns,
    *treaties.urlpatterns,
    *admission.urlpatterns,
    *calendar.urlpatterns,
    *house.urlpatterns,
    *officers.urlpatterns,
    *outbox.urlpatterns,
    *seats.urlpatterns,
]
