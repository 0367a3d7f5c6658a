"""The form of a proposal: what is asked of a matter, how what was typed becomes the body of an act, and back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import gettext_noop
from comity.web.desk.decisions import effects
from comity.web.desk.decisions.fields import Field, names_of, texts, words
from comity.web.desk.decisions.naming import suggested
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.portal.framework.chrome import stops

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from comity.forum.charter.provisions import Matter, Procedure
    from comity.web.desk.decisions.asking import Asking

KIND = "decisions.propose"
_PLAIN = ("decision", "body", "document", "follows")
_SEVERAL = ("without", "candidates")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the authority matrix, and the bodies that decide by it, each with how."""

    rule: Matter
    bodies: Mapping[str, Procedure]

    @property
    def elects(self) -> bool:
        """Whether a body chooses among candidates."""
        return any(way.way == "secret_ballot" for way in self.bodies.values())

    @property
    def leaves_out(self) -> bool:
        """Whether a consensus can leave parties out."""
        return any(way.without for way in self.bodies.values())


def row_of(asked: Asking, rule: Matter) -> Row:
    """Return a row with the bodies that decide by it and of which the charter says how."""
    deciding = asked.in_order(body for body, role in rule.roles.items() if role == "decides")
    ways = {body: asked.procedure(body, rule.matter) for body in deciding}
    return Row(rule, {body: way for body, way in ways.items() if way is not None})


def general(asked: Asking, row: Row) -> list[Field]:
    """Return the fields that every proposal has."""
    at = asked.at
    title, colon = at.ask.speech.title, stops()["colon"]
    bodies = [(body, f"{title('body', body)}{colon}{at.said(way.text)}") for body, way in row.bodies.items()]
    whole = gettext_noop("The whole text. An empty line begins a new paragraph; paragraphs are numbered when shown.")
    longer = gettext_noop("A longer text is registered first; give its name in addresses. One of the two is needed.")
    return [
        Field("choice", "body", gettext_noop("Before which body"), options=bodies),
        Field("line", "title", gettext_noop("Title")),
        Field("texts", "text", gettext_noop("Text"), whole),
        Field("word", "document", gettext_noop("Document"), longer),
    ]


def further(asked: Asking, row: Row) -> list[Field]:
    """Return the fields that stand at the end, and those that only some ways of deciding know."""
    members = [(code, asked.at.title(code)) for code in asked.at.by_name(asked.deciding)]
    found = []
    if row.elects:
        found.append(Field("checks", "candidates", gettext_noop("Candidates"), options=members))
    if row.leaves_out:
        left_out = gettext_noop("A consensus is asked of all others.")
        found.append(Field("checks", "without", gettext_noop("Without which parties"), left_out, options=members))
    made = gettext_noop("Small letters, figures and hyphens. Left empty, it is made from the title.")
    after = gettext_noop("The name in addresses of the matter that it follows, if it follows one.")
    return [
        *found,
        Field("word", "follows", gettext_noop("Follows the matter"), after),
        Field("word", "decision", gettext_noop("Name in addresses"), made),
    ]


def typed(request: HttpRequest, asked: Asking, row: Row) -> Form:
    """Return what was typed into the form of a proposal."""
    groups = effects.fields_of(asked, row.rule.effects)
    fields = [*general(asked, row), *further(asked, row), *(field for group in groups.values() for field in group)]
    form = forms.typed(request, ("effect", "changes", "provision", *names_of(fields)))
    form.chosen = [str(code) for name in _SEVERAL for code in request.POST.getlist(name)]
    return form


def said(request: HttpRequest, asked: Asking, row: Row, form: Form) -> dict[str, Any]:
    """Return what was typed as the body of an act; what was left out is not in it, and the name is suggested."""
    found: dict[str, Any] = {"party": asked.at.party, "matter": row.rule.matter}
    found |= {**words(form, *_PLAIN), **texts(form, "title", "text")}
    for name in _SEVERAL:
        codes = [str(code) for code in request.POST.getlist(name)]
        found |= {name: codes} if codes else {}
    groups = effects.fields_of(asked, row.rule.effects)
    found |= effects.effect_of(form, groups)
    if found.get("effect", {}).get("kind") == "charter":
        found["effect"]["changes"] = changes_of(form)
    if not found.get("decision"):
        found["decision"] = suggested(asked, found.get("title", {}), row.rule.matter)
    return found


def changes_of(form: Form) -> list[dict[str, Any]]:
    """Return the changes of the charter that a form holds."""
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(form.values["changes"])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def of_draft(fields: Mapping[str, Any]) -> Form:
    """Return the form that a draft has filled in."""
    form = Form(Blanks({name: value for name, value in fields.items() if isinstance(value, str)}))
    for name in ("title", "text"):
        held = fields.get(name)
        if isinstance(held, dict):
            form.values |= {f"{name}_{code}": given for code, given in held.items() if isinstance(given, str)}
    form.chosen = [str(code) for name in _SEVERAL for code in fields.get(name, ())]
    effect = fields.get("effect")
    if isinstance(effect, dict):
        effects.spread(form, effect)
        form.values["changes"] = json.dumps(effect.get("changes", []), ensure_ascii=False)
    return form
