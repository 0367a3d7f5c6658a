"""Addresses of drafts, signing and receipts."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.acts import editing, lists, receipts, signing

urlpatterns: list[URLPattern] = [
    path("desk/acts/new/", lists.choose, name="desk.new_act"),
    path("desk/acts/new/<kind>/", lists.one, name="desk.new_act_of"),
    path("desk/drafts/", lists.listed, name="desk.drafts"),
    path("desk/drafts/<name>/", editing.edit, name="desk.draft"),
    path("desk/drafts/<name>/sign/", signing.sign, name="desk.sign"),
    path("desk/drafts/<name>/act/", signing.line, name="desk.sign_file"),
    path("desk/receipts/<int:index>/", receipts.receipt, name="desk.receipt"),
    path("desk/receipts/<int:index>/opening.jsonl", receipts.opening_file, name="desk.opening"),
]
