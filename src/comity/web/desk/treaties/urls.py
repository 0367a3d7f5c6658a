"""Addresses of treaties at the desk."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.treaties import board, deed, notifying, receiving, registering, treaty

urlpatterns = [
    path("desk/treaties/", board.board, name="desk.treaties"),
    path("desk/treaties/register/", registering.register, name="desk.treaty_register"),
    path("desk/treaties/notifications/<number>/", receiving.received, name="desk.notification"),
    path("desk/treaties/<slug>/", treaty.treaty, name="desk.treaty"),
    path("desk/treaties/<slug>/notify/", notifying.notify, name="desk.treaty_notify"),
    path("desk/treaties/<slug>/<name>/", deed.deed, name="desk.treaty_deed"),
]
