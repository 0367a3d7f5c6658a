"""The form of each action about a treaty: what it asks, and how what was typed becomes an act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.treaties.words import WAYS
from comity.secretariat.wording.fields import language_name
from comity.secretariat.wording.terms.treaties import ISSUERS, MODES, MOMENTS, POWERS, STATEMENTS
from comity.web.desk.decisions.fields import Field, texts, words
from comity.web.desk.notices.forms import listed
from comity.web.portal.framework.links import day_text
from comity.web.portal.pages.treaties.words import in_language
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.forms import Form
    from comity.web.desk.treaties.tries import Said

    Asks = Callable[["Doer"], Sequence[Field]]
    Makes = Callable[["Doer", Form], Said]


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something about a treaty: what asks the rules, and what the door would take, tried."""

    asked: Asking
    held: Treaty
    taken: tuple[Said, ...] = field(default=())

    @property
    def keeps(self) -> bool:
        """Whether it is the depositary, on papers of others."""
        return self.asked.at.party == SECRETARIAT

    def each(self, name: str) -> list[str]:
        """What the acts that the door would take say in a field, each once."""
        return list(dict.fromkeys(str(said[name]) for said in self.taken if name in said))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of an action. `of_party`: it is a party's act, which the depositary enters on its paper."""

    asks: Asks
    makes: Makes
    of_party: bool = True


def named(texts_of: dict[str, str], given: Iterable[str]) -> list[tuple[str, str]]:
    """Return choices with what they are called."""
    return [(value, _(texts_of[value])) for value in given]


def ticked(form: Form, options: Iterable[tuple[str, str]]) -> list[str]:
    """Return which of some choices were ticked, in their order."""
    return [value for value, _text in options if value in form.chosen]


_WHY = Field("line", "why", gettext_noop("Why not"), gettext_noop("Only of what is not in good form."))
_REASON = Field("texts", "reason", gettext_noop("Reason"), gettext_noop("All parties read it."))


PAPER = ("on", "reference", "dated")
"""What the depositary is asked of the paper on which it enters a party's act: received when, which, of which day."""


def common(doer: Doer) -> list[Field]:
    """Return what every act of a party is asked first by the depositary: of which party it is."""
    if not doer.keeps:
        return []
    at = doer.asked.at
    parties = [("", _("choose")), *((code, at.title(code)) for code in at.by_name(doer.each("party")))]
    return [Field("select", "party", gettext_noop("Party"), options=parties)]


def common_said(doer: Doer, form: Form) -> Said:
    """Return whose act it is, on which day and paper, as fields of a body."""
    if not doer.keeps:
        return {"party": doer.asked.at.party}
    said: Said = words(form, "party", "on")
    paper: Said = {name: form.values[typed] for name, typed in (("reference", "reference"), ("on", "dated"))}
    if any(paper.values()):
        for file in form.files[-1:]:
            paper |= {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
        said["paper"] = paper
    elif form.files:
        form.errors["reference"] = _("Give the reference and the date of the paper whose scan this is.")
    return said


def _examined() -> list[Field]:
    good = [("good", _("in good form")), ("not", _("not in good form: it goes back"))]
    return [Field("choice", "form", gettext_noop("Examined"), options=good), _WHY]


def _examined_said(form: Form) -> Said:
    if form.values["form"] != "not":
        return {}
    why = texts(form, "why")
    if not why:
        form.errors["why"] = _("Say why it is not in good form.")
    return {"in_good_form": False, "why": {"en": "—"}, **why}


def _full_powers(_doer: Doer) -> Sequence[Field]:
    return [
        Field("checks", "powers", gettext_noop("What they are for"), options=named(POWERS, POWERS)),
        Field("choice", "issued_by", gettext_noop("Issued by"), options=named(ISSUERS, list(ISSUERS)[:3])),
        *_examined(),
    ]


def _of_full_powers(_doer: Doer, form: Form) -> Said:
    said: Said = {"powers": ticked(form, named(POWERS, POWERS))}
    return {**said, **words(form, "issued_by"), **_examined_said(form)}


def _sign(doer: Doer) -> Sequence[Field]:
    modes = named(MODES, [mode for mode in MODES if mode in doer.each("mode")] or MODES)
    place = gettext_noop("May be left empty.")
    return [
        Field("choice", "mode", gettext_noop("How it binds"), options=modes),
        Field("choice", "signed_by", gettext_noop("Signed by"), options=named(ISSUERS, ISSUERS)),
        Field("line", "at", gettext_noop("Place"), place),
    ]


def _of_sign(_doer: Doer, form: Form) -> Said:
    return {**words(form, "mode", "signed_by"), **texts(form, "at")}


def _instruments(doer: Doer) -> list[tuple[str, str]]:
    known = doer.each("instrument") or [way for way in doer.held.ways if way != "definitive_signature"]
    return named(WAYS, [way for way in doer.held.ways if way in known])


def _confirmable(doer: Doer) -> list[tuple[str, str]]:
    made = [each for each in doer.held.statements if each.state == "made"]
    ours = [each for each in made if doer.keeps or each.party == doer.asked.at.party]
    return [(f"confirms-{each.act}", _statement(doer, each.act)) for each in ours]


def _deposit(doer: Doer) -> Sequence[Field]:
    confirms = _confirmable(doer)
    hint = gettext_noop("Made at the signature; what is not confirmed lapses.")
    return [
        Field("choice", "instrument", gettext_noop("Instrument"), options=_instruments(doer)),
        *([Field("checks", "confirms", gettext_noop("It confirms"), hint, options=confirms)] if confirms else []),
        *(_examined() if doer.keeps else ()),
    ]


def _of_deposit(doer: Doer, form: Form) -> Said:
    confirmed = [int(value.rpartition("-")[2]) for value in ticked(form, _confirmable(doer))]
    return {**words(form, "instrument"), **({"confirms": confirmed} if confirmed else {}), **_examined_said(form)}


def _reserve(doer: Doer) -> Sequence[Field]:
    moments = named(MOMENTS, [each for each in MOMENTS if each in doer.each("moment")] or MOMENTS)
    kinds = named(STATEMENTS, [each for each in STATEMENTS if _may_declare(doer, each)])
    listed = ", ".join(doer.held.reservable)
    numbers = gettext_noop("As the treaty numbers them, with commas between: 12, 5(2). May be left empty.")
    return [
        Field("choice", "kind", gettext_noop("What it is"), options=kinds),
        Field("choice", "moment", gettext_noop("When it is made"), options=moments),
        Field("word", "paragraphs", gettext_noop("Provisions that it concerns"), listed or numbers),
        Field("texts", "text", gettext_noop("Text")),
    ]


def _may_declare(doer: Doer, kind: str) -> bool:
    return kind != "reservation" or not doer.taken or "reservation" in doer.each("kind")


def _of_reserve(_doer: Doer, form: Form) -> Said:
    given = listed(form.values["paragraphs"])
    return {**words(form, "kind", "moment"), **({"paragraphs": given} if given else {}), **texts(form, "text")}


def _statement(doer: Doer, act: int) -> str:
    """A reservation or declaration in a few words."""
    made, ask = doer.held.statement(act), doer.asked.at.ask
    if made is None:
        return str(act)
    told = {"party": doer.asked.at.title(made.party), "kind": _(STATEMENTS[made.kind]), "day": day_text(ask, made.on)}
    return _("%(party)s: %(kind)s of %(day)s") % told


def _which(doer: Doer) -> Field:
    options = [(act, _statement(doer, int(act))) for act in doer.each("reservation")]
    return Field("choice", "reservation", gettext_noop("Which one"), options=options)


def _object(doer: Doer) -> Sequence[Field]:
    effects = [
        ("", _("it stays in force between us, without what the reservation is on")),
        ("yes", _("it is not to enter into force between us")),
    ]
    return [
        _which(doer),
        _REASON,
        Field("choice", "precludes", gettext_noop("The treaty between the two"), options=effects),
    ]


def _number(form: Form, name: str) -> Said:
    number = whole(form.values[name])
    return {} if number is None else {name: number}


def _of_object(_doer: Doer, form: Form) -> Said:
    precludes = {"precludes": True} if form.values["precludes"] == "yes" else {}
    return {**_number(form, "reservation"), **texts(form, "reason"), **precludes}


def _on_statement(doer: Doer) -> Sequence[Field]:
    return [_which(doer)]


def _of_statement(_doer: Doer, form: Form) -> Said:
    return _number(form, "reservation")


def _nothing(_doer: Doer) -> Sequence[Field]:
    return ()


def _just(_doer: Doer, _form: Form) -> Said:
    return {}


def _denounce(_doer: Doer) -> Sequence[Field]:
    return [Field("texts", "reason", gettext_noop("Reason"), gettext_noop("May be left empty. All parties read it."))]


def _of_denounce(_doer: Doer, form: Form) -> Said:
    return dict(texts(form, "reason"))


def _languages(doer: Doer) -> list[tuple[str, str]]:
    return [
        (code, language_name(code, doer.asked.at.ask.language)) for code in doer.held.languages or ("en", "ru", "zh")
    ]


def _propose_correction(doer: Doer) -> Sequence[Field]:
    usual = gettext_noop("Days from the notification on; 90 by the Vienna Convention’s practice.")
    return [
        Field(
            "checks", "languages", gettext_noop("Languages in which the text has the error"), options=_languages(doer)
        ),
        Field("texts", "text", gettext_noop("Correction"), gettext_noop("In article 2, for “…” read “…”.")),
        Field("word", "days", gettext_noop("Time for objections"), usual),
    ]


def _of_propose_correction(doer: Doer, form: Form) -> Said:
    return {"languages": ticked(form, _languages(doer)), **texts(form, "text"), **_number(form, "days")}


def _which_correction(doer: Doer) -> Field:
    options = []
    for act in doer.each("correction"):
        proposed = doer.held.correction(int(act))
        options.append((act, in_language(doer.asked.at.ask, proposed.text) if proposed else act))
    return Field("choice", "correction", gettext_noop("Which correction"), options=options)


def _object_to_correction(doer: Doer) -> Sequence[Field]:
    return [_which_correction(doer), _REASON]


def _of_object_to_correction(_doer: Doer, form: Form) -> Said:
    return {**_number(form, "correction"), **texts(form, "reason")}


def _rectify(doer: Doer) -> Sequence[Field]:
    named_so = gettext_noop("The procès-verbal, if it is registered: its name in addresses. May be left empty.")
    return [_which_correction(doer), Field("word", "document", gettext_noop("Document"), named_so)]


def _of_rectify(_doer: Doer, form: Form) -> Said:
    return {**_number(form, "correction"), **words(form, "document")}


SOURCES = (
    Field(
        "word",
        "sources",
        gettext_noop("Sources"),
        gettext_noop("Their keys, with commas between: E1, N7. Of what is told on its own day none is needed."),
    ),
)
"""What a fact of the past is asked beside."""


def sources_said(form: Form) -> Said:
    """Return the sources that were typed, as fields of a body that states a fact."""
    keys = listed(form.values["sources"])
    return {"sources": keys, "confidence": "high"} if keys else {}


def _report(_doer: Doer) -> Sequence[Field]:
    counts = [("deposited", _("so many are deposited")), ("missing", _("so many are missing"))]
    return [
        Field("word", "as_of", gettext_noop("As of"), gettext_noop("Year-month-day.")),
        Field("choice", "which", gettext_noop("What is counted"), options=counts),
        Field("word", "number", gettext_noop("How many")),
        *SOURCES,
    ]


def _of_report(_doer: Doer, form: Form) -> Said:
    given: Any = form.values["number"]
    number = given if whole(given) is None else whole(given)
    return {**words(form, "as_of"), form.values["which"] or "deposited": number, **sources_said(form)}


SHEETS: dict[str, Sheet] = {
    "deposit": Sheet(_deposit, _of_deposit),
    "sign": Sheet(_sign, _of_sign),
    "full-powers": Sheet(_full_powers, _of_full_powers),
    "reserve": Sheet(_reserve, _of_reserve),
    "apply": Sheet(_nothing, _just),
    "end-provisional": Sheet(_nothing, _just),
    "denounce": Sheet(_denounce, _of_denounce),
    "revoke": Sheet(_nothing, _just),
    "object": Sheet(_object, _of_object),
    "withdraw-objection": Sheet(_on_statement, _of_statement),
    "withdraw-reservation": Sheet(_on_statement, _of_statement),
    "object-to-correction": Sheet(_object_to_correction, _of_object_to_correction),
    "propose-correction": Sheet(_propose_correction, _of_propose_correction, of_party=False),
    "rectify": Sheet(_rectify, _of_rectify, of_party=False),
    "report": Sheet(_report, _of_report, of_party=False),
}
"""By the action's name in addresses."""


def fields_of(doer: Doer, sheet: Sheet) -> list[Field]:
    """Return all that a form asks."""
    return [*(common(doer) if sheet.of_party else ()), *sheet.asks(doer)]


def said_of(doer: Doer, sheet: Sheet, form: Form) -> Said:
    """Return what was typed as the body of an act."""
    whose = common_said(doer, form) if sheet.of_party else {}
    return {"treaty": doer.held.treaty, **whose, **sheet.makes(doer, form)}


def begun(doer: Doer, name: str) -> dict[str, str]:
    """Return what a form begins with: where only one thing can be chosen, that."""
    values = {"form": "good"}
    for asked in fields_of(doer, SHEETS[name]):
        # What a list begins with is no choice; of a choice the empty value is one.
        options = [value for value, _text in asked.options if value or asked.kind == "choice"]
        if asked.kind in {"choice", "select"} and len(options) == 1:
            values[asked.name] = options[0]
    if name == "propose-correction":
        values["days"] = "90"
    if name == "report":
        values |= {"as_of": doer.asked.day, "which": "deposited"}
    return values
