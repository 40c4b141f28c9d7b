"""What aligned files share: lines joined from segments, comments, the document of a table of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.document import Document, Section, Segment

__all__ = ["comments", "flat_document", "joined_lines", "sectioned_document"]


def comments(segment: Segment) -> tuple[str, ...]:
    """What people noted on ``segment``, without what zhdoc itself did."""
    return tuple(note.text for note in segment.notes if note.by_person)


def joined_lines(segments: Iterable[Segment]) -> tuple[str, ...]:
    """The repaired lines that the segments' sources give: those of one line number, joined."""
    lines: dict[int, list[str]] = {}
    for segment in segments:
        lines.setdefault(segment.line, []).append(segment.source)
    return tuple("".join(lines[number]) for number in sorted(lines))


def flat_document(
    name: str, file_format: str, encoding: str, segments: Sequence[Segment]
) -> Document:
    """A document without sections, for files that hold pairs and nothing else."""
    return sectioned_document(name, file_format, encoding, {"r": segments})


def sectioned_document(
    name: str, file_format: str, encoding: str, sections: Mapping[str, Sequence[Segment]]
) -> Document:
    """A document whose sections are known by their ids only ("r" is the root), in that order."""
    root = Section(
        "r",
        0,
        "",
        None,
        "",
        has_heading=False,
        segments=tuple(sections.get("r", ())),
        sections=tuple(
            Section(
                found, found.count(".") + 1, "", None, "", has_heading=False, segments=tuple(rows)
            )
            for found, rows in sections.items()
            if found != "r"
        ),
    )
    segments = [segment for section in root.walk() for segment in section.segments]
    return Document(name, file_format, encoding, root, joined_lines(segments))
