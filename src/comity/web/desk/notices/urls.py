"""Addresses of the desks' notices."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.notices import files, home, lists, notice, paper, respond, write

urlpatterns = [
    path("desk/", home.home, name="desk.home"),
    path("desk/received/", lists.received, name="desk.received"),
    path("desk/sent/", lists.sent, name="desk.sent"),
    path("desk/write/", write.write, name="desk.write"),
    path("desk/paper/", paper.paper, name="desk.paper"),
    path("desk/notices/<slug>/", notice.notice, name="desk.notice"),
    path("desk/notices/<slug>/answer/", respond.answer, name="desk.answer"),
    path("desk/notices/<slug>/withdraw/", respond.withdraw, name="desk.withdraw"),
    path("desk/files/<int:index>/<int:place>/", files.file, name="desk.file"),
]
