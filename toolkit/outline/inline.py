"""Items that stay inside their line: 一是…；二是…, 首先…其次…, （1）…；（2）…"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.outline.labels import ORDINAL_STYLES, Label, find_block_labels, find_ordinals
from toolkit.outline.series import place_before

__all__ = ["InlineItem", "inline_items"]


@dataclass(frozen=True, slots=True)
class InlineItem:
    """An item within a line; ``number`` counts 最后 too, ``last_of_series`` closes its series."""

    line: int
    label: Label
    number: int
    last_of_series: bool = False


@dataclass(slots=True)
class _Series:
    style: str
    items: list[InlineItem]


def inline_items(lines: Sequence[tuple[int, str, int]]) -> list[InlineItem]:
    """The items inside the lines of one section, in order.

    ``lines`` are (line index, simplified text, end of the label the line begins with). A single
    一是 or 首先 is no series and stays text.
    """
    accepted: list[InlineItem] = []
    running: dict[str, _Series] = {}
    finished: list[_Series] = []
    for line, text, start in lines:
        for label in find_ordinals(text):
            if label.start >= start:
                _continue_series(running, finished, line, label)
        finished.extend(_listed_in_line(line, text, start))
    finished.extend(running.values())
    for series in finished:
        if len(series.items) >= 2 and not _is_speech(series):
            *others, last = series.items
            accepted.extend(others)
            accepted.append(InlineItem(last.line, last.label, last.number, last_of_series=True))
    return sorted(accepted, key=lambda item: (item.line, item.label.start))


def _is_speech(series: _Series) -> bool:
    """首先，我代表… at the beginning and 最后，祝… at the end of a speech are no items."""
    first, *_, last = series.items
    return series.style == "word" and len(series.items) == 2 and first.line != last.line


def _continue_series(
    running: dict[str, _Series], finished: list[_Series], line: int, label: Label
) -> None:
    style, number = label.style, label.number or 0
    series = running.get(style)
    last = series.items[-1].number if series else None
    if style == "word":
        if series is None and number != 1:
            return  # 最后，… closes a speech, not a series
        if number == 0 or (last is not None and number > last):
            number = (last or 0) + 1
    if series is not None and last is not None and number == last + 1:
        series.items.append(InlineItem(line, label, number))
        return
    if series is not None:
        finished.append(series)
    running[style] = _Series(style, [InlineItem(line, label, number)])


def _listed_in_line(line: int, text: str, start: int) -> list[_Series]:
    """Block labels in one line that count up from 1: they were not cut, so they are a list."""
    found: list[_Series] = []
    latest: dict[str, _Series] = {}
    for label in find_block_labels(text):
        if label.start < max(start, 1) or label.lost or label.style in ORDINAL_STYLES:
            continue
        if place_before(text, label.start) not in ("semicolon", "colon", "comma", "strong"):
            continue
        series = latest.get(label.style)
        if series is not None and series.items[-1].number + 1 == label.number:
            series.items.append(InlineItem(line, label, label.number))
        elif label.number == 1:
            latest[label.style] = _Series(label.style, [InlineItem(line, label, 1)])
            found.append(latest[label.style])
    return found
