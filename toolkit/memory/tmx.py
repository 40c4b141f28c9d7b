"""A memory from and to TMX, unit by unit: a million of them need no more memory than one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from toolkit.bilingual.tmx import DOCUMENT, LABEL, NEXT, PREVIOUS, STATE, Unit
from toolkit.bilingual.tmx_reader import read_units
from toolkit.bilingual.tmx_writer import tmx_lines
from toolkit.bilingual.xml_text import legal
from toolkit.memory.entries import Entry, context_hash, context_key, without_label
from toolkit.memory.store import Memory
from toolkit.traditional import has_chinese

__all__ = ["read_entries", "tmx_of"]

_PART = 2000  # lines that are written at a time


def read_entries(path: Path) -> Iterator[tuple[Entry, str]]:
    """The pairs of a TMX file, each with the review state it names, "" where it names none.

    Where a unit names no document, the file's own name stands for it. Raises
    :class:`toolkit.errors.BilingualError` for a file that cannot be read.
    """
    for unit in read_units(path):
        label = unit.props.get(LABEL, "")
        source, target = without_label(
            unit.source, unit.target, label if unit.source.startswith(label) else ""
        )
        if not target.strip() or not has_chinese(source):
            continue
        entry = Entry(
            source.strip(),
            target.strip(),
            unit.props.get(DOCUMENT) or path.name,
            unit.id or str(unit.number),
            context_key(unit.props.get(PREVIOUS, "")),
            context_key(unit.props.get(NEXT, "")),
            who=unit.changer or unit.creator,
            when=unit.changed or unit.created,
        )
        yield entry, unit.props.get(STATE, "")


def tmx_of(memory: Memory) -> Iterator[bytes]:
    """The memory as a UTF-8 TMX file, in parts."""
    lines = tmx_lines(map(_unit, memory.entries()), version("zhdoc-toolkit"))
    while part := list(islice(lines, _PART)):
        yield "".join(f"{line}\n" for line in part).encode("utf-8")


def _unit(entry: Entry) -> Unit:
    props = {
        DOCUMENT: entry.file,
        STATE: "approved",
        PREVIOUS: context_hash(entry.previous),
        NEXT: context_hash(entry.next),
    }
    return Unit(
        source=entry.source,
        target=entry.target,
        id=entry.segment,
        props={name: legal(value) for name, value in props.items() if value},
        changed=entry.when,
        changer=entry.who,
    )
