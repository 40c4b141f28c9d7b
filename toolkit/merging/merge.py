"""A document and the rows of an edited file → the document with what people changed, and the rest.

Nothing is guessed and nothing is overwritten unseen: what cannot be taken is returned with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.bilingual.lines import comments
from toolkit.bilingual.rows import Row
from toolkit.document import Change, Document, Note, Segment, source_hash
from toolkit.editing import approve, cleaned, comment, edit, reopen, restate
from toolkit.engine import settle
from toolkit.merging.edited import Edited
from toolkit.merging.matching import Refused, match, same_english, visible

__all__ = ["Difference", "Merge", "merge"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A segment that a row changes."""

    before: Segment
    after: Segment
    row: Row
    comment: str
    """What the row adds to the segment's comments; "" where nothing."""

    @property
    def english(self) -> bool:
        """Whether the English changes."""
        return self.before.target != self.after.target

    @property
    def state(self) -> bool:
        """Whether the state changes."""
        return self.before.state != self.after.state

    @property
    def only_history(self) -> bool:
        """Whether nothing changes but what is known of the way that led there."""
        return not (self.english or self.state or self.comment)

    @property
    def kept(self) -> bool:
        """Whether a person read what a machine or a memory wrote, and left it."""
        made = self.before.state in ("machine", "memory")
        return made and self.after.state == "edited" and not self.english

    @property
    def who(self) -> str:
        """Who made the last of the steps that it adds to the history; "" where it adds none."""
        steps = self.after.history[len(self.before.history) :]
        return steps[-1].who if steps else ""

    @property
    def overwritten(self) -> str:
        """Who wrote the English that is replaced, where a person did."""
        last = _last_wording(self.before)
        return last.who if self.english and last is not None else ""


@dataclass(frozen=True, slots=True)
class Merge:
    """What an edited file makes of a document."""

    document: Document
    differences: tuple[Difference, ...]
    """In the document's order."""
    refused: tuple[Refused, ...]
    """In the edited file's order."""
    rows: int
    """How many rows the edited file has."""
    unchanged: int
    """Rows that say what the document says, or what it said when the file was made."""
    missing: tuple[str, ...]
    """Segments that have no row; they stay as they are."""
    foreign: int
    """Units of a translation memory that the document has no use for."""

    @property
    def belongs(self) -> bool:
        """Whether any row is about the Chinese of a segment of the document."""
        meant = any(refused.segment and not refused.other for refused in self.refused)
        return bool(self.differences or self.unchanged or meant)


def merge(
    document: Document, edited: Edited, who: str, when: str, *, allow_empty: bool = False
) -> Merge:
    """``document`` with what the rows of ``edited`` change.

    - Another English makes a segment "edited", or "approved" where the row says so. In an XLIFF file
      "approved" that was there before (here, or when the file was made) is no word on the new
      English: programs leave it as it was.
    - Unchanged English changes nothing but the state: "approved" approves, "edited" says that a person
      read what a machine wrote, and a rejection, or "edited" in a table where the segment was not
      that on its way to "approved", opens an approved segment again.
    - A comment is added where the segment has none of these lines; none is ever deleted.
    - English that the segment had earlier is out of date, not an edit. Nor is a row taken that calls
      the English a machine's where somebody else has rewritten it. XLIFF files say what English they
      were made with: there, what changed on one side only is told from what changed on both, and a
      copy that was reviewed in zhdoc brings its history along.
    - An empty English is taken with ``allow_empty`` only.

    ``who`` is named in the history where a row does not say who changed it, ``when`` is UTC.
    """
    matching = match(document, edited.rows, in_order=edited.in_order, memory=edited.memory)
    refused = list(matching.refused)
    differences = []
    for segment in document.segments():
        row = matching.rows.get(segment.id)
        if row is None:
            continue
        author = row.author or who
        notes = _new_notes(segment, row, author)
        changed, reason = _changed(
            segment, row, author, when, typed=edited.typed, allow_empty=allow_empty
        )
        for remark in notes:
            changed = comment(changed, remark.text, remark.author)
        if changed != segment:
            said = "\n".join(remark.text for remark in notes)
            differences.append(Difference(segment, changed, row, said))
        if reason:
            refused.append(Refused(row, reason, segment.id))
    order = {row.place: number for number, row in enumerate(edited.rows)}
    refused.sort(key=lambda each: order[each.row.place])
    taken = {difference.before.id: difference.after for difference in differences}
    answered = matching.rows.keys() | {each.segment for each in refused}
    idle = len(edited.rows) - matching.foreign - len(differences)
    return Merge(
        document.with_segments(taken) if taken else document,
        tuple(differences),
        tuple(refused),
        len(edited.rows),
        idle - sum(1 for r in refused if r.segment not in taken),
        tuple(s.id for s in document.segments() if s.id not in answered),
        matching.foreign,
    )


def _changed(
    segment: Segment, row: Row, who: str, when: str, *, typed: bool, allow_empty: bool
) -> tuple[Segment, str]:
    """``segment`` with the row's English and state, and why they are not taken, if so."""
    before, segment = segment, _followed(segment, row)
    if same_english(row.target, segment.target):
        return _restated(segment, row, who, when, typed=typed)
    stale = _out_of_date(segment, row, who) if segment is before else None
    if stale is not None:
        return segment, stale
    english = cleaned(row.target)
    if not english:
        if not allow_empty:
            return segment, "its English is empty; import with --allow-empty if that was meant"
        return edit(segment, "", who, when), ""
    came = [change.state for change in row.history if change.state is not None]
    kept = bool(row.base) and "approved" in (segment.state, *came[-1:])
    if row.state == "approved" and not kept:
        return restate(segment, english, "approved", who, when), ""
    return edit(segment, english, who, when), ""


def _restated(
    segment: Segment, row: Row, who: str, when: str, *, typed: bool
) -> tuple[Segment, str]:
    """``segment`` with the row's state, its English being the same.

    ``typed`` says that a person wrote the state, as in a table; programs write theirs for their own
    reasons, so that only a rejection of theirs opens an approved segment.
    """
    if segment.state == "approved":
        if row.rejected:
            return reopen(segment, who, when), ""
        if row.state != "edited" or not typed:
            return segment, ""
        if all(change.was != "edited" for change in segment.history):
            return reopen(segment, who, when), ""
        return segment, (
            "its state is edited, as the segment's was before it was approved; if it is to be opened"
            " again, do that in zhdoc review"
        )
    if row.state == "approved":
        if not segment.target:
            return segment, "its state is approved, but it has no English"
        return approve(segment, who, when), ""
    if row.state == "edited" and segment.target and segment.state in ("machine", "memory"):
        return restate(segment, segment.target, "edited", who, when), ""
    return segment, ""


def _followed(segment: Segment, row: Row) -> Segment:
    """``segment`` after the steps that another copy of the .xlf took with it in zhdoc; itself where it
    took none, or this one went another way."""
    ours, theirs = segment.history, row.history
    further = theirs[len(ours) :]
    if not further or theirs[: len(ours)] != ours or further[0].before != segment.target:
        return segment
    last = further[-1]
    constraints = segment.constraints
    if last.after != segment.target:
        constraints = settle(segment.source, constraints, last.after)
    return replace(
        segment,
        target=last.after,
        state=last.state or segment.state,
        constraints=constraints,
        history=theirs,
    )


def _out_of_date(segment: Segment, row: Row, who: str) -> str | None:
    """Why the row's English, another than the segment's, is no edit of it; None where it is one.

    "" where nobody touched the row: it has the English that the file was made with.
    """
    if row.base and row.base == source_hash(segment.target):
        return None
    last = _last_wording(segment)
    since = f" ({last.who}, {last.when[:10]})" if last is not None and last.who else ""
    both = (
        f"the English was changed in the document too{since} since the file was made; compare the two;"
        " to take this one, set its state to edited in the .rejected.tsv and import that"
    )
    earlier = any(same_english(row.target, text) for text in _earlier(segment))
    if not row.base:
        if earlier:
            return (
                f"its English is an earlier one, changed in the document since{since}; to go back to it,"
                " use zhdoc review"
            )
        # A table says what state the segment had when it was made. Who goes on editing one table,
        # and imports it again and again, is in nobody's way.
        unread = segment.reviewed and row.state in ("machine", "memory", "none")
        return both if unread and last is not None and last.who not in ("", who) else None
    if earlier and row.base in (source_hash(row.target), source_hash(cleaned(row.target))):
        approving = (
            f"it approves English that was changed in the document since{since}; look at what is"
            " there now in zhdoc review"
        )
        return approving if row.state == "approved" else ""
    # What another program changed is in no history: the copy alone has work in it, or both have.
    return both if segment.reviewed or segment.history else None


def _earlier(segment: Segment) -> Iterator[str]:
    """The wordings that ``segment`` had before."""
    for change in segment.history:
        yield change.before
    if segment.reviewed and segment.hypotheses:
        yield segment.hypotheses[0].text


def _last_wording(segment: Segment) -> Change | None:
    """The step that made the segment's English what it is."""
    steps = (change for change in reversed(segment.history) if change.before != change.after)
    return next(steps, None)


def _new_notes(segment: Segment, row: Row, who: str) -> tuple[Note, ...]:
    """The remarks of the row, less the lines that a comment on ``segment`` has already."""
    known = Counter(_lines("\n".join(comments(segment))))
    found = []
    for remark in row.notes or (Note(who, row.comment or ""),):
        new = []
        for line in _lines(remark.text):
            if known[line]:
                known[line] -= 1
            else:
                new.append(line)
        if new:
            found.append(Note(remark.author or who, "\n".join(new)))
    if row.rejected and not known["rejected"]:
        found.append(Note(who, "rejected"))
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, visible(cleaned(text)).split("\n")) if line]
