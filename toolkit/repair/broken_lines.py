"""Lines that a printed page or an editor broke, joined into paragraphs again.

Where a text was wrapped at a fixed width, a line that fills the width goes on in the next one. Elsewhere
only a line that cannot be complete goes on: it ends with a comma, cuts a word, or the next begins with
a mark that cannot begin a line. What starts with a label or an indent starts a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.repair.characters import CLOSING, END_MARKS, LABEL, SENTENCE_MARK, display_width
from toolkit.repair.paragraphs import Pieces, Repaired, is_running_text, join
from toolkit.repair.words import cuts_word
from toolkit.segmenter import Segmenter

__all__ = ["flows_on", "join_broken_lines", "wrapped_width"]

_INDENT = re.compile(r"(?:\u3000{1,}|[ \xa0]{2,}|\t)")
_CANNOT_START = re.compile(r"[，。；：！？,;:!?％%”’）》」』)\]]")
_POINT_FIRST = re.compile(r"[.．]\d")
_POINT_LAST = re.compile(r"\d[.．]$")
_DECIMALS = re.compile(r"\d{1,2}[ \xa0]?[%％‰万亿]")
_GOES_ON = "，、,（(《「『—"
_FUNCTION_WORDS = "的和与及对将把被由从向为并在是"
_BRACKETS = re.compile("[《》（）()]")
_DATE = re.compile(r"[\s\u3000]*[\d〇○零一二三四五六七八九十]{2,4}\s*年.{2,8}日[\s\u3000]*$")

_NARROWEST, _WIDEST = 15.0, 60.0  # widths of a wrapped line, in Chinese characters
_FULL_SHARE = 0.3  # of the lines must be full before a document counts as wrapped
_TOO_LONG_SHARE = 0.03  # at most this share of lines may be longer than a full one
_SLACK = 1.5  # a line this much short of the width is full: the next character did not fit
_OVERHANG = 2.0  # marks that may not begin a line hang over its end
_LOOSE = 5.0  # an unfinished sentence goes on behind a line that is this much short
_BRACKET = 60  # characters before the end in which an open bracket is looked for
_PROSE = 20  # characters a line has at least before its missing end mark means anything


def join_broken_lines(paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter) -> Repaired:
    """Joins the lines of a paragraph or a heading; headings and items keep their own lines."""
    width = wrapped_width(paragraphs)
    log: list[RepairEntry] = []
    groups: list[Pieces] = []
    for paragraph in paragraphs:
        if groups and _continues(groups[-1], paragraph, width, segmenter):
            groups[-1].add(paragraph)
        else:
            groups.append(Pieces(paragraph))
    out = []
    for group in groups:
        joined, entries = join(group.pieces, "broken-line")
        out.append(joined)
        log.extend(entries)
    return Repaired(tuple(out), tuple(log))


def flows_on(
    first: Pieces,
    second: RepairedParagraph,
    segmenter: Segmenter,
    *,
    at_page_border: bool = False,
) -> bool:
    """Whether ``second`` goes on with the sentence of ``first``, judged by these two alone.

    ``at_page_border`` says that a page number or a running head stood between them, where a sentence
    that lacks its end mark was cut and not left out.
    """
    if not (is_running_text(first.pieces[0]) and is_running_text(second)):
        return False
    before, after = first.tail, second.text.lstrip()
    if not before or not after or _is_complete(before):
        return False
    if _CANNOT_START.match(after) or _cuts_decimal(before, after):
        return True
    if LABEL.match(after) or _DATE.match(after):
        return False
    if before[-1] in _GOES_ON or _is_open(before):
        return True
    is_prose = len(before) >= _PROSE and bool(SENTENCE_MARK.search(before))
    if is_prose and cuts_word(before, after, segmenter):
        return True
    if not at_page_border or _INDENT.match(second.text):
        return False
    if _INDENT.match(first.pieces[0].text) or before[-1] in _FUNCTION_WORDS or is_prose:
        return True  # where the first has an indent and the second none, a paragraph was cut
    return not LABEL.match(first.pieces[0].text) and cuts_word(before, after, segmenter)


def _continues(
    group: Pieces,
    following: RepairedParagraph,
    width: float | None,
    segmenter: Segmenter,
) -> bool:
    line = group.pieces[-1]
    if not (is_running_text(line) and is_running_text(following)):
        return False
    if width is not None and not (_starts_anew(following.text) or _DATE.match(following.text)):
        text = line.text.rstrip()
        missing = width - display_width(text)
        if -_OVERHANG <= missing <= _SLACK:
            return True
        unfinished = not _is_complete(text) and bool(SENTENCE_MARK.search(text))
        if _SLACK < missing <= _LOOSE and unfinished:
            return True
    return flows_on(group, following, segmenter)


def _is_complete(text: str) -> bool:
    stripped = text.rstrip(CLOSING)
    return stripped[-1:] in END_MARKS if stripped else True


def _cuts_decimal(before: str, after: str) -> bool:
    """Whether the break is inside a number, before or behind its point."""
    if before[-1].isdigit():
        return bool(_POINT_FIRST.match(after))
    return bool(_POINT_LAST.search(before[-6:]) and _DECIMALS.match(after))


def _is_open(text: str) -> bool:
    """Whether a bracket or a title mark of the line's end is still open."""
    last = _BRACKETS.findall(text, max(0, len(text) - _BRACKET))[-1:]
    return bool(last) and last[0] in "《（("


def _starts_anew(text: str) -> bool:
    return bool(_INDENT.match(text) or LABEL.match(text))


def wrapped_width(paragraphs: Sequence[RepairedParagraph]) -> float | None:
    """Width of a full line, where the text was wrapped at a fixed width."""
    lines = [p.text.rstrip() for p in paragraphs if is_running_text(p)]
    widths = [display_width(line) for line in lines]
    counts = Counter(round(width) for width in widths if _NARROWEST <= width <= _WIDEST)
    if len(lines) < 4 or not counts:
        return None
    # Full lines end within two characters of each other: the fullest such window is the width.
    top = max(counts, key=lambda width: (sum(counts[width - step] for step in (0, 1, 2)), width))
    full = [
        line for line, width in zip(lines, widths, strict=True) if top - 2.5 <= width <= top + 0.5
    ]
    longer = sum(width > top + 2 for width in widths)
    unfinished = sum(not _is_complete(line) for line in full)
    if (
        len(full) >= max(3, _FULL_SHARE * len(lines))
        and longer <= _TOO_LONG_SHARE * len(lines)
        and unfinished >= 0.6 * len(full)
    ):
        return float(top)
    return None
