"""HTML into paragraphs: block elements in reading order, with headings and table cells marked.

Everything a page shows as text is kept, its menus too: what is not the document's body is for repair
to take away, which logs it. Left out are head, scripts, styles, templates and hidden menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from toolkit.document import Damage, RawDocument
from toolkit.errors import ReadingError
from toolkit.reading.assembly import Piece, assemble
from toolkit.reading.characters import clean, is_blank
from toolkit.reading.encoding import Decoded
from toolkit.reading.html_table import Table, is_data_table

__all__ = ["declared_encoding", "read_html"]

_DROPPED = frozenset({"head", "iframe", "noscript", "rp", "rt", "script", "style", "template"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset header hgroup hr html legend li main menu nav "
    "noframes ol optgroup option p pre section select summary table tbody td textarea tfoot th thead "
    "tr ul".split()
) | frozenset(_HEADINGS)

_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_CHARSET_WITHIN = 4096  # bytes

_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[0-9０-９一二三四五六七八九十百a-zA-Z]{1,4}[)）、.．]|第[^\s]{1,4}[章节条款]|[①-⑳])"
)


def declared_encoding(data: bytes) -> str:
    """The encoding a page or XML declaration claims; "" where there is none."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    return match.group(1).decode("ascii", "replace") if match else ""


def read_html(decoded: Decoded, name: str) -> RawDocument:
    """The page's paragraphs; ``text`` is the paragraphs, one a line. Raises ReadingError."""
    # libxml2 drops the rest of the page at a NUL, hence the cleaning before.
    source = clean(decoded.text).encode("utf-8")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.HTML(source, parser) if source.strip() else None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ReadingError(
            f"{name}: the HTML is nested too deeply to be read to its end; "
            "save the page's text as plain text"
        )
    pieces = _Walk().pieces(root) if root is not None else iter(())
    document = assemble(pieces, name, "html", decoded.encoding)
    return replace(document, damage=_with_offsets(document.damage, decoded.damage))


def _with_offsets(found: tuple[Damage, ...], decoded: tuple[Damage, ...]) -> tuple[Damage, ...]:
    """The damage found in the paragraphs, told with the bytes it was in the file."""
    if len(found) == len(decoded):
        return tuple(
            replace(place, message=told.message) for place, told in zip(found, decoded, strict=True)
        )
    # Some of it is in attributes or scripts: which is which cannot be told.
    message = "a character here cannot be read, or was lost before; U+FFFD stands in its place"
    return tuple(replace(place, message=message) for place in found)


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item, None for a list without numbers."""

    next: int | None
    style: str = "1"


@dataclass(slots=True)
class _Walk:
    """One walk through a page; without recursion, since pages nest as deep as they like."""

    buffer: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tables: list[Table | None] = field(default_factory=list)  # None: a table for layout
    lists: list[_List] = field(default_factory=list)
    label: str = ""  # of the list item whose text has not come yet
    preformatted: int = 0
    table_count: int = 0

    def pieces(self, root: etree._Element) -> Iterator[Piece]:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("start", "end"):
                tag = element.tag.lower()
                if event == "start":
                    if tag in _DROPPED or _is_hidden_menu(element, tag):
                        walk.skip_subtree()
                        continue
                    if tag in _BLOCKS:
                        yield from self.flush()
                    self.open(element, tag)
                    yield from self.add(element.text)
                    continue
                if tag not in _DROPPED and not _is_hidden_menu(element, tag):
                    if tag in _BLOCKS:
                        yield from self.flush()
                    self.close(tag)
            yield from self.add(element.tail)
        yield from self.flush()

    def add(self, text: str | None) -> Iterator[Piece]:
        if not text:
            return
        if self.preformatted:
            first, *others = text.splitlines(keepends=False) or [""]
            self.buffer.append(first)
            for line in others:
                yield from self.flush()
                self.buffer.append(line)
            if text.endswith(("\n", "\r")):
                yield from self.flush()
        else:
            self.buffer.append(text)

    def flush(self) -> Iterator[Piece]:
        text = _collapse("".join(self.buffer))
        self.buffer.clear()
        if is_blank(text):
            return
        if self.label:
            if not _NUMBERED.match(text):
                text = self.label + text
            self.label = ""
        table = self.tables[-1] if self.tables else None
        if table is not None:
            yield Piece(text, "cell", place=table.place)
        elif self.headings:
            yield Piece(text, "heading", self.headings[-1])
        else:
            yield Piece(text)

    def open(self, element: etree._Element, tag: str) -> None:
        if tag in _HEADINGS:
            self.headings.append(_HEADINGS[tag])
        elif tag in ("pre", "textarea"):
            self.preformatted += 1
        elif tag == "table":
            if is_data_table(element):
                self.table_count += 1
                self.tables.append(Table(self.table_count))
            else:
                self.tables.append(None)
        elif tag in ("tr", "td", "th") and self.tables and self.tables[-1] is not None:
            if tag == "tr":
                self.tables[-1].next_row()
            else:
                self.tables[-1].next_cell(element)
        elif tag in ("ol", "ul"):
            self.lists.append(_opened_list(element, tag))
        elif tag == "li" and self.lists:
            current = self.lists[-1]
            if current.next is not None:
                value = element.get("value", "")
                number = int(value) if value.isascii() and value.isdigit() else current.next
                self.label = _rendered(number, current.style)
                current.next = number + 1

    def close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.headings.pop()
        elif tag in ("pre", "textarea"):
            self.preformatted -= 1
        elif tag == "table":
            self.tables.pop()
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "li":
            self.label = ""


def _opened_list(element: etree._Element, tag: str) -> _List:
    style = element.get("style", "").replace(" ", "").lower()
    unnumbered = "list-style:none" in style or "list-style-type:none" in style
    if tag == "ul" or unnumbered or "breadcrumb" in element.get("class", "").lower():
        return _List(None)
    start = element.get("start", "")
    return _List(int(start) if start.isascii() and start.isdigit() else 1, element.get("type", "1"))


def _rendered(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    return f"{number}."


def _is_hidden_menu(element: etree._Element, tag: str) -> bool:
    if tag not in ("nav", "menu") and element.get("role") not in ("navigation", "menu"):
        return False
    style = element.get("style", "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or "display:none" in style
        or element.get("aria-hidden") == "true"
    )


def _collapse(text: str) -> str:
    """White space as a browser shows it; a line end between two Chinese characters is nothing."""
    text = text.strip(" \t\r\n\f")

    def shown(match: re.Match[str]) -> str:
        broken = "\n" in match.group() or "\r" in match.group()
        around = (text[match.start() - 1], text[match.end()])
        return "" if broken and all(map(_CHINESE.match, around)) else " "

    return _SPACE.sub(shown, text)
