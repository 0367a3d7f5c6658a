"""Addresses of officers: a delegation's own, and those of any party at the secretariat's desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from comity.web.desk.officers import acting, contests, directory, inviting, page, parties


def _about(stem: str, name: str) -> list[URLPattern]:
    """The forms about the officers of a party."""
    return [
        path(f"{stem}enrol/", acting.enrol, name=f"{name}.enrol"),
        path(f"{stem}withdraw/", inviting.withdraw, name=f"{name}.withdraw"),
        path(f"{stem}<slug:officer>/invite/", inviting.invite, name=f"{name}.invite"),
        path(f"{stem}<slug:officer>/revoke/", acting.revoke, name=f"{name}.revoke"),
        path(f"{stem}<slug:officer>/dismiss/", acting.dismiss, name=f"{name}.dismiss"),
        path(f"{stem}<slug:officer>/directory/", directory.entry, name=f"{name}.directory"),
        path(f"{stem}<slug:officer>/directory/erase/", directory.erase, name=f"{name}.erase"),
    ]


urlpatterns: list[URLPattern] = [
    path("desk/officers/", page.officers, name="desk.officers"),
    *_about("desk/officers/", "desk.officers"),
    path("desk/parties/", parties.parties, name="desk.parties"),
    path("desk/parties/<slug:code>/", parties.party, name="desk.party"),
    path("desk/parties/<slug:code>/contest/", contests.contest, name="desk.party.contest"),
    path("desk/parties/<slug:code>/settle/", contests.settle, name="desk.party.settle"),
    *_about("desk/parties/<slug:code>/officers/", "desk.party"),
]
