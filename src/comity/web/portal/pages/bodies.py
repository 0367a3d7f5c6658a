"""The forum's bodies as the charter has them, and the table of who decides what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.charter.words import PART_NAMES
from comity.secretariat.wording.terms.decisions import EFFECTS
from comity.web.portal.framework.data import Data, When
from comity.web.portal.pages.asof import begun, when_known
from comity.web.portal.pages.provisions import Provision, basis, words_of

if TYPE_CHECKING:
    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import BodyRule, Matter
    from comity.web.portal.framework.ask import Ask

WEIGHTY = {"decides", "approves", "finalises"}


class Named(Data):
    """What a body was called before, and until when."""

    name: str
    until: When | None


class Body(Provision):
    """A body: its name on the day, what it was called before, its place and work."""

    body: str
    name: str
    earlier: list[Named]
    level: str
    rhythm: str
    function: str
    composition: str
    established: When | None


class Level(Data):
    """Bodies of one kind: those that decide and prepare decisions, or those that advise."""

    level: str
    name: str
    bodies: list[Body]


class Role(Data):
    """What a body does in a matter; `text` is empty where it has no part."""

    body: str
    name: str
    role: str
    text: str
    weighty: bool


class Concern(Provision):
    """A row of the authority matrix: a matter, and what each body does in it.

    `effects` say in words what decisions on it can bring about, `requires` names bodies that have their say first.
    """

    matter: str
    name: str
    seen: str
    roles: list[Role]
    effects: list[str]
    requires: list[str]


def level_names() -> dict[str, str]:
    """Return what the levels of bodies are called."""
    return {
        "summit": _("summit"),
        "ministerial": _("ministers"),
        "senior": _("senior officials"),
        "working": _("working group"),
        "expert": _("experts"),
        "secretariat": _("secretariat"),
        "advisory": _("advisory"),
    }


def role_names() -> dict[str, str]:
    """Return what bodies do in a matter."""
    return {
        "decides": _("decides"),
        "recommends": _("recommends"),
        "drafts": _("drafts"),
        "discusses": _("discusses"),
        "finalises": _("finalises"),
        "approves": _("approves"),
    }


def _names(ask: Ask, rule: BodyRule) -> tuple[str, list[Named]]:
    """The name on the day, and each name before it with the day on which the next one came."""
    known = [n for n in rule.names if n.since is None or begun(n.since, ask.day)] or list(rule.names[:1])
    earlier = [
        Named(name=words_of(ask, one.name), until=when_known(ask, following.since))
        for one, following in pairwise(known)
    ]
    return words_of(ask, known[-1].name), earlier


def _body(ask: Ask, rule: BodyRule) -> Body:
    name, earlier = _names(ask, rule)
    return Body(
        **basis(ask, rule),
        body=rule.body,
        name=name,
        earlier=earlier,
        level=level_names()[rule.level],
        rhythm=words_of(ask, rule.rhythm),
        function=words_of(ask, rule.function),
        composition=words_of(ask, rule.composition),
        established=when_known(ask, rule.established),
    )


def levels(ask: Ask, rules: Adopt) -> list[Level]:
    """Return the bodies, those that decide and serve apart from those that advise."""
    standing = [_body(ask, rule) for rule in rules.bodies if rule.level != "advisory"]
    advising = [_body(ask, rule) for rule in rules.bodies if rule.level == "advisory"]
    found = [
        Level(level="standing", name=_("Bodies that decide, prepare and serve"), bodies=standing),
        Level(level="advisory", name=_("Advisory bodies"), bodies=advising),
    ]
    return [level for level in found if level.bodies]


def deciding(ask: Ask, rules: Adopt) -> list[tuple[str, str]]:
    """Return the bodies that the matrix names, slug and name, in the order in which a matter passes upwards."""
    named = {body for matter in rules.matters for body in matter.roles}
    bodies = [rule for rule in reversed(rules.bodies) if rule.body in named]
    return [(rule.body, _names(ask, rule)[0]) for rule in bodies]


def _role(matter: Matter, body: str, name: str) -> Role:
    role = matter.roles.get(body)
    return Role(
        body=body,
        name=name,
        role=role or "",
        text=role_names()[role] if role else "",
        weighty=role in WEIGHTY,
    )


def _effect(kind: str, matter: Matter) -> str:
    text = _(EFFECTS[kind])
    if kind != "charter" or not matter.parts:
        return text
    parts = ", ".join(_(PART_NAMES[part]) for part in matter.parts)
    return _("%(effect)s, in these parts: %(parts)s") % {"effect": text, "parts": parts}


def concerns(ask: Ask, rules: Adopt) -> list[Concern]:
    """Return the authority matrix."""
    columns = deciding(ask, rules)
    return [
        Concern(
            **basis(ask, matter),
            matter=matter.matter,
            name=words_of(ask, matter.name),
            seen=words_of(ask, matter.seen),
            roles=[_role(matter, body, name) for body, name in columns],
            effects=[_effect(kind, matter) for kind in matter.effects],
            requires=[ask.speech.title("body", body) for body in matter.requires],
        )
        for matter in rules.matters
    ]
