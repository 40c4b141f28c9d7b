"""Lines of the document that stand among a site's own, behind the body's end.

A page may set its button between the last sentence and the signature, or in the middle of a short text.
What has a document's shape there stays: labelled headings, sentences, the name of a body with a date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from toolkit.repair.characters import CLOSING, LABEL, han_count
from toolkit.repair.chrome_cues import has_site_word

__all__ = ["own_lines"]

_SENTENCE_END = "。；！？"
_SENTENCE = 8  # Chinese characters of a sentence that nothing of the document stands before
_LONGEST_SIGNATURE = 5  # lines: several bodies sign together; more are a list of links
_NUMERAL = r"[\d〇○零Ｏ一二三四五六七八九十]"
_DATE = rf"[（(]?{_NUMERAL}{{2,4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日[）)]?"
_BODY = (
    r"[一-鿿·（）()“”]{2,40}(?:局|委|办|院|会|部|处|站|厅|室|政府|中心|公司|学校|大学|中学|小学|小组|党组|集团|所|馆|社|队"
    r"|大队|银行)(?:[（(](?:盖?章|代章|公章)[）)])?"
)
_DATE_LINE = re.compile(_DATE)
_BODY_LINE = re.compile(_BODY)
_BODY_AND_DATE = re.compile(rf"(?:{_BODY})?{_DATE}(?:印发|印)?")
_RECORD = re.compile(r"(?:抄送|抄报|主送|主题词)\s*[:：]|[（(][^（）()]{2,40}[）)]$")


def own_lines(lines: Mapping[int, str], foreign: Set[int], tail: range) -> set[int]:
    """Which of the tail's lines are the document's; ``foreign`` are those with a site's cue."""
    rest = [index for index in tail if index in lines and index not in foreign]
    signatures = _signatures(lines, rest, tail.start)
    own: set[int] = set()
    for index in rest:
        line = lines[index]
        if (
            index in signatures
            or (LABEL.match(line) and han_count(line) >= 2)
            or (index - 1 in own and (_RECORD.match(line) or _DATE_LINE.fullmatch(_bare(line))))
            or (
                line.rstrip(CLOSING)[-1:] in _SENTENCE_END
                and (index - 1 in own or (han_count(line) >= _SENTENCE and not has_site_word(line)))
            )
        ):
            own.add(index)
    return own


def _signatures(lines: Mapping[int, str], rest: list[int], start: int) -> set[int]:
    """Names of bodies and dates beside each other; a date alone where only the frame is before it."""
    found: set[int] = set()
    run: list[int] = []
    for position, index in enumerate([*rest, -1]):
        line = _bare(lines[index]) if index >= 0 else ""
        if _BODY_LINE.fullmatch(line) or _BODY_AND_DATE.fullmatch(line):
            run.append(index)
            continue
        squashed = [_bare(lines[member]) for member in run]
        dates = sum(bool(_DATE_LINE.search(text)) for text in squashed)
        bodies = sum(not _DATE_LINE.fullmatch(text) for text in squashed)
        first = bool(run) and position == len(run)
        if dates and (bodies or first) and len(run) <= _LONGEST_SIGNATURE:
            found.update(run)
        run = []
    return found


def _bare(line: str) -> str:
    return re.sub(r"[\s\u3000]+", "", line)
