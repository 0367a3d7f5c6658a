"""What a browser would send from a form of a page: its fields as they stand filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class FormFields(HTMLParser):
    """Reads the form with this action, and of it what a browser sends when it is submitted by no button."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    _inside: bool = False
    _select: str = ""
    _area: str = ""
    _text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = said.get("action", "") == self.action
        if not self._inside:
            return
        name = said.get("name", "")
        if tag == "input" and name:
            self._input(name, said)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in said:
            self.fields.setdefault(self._select, []).append(said.get("value", ""))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "button":
            self.buttons.append((name, said.get("value", "")))

    def _input(self, name: str, said: dict[str, str]) -> None:
        if said.get("type") in {"checkbox", "radio"} and "checked" not in said:
            return
        if said.get("type") != "file":
            self.fields.setdefault(name, []).append(said.get("value", "on"))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # A browser passes over the first line's end.
            self.fields[self._area] = [self._text.removeprefix("\n")]
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False


def form_fields(text: str, action: str) -> FormFields:
    """The form of a page that is sent to an address."""
    form = FormFields(action)
    form.feed(text)
    form.close()
    return form
