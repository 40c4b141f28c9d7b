"""What each line is: the title, a heading, text, a cell, a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.outline.blocks import Block
from toolkit.outline.cues import (
    DATE_LINE,
    FIGURE,
    HEADING_NOUN_END,
    ORGANISATION,
    STRONG,
    TITLE_NOUN_END,
)
from toolkit.outline.headings import MAX_HEADING
from toolkit.outline.labels import RANK, Label, find_block_labels
from toolkit.outline.sentences import sentence_end
from toolkit.traditional import HAN

__all__ = ["LineRole", "Role", "line_roles"]

Role = Literal["title", "heading", "text", "cell", "date"]

_ZONE = 12  # lines at the top among which the title is looked for
_LONG = 60  # characters; a longer line is prose
_MAX_UNNUMBERED = 30
_SHORT_TITLE = 8
_DOCUMENT_NUMBER = re.compile(
    r"[^，。：]{0,20}[〔\[［【(（]\s?\d{0,4}\s?[〕\]］】)）]\s?(?:第?\s?\d*\s?号?|\d+号)\s*$"
)
_STRONG_MARK = re.compile(f"[{STRONG}]")
_NOT_A_HEADING = re.compile(
    r"[\t：；。！？!?…|]|[，、,]$|^(?:[—－-]|附件|附表|注|来源|抄送|主送|发送|签发|联系|主持|出席|列席|图|表)"
)
_YEAR_START = re.compile(r"\d{4}\s?年")
_ISSUE = re.compile(r"[（(]?\s*(?:总\s*)?第?\s*[\d一二三四五六七八九十百〇○]*\s*期\s*[）)]?")
_ATTACHMENTS = re.compile(r"附(?:件|表|录)?(?:目录|清单|名单)?\s*：\s*")
_MAX_ATTACHMENT = 60  # characters of an attachment's name
_PARENTHESISED = re.compile(r"\s*[（(〔][^（）()〔〕]{1,14}[）)〕]\s*")


@dataclass(frozen=True, slots=True)
class LineRole:
    """A line's role, and the outline label it begins with."""

    role: Role
    label: Label | None = None


def line_roles(lines: Sequence[Block]) -> list[LineRole]:
    """The role of every line."""
    labels = [_leading_label(line) for line in lines]
    for index in _attachment_items(lines, labels):
        labels[index] = None
    title = _title_lines(lines, labels)
    after_title = max(title, default=-1) + 1
    last_prose = max((i for i, line in enumerate(lines) if _is_prose(line)), default=-1)
    roles = []
    begun = False  # whether the body has begun
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        role: Role = "text"
        if not line.is_prose:
            role = "cell" if line.kind == "cell" else "text"
        elif index in title:
            role = "title"
        elif DATE_LINE.match(line.plain):
            role = "date"
        elif label is not None:
            role = "heading" if _stands_alone(line, label) else "text"
        elif line.kind == "heading" or (
            after_title <= index < last_prose
            and (begun or HEADING_NOUN_END.search(line.plain))
            and _is_unnumbered(line)
            and (
                index == after_title or labels[index - 1] is not None or _is_prose(lines[index - 1])
            )
            and (labels[index + 1] is not None or _is_prose(lines[index + 1]))
        ):
            role = "heading"
        begun = begun or label is not None or (line.is_prose and _is_prose(line))
        roles.append(LineRole(role, label))
    return roles


def _leading_label(line: Block) -> Label | None:
    if not line.is_prose:
        return None
    # Longer than any label with the two characters that follow it.
    first = find_block_labels(line.plain[:16])
    return first[0] if first and first[0].start == 0 else None


def _attachment_items(lines: Sequence[Block], labels: Sequence[Label | None]) -> list[int]:
    """The lines that go on with the list of an attachment line; they are no sections."""
    found: list[int] = []
    for index, line in enumerate(lines):
        opening = _ATTACHMENTS.match(line.plain) if line.is_prose else None
        if opening is None:
            continue
        name = line.plain[opening.end() :]
        listed = find_block_labels(name[:16])[:1] if name else []
        if name and not (listed and listed[0].start == 0 and listed[0].number == 1):
            continue
        run: list[int] = []
        expected = 2 if name else 1
        following = index + 1
        while following < len(lines) and _is_attachment(
            lines[following], labels[following], expected
        ):
            run.append(following)
            following, expected = following + 1, expected + 1
        goes_on = following < len(lines) and _is_prose(lines[following])
        if name or not goes_on:  # below a bare 附件： the attachment itself may begin
            found.extend(run)
    return found


def _is_attachment(line: Block, label: Label | None, number: int) -> bool:
    if label is None or label.number != number or RANK[label.style] < RANK["arabic"]:
        return False
    return len(line.plain) <= _MAX_ATTACHMENT and not _STRONG_MARK.search(line.plain[:-1])


def _is_prose(line: Block) -> bool:
    """Whether the line has sentences: a mark that ends one, great length, or clauses that lead on."""
    text = line.plain
    return line.is_prose and (
        len(text) > _LONG
        or _STRONG_MARK.search(text) is not None
        or (text.endswith("：") and "，" in text)
    )


def _stands_alone(line: Block, label: Label) -> bool:
    """Whether the whole line is a heading."""
    if line.is_heading or line.kind == "heading":
        return True
    if label.style == "article":
        return False
    if len(line.plain[label.end :].strip()) > MAX_HEADING:
        return False
    return not line.plain[sentence_end(line.plain, label.end) :].strip()


def _is_unnumbered(line: Block) -> bool:
    text = line.plain
    if not 3 <= len(text) <= _MAX_UNNUMBERED or _NOT_A_HEADING.search(text) or FIGURE.search(text):
        return False
    if text[0].isdigit():  # only a year begins a heading: 2007年工作打算
        return _YEAR_START.match(text) is not None and HEADING_NOUN_END.search(text) is not None
    return len(HAN.findall(text)) * 2 >= len(text)


# --------------------------------------------------------------------------------- the title


def _title_lines(lines: Sequence[Block], labels: Sequence[Label | None]) -> list[int]:
    candidates: list[int] = []
    masthead: list[int] = []
    for index, line in enumerate(lines[:_ZONE]):
        if labels[index] is not None or (line.is_prose and _STRONG_MARK.search(line.plain)):
            break
        if _may_be_title(line):
            candidates.append(index)
        elif _ISSUE.fullmatch(line.plain):
            # What stands above 第12期 is the name of the periodical.
            masthead, candidates = [*masthead, *candidates], []
    candidates = candidates or masthead
    if not candidates:
        return []
    marked = [i for i in candidates if lines[i].kind == "heading"]
    named = [i for i in candidates if TITLE_NOUN_END.search(lines[i].plain)]
    named.sort(key=lambda i: len(lines[i].plain) < _SHORT_TITLE)  # 公告 alone may be a menu's
    others = [i for i in candidates if not ORGANISATION.fullmatch(lines[i].plain)]
    if marked:
        chosen = min(marked, key=lambda i: (_level(lines[i]), i))
    else:
        chosen = next(iter([*named, *others, *candidates]))
    found = [chosen]
    above, title = chosen - 1, lines[chosen].plain
    if above in candidates and chosen not in marked and _goes_on(lines[above].plain, title):
        found.insert(0, above)
    below = chosen + 1
    if below < len(lines) and _PARENTHESISED.fullmatch(lines[below].plain):
        if not DATE_LINE.match(lines[below].plain) and lines[below].is_prose:
            found.append(below)
    elif below in candidates and chosen not in named and _goes_on(title, lines[below].plain):
        found.append(below)
    return found


def _level(line: Block) -> int:
    return 1 if line.level is None else line.level


def _may_be_title(line: Block) -> bool:
    text = line.plain
    return (
        line.is_prose
        and 4 <= len(text) <= 120
        and len(HAN.findall(text)) >= 4
        and "\t" not in text
        and text[-1] not in "：；，、:。"
        and not text.endswith(("文件", "编", "编印", "主办", "印发"))
        and _ISSUE.fullmatch(text) is None
        and DATE_LINE.match(text) is None
        and _DOCUMENT_NUMBER.fullmatch(text) is None
        and _PARENTHESISED.fullmatch(text) is None
    )


def _goes_on(upper: str, lower: str) -> bool:
    """Whether two lines are one title: 某市财政局 / 关于…的通知, or 关于… / …的通知."""
    if TITLE_NOUN_END.search(upper):
        return False
    if ORGANISATION.fullmatch(upper):
        return lower.startswith("关于")
    return "关于" in upper and not lower.startswith("关于") and bool(TITLE_NOUN_END.search(lower))
