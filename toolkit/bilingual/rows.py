"""A row of an edited file on its way back: what a person may have changed, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.document import State

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
    base: str = ""
    """The source_hash of the English that the file was made with, where it still says so."""
    rejected: bool = False
    """Whether a reviewer sent the English back, in a program that has such a state."""
    trouble: str = ""
    """Why the row cannot be used as it stands; "" where it can."""
