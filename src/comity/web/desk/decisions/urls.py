"""Addresses of decisions at the desk."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.decisions import ballots, board, deed, matter, proposing, provisions

urlpatterns = [
    path("desk/decisions/", board.board, name="desk.decisions"),
    path("desk/propose/", proposing.propose, name="desk.propose"),
    path("desk/propose/<name>/provision/", provisions.provision, name="desk.propose_provision"),
    path("desk/slips/<name>/", ballots.slip_file, name="desk.slip"),
    path("desk/decisions/<slug>/", matter.matter, name="desk.matter"),
    path("desk/decisions/<slug>/<name>/", deed.deed, name="desk.deed"),
]
