"""Addresses of meetings at the desk."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.meetings import agenda, concluding, convening, hall, lists, mattersteps, presence, room, stepping

urlpatterns = [
    path("desk/meetings/", lists.meetings, name="desk.meetings"),
    path("desk/meetings/convene/", convening.convene, name="desk.convene"),
    path("desk/meetings/<slug>/", hall.hall, name="desk.meeting"),
    path("desk/meetings/<slug>/now/", hall.now, name="desk.meeting_now"),
    path("desk/meetings/<slug>/room/", room.room, name="desk.room"),
    path("desk/meetings/<slug>/room/now/", room.now, name="desk.room_now"),
    path("desk/meetings/<slug>/agenda/", agenda.agenda, name="desk.agenda"),
    path("desk/meetings/<slug>/presence/", presence.presence, name="desk.presence"),
    path("desk/meetings/<slug>/matters/<decision>/<name>/", mattersteps.step, name="desk.matter_step"),
    path("desk/meetings/<slug>/matters/<decision>/", concluding.conclude, name="desk.conclude"),
    path("desk/meetings/<slug>/<name>/", stepping.step, name="desk.step"),
]
