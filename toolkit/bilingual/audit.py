"""The audit trail: who did what to which segment when, with the wording before and after, as CSV.

For ISO 17100 (translation and revision by a second person) and ISO 18587 (post-editing of machine
output). The columns are those of :data:`COLUMNS`; the lines of a segment stand together, in the order
in which things happened, and ``event`` says what a line is:

===================  ==========================================================================
machine              the draft that the English was made from; ``remark`` names engine and package
memory               the same, from a memory: when and by whom it was approved there, and for what
edited               a person, or another program, changed the English
approved             the segment was approved, perhaps with other English
reopened             an approved segment was opened again
changed              another change of the state
undone               a person took back the step before; before and after say to what
comment, repair, qa  a note, in ``remark``; notes carry no time
ignored              a person ignored the finding whose key stands in ``remark``
final                how the segment stands now; each segment has one such line, touched or not
===================  ==========================================================================

``when`` is UTC, ISO 8601; empty where a file does not know. The file is for spreadsheets: UTF-8 with
a byte-order mark, CRLF, and a text that a spreadsheet would take for a formula begins with an
apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.document import Change, Document, Hypothesis, Segment

__all__ = ["COLUMNS", "write_audit"]

COLUMNS = (
    "document",
    "section",
    "segment",
    "event",
    "when",
    "who",
    "source",
    "before",
    "after",
    "state before",
    "state after",
    "remark",
)

# Wide ones too: a Chinese or Japanese spreadsheet takes them for the same.
_FORMULA_MARKS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    when: str = ""
    who: str = ""
    before: str = ""
    after: str = ""
    was: str = ""
    state: str = ""
    remark: str = ""


def write_audit(document: Document) -> bytes:
    """The audit trail of ``document``."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    known = ((name, document.signature.get(name)) for name in ("engine", "package", "zhdoc"))
    engine = "; ".join(f"{name} {value}" for name, value in known if value)
    for section in document.sections():
        for segment in section.segments:
            for event in _events(segment, engine):
                fields = (
                    document.name,
                    section.id,
                    segment.id,
                    event.kind,
                    event.when,
                    event.who,
                    segment.source,
                    event.before,
                    event.after,
                    event.was,
                    event.state,
                    event.remark,
                )
                table.writerow(map(_harmless, fields))
    return codecs.BOM_UTF8 + stream.getvalue().encode("utf-8", "backslashreplace")


def _events(segment: Segment, engine: str) -> Iterator[_Event]:
    if segment.hypotheses:
        yield _draft(segment.hypotheses[0], engine)
    for change in segment.history:
        yield _Event(
            _kind(change),
            change.when,
            change.who,
            change.before,
            change.after,
            change.was or "",
            change.state or "",
        )
    for note in segment.notes:
        if note.by_person:
            yield _Event("comment", who=note.author, remark=note.text)
        else:
            yield _Event(note.author, remark=note.text)
    for key in segment.ignored:
        yield _Event("ignored", remark=key)
    last = segment.history[-1] if segment.history else Change("", "", "", "")
    yield _Event("final", last.when, last.who, after=segment.target, state=segment.state)


def _draft(hypothesis: Hypothesis, engine: str) -> _Event:
    match = hypothesis.match
    if match:
        remark = f"{match.kind} match of {match.percent}%: {match.file}, {match.segment}"
        return _Event("memory", match.when, match.who, after=match.target, remark=remark)
    if hypothesis.origin == "memory":
        return _Event("memory", after=hypothesis.text)
    return _Event("machine", who=hypothesis.origin, after=hypothesis.text, remark=engine)


def _kind(change: Change) -> str:
    if change.undo:
        return "undone"
    if change.state == "approved":
        return "approved"
    if change.before != change.after:
        return "edited"
    return "reopened" if change.was == "approved" else "changed"


def _harmless(field: str) -> str:
    return f"'{field}" if field.startswith(_FORMULA_MARKS) else field
