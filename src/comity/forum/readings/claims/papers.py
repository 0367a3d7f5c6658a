"""Answers about what was signed, by whom, and about what a party is and what things are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.claims.verdicts import Finding, Verdict, nothing, same_words, yes_or_no
from comity.forum.readings.said import Day, Listed, Named, Said, Titled

if TYPE_CHECKING:
    from comity.forum.membership.state import Signature
    from comity.forum.readings.claims.world import World
    from comity.forum.sources import questions


def _signature(world: World, code: str, instrument: str) -> Signature | None:
    party = world.register.parties.get(code)
    return next((s for s in party.signatures if s.instrument == instrument), None) if party else None


def signed_by(question: questions.SignedBy, world: World) -> Finding:
    """Who signed for a party."""
    signed = _signature(world, question.party, question.instrument)
    if signed is None or signed.by is None:
        text = gettext_noop("The register does not hold who signed for %(party)s.")
        return Finding(Verdict.UNDECIDABLE, Said(text, {"party": Named(question.party)}))
    text = gettext_noop("For %(party)s signed: %(person)s, %(day)s.")
    said = Said(text, {"party": Named(question.party, signed.on), "person": Titled(signed.by), "day": Day(signed.on)})
    return Finding(yes_or_no(agrees=same_words(question.person, signed.by)), said)


def paper(question: questions.SignedPaper, world: World) -> Finding:
    """Under which paper a party came to its status."""
    signed = _signature(world, question.party, question.instrument)
    if signed is None or signed.paper is None:
        text = gettext_noop("The register does not hold which paper %(party)s signed.")
        return Finding(Verdict.UNDECIDABLE, Said(text, {"party": Named(question.party)}))
    text = gettext_noop("%(party)s signed: %(paper)s, %(day)s.")
    said = Said(text, {"party": Named(question.party, signed.on), "paper": Titled(signed.paper), "day": Day(signed.on)})
    return Finding(yes_or_no(agrees=same_words(question.paper, signed.paper)), said)


def kind(question: questions.KindOf, world: World) -> Finding:
    """Whether a party is a state or an organisation."""
    party = world.register.parties.get(question.party)
    if party is None:
        return nothing()
    state = gettext_noop("%(party)s: a state.")
    organisation = gettext_noop("%(party)s: an organisation, not a state.")
    said = Said(state if party.kind == "state" else organisation, {"party": Named(question.party)})
    return Finding(yes_or_no(agrees=party.kind == question.is_), said)


def named(question: questions.NamedAs, world: World) -> Finding:
    """What the forum, a party or a body is called."""
    names = _names(question, world)
    if not names:
        return nothing()
    said = Said(gettext_noop("In the register it is called: %(names)s."), {"names": Listed(tuple(map(Titled, names)))})
    known = {words for name in names for words in name.values()}
    return Finding(yes_or_no(agrees=set(question.name.values()) <= known), said)


def _names(question: questions.NamedAs, world: World) -> list[dict[str, str]]:
    if question.of == "forum":
        return [world.identity.names, world.identity.short] if world.identity else []
    if question.of == "body":
        body = world.charter.body(question.id) if world.charter else None
        return [name.name for name in body.names] if body else []
    party = world.register.parties.get(question.id)
    found = [party.name, party.short, *(spelt.name for spelt in party.names)] if party else []
    return [name for place, name in enumerate(found) if name and name not in found[:place]]
