"""Addresses of documents at the desk."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.documents import comparing, files, further, listing, paper, registering

urlpatterns = [
    path("desk/documents/", listing.documents, name="desk.documents"),
    path("desk/documents/register/", registering.register, name="desk.document_register"),
    path("desk/documents/<slug>/", paper.paper, name="desk.document"),
    path("desk/documents/<slug>/language/", further.language, name="desk.document_language"),
    path("desk/documents/<slug>/readers/", further.redistribute, name="desk.document_redistribute"),
    path("desk/documents/<slug>/files/<language>/", files.file, name="desk.document_file"),
    path("desk/documents/<slug>/compare/<other>/", comparing.compare, name="desk.document_compare"),
]
