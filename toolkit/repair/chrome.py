"""The frame of a web page around a document: found by cues, cut off before and after the body.

The body runs from the first to the last line that looks like a document's own: running text, a
labelled heading. Before it only lines with a cue go (and site names between them), a title stays. After
it everything goes from the first cue on, but for what is plainly the document's: headings, sentences and
the signature (:mod:`toolkit.repair.own_lines`). Within the body only a page's buttons go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from toolkit.document import RepairedParagraph
from toolkit.repair.characters import LABEL, SENTENCE_MARK, han_count
from toolkit.repair.chrome_cues import (
    LONGEST,
    is_button,
    is_chrome,
    is_file_name,
    is_navigation,
    is_site_notice,
    opens_tail,
)
from toolkit.repair.own_lines import own_lines
from toolkit.repair.paragraphs import Repaired, drop
from toolkit.repair.widths import with_repaired_widths
from toolkit.traditional import to_simplified

__all__ = ["remove_chrome"]

_PROSE = 30  # Chinese characters, with a mark between, that make a line running text
_EDGE_LINES = 400  # lines at each end that are looked at
_SHORTEST_TITLE = 7  # characters
_ALIKE = 0.75  # a title and the start of the body are the same from this ratio on
_TITLE = re.compile(
    r"(?:总结|计划|报告|通知|通报|通告|公告|公示|意见|方案|办法|规定|规划|要点|纲要|细则|决定|决议|批复|函|请示|讲话"
    r"|发言|致辞|纪要|条例|制度|简报|情况|措施|预案|说明|汇报|建议|解读|体会|章程|公约|倡议书|材料|信息|安排)"
    r"(?:的[\u4e00-\u9fff]{2,4})?[》]?(?:[（(][^（()）]{1,12}[)）])?$"
)
_SITE_NAME = re.compile(
    r"(?:网|网站|门户|平台|文库|文档|在线|频道|专栏|栏目|正文|信息公开|政务公开)$|^欢迎|^今天是"
)


def remove_chrome(paragraphs: Sequence[RepairedParagraph]) -> Repaired:
    """Drops the page's frame; a document without one comes out unchanged."""
    count = len(paragraphs)
    near = set(range(min(count, _EDGE_LINES))) | set(range(max(0, count - _EDGE_LINES), count))
    lines = {index: _as_judged(paragraphs[index].text) for index in near}
    chrome = {index: is_chrome(line) for index, line in lines.items()}
    body = [index for index in sorted(near) if _is_body(lines[index], chrome[index])]
    if not body:
        # Nothing looks like a document: only what certainly is no part of one goes, and no sentence.
        gone = {
            i
            for i in near
            if chrome[i] and not is_site_notice(lines[i]) and not lines[i].rstrip().endswith("。")
        }
        if len(gone) == count:
            gone = set()
    else:
        gone = _head(lines, chrome, body[0]) | _tail(lines, chrome, body[-1], count)
        within = range(body[0], body[-1])
        gone.update(index for index in within if is_button(lines.get(index, "")))
    kept = tuple(p for index, p in enumerate(paragraphs) if index not in gone)
    log = tuple(drop(paragraphs[index], "chrome") for index in sorted(gone))
    return Repaired(kept, log)


def _as_judged(text: str) -> str:
    """A line as the cues know it: simplified, in the widths it will have after repair."""
    line = to_simplified(text).strip(" \t\u3000\xa0")
    return with_repaired_widths(line) if len(line) <= LONGEST else line


def _is_body(line: str, chrome: bool) -> bool:
    if chrome:
        return False
    return (han_count(line) >= _PROSE and bool(SENTENCE_MARK.search(line))) or (
        bool(LABEL.match(line)) and han_count(line) >= 4
    )


def _head(lines: dict[int, str], chrome: dict[int, bool], first: int) -> set[int]:
    head = [index for index in range(first) if index in lines]
    cues = [index for index in head if chrome[index]]
    if not cues:
        return set()
    gone = set(cues)
    files = [lines[index] for index in head if is_file_name(lines[index])]
    for index in head:
        if index in gone or index > cues[-1]:
            continue
        line = lines[index]
        is_title = len(line) >= _SHORTEST_TITLE and bool(_TITLE.search(line))
        is_title = is_title and not _SITE_NAME.search(line)
        repeated = any(lines[other] == line for other in head if other > index) or _begins_with(
            lines[first], line
        )
        names_file = any(name.startswith(line) for name in files)
        if repeated or names_file or (not is_title and (_SITE_NAME.search(line) or _is_link(line))):
            gone.add(index)
    return gone


def _begins_with(body: str, title: str) -> bool:
    """Whether the body begins with the title that the page set above it, give or take a few words."""
    start = re.sub(r"^\s*\d{1,3}、\d{0,2}|\s", "", body[: 4 * len(title)])[: len(title) + 4]
    return len(title) >= _SHORTEST_TITLE and (
        start.startswith(title) or SequenceMatcher(None, title, start, False).ratio() >= _ALIKE
    )


def _is_link(line: str) -> bool:
    return is_navigation(line) or (len(line) <= 6 and not re.search(r"[\d：:，。]", line))


def _tail(lines: dict[int, str], chrome: dict[int, bool], last: int, count: int) -> set[int]:
    for index in range(last + 1, count):
        if opens_tail(lines.get(index, "")):
            tail = range(index, count)
            foreign = {i for i in tail if i in lines and (chrome[i] or opens_tail(lines[i]))}
            return {i for i in tail if i in lines} - own_lines(lines, foreign, tail)
    return set()
