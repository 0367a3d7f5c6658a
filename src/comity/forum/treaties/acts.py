"""Acts of the subject `treaties`: what a depositary receives and notifies, and what parties do about it themselves."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.forum.kernel.acts import Count, Flag, Told
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import SECRETARIAT, LanguageCode, PartyCode, Slug
from comity.forum.kernel.text import Line, Text, check_seen
from comity.forum.officers.acts import Paper
from comity.forum.treaties.clause import Days, EntryClause, Months

Way = Literal["definitive_signature", "ratification", "acceptance", "approval", "accession", "succession"]
"""How a state may show its consent to be bound, where a treaty knows that way."""

Instrument = Literal["ratification", "acceptance", "approval", "accession", "succession"]
Power = Literal["negotiate", "adopt", "sign"]
Issuer = Literal["head_of_state", "head_of_government", "foreign_minister"]
"""Who may issue full powers, and needs none (Vienna Convention on the Law of Treaties, art. 7)."""

Signer = Literal["head_of_state", "head_of_government", "foreign_minister", "plenipotentiary"]
StatementKind = Literal["reservation", "interpretative_declaration", "optional_declaration", "mandatory_declaration"]
Moment = Literal["signature", "deposit", "late"]

Paragraph = Annotated[str, StringConstraints(pattern=r"^\S(?:.{0,38}\S)?$"), AfterValidator(check_seen)]
"""A provision of a treaty, as the treaty numbers it: 12, 5(2), III.4."""

NotificationNumber = Annotated[str, StringConstraints(pattern=r"^C\.N\.[1-9][0-9]{0,5}\.[0-9]{4}$")]
"""The number of a depositary notification: C.N.3.2026."""

Places = Annotated[tuple[Count, ...], Field(max_length=200)]
"""Acts, by their places in the record."""


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(words)) != len(words):
        raise ValueError("each is named once")
    return words


class OfTreaty(Told):
    """Whatever is done about a treaty; `treaty` is the name of its document."""

    treaty: Slug


class ByParty(OfTreaty):
    """What a party does about a treaty: entered by the party itself, or by the depositary on the paper it received.

    `on` is the day on which the depositary received it; where it is not given, the day of entry.
    """

    party: PartyCode
    on: When | None = None
    paper: Paper | None = None


class RegisterTreaty(OfTreaty):
    """`treaties.register`: the forum keeps a treaty, of which the document is registered, as its depositary.

    It is open to holders of the statuses `open_to` and to the parties named in `also`; to every state where neither is
    given. `ways` are those of consenting to be bound that it knows. `reservable` lists the provisions to which alone
    reservations may be made, where they are `listed`. An objection may be made within `objection_months` of the
    notification; a denunciation takes effect `withdrawal_months` after its receipt, and is not foreseen where that is
    not given. `assumed` says that some of this no source gives; the note says what.
    """

    depositary: PartyCode = SECRETARIAT
    adopted: When
    at: Line | None = None
    opened: When | None = None
    open_until: When | None = None
    open_to: Annotated[tuple[Slug, ...], AfterValidator(_each_once)] = ()
    also: Annotated[tuple[PartyCode, ...], AfterValidator(_each_once)] = ()
    ways: Annotated[tuple[Way, ...], Field(min_length=1), AfterValidator(_each_once)]
    entry: EntryClause
    reservations: Literal["allowed", "listed", "prohibited"]
    reservable: tuple[Paragraph, ...] = ()
    objection_months: Months
    withdrawal_months: Months | None = None
    provisional: Flag = False
    languages: tuple[LanguageCode, ...] = ()
    assumed: Flag = False

    @model_validator(mode="after")
    def _lists_what_is_listed(self) -> Self:
        if bool(self.reservable) != (self.reservations == "listed"):
            raise ValueError("provisions are listed where reservations are allowed to them alone, and only there")
        return self


class ReportInstruments(OfTreaty):
    """`treaties.report`: as of a day so many instruments were deposited, or missing; of which states was not found.

    Instruments that the register knows one by one count within that number.
    """

    as_of: When
    deposited: Annotated[Count, Field(le=1_000)] | None = None
    missing: Annotated[Count, Field(le=1_000)] | None = None

    @model_validator(mode="after")
    def _says_a_number(self) -> Self:
        if (self.deposited is None) == (self.missing is None):
            raise ValueError("a report says how many instruments were deposited, or how many were missing")
        return self


class Examined(ByParty):
    """A paper that the depositary examines: in good form, or `why` it is not."""

    in_good_form: Flag = True
    why: Text | None = None

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if self.in_good_form == (self.why is not None):
            raise ValueError("of what is not in good form it is said why, and of nothing else")
        return self


class ReceiveFullPowers(Examined):
    """`treaties.receive_full_powers`: somebody may act for a party about the treaty; who it is stands on the paper.

    `general` are standing full powers, for more than this treaty.
    """

    powers: Annotated[tuple[Power, ...], Field(min_length=1), AfterValidator(_each_once)]
    issued_by: Issuer
    general: Flag = False


class SignTreaty(ByParty):
    """`treaties.sign`: a party signs; `simple` where its ratification is to follow, `definitive` where it is bound."""

    mode: Literal["simple", "definitive"]
    signed_by: Signer
    at: Line | None = None


class Deposit(Examined):
    """`treaties.deposit`: an instrument of a party is received. In good form, it binds the party as from then.

    `confirms` are the reservations and declarations made at signature that it confirms; others made then lapse.
    """

    instrument: Instrument
    confirms: Places = ()


class MakeReservation(ByParty):
    """`treaties.reserve`: a reservation or declaration of a party: at its signature, with its instrument, or late."""

    kind: StatementKind
    moment: Moment
    text: Text
    paragraphs: Annotated[tuple[Paragraph, ...], Field(max_length=100)] = ()


class OnReservation(ByParty):
    """What is done about a reservation; `reservation` is the place of the act that made it."""

    reservation: Count


class ObjectToReservation(OnReservation):
    """`treaties.object`: a state objects. `precludes`: the treaty does not enter into force between the two."""

    reason: Text
    precludes: Flag = False


class WithdrawReservation(OnReservation):
    """`treaties.withdraw_reservation`: a party withdraws its reservation or declaration."""


class WithdrawObjectionToReservation(OnReservation):
    """`treaties.withdraw_objection`: a state objects to a reservation no more."""


class ApplyProvisionally(ByParty):
    """`treaties.apply_provisionally`: a party applies the treaty before it is in force for it."""


class EndProvisional(ByParty):
    """`treaties.end_provisional`: a party applies the treaty provisionally no more."""


class Denounce(ByParty):
    """`treaties.denounce`: a party withdraws from the treaty; it takes effect when the notice has run."""

    reason: Text | None = None


class RevokeDenunciation(ByParty):
    """`treaties.revoke_denunciation`: a party stays, before its denunciation has taken effect."""


class ProposeTextCorrection(OfTreaty):
    """`treaties.propose_correction`: the depositary proposes to mend an error of the text, in the `languages` named.

    It stands unless a signatory or party objects within so many `days` of the notification.
    """

    on: When | None = None
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    text: Text
    days: Days


class OnTextCorrection(ByParty):
    """What is done about a proposed correction; `correction` is the place of the act that proposed it."""

    correction: Count


class ObjectToTextCorrection(OnTextCorrection):
    """`treaties.object_to_correction`: a signatory or party does not agree that this is an error."""

    reason: Text


class Rectify(OfTreaty):
    """`treaties.rectify`: the text is corrected from the beginning. `document` is the procès-verbal of it."""

    on: When | None = None
    correction: Count
    document: Slug | None = None


class Notify(OfTreaty):
    """`treaties.notify`: a depositary notification goes to every state concerned, under the next number of its year.

    `about` are the acts that it tells of, by their places; `in_force` is the day on which the treaty enters into force,
    where it tells that.
    """

    notification: NotificationNumber
    about: Places = ()
    in_force: When | None = None
    text: Text

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        if not self.about and self.in_force is None:
            raise ValueError("a notification tells of acts, or of the day of entry into force")
        return self


class AcknowledgeNotification(Told):
    """`treaties.acknowledge`: a state has received a depositary notification."""

    notification: NotificationNumber
    party: PartyCode
    on: When | None = None
    paper: Paper | None = None
