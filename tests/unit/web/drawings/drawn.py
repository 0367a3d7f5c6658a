"""Readers of what the drawings wrote."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def parsed(markup: str) -> ET.Element:
    """The markup as a tree; fails where it is not well formed."""
    return ET.fromstring(f"<x>{markup}</x>")  # noqa: S314 -- our own output


def texts(markup: str) -> str:
    """All text that is shown."""
    return " ".join("".join(node.itertext()) for node in parsed(markup).iter("text"))


def said(node: ET.Element) -> str:
    """All text of a node."""
    return "".join(node.itertext())
