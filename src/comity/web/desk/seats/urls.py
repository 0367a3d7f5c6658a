"""Addresses of the seats of a rehearsal; in a real forum there is nothing at any of them."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.acts.ways import open_way
from comity.web.desk.seats import moving, signing, views
from comity.web.desk.signin.joining import follow_up

open_way(signing.seat_way)
follow_up(signing.follow)

urlpatterns: list[URLPattern] = [
    path("seats/", views.seats, name="desk.seats"),
    path("seats/take/", views.take, name="desk.seats.take"),
    path("seats/leave/", views.leave, name="desk.seats.leave"),
    path("seats/passkey/", views.passkey, name="desk.seats.passkey"),
    path("seats/simulate/", views.simulate, name="desk.seats.simulate"),
    path("seats/drill/", views.drill, name="desk.seats.drill"),
    path("seats/clock/", moving.move, name="desk.seats.clock"),
]
