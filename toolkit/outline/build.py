"""The Document: lines, sections and segments put together, damage given to the segments it is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit.document import Damage, Document, RepairedDocument, Section, Segment
from toolkit.outline.blocks import Block
from toolkit.outline.cutting import cut_lines
from toolkit.outline.roles import LineRole, line_roles
from toolkit.outline.sentences import split_sentences
from toolkit.outline.tree import Mark, find_marks
from toolkit.segmenter import Segmenter

__all__ = ["outline_document"]

_AROUND = 10  # characters of the line shown in a message about a lost label

Kind = Literal["title", "heading", "sentence", "cell", "date"]


@dataclass(slots=True)
class _Node:
    """A section while its segments and subsections are collected."""

    mark: Mark | None
    id: str
    segments: list[Segment] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def outline_document(repaired: RepairedDocument, segmenter: Segmenter) -> Document:
    """``repaired`` as a document of sections and segments, none of them translated yet."""
    lines = cut_lines(repaired.paragraphs, segmenter)
    roles = line_roles(lines)
    marks = find_marks(lines, roles)
    damage = _all_damage(repaired, lines, marks)
    root = _collect(lines, roles, marks)
    _attach(root, damage)
    return Document(
        name=repaired.raw.name,
        format=repaired.raw.format,
        encoding=repaired.raw.encoding,
        root=_root(root, lines, roles),
        lines=tuple(line.text for line in lines),
        log=repaired.log,
        damage=damage,
    )


def _all_damage(
    repaired: RepairedDocument, lines: Sequence[Block], marks: Sequence[Mark]
) -> tuple[Damage, ...]:
    found = list(repaired.damage)
    known = {d.start for d in found if d.kind == "lost-label"}
    for mark in marks:
        if mark.inferred is None:
            continue
        line = lines[mark.line]
        place = line.offsets.to_source(mark.start)
        if place in known:
            continue
        words = line.text[mark.start : mark.start + _AROUND]
        message = f"an item has lost its number before “{words}” (line {mark.line + 1})"
        found.append(Damage("lost-label", place, place, message))
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))


def _collect(lines: Sequence[Block], roles: Sequence[LineRole], marks: Sequence[Mark]) -> _Node:
    root = _Node(None, "r")
    path = [root]
    waiting = list(reversed(marks))
    count = 0
    for index, (line, role) in enumerate(zip(lines, roles, strict=True)):
        here = []
        while waiting and waiting[-1].line == index:
            here.append(waiting.pop())
        starts = {mark.start: mark for mark in here}
        for start, end in _spans(line, role, starts):
            mark = starts.get(start)
            if mark is not None:
                del path[mark.level :]
                parent = path[-1]
                position = str(len(parent.children) + 1)
                node = _Node(mark, position if parent is root else f"{parent.id}.{position}")
                parent.children.append(node)
                path.append(node)
            count += 1
            path[-1].segments.append(
                Segment(
                    id=f"s{count:04d}",
                    source=line.text[start:end],
                    offsets=line.offsets.cut(start, end),
                    line=index + 1,
                    kind=_kind(role),
                    label=mark.label if mark is not None else "",
                    place=line.place,
                )
            )
    return root


def _spans(line: Block, role: LineRole, starts: dict[int, Mark]) -> list[tuple[int, int]]:
    if role.role in ("title", "date") or (role.role == "heading" and len(starts) <= 1):
        return [(0, len(line.text))]
    return split_sentences(line.plain, starts)


def _kind(role: LineRole) -> Kind:
    return "sentence" if role.role == "text" else role.role


def _attach(root: _Node, damage: Sequence[Damage]) -> None:
    """Give every damage to the segment it falls into, the one before it where it is in none."""
    nodes = [root]
    places: list[tuple[int, _Node, int]] = []
    while nodes:
        node = nodes.pop()
        nodes.extend(node.children)
        places.extend((s.source_span[0], node, i) for i, s in enumerate(node.segments))
    places.sort(key=lambda place: place[0])
    starts = [place[0] for place in places]
    for item in damage if places else ():
        _, node, index = places[max(0, bisect_right(starts, item.start) - 1)]
        segment = node.segments[index]
        node.segments[index] = replace(segment, damage=(*segment.damage, item))


def _root(node: _Node, lines: Sequence[Block], roles: Sequence[LineRole]) -> Section:
    title = [index for index, role in enumerate(roles) if role.role == "title"]
    start = end = line = 0
    if title:
        first, last = lines[title[0]], lines[title[-1]]
        start = first.offsets.span_to_source(0, len(first.text))[0]
        end = last.offsets.span_to_source(0, len(last.text))[1]
        line = title[0] + 1
    return Section(
        id="r",
        level=0,
        label="",
        number=None,
        title="".join(lines[index].text for index in title),
        start=start,
        end=end,
        line=line,
        has_heading=bool(title),
        segments=tuple(node.segments),
        sections=tuple(_section(child, lines) for child in node.children),
    )


def _section(node: _Node, lines: Sequence[Block]) -> Section:
    mark = node.mark
    if mark is None:
        raise ValueError(f"section {node.id} has no beginning")
    line = lines[mark.line]
    start, end = line.offsets.span_to_source(mark.start, mark.title_end)
    return Section(
        id=node.id,
        level=mark.level,
        label=mark.label,
        number=mark.number,
        title=line.text[mark.title_start : mark.title_end],
        style=mark.style,
        inferred=mark.inferred,
        start=start,
        end=end,
        line=mark.line + 1,
        segments=tuple(node.segments),
        # As deep as the outline, which has a level for each style at most.
        sections=tuple(_section(child, lines) for child in node.children),
    )
