"""The comb of receipts."""

from __future__ import annotations

import re

from comity.web.shared.drawings.comb import ACKNOWLEDGED, ANSWERED, OPENED, SENT, Tooth, comb, comb_key, small_comb
from tests.unit.web.drawings.drawn import parsed

EVERY = [Tooth("AFG", SENT), Tooth("AZE", OPENED), Tooth("BHR", ACKNOWLEDGED), Tooth("BGD", ANSWERED, ours=True)]


def teeth(drawing: str) -> dict[str, float]:
    """The heights of the teeth by their classes."""
    found = parsed(drawing).iter("rect")
    return {rect.attrib["class"]: float(rect.attrib["height"]) for rect in found if rect.attrib["class"] != "cap"}


def test_tooth_is_as_high_as_its_receipt_goes():
    for drawing in (comb(EVERY, "x"), small_comb(EVERY, "x")):
        heights = teeth(drawing)
        assert list(heights) == ["t1", "t2", "t3", "t4"]
        assert sorted(heights.values()) == list(heights.values())
        assert len(set(heights.values())) == 4


def test_answer_bears_a_cap_so_that_height_alone_need_not_tell():
    assert comb(EVERY, "x").count('class="cap"') == 1


def test_comb_says_in_words_what_it_shows():
    drawing = parsed(comb(EVERY, "1 answered & more")).find("svg")
    assert drawing is not None
    assert drawing.attrib["aria-label"] == "1 answered & more"


def test_label_stands_under_its_tooth_and_the_readers_own_is_marked():
    drawing = parsed(comb(EVERY, "x"))
    labels = {text.text: text.attrib for text in drawing.iter("text")}
    places = {rect.attrib["class"]: rect.attrib["x"] for rect in drawing.iter("rect")}
    assert labels["AFG"]["x"] == places["t1"]
    assert [name for name, found in labels.items() if found.get("class") == "us"] == ["BGD"]


def test_comb_of_very_many_has_no_labels_that_would_run_into_one_another():
    assert "<text" not in comb([Tooth(f"P{n}", SENT) for n in range(60)], "x")


def test_few_teeth_stand_together():
    places = re.findall(r'x="([\d.]+)%"', comb(EVERY[:2], "x"))
    assert max(map(float, places)) < 20


def test_labels_are_escaped():
    assert "<b>" not in comb([Tooth("<b>", SENT)], "<b>")


def test_key_has_a_sign_for_each_word():
    assert comb_key({SENT: "sent", ANSWERED: "answered"}).count("<li>") == 2
