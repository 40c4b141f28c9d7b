"""What aligned files share: lines joined from segments, the flat document of a table of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.document import Document, Section, Segment

__all__ = ["flat_document", "joined_lines"]


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
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    return Document(name, file_format, encoding, root, joined_lines(segments))
