"""What is typed when a matter is concluded: what is laid down, which paragraphs move, for whom the chair speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.decisions.machine import ACCEPTING
from comity.forum.documents.paragraphs import paragraphs
from comity.forum.kernel.text import LANGUAGES, said_in
from comity.web.desk.decisions.fields import moment
from comity.web.desk.meetings.outcomes import MOVES, said_of, speaks_for, statement_url, statements
from comity.web.desk.notices import forms
from comity.web.portal.framework.data import Data
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.meetings.outcomes import Outcomes
    from comity.web.desk.notices.forms import Form

    Said = dict[str, Any]

MOST = 20
"""How many undertakings a form holds; more are laid down in the text."""


class Choice(Data):
    """Something that can be ticked."""

    value: str
    text: str
    chosen: bool


class Row(Data):
    """An undertaking as the form asks for it: who, what, by when."""

    place: int
    who: list[Choice]
    named: str
    texts: list[forms.TextField]
    day: str
    time: str
    zone: str
    error: str


def names_of(rows: int) -> tuple[str, ...]:
    """Return what the inputs of the form are called."""
    texts = [f"remark_{code}" for code in LANGUAGES]
    for place in range(rows):
        texts += [f"u{place}_{code}" for code in LANGUAGES]
        texts += [f"u{place}_by_{part}" for part in ("day", "time", "zone")]
    return ("outcome", "statement", *texts)


def take(request: HttpRequest, form: Form, rows: int) -> None:
    """Take what was ticked: paragraphs, states, and who undertakes what, each as its name and its value."""
    lists = ("paragraphs", "speaks_for", *(f"u{place}_who" for place in range(rows)))
    form.chosen = [f"{name}={value}" for name in lists for value in request.POST.getlist(name)]


def ticked(form: Form, name: str) -> list[str]:
    """Return what was ticked in one list."""
    return [word.partition("=")[2] for word in form.chosen if word.startswith(f"{name}=")]


def said(asked: Asking, form: Form, found: Outcomes, rows: int) -> Said:
    """Return what was typed as the fields of the act; what the outcome brings with itself is put in."""
    outcome = form.values["outcome"]
    base = said_of(found, outcome) or {"outcome": outcome.partition(".")[0]}
    remark = forms.texts(form.values, "remark")
    told = {**base, **({"remark": remark} if remark else {})}
    if base["outcome"] == MOVES:
        numbers = [number for each in ticked(form, "paragraphs") if (number := whole(each)) is not None]
        told |= {"paragraphs": numbers, "speaks_for": ticked(form, "speaks_for")}
        told |= {"statement": form.values["statement"]} if form.values["statement"] else {}
    undertakings = _undertakings(asked, form, rows)
    if undertakings and base["outcome"] in ACCEPTING:
        told["undertakings"] = undertakings
    return told


def _undertakings(asked: Asking, form: Form, rows: int) -> list[Said]:
    found: list[Said] = []
    for place in range(rows):
        what, who = forms.texts(form.values, f"u{place}"), ticked(form, f"u{place}_who")
        if not what and not who:
            continue
        if not what or not who:
            form.errors[f"u{place}"] = _("An undertaking says who is to do what: name both, or leave both empty.")
            continue
        by = moment(asked, form, f"u{place}_by").get(f"u{place}_by")
        parties = [word.removeprefix("party:") for word in who if word.startswith("party:")]
        bodies = [word.removeprefix("body:") for word in who if word.startswith("body:")]
        named = {"parties": parties, "bodies": bodies, "by": by}
        found.append({"number": len(found) + 1, "what": what, **{key: each for key, each in named.items() if each}})
    return found


def rows_shown(asked: Asking, form: Form, rows: int) -> list[Row]:
    """Return the undertakings as the form shows them."""
    at = asked.at
    whose = [(f"party:{code}", at.title(code)) for code in at.by_name(asked.deciding)]
    whose += [(f"body:{slug}", at.ask.speech.title("body", slug)) for slug in asked.bodies]
    return [_row(asked, form, place, whose) for place in range(rows)]


def _row(asked: Asking, form: Form, place: int, whose: list[tuple[str, str]]) -> Row:
    name, chosen = f"u{place}", ticked(form, f"u{place}_who")
    return Row(
        place=place,
        who=[Choice(value=value, text=text, chosen=value in chosen) for value, text in whose],
        named=", ".join(text for value, text in whose if value in chosen),
        texts=forms.text_fields(form, name, asked.at.ask.language),
        day=form.values[f"{name}_by_day"],
        time=form.values[f"{name}_by_time"],
        zone=form.values[f"{name}_by_zone"],
        error=form.errors[name] or form.errors[f"{name}_by_day"],
    )


def moved(asked: Asking, form: Form, held: Decision, meeting: Meeting) -> dict[str, Any]:
    """Return what the form asks of paragraphs that move: which, to which statement, for which states it speaks."""
    objected = [str(number) for each in held.standing_objections for number in each.paragraphs]
    begun = not form.values["outcome"]
    chosen = objected if begun else ticked(form, "paragraphs")
    speaking = speaks_for(asked, held, meeting)
    named = speaking if begun else ticked(form, "speaks_for")
    text = said_in(held.wording.text, asked.at.ask.language)[0] if held.wording.text else ""
    return {
        "paragraphs": [
            {"number": each.number, "text": each.text, "chosen": str(each.number) in chosen}
            for each in paragraphs(text)
            if each.number is not None
        ],
        "register": statement_url(held),
        "statements": [
            {"value": value, "text": title, "chosen": value == form.values["statement"]}
            for value, title in statements(asked, meeting)
        ],
        "speaking": [
            Choice(value=code, text=asked.at.title(code), chosen=code in named) for code in asked.at.by_name(speaking)
        ],
    }
