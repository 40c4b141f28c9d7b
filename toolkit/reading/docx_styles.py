"""What a paragraph's style says: that it is a heading, or numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from toolkit.reading.docx_xml import attribute, child, name_of, value_of

__all__ = ["Styles"]

# Built-in names as Word and WPS write them in English and Chinese; ids are the user's own.
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_TITLE = frozenset({"title", "标题"})
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)?", re.I)
_BODY_LEVEL = 9  # w:outlineLvl 0 to 8 are headings, ISO/IEC 29500-1, 17.3.1.20


@dataclass(frozen=True, slots=True)
class _Style:
    id: str
    name: str
    based_on: str
    properties: etree._Element | None


class Styles:
    """The paragraph styles of a docx, looked up by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for element in root if root is not None else ():
            if name_of(element) != "w:style" or attribute(element, "w:type") != "paragraph":
                continue
            style = _Style(
                attribute(element, "w:styleId"),
                value_of(element, "w:name").strip(),
                value_of(element, "w:basedOn"),
                child(element, "w:pPr"),
            )
            self._styles[style.id] = style
            if attribute(element, "w:default") in ("1", "true", "on"):
                self._default = style.id

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """Heading level of a paragraph: "heading 2" → 2, Title → 0, body text → None."""
        level = _outline_level(properties)
        for style in self._chain(properties):
            if level is not None:
                break
            if _is_contents(style.name):
                return None
            match = _HEADING.fullmatch(style.name)
            if match:
                level = int(match.group(1)) - 1
            elif style.name.lower() in _TITLE:
                return 0
            else:
                level = _outline_level(style.properties)
        return level + 1 if level is not None and level < _BODY_LEVEL else None

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is an entry of a table of contents."""
        return any(_is_contents(style.name) for style in self._chain(properties))

    def numbering(self, properties: etree._Element | None) -> tuple[str, str, str]:
        """List id, level and the style they come from, of a paragraph; "" where there is none."""
        direct = child(properties, "w:numPr")
        identity, level = value_of(direct, "w:numId"), value_of(direct, "w:ilvl")
        if identity:
            return identity, level, ""
        for style in self._chain(properties):
            numbered = child(style.properties, "w:numPr")
            identity = value_of(numbered, "w:numId")
            if identity:
                return identity, level or value_of(numbered, "w:ilvl"), style.id
        return "", "", ""

    def _chain(self, properties: etree._Element | None) -> Iterator[_Style]:
        """The paragraph's style and those it is based on, nearest first."""
        identity = value_of(properties, "w:pStyle") or self._default
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            yield self._styles[identity]
            identity = self._styles[identity].based_on


def _is_contents(name: str) -> bool:
    return _CONTENTS.fullmatch(name) is not None


def _outline_level(properties: etree._Element | None) -> int | None:
    value = value_of(properties, "w:outlineLvl")
    return int(value) if value.isascii() and value.isdigit() else None
