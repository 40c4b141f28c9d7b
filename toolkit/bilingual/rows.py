"""A row of an edited file on its way back: what a person may have changed, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.document import Change, Note, State

__all__ = ["Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """One segment as an edited file has it, in any format."""

    place: str
    """For messages: "row 12", "line 3", "unit s0003"."""
    id: str
    """"" where the row has none (a person added it)."""
    hash: str
    """The source's hash that the file carries; "" where the format or the row has none."""
    source: str
    target: str
    state: State | None = None
    """None where the file does not say."""
    comment: str | None = None
    """A person's remark; None where the format has no place for one."""
    author: str = ""
    """Who changed the row last, where the file says so (a tracked change)."""
    notes: tuple[Note, ...] = ()
    """Remarks with who made each, where the file says so; ``comment`` has their texts, too."""
    base: str = ""
    """The source_hash of the English that zhdoc last wrote into the file, where it still says so."""
    history: tuple[Change, ...] = ()
    """What zhdoc wrote into the file with it: the steps that led to that English and its state."""
    rejected: bool = False
    """Whether a reviewer sent the English back, in a program that has such a state."""
    trouble: str = ""
    """Why the row cannot be used as it stands; "" where it can."""
