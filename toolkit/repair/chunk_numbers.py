"""The numbers that a document site sets before each chunk of a text it cut by length.

Such a page shows the body as paragraphs ``1、…``, ``2、…`` that were cut anywhere, within a sentence, a
word or a number. The numbers make a series over the paragraph starts, and unlike the headings 1、2、3、
of the text itself they follow paragraphs that are long and break off without an end mark. A text of two
or three chunks shows a series only where a site's frame was around it and it is chunks from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import CLOSING, END_MARKS, LABEL
from toolkit.repair.paragraphs import Repaired, edit, is_running_text, join
from toolkit.repair.series import Candidate, ascending_runs
from toolkit.repair.words import cuts_word
from toolkit.segmenter import Segmenter

__all__ = ["remove_chunk_numbers"]

_NUMBER = re.compile(r"[\s\u3000]*(\d{1,4})、[ \u3000]*")
_CANNOT_START = re.compile(r"[，。、；：！？,;:!?％%”’）》」』)\]]")

_LONG = 40  # characters; a shorter paragraph may be a heading or an item without an end mark
_VERY_LONG = 100  # characters of an item without a full stop
_MID_SENTENCE, _SURELY_CUT, _COMPLETE = 2.0, 2.0, -0.5  # what the border before a number tells
_WHOLE = 0.3  # a chunk may happen to end with a sentence
_OPENING = 3.5
_SURELY_CUT_SHARE = 0.2  # of a run's borders must cut a word, a number or before a mark


def remove_chunk_numbers(
    paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter, *, framed: bool = False
) -> Repaired:
    """Takes the chunk numbers out and joins what they cut; leaves real numbering alone.

    ``framed`` says that the text stood in the frame of a site.
    """
    matches: list[tuple[int, re.Match[str]]] = []
    candidates: list[Candidate] = []
    cut: list[bool] = []
    for index, paragraph in enumerate(paragraphs):
        match = _NUMBER.match(paragraph.text) if is_running_text(paragraph) else None
        if match is None or match.end() >= len(paragraph.text):
            continue
        previous = paragraphs[index - 1].text.rstrip() if index else ""
        score, surely = _border(previous, paragraph.text[match.end() :], segmenter)
        matches.append((index, match))
        candidates.append(Candidate(index, int(match.group(1)), score))
        cut.append(surely)
    chosen: dict[int, re.Match[str]] = {}
    follows: set[int] = set()
    for run in ascending_runs(candidates, opening=_OPENING):
        if len(run) < 2 or sum(cut[i] for i in run) < max(1, _SURELY_CUT_SHARE * (len(run) - 1)):
            continue
        for member in run:
            chosen[matches[member][0]] = matches[member][1]
        follows.update(matches[member][0] for member in run[1:])
    if framed and not chosen and _is_all_chunks(paragraphs, matches):
        chosen = dict(matches)
        follows = {index for index, _ in matches[1:]}
    if not chosen:
        return Repaired(tuple(paragraphs))
    out: list[RepairedParagraph] = []
    log: list[RepairEntry] = []
    group: list[RepairedParagraph] = []

    def close() -> None:
        if group:
            joined, entries = join(group, "broken-line")
            out.append(joined)
            log.extend(entries)
            group.clear()

    for index, paragraph in enumerate(paragraphs):
        if index not in chosen:
            close()
            group.append(paragraph)
            continue
        match = chosen[index]
        bare, entries = edit(paragraph, [Edit(match.start(1), match.end(), "")], "chunk-number")
        log.extend(entries)
        if index not in follows:
            close()
        group.append(bare)
    close()
    return Repaired(tuple(out), tuple(log))


def _is_all_chunks(
    paragraphs: Sequence[RepairedParagraph], matches: Sequence[tuple[int, re.Match[str]]]
) -> bool:
    """Whether the whole text is chunks 1, 2, …, and one of them breaks off behind its sentences."""
    if len(matches) < 2:
        return False
    first, last = matches[0][0], matches[-1][0]
    numbers = [int(match.group(1)) for _, match in matches]
    outside = [p.text for p in (*paragraphs[:first], *paragraphs[last + 1 :])]
    if (
        numbers != list(range(1, len(matches) + 1))
        or last - first + 1 != len(matches)
        or any(len(text) >= _LONG or LABEL.match(text) for text in outside)
    ):
        return False
    chunks = [paragraphs[index].text.rstrip() for index, _ in matches[:-1]]
    broken = [text for text in chunks if text.rstrip(CLOSING)[-1:] not in END_MARKS]
    return bool(broken) and all(
        len(text) >= _LONG and ("。" in text or len(text) >= _VERY_LONG) for text in chunks
    )


def _border(previous: str, rest: str, segmenter: Segmenter) -> tuple[float, bool]:
    """How much the border before a chunk number looks like a cut, and whether it surely is one."""
    if not previous:
        return 0.0, False
    if previous.rstrip(CLOSING)[-1:] in END_MARKS:
        return (_WHOLE if len(previous) >= _LONG else _COMPLETE), False
    if len(previous) < _LONG:
        return 0.0, False
    surely = (
        bool(_CANNOT_START.match(rest))
        or (previous[-1].isdigit() and rest[0].isdigit())
        or cuts_word(previous, rest, segmenter)
    )
    return _MID_SENTENCE + (_SURELY_CUT if surely else 0.0), surely
