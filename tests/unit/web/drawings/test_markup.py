from __future__ import annotations

from comity.web.shared.drawings.markup import Markup, element, number


def test_element_escapes_texts_and_attributes():
    made = element("a", "<b>&", element("tspan", "'"), href='"><script>', aria_label=None, class_="x")
    assert made == ('<a href="&quot;&gt;&lt;script&gt;" class="x">&lt;b&gt;&amp;<tspan>&#x27;</tspan></a>')


def test_markup_is_printed_as_it_stands():
    assert Markup("<p>").__html__() == "<p>"


def test_number_has_no_noise():
    assert [number(value) for value in (0, -0.001, 1.0, 2.345678, 100.0, 0.1 + 0.2)] == [
        "0",
        "-0",
        "1",
        "2.35",
        "100",
        "0.3",
    ]
