"""What zhdoc's TMX 1.4b looks like: a unit, its properties, its moments, for writer and reader.

Standard: LISA/GALA TMX 1.4b (26 April 2005). What TMX has no place for stands in properties, each with
the ``x-`` that tools ask of names that are not their own:

============================  ====================================================================
``x-document:SingleString``   name of the document the unit was translated in
``x-section:SingleString``    its section's id, ``1.2``
``x-state:SingleString``      review state: machine, memory, edited, approved
``x-label:SingleString``      outline label that the source begins with
``x-previous``, ``x-next``    hash of the source before it and behind it: the unit's context
============================  ====================================================================

Trados Studio reads ``x-Name:SingleString`` as a text field of the memory. OmegaT's own names (``file``,
``id``, ``prev``, ``next``) are left alone on purpose: a unit that has them is to OmegaT an alternative
for one place in one file (ImportFromAutoTMX), which no other document would get.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

__all__ = [
    "DOCUMENT",
    "LABEL",
    "NEXT",
    "PREVIOUS",
    "SECTION",
    "STATE",
    "Unit",
    "compact_moment",
    "iso_moment",
]

DOCUMENT = "x-document:SingleString"
SECTION = "x-section:SingleString"
STATE = "x-state:SingleString"
LABEL = "x-label:SingleString"
PREVIOUS = "x-previous"
NEXT = "x-next"


@dataclass(frozen=True, slots=True)
class Unit:
    """One ``tu``: a Chinese text and its English, without inline codes."""

    source: str
    target: str = ""
    """"" where the unit has no English."""
    id: str = ""
    """Its ``tuid``; "" where it has none."""
    notes: tuple[str, ...] = ()
    props: Mapping[str, str] = field(default_factory=dict)
    """Properties by their type; the first of each."""
    created: str = ""
    """When, UTC, ISO 8601 in whole seconds; "" where the file does not say."""
    creator: str = ""
    changed: str = ""
    """As ``created``, for the last change."""
    changer: str = ""
    number: int = 0
    """Its place in the file it was read from, from 1."""


def iso_moment(text: str) -> str:
    """A moment in any form of ISO 8601 as the history writes it; "" where it is none."""
    moment = _moment(text)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}" if moment else ""


def compact_moment(text: str) -> str:
    """The same as TMX writes it: ``YYYYMMDDThhmmssZ``."""
    moment = _moment(text)
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}" if moment else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        # TMX 1.4b: UTC is recommended; a moment without a zone is taken for it.
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
