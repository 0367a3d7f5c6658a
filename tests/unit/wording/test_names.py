from __future__ import annotations

from datetime import date

import pytest

from comity.forum.membership.state import Name, Party
from comity.secretariat.wording.names import country, joined, party_name, sorted_by_name
from tests.unit.forum.cica_register import cica


def party(code: str) -> Party:
    found = cica().values[("party", code)]
    assert isinstance(found, Party)
    return found


@pytest.mark.parametrize(
    ("iso", "names"),
    [
        ("KAZ", ("Kazakhstan", "Казахстан", "哈萨克斯坦")),
        ("XXA", ("XXA", "XXA", "XXA")),
    ],
)
def test_country_is_called_as_cldr_calls_it(iso, names):
    assert tuple(country(iso, language) for language in ("en", "ru", "zh-hans")) == names


def test_party_is_called_what_it_was_called_on_the_day():
    turkey = party("TUR")
    days = (date(1999, 9, 14), date(2022, 5, 31), date(2024, 1, 1), None)
    assert [party_name(turkey, "en", day) for day in days] == ["Turkey", "Turkey", "Türkiye", "Türkiye"]


def test_party_whose_name_a_language_has_not_is_called_by_the_next_source():
    renamed = Party(
        party="TUR", kind="state", iso="TUR", names=(Name(act=1, name={"en": "Türkiye"}, since="2022-06-02"),)
    )
    own = Party(party="PSE", kind="state", iso="PSE", name={"en": "Palestine"})
    organisation = Party(party="OSCE", kind="organisation", name={"en": "OSCE in full"})
    unnamed = Party(party="X-1", kind="organisation")
    assert [party_name(found, "ru") for found in (renamed, organisation, unnamed)] == ["Турция", "OSCE in full", "X-1"]
    assert (party_name(own, "en"), party_name(own, "zh") != "Palestine") == ("Palestine", True)


def test_name_of_an_unknown_beginning_is_in_use_on_every_day():
    found = Party(party="X-1", kind="organisation", names=(Name(act=1, name={"en": "N"}, since="[2000..]"),))
    assert party_name(found, "en", date(1990, 1, 1)) == "N"


def test_parties_are_sorted_by_their_names_in_the_language():
    parties = [party(code) for code in ("UZB", "IND", "EGY", "AZE")]
    assert [[found.party for found in sorted_by_name(parties, language)] for language in ("en", "ru")] == [
        ["AZE", "EGY", "IND", "UZB"],
        ["AZE", "EGY", "IND", "UZB"],
    ]
    turkey, thailand, tajikistan = (party(code) for code in ("TUR", "THA", "TJK"))
    order = [
        [found.party for found in sorted_by_name([turkey, thailand, tajikistan], language)] for language in ("en", "ru")
    ]
    assert order == [["TJK", "THA", "TUR"], ["TJK", "THA", "TUR"]]


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", ["a", "b", "c"], "a, b and c"),
        ("ru", ["a", "b", "c"], "a, b и c"),
        ("zh-hans", ["a", "b", "c"], "a、b和c"),
        ("en", ["a"], "a"),
        ("en", [], "—"),
    ],
)
def test_list_is_joined_as_the_language_joins_it(language, words, expected):
    assert joined(words, language) == expected
