"""What became of each constraint in a translation, and the repair of near copies.

A small model now and then copies a constraint with a slip: "4.36 billion yuan" for "4.634 billion
yuan", "Luojing District" for "Luojiang District". Where exactly one place of the translation is such
a near copy, and nothing else accounts for it, it is put right. Everything else that is missing stays
missing and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Constraint, Fate, Span
from toolkit.engine.constraints import locate
from toolkit.offsets import Edit

__all__ = ["mend", "settle"]

_TOKEN = re.compile(
    r"\d[\d.,]*(?:\s?%|\s(?:percent|per cent)\b|(?:st|nd|rd|th)\b)?|[^\W\d_][\w'’&-]*"
)
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})

_NEAR_DIGITS = 50.0  # rapidfuzz ratio of two rows of digits, 0 to 100
_NEAR_WORD = 80.0
_NEAR_LONE_WORD = 85.0
_LONE_WORD_LENGTH = 6


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    """Lower case; digits without trailing marks, "%" for every way to write it."""

    @property
    def numeric(self) -> bool:
        return self.text[0].isdigit()


def settle(
    source: str,
    constraints: Sequence[Constraint],
    target: str,
    shown: Collection[int] = (),
) -> tuple[Constraint, ...]:
    """The constraints with fate and place in ``target``, where "repaired" is not known.

    ``shown`` are the indices of those the model saw inline. A number that is there in other words
    (by value, see toolkit.numerals) counts as produced.
    """
    located = list(locate(constraints, target))
    for index, constraint in enumerate(located):
        if constraint.target_span is not None:
            fate: Fate = "enforced" if index in shown else "produced"
            located[index] = replace(constraint, fate=fate)
    unmet = [i for i, c in enumerate(located) if c.target_span is None and c.value is not None]
    if unmet and target:
        taken = [c.target_span for c in located if c.target_span is not None]
        for index, span in _by_value(source, target, located, unmet):
            if _free(span, taken):
                taken.append(span)
                located[index] = replace(located[index], fate="produced", target_span=span)
    return tuple(c if c.target_span is not None else replace(c, fate="missing") for c in located)


def mend(
    source: str,
    constraints: Sequence[Constraint],
    target: str,
    shown: Collection[int] = (),
) -> tuple[str, tuple[Constraint, ...]]:
    """``target`` with near copies of missing constraints put right, and what :func:`settle` says."""
    settled = settle(source, constraints, target, shown)
    missing = [i for i, c in enumerate(settled) if c.fate == "missing" and c.kind != "lost"]
    if not missing or not target:
        return target, settled
    taken = [c.target_span for c in settled if c.target_span is not None]
    tokens = _tokens(target)
    places = {
        index: [span for span in _near_copies(settled[index], tokens) if _free(span, taken)]
        for index in missing
    }
    numbers = [span for spans in places.values() for span in spans if _has_digit(target, span)]
    if numbers:
        # A number of the source that no constraint covers may explain one in the target.
        extra = _unexplained(source, target)
        places = {
            index: [s for s in spans if not _has_digit(target, s) or not _free(s, extra)]
            for index, spans in places.items()
        }
    edits: dict[int, Edit] = {}
    for index, spans in places.items():
        rivals = [s for other, them in places.items() if other != index for s in them]
        if len(spans) == 1 and _free(spans[0], rivals):
            english = settled[index].target
            if spans[0][0] == 0:
                english = english[:1].upper() + english[1:]
            edits[index] = Edit(*spans[0], english)
    if not edits:
        return target, settled
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits.values(), key=lambda edit: edit.start):
        pieces += [target[position : edit.start], edit.after]
        position = edit.end
    mended = "".join([*pieces, target[position:]])
    again = settle(source, constraints, mended, shown)
    return mended, tuple(
        replace(c, fate="repaired") if i in edits and c.target_span is not None else c
        for i, c in enumerate(again)
    )


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


# ------------------------------------------------------------------------------ numbers


def _by_value(
    source: str, target: str, constraints: Sequence[Constraint], unmet: Sequence[int]
) -> list[tuple[int, Span]]:
    """Unmet numbers that the target says by value, with their place in it."""
    from toolkit.numerals import find_english, find_values, match_values

    pairs = match_values(find_values(source), find_english(target)).pairs
    return [
        (index, (english.start, english.end))
        for index in unmet
        for chinese, english in pairs
        if chinese.start <= constraints[index].start and constraints[index].end <= chinese.end
    ]


def _unexplained(source: str, target: str) -> list[Span]:
    """Where the target says a number that the source does not."""
    from toolkit.numerals import find_english, find_values, match_values

    extra = match_values(find_values(source), find_english(target)).extra
    return [(value.start, value.end) for value in extra]


def _has_digit(text: str, span: Span) -> bool:
    return any(map(str.isdigit, text[span[0] : span[1]]))


# -------------------------------------------------------------------------- near copies


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isdigit():
            word = re.sub(r"\s?(?:%|percent|per cent)$", "%", word)
            if word[-1] in ".,":
                word = word.rstrip(".,")
                found.append(_Token(match.start(), match.start() + len(word), word))
                continue
        found.append(_Token(match.start(), match.end(), word.lower()))
    return found


def _near_copies(constraint: Constraint, tokens: Sequence[_Token]) -> list[Span]:
    """Spans of ``tokens`` that read like the constraint's English with a slip in it."""
    wanted = _tokens(constraint.target)
    if not wanted:
        return []
    spans: list[Span] = []
    for start in range(len(tokens) - len(wanted) + 1):
        window = tokens[start : start + len(wanted)]
        after = tokens[start + len(wanted)] if start + len(wanted) < len(tokens) else None
        if wanted[-1].numeric and after is not None and after.text in _SCALES:
            continue
        if _is_near(wanted, window):
            spans.append((window[0].start, window[-1].end))
    return spans


def _is_near(wanted: Sequence[_Token], window: Sequence[_Token]) -> bool:
    from rapidfuzz.fuzz import ratio

    slips = 0
    for asked, written in zip(wanted, window, strict=True):
        if asked.text == written.text:
            continue
        slips += 1
        if asked.numeric != written.numeric:
            return False
        if asked.numeric:
            if asked.text[-1:].isdigit() != written.text[-1:].isdigit():
                return False  # 23 is no slip of 23%, nor 5 of 5th
            if ratio(asked.text, written.text) < _NEAR_DIGITS:
                return False
        elif asked.text in _SCALES and written.text in _SCALES:
            continue
        elif len(wanted) == 1:
            if len(asked.text) < _LONE_WORD_LENGTH:
                return False
            if ratio(asked.text, written.text) < _NEAR_LONE_WORD:
                return False
        elif ratio(asked.text, written.text) < _NEAR_WORD:
            return False
    # A slip of the pen is in one word of three, or in the letters' case alone.
    return slips <= max(1, len(wanted) // 3)
