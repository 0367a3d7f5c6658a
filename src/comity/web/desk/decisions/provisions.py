"""A provision of the charter as a proposal is to change it: chosen by its part, edited field by field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from comity.forum.charter.checks import require_charter
from comity.forum.charter.names import PARTS as KINDS
from comity.forum.charter.names import named
from comity.forum.charter.words import PART_NAMES
from comity.forum.kernel.malformed import every_malformed
from comity.secretariat.composing import stored_body
from comity.secretariat.wording.amendments import provision_name
from comity.secretariat.wording.shapes import Table, shape_of
from comity.web.desk.acts import typed
from comity.web.desk.acts.finding import at_draft, no_draft, not_yours_to_write, writes
from comity.web.desk.acts.form import Form as ActForm
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.proposal import KIND
from comity.web.desk.frame import show
from comity.web.desk.notices.acting import keep
from comity.web.desk.notices.sitting import sit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from comity.forum.charter.provisions import Matter, Part, Provision
    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present

_BY_ITSELF = ("sources", "assumed", "decided", "since", "until")
"""What a provision has that the decision gives it."""

_DAY = "2000-01-01"
UNPROCESSABLE = 422


def in_force(asked: Asking, part: str) -> Iterator[tuple[str, Provision]]:
    """Yield the provisions of a part that are in force today, each with its name within the part."""
    if part in KINDS:
        rules = require_charter(asked.view).rules
        yield from ((called, rule) for called, rule in named(rules, part) if rule.in_force(asked.day))


def open_provisions(asked: Asking, rule: Matter) -> list[dict[str, Any]]:
    """Return the provisions that decisions on a matter may change, by the parts of the charter; and new ones."""
    return [{"text": _(PART_NAMES[part]), "options": _options(asked, part)} for part in rule.parts or tuple(KINDS)]


def _options(asked: Asking, part: str) -> list[dict[str, str]]:
    """The provisions of a part; of several that are called the same, each with its name in the record."""
    found = [(called, provision_name(rule, asked.at.ask.speech, asked.day)) for called, rule in in_force(asked, part)]
    names = Counter(name for _called, name in found)
    options = [
        {"value": f"{part}/{called}", "text": f"{name} ({called})" if names[name] > 1 else name}
        for called, name in found
    ]
    return [*options, {"value": f"{part}/", "text": _("a new one")}]


@require_http_methods(["GET", "HEAD", "POST"])
@at_draft
def provision(request: HttpRequest, here: Present, draft: Draft) -> HttpResponse:
    """Show a provision as a form; when it is sent, put the change into the draft of the proposal."""
    if not writes(here):
        return not_yours_to_write(request)
    asked, part = Asking(sit(here)), str(request.GET.get("part", ""))
    name = str(request.GET.get("name", ""))
    if draft.kind != KIND or draft.waiting or part not in KINDS:
        return no_draft(request)
    if request.method != "POST":
        return _page(request, asked, draft, (part, name), _begun(asked, draft, part, name))
    return _sent(request, asked, draft, (part, name))


def _sent(request: HttpRequest, asked: Asking, draft: Draft, place: tuple[str, str]) -> HttpResponse:
    (part, name), shape = place, _shape(place[0])
    if request.POST.get("do") == "end":
        return _put(asked, draft, part, name, None)
    given = typed.read(shape, request.POST)
    action, _colon, path = request.POST.get("do", "").partition(":")
    if action in {"add", "remove", "choose"}:
        changed = {"add": typed.with_entry, "remove": typed.without_entry}.get(action)
        return _page(request, asked, draft, place, changed(given, path, shape) if changed else given)
    pruned = typed.pruned(shape, given)
    faults = _faults(part, pruned)
    if faults:
        return _page(request, asked, draft, (part, name), given, faults)
    return _put(asked, draft, part, name, pruned)


def _shape(part: str) -> Table:
    """The shape of a provision, without what the decision gives it."""
    whole = shape_of(KINDS[cast("Part", part)])
    return Table(whole.name, tuple(field for field in whole.fields if field.name not in _BY_ITSELF))


def _begun(asked: Asking, draft: Draft, part: str, name: str) -> dict[str, Any]:
    """What the form begins with: the change that the draft has already, or the provision as it stands."""
    for each in _changes(draft):
        if (each.get("part"), each.get("name", "")) == (part, name) and name and isinstance(each.get("rule"), dict):
            return dict(each["rule"])
    held = next((rule for called, rule in in_force(asked, part) if called == name), None)
    said = stored_body(held) if held else {}
    return {field: value for field, value in said.items() if field not in _BY_ITSELF}


def _changes(draft: Draft) -> list[dict[str, Any]]:
    effect = draft.fields.get("effect")
    held = effect.get("changes", []) if isinstance(effect, dict) else []
    return [each for each in held if isinstance(each, dict)]


def _faults(part: str, given: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with a provision's shape: where, and what, in words."""
    try:
        KINDS[cast("Part", part)].model_validate({**given, "since": _DAY, "decided": "decision"})
    except ValidationError as wrong:
        return [(each.field, _(each.fault.text) % each.fault.words) for each in every_malformed(wrong, given)]
    return []


def _put(asked: Asking, draft: Draft, part: str, name: str, rule: dict[str, Any] | None) -> HttpResponse:
    """Put a change into the draft, in the place of an earlier one of the same provision."""
    effect = draft.fields.get("effect")
    told = dict(effect) if isinstance(effect, dict) else {"kind": "charter"}
    kept = [each for each in _changes(draft) if not name or (each.get("part"), each.get("name")) != (part, name)]
    change = {"part": part, **({"name": name} if name else {}), **({"rule": rule} if rule is not None else {})}
    told["changes"] = [*kept, change]
    fields = {**draft.fields, "effect": {**told, "kind": "charter"}}
    saved = keep(asked.at, KIND, fields, draft.audience, draft)
    return HttpResponseRedirect(f"{reverse('desk.propose')}?{urlencode({'draft': saved.id})}#f-changes")


def _page(
    request: HttpRequest,
    asked: Asking,
    draft: Draft,
    place: tuple[str, str],
    given: dict[str, Any],
    faults: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    part, name = place
    nodes, loose = ActForm(asked.at.ask).made(_shape(part), given, faults or [])
    held = next((rule for called, rule in in_force(asked, part) if called == name), None)
    context = {
        "ask": asked.at.ask,
        "nodes": nodes,
        "loose": loose,
        "wrong": bool(faults),
        "part": _(PART_NAMES[part]),
        "called": provision_name(held, asked.at.ask.speech, asked.day) if held else _("a new one"),
        "may_end": held is not None,
        "back": f"{reverse('desk.propose')}?{urlencode({'draft': draft.id})}#f-changes",
    }
    status = UNPROCESSABLE if faults else 200
    return show(request, asked.at.here, "desk/provision.html", context, matter="desk.decisions", status=status)
