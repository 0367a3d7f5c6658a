"""An act in words, from exactly its bytes: what it says, field by field, who reads it, what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.registry import ACT_TYPES
from comity.record.encoding import encode_base64
from comity.secretariat.composing import PUBLIC
from comity.secretariat.signing import digest_of
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.changes import changes
from comity.secretariat.wording.digest import digest_words
from comity.secretariat.wording.fields import field_lines
from comity.secretariat.wording.messages import named
from comity.secretariat.wording.names import joined
from comity.secretariat.wording.rules import audience_words, rule_words
from comity.secretariat.wording.shapes import shape_of
from comity.secretariat.wording.types import TYPES
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.actlines import Moment, moment, party_text
from comity.web.portal.pages.withheld import FieldShown, fields_shown, stated_fields

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.openings.opening import Audience
    from comity.secretariat.composing import Drawn
    from comity.secretariat.entitled import Entitlement
    from comity.web.portal.framework.ask import Ask


class About(Data):
    """The restricted act that an act makes public or has erased: its number, what it says, field by field."""

    act: int
    kind: str
    says: str
    lines: list[FieldShown]


class ActShown(Data):
    """An act before it is signed. `line` is exactly what is signed; `content` what is withheld from the record."""

    type: str
    version: int
    kind: str
    says: str
    lines: list[FieldShown]
    party: str
    officer: str
    at: Moment
    forum: str
    nonce: str
    serial: int
    seen_size: int
    seen_root: str
    readers: str
    restricted: bool
    line: str
    content: str
    key: str
    sha256: str
    words: list[str]
    follows: list[str]
    about: About | None


def act_shown(
    ask: Ask, drawn: Drawn, act: Enacted, entitled: Entitlement | None = None, about: Enacted | None = None
) -> ActShown:
    """Return an act as pages show it; `act` is what the bytes of `drawn` say, `about` the act that it is about."""
    stated, opening = drawn.stated, drawn.opening
    audience, said = opening.read() if opening else (PUBLIC, stated.body)
    shape, digest = shape_of(ACT_TYPES[act.type].body), digest_of(drawn)
    return ActShown(
        type=act.type,
        version=stated.v,
        kind=_(TYPES[act.type]),
        says=ask.say(in_words(act))[0],
        lines=fields_shown(ask, field_lines(shape, said, ask.speech)),
        party=party_text(ask, act.party),
        officer=act.office,
        at=moment(ask, stated.at),
        forum=stated.forum,
        nonce=stated.nonce,
        serial=stated.serial,
        seen_size=stated.seen.size,
        seen_root=encode_base64(stated.seen.root),
        readers=ask.speech.word(audience_words(audience)),
        restricted=opening is not None,
        line=drawn.line.decode(),
        content=opening.content.decode() if opening else "",
        key=encode_base64(opening.key) if opening else "",
        sha256=digest.hex(),
        words=digest_words(digest, ask.language),
        follows=_follows(ask, drawn, act, audience, entitled),
        about=_about(ask, about) if about else None,
    )


def rules_shown(ask: Ask, entitled: Entitlement) -> list[str]:
    """Return what the charter says of acts of the type, in words; that it says nothing, where it does not."""
    if entitled.rule is None:
        return [_("The charter says nothing of acts of this type; the Secretariat enters them.")]
    said = ask.say(*rule_words(entitled.rule))
    return [*said, _("This rule is assumed.")] if entitled.rule.assumed else said


def _about(ask: Ask, act: Enacted) -> About:
    return About(act=act.index, kind=_(TYPES[act.type]), says=ask.say(in_words(act))[0], lines=stated_fields(ask, act))


def _follows(ask: Ask, drawn: Drawn, act: Enacted, audience: Audience, entitled: Entitlement | None) -> list[str]:
    """What will follow, in sentences."""
    party = ask.speech.word(named(act.party))
    numbered = _("It becomes act %(number)s of %(party)s, by its own count, and stays in the record for good.")
    said = [numbered % {"number": drawn.stated.serial, "party": party}]
    changed = ask.say(*changes(act))
    if changed:
        said.append(_("It changes: %(things)s.") % {"things": joined(changed, ask.language)})
    said.append(_("It cannot be taken back. What turns out to be wrong is set right by another act."))
    if audience != PUBLIC:
        said.append(
            _(
                "What it says is withheld from the record and read by its audience alone: %(readers)s. Everybody sees "
                "that an act of this type was entered, by whom and when."
            )
            % {"readers": ask.speech.word(audience_words(audience))}
        )
    if entitled is not None and entitled.signatures > 1:
        text = ngettext(
            "It is entered once %(number)s officer has signed it.",
            "It is entered once %(number)s officers have signed it.",
            entitled.signatures,
        )
        said.append(text % {"number": entitled.signatures})
    return said
