"""What a page says is open to a party is what the door takes from it: asked for each state, party and type of act."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from comity.forum.decisions.acts import Conclude, StepVerb
from comity.forum.decisions.machine import MACHINE
from comity.forum.decisions.state import decision
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import HATS
from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import Hat, View
from comity.web.desk.decisions.tries import RESERVATIONS, TRIES
from tests.support import desks
from tests.support.actsdesk import officer
from tests.support.decisiondesks import EVERY, LEADS, MEMBERS, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = "A" * 43 + "="
ROOMS: list[dict[str, Any]] = [{}, {"meeting": "soc-1"}]
OUTCOMES = Conclude.model_fields["outcome"].annotation.__args__  # type: ignore[union-attr]
DASH = "—"


def said_by(told: Told, party: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Whatever a party could say about a matter, by the types of acts: made here, and not as the pages make it."""
    held = decision(View(told.house.ledger), name)
    assert held
    parties = [party, *MEMBERS, "UZB"] if party in HATS else [party]
    for other in ("summit", "soc", "group"):
        yield from (("recommend", {"body": other, "verb": verb}) for verb in StepVerb.__args__)  # type: ignore[attr-defined]
        if other != held.body:
            yield "refer", {"body": other}
    yield "revise", {"revision": held.revision + 1, "text": DASH}
    for room in ROOMS:
        yield "open_vote", {"closes": told.at(hours=1), **room}
        yield "start_silence", {"expires": told.at(hours=25), **room}
        yield "issue", {"symbol": "SF/DEC/2", **room}
        for outcome, symbol, chosen in product(OUTCOMES, ({}, {"symbol": "SF/DEC/2"}), ({}, {"chosen": "MNG"})):
            yield "conclude", {"outcome": outcome, **room, **symbol, **chosen}
    yield "put", {"meeting": "soc-1"}
    yield "amend_orally", {"meeting": "soc-1", "amendment": DASH}
    yield "relay_objection", {"commitment": BLANK}
    yield "extend_silence", {"expires": told.at(days=30), "reason": DASH}
    yield "conclude_silence", {"silence": 1, "effective": told.at(hours=72), "outcome": "adopts"}
    yield "review", {"body": "soc", "text": DASH}
    yield "count", {"ballots": []}
    for each in parties:
        yield from _of_party(each)


def _of_party(party: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in ("withdraw", "support", "veto_silence", "break_silence", "withdraw_objection"):
        yield kind, {"party": party}
    for kind in ("object", "lift_objection"):
        yield kind, {"party": party, "meeting": "soc-1"}
    for reservation in RESERVATIONS:
        yield "reserve", {"party": party, "kind": reservation}
        yield "lift_reservation", {"party": party, "kind": reservation}
    yield "vote", {"party": party, "vote": "against"}
    yield "cast", {"party": party, "ballot": BLANK}
    yield "attach", {"party": party, "kind": "explanation_of_position", "text": DASH}
    for number in (1, 2):
        yield "fulfil", {"party": party, "undertaking": number}


def taken_by_the_door(told: Told, party: str, name: str) -> set[str]:
    """The types of acts of which the door would take one of these."""
    drawer, hat, found = desks.drawer(told.house), Hat(party, LEADS[party]), set()
    for kind, said in said_by(told, party, name):
        full = f"decisions.{kind}"
        if full in found:
            continue
        try:
            body = ACT_TYPES[full].body.model_validate({"decision": name, **said})
            drawer.check(drawer.draw(hat, full, body))
        except (Refused, ValidationError):
            continue
        found.add(full)
    return found


@pytest.mark.parametrize("party", LEADS)
def test_what_is_shown_as_open_is_what_the_door_takes(everything, party):
    browser = officer(everything.house, party, LEADS[party])
    for name in EVERY:
        context: Any = browser.get(f"decisions/{name}/").response.context  # type: ignore[attr-defined]
        shown = {doing.kind for doing in context["doings"]}
        assert shown == taken_by_the_door(everything, party, name), (party, name)


def test_every_state_is_in_the_story_but_for_where_a_statement_of_the_chair_was_made(everything):
    states = {decision(View(everything.house.ledger), name).state for name in EVERY}
    assert set(MACHINE.states) - states == {"", "moved"}


def test_every_type_of_act_about_a_matter_is_tried():
    assert set(TRIES) == {kind for kind in ACT_TYPES if kind.startswith("decisions.")} - {"decisions.propose"}


@pytest.mark.parametrize("party", LEADS)
def test_every_action_that_is_shown_leads_to_a_page(everything, party):
    browser = officer(everything.house, party, LEADS[party])
    for name in EVERY:
        context: Any = browser.get(f"decisions/{name}/").response.context  # type: ignore[attr-defined]
        for doing in context["doings"]:
            assert browser.browser.get(doing.url).status_code == 200, doing.url
