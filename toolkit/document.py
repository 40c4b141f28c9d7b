"""The data every stage shares: Document ▸ Section ▸ Segment, and what stands before them.

All classes are frozen; a stage returns new objects. Offsets are Unicode code points, half-open.
``source_span`` and every offset named "in the source" counts in :attr:`RawDocument.text`, the decoded
text of the input file, whatever was repaired or cut since.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import floor
from typing import Any, Literal

from toolkit.offsets import OffsetMap

__all__ = [
    "SEVERITIES",
    "Change",
    "Constraint",
    "Damage",
    "DamageKind",
    "Document",
    "Fate",
    "Finding",
    "Hypothesis",
    "Match",
    "MatchKind",
    "Note",
    "ParagraphKind",
    "RawDocument",
    "RawParagraph",
    "RepairEntry",
    "RepairedDocument",
    "RepairedParagraph",
    "Section",
    "Segment",
    "SegmentKind",
    "Severity",
    "Span",
    "State",
    "source_hash",
]

Span = tuple[int, int]

ParagraphKind = Literal["text", "heading", "cell", "header", "footer", "footnote"]
"""What the file itself says a paragraph is; plain text knows only "text"."""

State = Literal["machine", "memory", "edited", "approved", "none"]
"""A segment's review state; how each is written in XLIFF is in toolkit.bilingual.xliff."""

Fate = Literal["enforced", "produced", "repaired", "missing"]
"""What became of a constraint: copied by the model from its inline form, produced by a model that
was not shown it, put in afterwards by code, or absent from the English."""

MatchKind = Literal["context", "exact", "numbers", "fuzzy"]
"""Equal source and neighbours; equal source; equal but for figures, which were exchanged; alike."""

SegmentKind = Literal["title", "heading", "sentence", "cell", "date"]
"""What a segment is in its document."""

DamageKind = Literal["lost-number", "lost-mark", "lost-label", "stray-number", "undecodable"]
"""What the source lost, or has too much: a stray number is none of the text's own, or is broken."""

Severity = Literal["neutral", "minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")  # MQM, ascending


# ------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph as the file has it: ``RawDocument.text[start:end]``, no line break at its ends."""

    start: int
    end: int
    kind: ParagraphKind = "text"
    level: int | None = None
    """Heading level the markup gives (h1 → 1, Word "heading 2" → 2, Word "Title" → 0)."""
    place: str = ""
    """Where a person finds it, for what has no line: ``table 1, row 2, column 3``."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document after reading: decoded, cut into the paragraphs the file itself marks."""

    name: str
    """File name without folders, ``-`` for standard input."""
    format: Literal["text", "html", "docx"]
    encoding: str
    """Encoding the bytes were decoded from, as Python names it; "" where the format fixes it."""
    text: str
    paragraphs: tuple[RawParagraph, ...]
    damage: tuple[Damage, ...] = ()
    """Undecodable bytes and the like."""


# -------------------------------------------------------------------------------- repair


@dataclass(frozen=True, slots=True)
class RepairEntry:
    """One repair: the source's ``before`` at ``[start, end)`` reads ``after`` now."""

    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Something the source lost and nobody may invent: a digit, a mark, an item's number.

    Also a number that is in doubt: one that stands where none can, or one broken by a space.
    """

    kind: DamageKind
    start: int
    end: int
    """Offsets in the source; equal where a character is missing between two others."""
    message: str
    """For the user: what seems to be missing or wrong, with the words around the place."""


@dataclass(frozen=True, slots=True)
class RepairedParagraph:
    """A repaired paragraph; ``offsets`` leads each character back to the source."""

    text: str
    offsets: OffsetMap
    kind: ParagraphKind = "text"
    level: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class RepairedDocument:
    """A document after repair, with the log of what was done and what cannot be mended."""

    raw: RawDocument
    paragraphs: tuple[RepairedParagraph, ...]
    log: tuple[RepairEntry, ...] = ()
    damage: tuple[Damage, ...] = ()


# ----------------------------------------------------------------------------- the document


@dataclass(frozen=True, slots=True)
class Constraint:
    """A source span whose English code decides.

    ``kind`` is "term" or the type of a numeral value ("money", "percent", "date" …, see
    toolkit.numerals), "code" for a telephone number or the like, which is copied, or "lost" for the
    ``[?]`` that stands for what a number lost: with what is left of the number (``200[?]``) and the
    万 or 亿 and unit behind it; a zero-width span where none of these is there.
    """

    kind: str
    start: int
    end: int
    """Offsets in the segment's ``source``."""
    target: str
    """The English that is asked for."""
    variants: tuple[str, ...] = ()
    """Other English that is as good (an admitted variant, an abbreviation)."""
    forbidden: tuple[str, ...] = ()
    """English that must not stand for the span."""
    fate: Fate | None = None
    target_span: Span | None = None
    """Where the English stands in the segment's ``target``."""
    value: str | None = None
    """For numerals: the exact value as a decimal string."""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a translation memory has for a source, and where it comes from."""

    source: str
    """The Chinese that the English was approved for."""
    target: str
    """The English; of kind "numbers" with the figures of the source that was looked up."""
    kind: MatchKind
    score: float
    """1 for equal sources, else the share of characters that agree, figures folded."""
    file: str
    """The document it was approved in."""
    segment: str
    """Its id there."""
    who: str = ""
    when: str = ""
    """UTC, ISO 8601."""

    @property
    def percent(self) -> int:
        """The score in whole percent, rounded down: only equal sources are 100."""
        return floor(100 * self.score)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One candidate translation; ``score`` is the mean log-probability per target token."""

    text: str
    score: float | None = None
    origin: str = "machine"
    """Where it comes from: an engine's name or "memory"."""
    match: Match | None = None
    """For "memory": what it was approved for, where and by whom; its target is ``text``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reviewer should look at. Codes and severities: toolkit.quality.catalogue."""

    key: str
    """Stable id within its segment, so that "ignored" can be remembered."""
    code: str
    mqm: str
    severity: Severity
    segment: str
    message: str
    source: Span | None = None
    """Offsets in the segment's source."""
    target: Span | None = None
    tried: tuple[str, ...] = ()
    """What the retry ladder did before giving up."""

    def to_json(self) -> dict[str, Any]:
        """The shape in which programs get a finding (``check --json``, JSONL)."""
        return {
            "key": self.key,
            "code": self.code,
            "mqm": self.mqm,
            "severity": self.severity,
            "segment": self.segment,
            "source": list(self.source) if self.source else None,
            "target": list(self.target) if self.target else None,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a segment; ``author`` is "repair", "qa" or a reviewer's name."""

    author: str
    text: str

    @property
    def by_person(self) -> bool:
        """Whether a reviewer wrote it, and not zhdoc itself."""
        return self.author not in ("repair", "qa")


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a segment's history: ``when`` is UTC, ISO 8601.

    A step that changed the state alone (an approval) has the same text before and after.
    """

    when: str
    who: str
    before: str
    after: str
    was: State | None = None
    """The state before; None where an earlier version or another tool did not say."""
    state: State | None = None
    """The state after."""
    undo: bool = False
    """Whether the step takes back the last one that was not taken back yet."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of translation and review: one sentence, heading, cell or ordinal item.

    ``source`` is complete: the sources of a line's segments, joined, are the line. An outline label
    ("一、", "一是") is its prefix ``source[:label_end]`` and is rendered by code; ``target`` is
    complete in the same way.
    """

    id: str
    source: str
    offsets: OffsetMap
    """Leads each character of ``source`` back to the decoded source."""
    line: int
    """1-based line of ``zhdoc repair`` output."""
    kind: SegmentKind = "sentence"
    label: str = ""
    target: str = ""
    state: State = "none"
    constraints: tuple[Constraint, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    """Best first; the first is what ``target`` was made from."""
    tried: tuple[str, ...] = ()
    """Steps of the retry ladder that this segment needed."""
    damage: tuple[Damage, ...] = ()
    notes: tuple[Note, ...] = ()
    ignored: tuple[str, ...] = ()
    """Keys of findings a reviewer chose to ignore."""
    history: tuple[Change, ...] = ()
    hash: str = ""
    """First 16 hex digits of the SHA-256 of the NFC source; see :func:`source_hash`."""
    place: str = ""
    """Where it stands in a file of more than running text; see :attr:`RawParagraph.place`."""

    def __post_init__(self) -> None:
        if not self.hash:
            object.__setattr__(self, "hash", source_hash(self.source))

    @property
    def body(self) -> str:
        """The source without its label: what an engine sees."""
        return self.source[len(self.label) :]

    @property
    def reviewed(self) -> bool:
        """Whether the English, or that there is none, is a person's word."""
        return self.state in ("edited", "approved")

    def damage_span(self, damage: Damage) -> Span:
        """Where the source lost something, in :attr:`source`; an empty span stays empty."""
        return self.offsets.to_derived(damage.start), self.offsets.to_derived(damage.end)

    @property
    def source_span(self) -> Span:
        """Where the segment stands in the decoded source."""
        return self.offsets.span_to_source(0, len(self.source))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, before and in its subsections.

    The root section (level 0) has the document's title as its heading, where there is one. The
    heading's own segment is the first of ``segments`` when ``has_heading`` (the root's is the one of
    kind "title": a document number may stand before it); an ordinal item (一是 …)
    whose "heading" is its first clause has it in its first segment too.
    """

    id: str
    """``r`` for the root, else the path of positions: ``1``, ``1.2``."""
    level: int
    """Depth in the tree, whatever the label's style: the root is 0."""
    label: str
    """As written: ``一、``, ``（二）``, ``1．``, ``一是``; "" where there is none."""
    number: int | None
    """The label's number; None where it has none or it was lost."""
    title: str
    """The heading without its label and closing full stop."""
    style: str = ""
    """The label's style, see toolkit.outline.labels; "" for unnumbered headings and the root."""
    inferred: int | None = None
    """For an item whose number was lost: what its siblings say it was. Never shown as if read."""
    start: int = 0
    end: int = 0
    """Span of the heading (label and title) in the decoded source."""
    line: int = 0
    has_heading: bool = True
    segments: tuple[Segment, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in document order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its outline; translated once its segments have targets."""

    name: str
    format: str
    encoding: str
    root: Section
    lines: tuple[str, ...] = ()
    """The repaired paragraphs, one a line: what ``zhdoc repair`` prints."""
    log: tuple[RepairEntry, ...] = ()
    damage: tuple[Damage, ...] = ()
    signature: Mapping[str, str] = field(default_factory=dict)
    """What the translation depends on: engine, package, glossary, options … (DESIGN: run signature)."""
    findings: tuple[Finding, ...] = ()

    def sections(self) -> Iterator[Section]:
        """Every section in document order, the root first."""
        return self.root.walk()

    def segments(self) -> Iterator[Segment]:
        """Every segment in document order."""
        for section in self.root.walk():
            yield from section.segments

    def with_segments(self, changed: Mapping[str, Segment]) -> Document:
        """The document with the segments of those ids exchanged."""

        def rebuild(section: Section) -> Section:
            # Recursion is as deep as the outline, which toolkit.outline bounds.
            return replace(
                section,
                segments=tuple(changed.get(s.id, s) for s in section.segments),
                sections=tuple(rebuild(s) for s in section.sections),
            )

        return replace(self, root=rebuild(self.root))


def source_hash(source: str) -> str:
    """First 16 hex digits of the SHA-256 of the NFC-normalised source text."""
    normal = unicodedata.normalize("NFC", source)
    return hashlib.sha256(normal.encode("utf-8")).hexdigest()[:16]
