from __future__ import annotations

import pytest

from comity.forum.membership.state import Name, Party, Signature
from tests.unit.forum.readings.smallworlds import a_charter, a_party, a_world, an_identity, ask, in_short

MEMORANDUM = {"en": "Memorandum on obtaining the status of a member state"}
SIGNED = Signature(
    act=1, instrument="almaty-act", on="2014-05-20", by={"en": "A. H. Mahmood Ali, Minister"}, paper=MEMORANDUM
)
TURKPA = Party(
    party="TURKPA",
    kind="organisation",
    name={"en": "Parliamentary Assembly", "zh": "议会大会"},
    short={"en": "TURKPA"},
    names=(
        Name(act=1, name={"en": "Parliamentary Assembly", "zh": "议会大会"}),
        Name(act=2, name={"en": "Parliamentary Assembly of Turkic States"}, since="2021"),
    ),
)
WORLD = a_world(
    a_charter(),
    an_identity(),
    Party(party="BGD", kind="state", signatures=(SIGNED,)),
    Party(party="QAT", kind="state", signatures=(Signature(act=1, instrument="almaty-act", on="2014-05-20"),)),
    a_party("KAZ"),
    TURKPA,
)


@pytest.mark.parametrize(
    ("party", "instrument", "person", "found"),
    [
        ("BGD", "almaty-act", "Mahmood Ali", ("agrees", "For BGD signed: A. H. Mahmood Ali, Minister, 2014-05-20.")),
        ("BGD", "almaty-act", "Dipu Moni", ("differs", "For BGD signed: A. H. Mahmood Ali, Minister, 2014-05-20.")),
        ("BGD", "other", "Dipu Moni", ("undecidable", "The register does not hold who signed for BGD.")),
        ("QAT", "almaty-act", "Ahmad", ("undecidable", "The register does not hold who signed for QAT.")),
        ("SYR", "almaty-act", "Ahmad", ("undecidable", "The register does not hold who signed for SYR.")),
    ],
)
def test_signed_by(party, instrument, person, found):
    assert in_short(ask(WORLD, "signed_by", party=party, instrument=instrument, person=person)) == found


@pytest.mark.parametrize(
    ("party", "paper", "found"),
    [
        ("BGD", "memorandum", ("agrees", f"BGD signed: {MEMORANDUM['en']}, 2014-05-20.")),
        ("BGD", "declaration", ("differs", f"BGD signed: {MEMORANDUM['en']}, 2014-05-20.")),
        ("QAT", "papers", ("undecidable", "The register does not hold which paper QAT signed.")),
        ("KAZ", "papers", ("undecidable", "The register does not hold which paper KAZ signed.")),
    ],
)
def test_paper(party, paper, found):
    assert in_short(ask(WORLD, "paper", party=party, instrument="almaty-act", paper=paper)) == found


@pytest.mark.parametrize(
    ("party", "kind", "found"),
    [
        ("KAZ", "state", ("agrees", "KAZ: a state.")),
        ("KAZ", "organisation", ("differs", "KAZ: a state.")),
        ("TURKPA", "state", ("differs", "TURKPA: an organisation, not a state.")),
        ("UN", "state", ("undecidable", "The register holds nothing that answers this.")),
    ],
)
def test_kind(party, kind, found):
    assert in_short(ask(WORLD, "kind", party=party, **{"is": kind})) == found


CALLED = "In the register it is called: Parliamentary Assembly, TURKPA, Parliamentary Assembly of Turkic States."


@pytest.mark.parametrize(
    ("of", "thing", "name", "found"),
    [
        ("party", "TURKPA", {"zh": "议会大会"}, ("agrees", CALLED)),
        ("party", "TURKPA", {"en": "TURKPA", "zh": "突厥議會"}, ("differs", CALLED)),
        ("party", "KAZ", {"en": "Kazakhstan"}, ("undecidable", "The register holds nothing that answers this.")),
        ("party", "UN", {"en": "UN"}, ("undecidable", "The register holds nothing that answers this.")),
        ("forum", "", {"en": "CICA"}, ("agrees", "In the register it is called: Conference, CICA.")),
        ("body", "summit", {"en": "Summit"}, ("agrees", "In the register it is called: Summit.")),
        ("body", "soc", {"en": "SOC"}, ("undecidable", "The register holds nothing that answers this.")),
    ],
)
def test_named(of, thing, name, found):
    assert in_short(ask(WORLD, "named", of=of, id=thing, name=name)) == found


@pytest.mark.parametrize(("of", "thing"), [("forum", ""), ("body", "summit")])
def test_named_without_a_forum_or_charter(of, thing):
    assert ask(a_world(), "named", of=of, id=thing, name="CICA").verdict == "undecidable"
