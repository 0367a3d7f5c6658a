"""Addresses of drafts, signing and receipts."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.acts import editing, receipts, signing

urlpatterns: list[URLPattern] = [
    path("desk/drafts/<name>/", editing.draft, name="desk.draft"),
    path("desk/drafts/<name>/sign/", signing.sign, name="desk.sign"),
    path("desk/drafts/<name>/sign/act.json", signing.line, name="desk.sign_file"),
    path("desk/receipts/<int:index>/", receipts.receipt, name="desk.receipt"),
    path("desk/receipts/<int:index>/opening.jsonl", receipts.opening_file, name="desk.opening"),
]
