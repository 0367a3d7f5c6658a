"""Addresses of admission at the desk."""

from __future__ import annotations

from django.urls import path

from comity.web.desk.admission import candidates, forms

urlpatterns = [
    path("desk/admission/", candidates.candidates, name="desk.admission"),
    path("desk/admission/enter/", forms.enter, name="desk.enter_party"),
    path("desk/admission/apply/", forms.apply, name="desk.apply"),
    path("desk/admission/<party>/<status>/", candidates.candidate, name="desk.candidate"),
    path("desk/admission/<party>/<status>/sign/", forms.sign, name="desk.candidate_sign"),
]
