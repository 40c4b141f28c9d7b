"""Doing again what a review that ended without saving left in its journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from toolkit.document import Document, Segment
from toolkit.errors import OutputError, ReviewError
from toolkit.files import write_atomically
from toolkit.review.entries import Entry, Seen, done_again, seen_steps
from toolkit.review.journal import Leftover

__all__ = ["Replay", "keep_rejected", "replay"]


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of a journal's entries."""

    changed: dict[str, Segment]
    """The segments as they are now, by id."""
    done: int
    """How many entries were done again."""
    rejected: tuple[Entry, ...]
    """Those that do not fit the document any more."""


def replay(document: Document, left: Leftover) -> Replay:
    """Do the entries again on ``document``, in their order.

    An entry fits where its segment is there and has the same Chinese. In a document that another
    program changed, steps that a history shows already are not done twice.
    """
    segments = {segment.id: segment for segment in document.segments()}
    of_one: dict[str, list[Entry]] = {}
    for entry in left.entries:
        of_one.setdefault(entry.segment, []).append(entry)
    changed: dict[str, Segment] = {}
    seen: dict[str, Seen] = {}
    rejected = []
    for entry in left.entries:
        segment = changed.get(entry.segment) or segments.get(entry.segment)
        if segment is None or segment.source != entry.source:
            rejected.append(entry)
            continue
        if entry.segment not in seen:
            seen[entry.segment] = (
                Seen() if left.known else seen_steps(segment, of_one[entry.segment])
            )
        try:
            changed[entry.segment] = done_again(segment, entry, seen[entry.segment])
        except ValueError:
            rejected.append(entry)
    return Replay(changed, len(left.entries) - len(rejected), tuple(rejected))


def keep_rejected(journal: Path, entries: tuple[Entry, ...], broken: tuple[bytes, ...]) -> Path:
    """Add what cannot be done again to ``FILE.xlf.journal.rejected``, one JSON object a line.

    What stands there already is not added again. Lines that could not be read are kept as they are.
    Raises ReviewError where that file cannot be written.
    """
    path = journal.with_name(journal.name + ".rejected")
    try:
        known = path.read_bytes()
    except FileNotFoundError:
        known = b""
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read ({error.strerror}); move it away") from error
    lines = [json.dumps(e.to_json(), ensure_ascii=False).encode() + b"\n" for e in entries]
    there = set(known.splitlines(keepends=True))
    new = [line for line in (*lines, *broken) if line not in there]
    try:
        write_atomically(path, known + b"".join(new))
    except OutputError as error:
        raise ReviewError(f"{path}: cannot be written; free some room and start again") from error
    return path
