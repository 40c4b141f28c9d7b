"""Levels: which section stands under which, told from label styles, their numbers and the markup.

Open sections are kept on a stack. A label of a style on the stack continues that level; a new
style goes one deeper, unless it is conventionally an outer one (一、 behind 1、) and the inner
series does not go on behind it. The depth is bounded by the number of styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.outline.blocks import Block
from toolkit.outline.inline import InlineItem, inline_items
from toolkit.outline.labels import FAMILY, RANK, Label
from toolkit.outline.roles import LineRole
from toolkit.outline.sentences import sentence_end

__all__ = ["Mark", "find_marks"]

_LOOK = 40  # headings looked at on either side of one whose number was lost
_MAX_COLON_TITLE = 20
_TITLE_END = "。；，：、;,: \t\u3000"
_PLAIN = "plain"  # family of headings without a number


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a section: a place in a line, and what the section is."""

    line: int
    """Index of the line."""
    start: int
    title_start: int
    title_end: int
    level: int
    label: str = ""
    number: int | None = None
    style: str = ""
    inferred: int | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading on its way to a level."""

    line: int
    label: Label | None
    family: str
    style: str
    number: int | None
    """The label's number, the inferred one where it was lost."""
    markup: int | None


@dataclass(frozen=True, slots=True)
class _Open:
    family: str
    style: str
    number: int
    rank: int
    level: int
    markup: int | None = None
    inline: bool = False
    line: int = -1
    closed: bool = False
    """An inline series that has no further item."""


def find_marks(lines: Sequence[Block], roles: Sequence[LineRole]) -> list[Mark]:
    """Every section but the root, in document order."""
    headings = _headings(lines, roles)
    levels = _Levels(headings)
    marks: list[Mark] = []
    bounds = [heading.line for heading in headings] + [len(lines)]
    marks.extend(_inline_marks(lines, _items(lines, roles, 0, bounds[0]), levels))
    for index, heading in enumerate(headings):
        items = _items(lines, roles, heading.line, bounds[index + 1])
        inside = [item.label.start for item in items if item.line == heading.line]
        end = inside[0] if inside else len(lines[heading.line].plain)
        marks.append(_block_mark(lines, roles, heading, levels.place(index), end))
        marks.extend(_inline_marks(lines, items, levels))
    return marks


def _headings(lines: Sequence[Block], roles: Sequence[LineRole]) -> list[_Heading]:
    found = []
    for index, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if role.role not in ("heading", "text") or (role.role == "text" and role.label is None):
            continue
        label = role.label
        markup = line.level if line.kind == "heading" else None
        if label is None:
            found.append(_Heading(index, None, _PLAIN, "", None, markup))
        elif label.lost:
            found.append(_Heading(index, label, "lost", label.style, None, markup))
        else:
            family = FAMILY[label.style]
            found.append(_Heading(index, label, family, label.style, label.number, markup))
    return [_infer(found, i) if h.family == "lost" else h for i, h in enumerate(found)]


def _infer(headings: Sequence[_Heading], index: int) -> _Heading:
    """The style and number that an item's neighbours give it, its own number being lost."""
    heading = headings[index]
    paren = heading.style == "lost-paren"
    inner, outer = ("arabic-paren", "han-paren") if paren else ("arabic", "han")
    before, lost_before = _neighbour(headings, index, -1, inner)
    after, lost_after = _neighbour(headings, index, 1, inner)
    if before is None and after is None:
        outer_before, _ = _neighbour(headings, index, -1, outer, through=True)
        outer_after, _ = _neighbour(headings, index, 1, outer, through=True)
        if outer_before and outer_after and outer_after == outer_before + 2:
            number = outer_before + 1
            return _Heading(heading.line, heading.label, outer, outer, number, heading.markup)
    if before is not None:
        number = before + lost_before + 1
    elif after is not None:
        number = max(1, after - lost_after - 1)
    else:
        number = lost_before + 1
    return _Heading(heading.line, heading.label, inner, inner, number, heading.markup)


def _neighbour(
    headings: Sequence[_Heading], index: int, step: int, family: str, through: bool = False
) -> tuple[int | None, int]:
    """The number of the next heading of ``family`` in that direction, and the lost ones between.

    An outer heading ends the search, unless ``through``.
    """
    lost = 0
    position = index + step
    for _ in range(_LOOK):
        if not 0 <= position < len(headings):
            break
        heading = headings[position]
        if heading.label is not None and heading.label.lost:
            lost += 1
        elif heading.family == family:
            return heading.number, lost
        elif not through and (heading.label is None or RANK[heading.style] < RANK[family]):
            break
        position += step
    return None, lost


class _Levels:
    """The stack of open sections."""

    def __init__(self, headings: Sequence[_Heading]) -> None:
        self._headings = headings
        self._stack: list[_Open] = []
        self._seen: dict[str, tuple[int, int]] = {}  # family → last number, level
        self._following = self._next_numbers()
        depths = [h.markup for h in headings if h.markup is not None]
        self._base = min(depths, default=1)

    def _next_numbers(self) -> list[dict[str, int]]:
        """For each heading the number that comes next in every family of labels."""
        ahead: dict[str, int] = {}
        result: list[dict[str, int]] = []
        for heading in reversed(self._headings):
            result.append(dict(ahead))
            if heading.number is not None:
                ahead[heading.family] = heading.number
        return result[::-1]

    def place(self, index: int) -> int:
        """Open the heading of that index and return its level."""
        heading = self._headings[index]
        while self._stack and self._stack[-1].inline:
            self._stack.pop()
        if heading.family == _PLAIN:
            self._settle_plain(heading, index)
        else:
            self._settle_labelled(heading, self._following[index])
        level = len(self._stack) + 1
        number = heading.number or 0
        rank = RANK.get(heading.style, -1)
        self._stack.append(
            _Open(heading.family, heading.style, number, rank, level, heading.markup)
        )
        if heading.family != _PLAIN:
            self._seen[heading.family] = (number, level)
        return level

    def _settle_labelled(self, heading: _Heading, ahead: dict[str, int]) -> None:
        number = heading.number or 0
        same = [d for d, entry in enumerate(self._stack) if entry.family == heading.family]
        if same:
            depth = same[-1]
            exact = [d for d in same if self._stack[d].style == heading.style]
            if exact:
                depth = exact[-1]
            elif number == 1:
                return  # 1. within 1、: the writer's inner style
            del self._stack[depth:]
            return
        last, level = self._seen.get(heading.family, (0, 0))
        rank = RANK[heading.style]
        goes_on = number > 1 and number == last + 1 and level <= len(self._stack) + 1
        if goes_on and all(e.family == _PLAIN or e.rank > rank for e in self._stack[level - 1 :]):
            del self._stack[level - 1 :]
            return
        while self._stack:
            top = self._stack[-1]
            outer = top.rank > rank and not (
                number == 1 and ahead.get(top.family) == top.number + 1 and top.number > 0
            )
            below_markup = (
                heading.markup is not None
                and top.markup is not None
                and top.markup >= heading.markup
            )
            if not (outer or below_markup):
                break
            self._stack.pop()

    def _settle_plain(self, heading: _Heading, index: int) -> None:
        if heading.markup is not None:
            depth = max(0, heading.markup - self._base)
            while self._stack and (
                len(self._stack) > depth
                or (self._stack[-1].markup is not None and self._stack[-1].markup >= heading.markup)
            ):
                self._stack.pop()
            return
        following = self._headings[index + 1] if index + 1 < len(self._headings) else None
        if following is not None and following.number is not None and following.number > 1:
            for depth in range(len(self._stack) - 1, -1, -1):
                entry = self._stack[depth]
                if entry.family == following.family and entry.number + 1 == following.number:
                    del self._stack[depth + 1 :]  # it stands inside the series that goes on
                    return
        plain = [d for d, e in enumerate(self._stack) if e.family == _PLAIN and e.markup is None]
        del self._stack[plain[-1] if plain else 0 :]

    def place_inline(self, item: InlineItem) -> int:
        """Open an item inside a line and return its level."""
        style = item.label.style
        for depth in range(len(self._stack) - 1, -1, -1):
            entry = self._stack[depth]
            if not entry.inline:
                break
            if entry.style == style:
                del self._stack[depth:]
                break
        while self._stack and self._stack[-1].inline:
            top = self._stack[-1]
            if not (top.closed and top.line != item.line):
                break
            self._stack.pop()
        level = len(self._stack) + 1
        self._stack.append(
            _Open(
                FAMILY[style],
                style,
                item.number,
                RANK[style],
                level,
                inline=True,
                line=item.line,
                closed=item.last_of_series,
            )
        )
        return level


def _block_mark(
    lines: Sequence[Block], roles: Sequence[LineRole], heading: _Heading, level: int, end: int
) -> Mark:
    plain = lines[heading.line].plain
    label = heading.label
    start = label.end if label else 0
    if roles[heading.line].role == "text":
        end = min(end, sentence_end(plain, start))
        colon = plain.find("：", start, start + _MAX_COLON_TITLE)
        if colon > 0 and heading.family != "article":
            end = colon
    start, end = _trim(plain, start, end)
    lost = label is not None and label.lost
    return Mark(
        heading.line,
        0,
        start,
        end,
        level,
        label.text if label else "",
        None if lost else heading.number,
        heading.style,
        heading.number if lost else None,
    )


def _items(
    lines: Sequence[Block], roles: Sequence[LineRole], first: int, last: int
) -> list[InlineItem]:
    region = []
    for index in range(first, last):
        role = roles[index]
        # A heading on its own line has no items inside it.
        if role.role == "text" and lines[index].is_prose:
            region.append((index, lines[index].plain, role.label.end if role.label else 0))
    return inline_items(region)


def _inline_marks(
    lines: Sequence[Block], items: Sequence[InlineItem], levels: _Levels
) -> list[Mark]:
    marks = []
    for position, item in enumerate(items):
        plain = lines[item.line].plain
        end = len(plain)
        if position + 1 < len(items) and items[position + 1].line == item.line:
            end = items[position + 1].label.start
        end = sentence_end(plain, item.label.end, end)
        semicolon = plain.find("；", item.label.end, end)
        if semicolon >= 0:
            end = semicolon
        start, end = _trim(plain, item.label.end, end)
        marks.append(
            Mark(
                item.line,
                item.label.start,
                start,
                end,
                levels.place_inline(item),
                item.label.text,
                item.number,
                item.label.style,
                inline=True,
            )
        )
    return marks


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The title's span without white space and its closing mark."""
    while end > start and text[end - 1] in _TITLE_END:
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
