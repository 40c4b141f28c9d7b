"""What zhdoc's XLIFF 1.2 looks like: namespaces, languages and review states, for writer and reader.

Standard: OASIS XLIFF 1.2 (1 February 2008), strict schema. What XLIFF has no place for stands in the
namespace ``urn:zhdoc:1`` (prefix ``zd``), whose schema is ``zhdoc-1.xsd`` beside this module:

======================  ==========================================================================
``header/zd:document``  name, format and encoding of the original; where its lines are
``header/zd:run``       the run signature
``header/zd:repair``    one entry of the repair log, shaped like ``zhdoc repair --log``
``header/zd:damage``    one loss of the source
``header/zd:text``      one repaired line; only where the lines are not the joined sources
``group/@zd:…``         title, level, number, style, inferred, start, end, line, heading of a section
``trans-unit/@zd:…``    hash and line of a segment
``trans-unit/zd:data``  everything else of a segment, see :mod:`toolkit.bilingual.unit_data`
``alt-trans/@zd:score`` mean log-probability per target token of a hypothesis
``alt-trans/zd:match``  where a translation memory has it from
======================  ==========================================================================

Each of these elements is empty and holds its JSON in the attribute ``json``. Programs that treat XLIFF
as XML like any other (OmegaT 3.6) show the text of every element to the translator, attributes they
leave alone.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from toolkit.document import State

__all__ = [
    "SECTION",
    "SOURCE_LANGUAGE",
    "STATES",
    "TARGET_LANGUAGE",
    "XLIFF",
    "ZHDOC",
    "Review",
    "json_of",
    "state_of",
]

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
ZHDOC = "urn:zhdoc:1"
SECTION = "x-section"
SOURCE_LANGUAGE = "zh-CN"
TARGET_LANGUAGE = "en-US"


class Review(NamedTuple):
    """How a segment's state is written: two attributes of its target, one of its unit."""

    state: str
    qualifier: str | None
    approved: str


STATES: dict[State, Review] = {
    "machine": Review("needs-review-translation", "leveraged-mt", "no"),
    "memory": Review("needs-review-translation", "exact-match", "no"),
    "edited": Review("translated", None, "no"),
    "approved": Review("signed-off", None, "yes"),
    "none": Review("needs-translation", None, "no"),
}

_MACHINE = {"leveraged-mt", "mt-suggestion"}
_MEMORY = {
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-inherited",
    "leveraged-repository",
    "leveraged-tm",
    "tm-suggestion",
}


def json_of(element: etree._Element) -> str:
    """The JSON in an element of zhdoc's own; "" where it has none.

    Files from before the release of 0.1.0 hold it as the text of the element.
    """
    return element.get("json") or element.text or ""


def state_of(
    state: str | None, qualifier: str | None, approved: str | None, *, has_target: bool
) -> State:
    """The review state that a unit's attributes mean, whichever tool wrote them.

    An unmarked target is taken for a person's work: that is what tools without states hold.
    """
    if approved == "yes" or state in ("signed-off", "final"):
        return "approved"
    if state in ("needs-translation", "new"):
        return "none"
    if state == "translated":
        return "edited"
    if qualifier in _MACHINE:
        return "machine"
    if qualifier in _MEMORY:
        return "memory"
    return "edited" if has_target else "none"
