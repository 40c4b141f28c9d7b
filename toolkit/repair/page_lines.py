"""Page numbers on lines of their own, and the headers and footers that repeat beside them.

A page number line is ``- 3 -``, ``—3—``, ``第3页 共16页``, ``3/16`` or a bare ``3``; the first
and the third can be nothing else, the others must count up. A running header or footer is a short line
that comes back at page borders: next to page numbers, or where it cuts a sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.document import RepairedParagraph
from toolkit.repair.broken_lines import flows_on, wrapped_width
from toolkit.repair.characters import (
    CLOSING,
    END_MARKS,
    LABEL,
    han_count,
    to_half_width_digits,
)
from toolkit.repair.paragraphs import Pieces, Repaired, drop, is_running_text, join
from toolkit.repair.series import Candidate, ascending_runs
from toolkit.segmenter import Segmenter

__all__ = ["remove_page_lines"]

_DASH = r"[-‐‑‒–—―─－_~·•*]"
_LINE = re.compile(
    rf"[\s\u3000]*(?:"
    rf"{_DASH}{{1,3}}\s*(?P<dashed>\d{{1,4}})\s*{_DASH}{{1,3}}"
    rf"|第\s*(?P<page>\d{{1,4}})\s*[页頁]\s*[,，、/／|]?\s*(?:[共总總]\s*\d{{1,4}}\s*[页頁])?"
    rf"|[共总總]\s*\d{{1,4}}\s*[页頁]\s*[,，、/／|]?\s*第\s*(?P<after_total>\d{{1,4}})\s*[页頁]"
    rf"|(?P<fraction>\d{{1,4}})\s*[/／]\s*\d{{1,4}}"
    rf"|[Pp](?:age|\.)?\s*(?P<latin>\d{{1,4}})(?:\s*(?:of|/)\s*\d{{1,4}})?"
    rf"|(?P<bare>\d{{1,4}})"
    rf")[\s\u3000]*"
)
_CERTAIN = re.compile(r"[-–—―─－]{1,2}\s*\d{1,3}\s*[-–—―─－]{1,2}|.*[共总總].*[页頁].*")
_SCORES = {
    "dashed": 3.0,
    "page": 4.0,
    "after_total": 6.0,
    "fraction": 2.0,
    "latin": 3.0,
    "bare": 1.7,
}
_OPENING = 4.0
_CLOSEST = 25  # characters between two bare numbers; a table's column has them closer
_LONGEST_HEAD = 40  # characters of a running header or footer
_HEAD_SHARE = 0.6  # of a repeated line's places must be page borders
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Lines:
    paragraphs: Sequence[RepairedParagraph]
    texts: list[str]  # without white space at the ends, digits half-width
    pages: set[int]  # indices of page number lines


def remove_page_lines(paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter) -> Repaired:
    """Takes page number lines and running heads out; a sentence they cut is joined again."""
    texts = [to_half_width_digits(paragraph.text).strip() for paragraph in paragraphs]
    pages = _page_numbers(paragraphs, texts)
    lines = _Lines(paragraphs, texts, pages)
    gone = pages | _running_heads(lines)
    if not gone:
        return Repaired(tuple(paragraphs))
    out: list[Pieces] = []
    log = []
    # Where lines were wrapped, the width tells which go on: that is for join_broken_lines.
    joins = wrapped_width([p for index, p in enumerate(paragraphs) if index not in gone]) is None
    broken = False  # whether something was taken out since the last paragraph that stays
    for index, paragraph in enumerate(paragraphs):
        if index in gone:
            log.append(drop(paragraph, "page-number" if index in pages else "running-head"))
            broken = True
        elif (
            broken
            and joins
            and out
            and flows_on(out[-1], paragraph, segmenter, at_page_border=True)
        ):
            out[-1].add(paragraph)
            broken = False
        else:
            out.append(Pieces(paragraph))
            broken = False
    joined = []
    for pieces in out:
        paragraph, entries = join(pieces.pieces, "broken-line")
        joined.append(paragraph)
        log.extend(entries)
    return Repaired(tuple(joined), tuple(log))


def _page_numbers(paragraphs: Sequence[RepairedParagraph], texts: Sequence[str]) -> set[int]:
    found: set[int] = set()
    by_style: dict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    position = 0
    for index, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        match = _LINE.fullmatch(text) if len(text) < 30 and paragraph.kind != "cell" else None
        if match and match.lastgroup:
            style = match.lastgroup
            number = int(match.group(style))
            score = _SCORES[style]
            if paragraph.kind in ("header", "footer") or _CERTAIN.fullmatch(text):
                found.add(index)  # what else should a number be there
            else:
                by_style[style].append((index, Candidate(position, number, score)))
        position += len(text)
    for style, members in by_style.items():
        closest = _CLOSEST if style == "bare" else 0
        for run in ascending_runs(
            [candidate for _, candidate in members], opening=_OPENING, closest=closest
        ):
            found.update(members[i][0] for i in run)
    return found


def _running_heads(lines: _Lines) -> set[int]:
    """Lines that come back at page borders."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(lines.texts):
        if index in lines.pages or not _may_be_head(lines.paragraphs[index], text):
            continue
        places[_DIGITS.sub("#", text)].append(index)
    repeated = {
        shape: found
        for shape, found in places.items()
        if len(found) >= 3 or (len(found) == 2 and lines.pages)
    }
    if not repeated:
        return set()
    candidates = {index for found in repeated.values() for index in found}
    borders = _borders(lines, candidates)
    gone: set[int] = set()
    for shape, found in repeated.items():
        at_border = [index for index in found if borders[index]]
        if len(at_border) < 2 or len(at_border) < _HEAD_SHARE * len(found):
            continue
        if len({lines.texts[index] for index in found}) > 1 and not _counts_up(lines, found):
            continue  # the digits differ, but they are no page numbers
        gone.update(at_border)
        last = len(lines.texts) - 1
        others = [index for index in found if not borders[index]]
        gone.update(
            index
            for index in others
            if index == last or (index == 0 and _title_follows(lines, shape))
        )
    return gone


def _may_be_head(paragraph: RepairedParagraph, text: str) -> bool:
    return (
        is_running_text(paragraph)
        and 0 < len(text) <= _LONGEST_HEAD
        and text[-1] not in "。；：，！？"
        and not LABEL.match(text)
        and not _LINE.fullmatch(text)
    )


def _borders(lines: _Lines, candidates: set[int]) -> Counter[int]:
    """For each repeated line 1 where its block of repeated lines is a page border, else 0."""
    borders: Counter[int] = Counter()
    texts = lines.texts
    index = 0
    while index < len(texts):
        if index not in candidates and index not in lines.pages:
            index += 1
            continue
        block = [index]
        while index + 1 < len(texts) and (index + 1 in candidates or index + 1 in lines.pages):
            index += 1
            block.append(index)
        index += 1
        before = texts[block[0] - 1] if block[0] else ""
        cut = han_count(before) >= 20 and before.rstrip(CLOSING)[-1:] not in END_MARKS
        if cut or any(place in lines.pages for place in block):
            borders.update(place for place in block if place not in lines.pages)
    return borders


def _counts_up(lines: _Lines, found: Sequence[int]) -> bool:
    numbers = [_DIGITS.findall(lines.texts[index]) for index in found]
    rows = zip(*numbers, strict=False)
    return any(all(int(b) - int(a) in (1, 2) for a, b in pairwise(row)) for row in rows)


def _title_follows(lines: _Lines, shape: str) -> bool:
    """Whether another title stands below the header on the first page."""
    following = lines.texts[1] if len(lines.texts) > 1 else ""
    return (
        bool(following)
        and _DIGITS.sub("#", following) != shape
        and len(following) <= 2 * _LONGEST_HEAD
        and following[-1] not in END_MARKS
        and not LABEL.match(following)
    )
