"""The label a lone line begins with, where there is no document around it to judge by."""

from __future__ import annotations

from toolkit.outline.labels import LOST_STYLES, find_block_labels, find_ordinals
from toolkit.traditional import to_simplified

__all__ = ["leading_label"]


def leading_label(line: str) -> str:
    """The outline label at the very start of ``line``, as written; "" where there is none.

    By form only (一、 （一） 1. 一是 第三条): a lost number is not guessed at.
    """
    head = to_simplified(line[:40])
    for label in (*find_block_labels(head)[:1], *find_ordinals(head)[:1]):
        if label.start == 0 and label.style not in LOST_STYLES and label.end < len(line):
            return line[: label.end]
    return ""
