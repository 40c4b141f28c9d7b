"""The table that people review in an office program: its columns, state words, marks of our own.

Columns are known by words in their headings, in either language and any order. What zhdoc itself
writes where people write too (findings beside comments, headings of sections) ends in a seal, four
hex digits made from the text, so that it is told from a person's words and never taken for them:
where somebody wrote into it the seal no longer fits, and the whole is that person's remark.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Literal

from toolkit.document import SEVERITIES, Finding, State
from toolkit.shorten import shorten

__all__ = [
    "HEADINGS",
    "STATE_REMARK",
    "Column",
    "column_of",
    "finding_text",
    "plain",
    "section_remark",
    "section_text",
    "state_of",
    "without_findings",
]

Column = Literal["id", "label", "source", "target", "comment", "state"]

HEADINGS: dict[Column, str] = {
    "id": "ID (keep)",
    "label": "Label",
    "source": "Chinese 原文",
    "target": "English 译文",
    "comment": "Comment 备注",
    "state": "State 状态",
}
"""The headings as they are written, in order."""

_HEADING_WORDS: dict[Column, frozenset[str]] = {
    "id": frozenset({"id", "编号", "标识"}),
    "label": frozenset({"label", "标签", "序号"}),
    "source": frozenset({"source", "chinese", "zh", "原文", "中文", "源文"}),
    "target": frozenset({"target", "english", "en", "译文", "英文", "翻译"}),
    "comment": frozenset(
        {"comment", "comments", "note", "notes", "remark", "remarks", "备注", "批注", "意见"}
    ),
    "state": frozenset({"state", "status", "状态"}),
}
_WORDS = re.compile(r"[^\W\d_]+")

_WORDS_OF_STATES: dict[State, str] = {
    "machine": "machine 机器 机译 机器翻译 未审 待审",
    "memory": "memory 记忆 记忆库 翻译记忆",
    "edited": "edited edit changed 已编辑 已修改 已改 修改",
    "approved": "approved approve final ok okay yes ✓ ✔ √ ☑ 已审 已审核 已审定 审定 已批准 批准 已通过 通过"
    " 已核 已核对 已校 已校对 已审校 已复核 审核通过 同意 无误 没问题 定稿 是",
    "none": "none untranslated 无 未译 未翻译",
}
STATE_REMARK = "state: "
"""How a remark begins that holds a word of the state column which is no state."""
_STATE_WORDS = {word: state for state, words in _WORDS_OF_STATES.items() for word in words.split()}

_LONGEST_MESSAGE = 240  # columns, see toolkit.shorten
_SEAL = r"#(?P<seal>[0-9a-f]{4})"
_FINDING = re.compile(rf"\[(?P<text>(?:{'|'.join(SEVERITIES)}): .*?) {_SEAL}\]", re.DOTALL)
_SECTION = re.compile(rf"(?P<text>§ .*) {_SEAL}", re.DOTALL)

# What office programs and pasted text put in for the eye: it means nothing in a translation.
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f", " ")
    | dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", "")
    | {"\u2011": "-", "\u2028": "\n", "\u2029": "\n"}
)


def column_of(heading: str) -> Column | None:
    """The column whose heading this is; None where no word of it says so."""
    words = set(_WORDS.findall(heading.lower()))
    return next((column for column, known in _HEADING_WORDS.items() if words & known), None)


def state_of(word: str) -> State | None:
    """The state that a person's word means, in English or Chinese; None for any other text."""
    plainly = unicodedata.normalize("NFKC", word)  # a Chinese keyboard may give ＯＫ
    return _STATE_WORDS.get(plainly.strip().strip(".。!").lower())


def plain(text: str) -> str:
    """``text`` without non-breaking and soft marks: spaces and hyphens as a keyboard has them.

    Quotation marks, dashes and everything else stay as they were typed.
    """
    return text.translate(_PLAIN).strip()


def finding_text(finding: Finding) -> str:
    """A finding as it stands in the comment column: ``[major: … #3fa2]``."""
    message = shorten(" ".join(plain(finding.message).split()), _LONGEST_MESSAGE)
    text = f"{finding.severity}: {message}"
    return f"[{text} #{_seal(text)}]"


def without_findings(comment: str) -> str:
    """What a person wrote in the comment column: the text without :func:`finding_text`'s."""
    kept = _FINDING.sub(lambda m: "" if _is_sealed(m) else m[0], comment)
    return "\n".join(line for line in map(str.strip, kept.split("\n")) if line)


def section_text(name: str, heading: str) -> str:
    """The text of a section's own row: ``§ 1.2 heading #3fa2``."""
    text = f"§ {name} {' '.join(plain(heading).split())}".rstrip()
    return f"{text} #{_seal(text)}"


def section_remark(text: str) -> str | None:
    """What a person added to :func:`section_text`'s, with the heading behind it in brackets; "" where
    nothing was added, None for any other text.

    Where the heading itself was written into, the whole is the remark.
    """
    text = text.strip()
    found = _SECTION.match(text)
    if found is not None and _is_sealed(found):
        added = text[found.end() :].strip()
        return added and f"{added} ({found['text']})"
    return text if text.startswith("§ ") else None


def _is_sealed(found: re.Match[str]) -> bool:
    return found["seal"] == _seal(found["text"])


def _seal(text: str) -> str:
    # Line breaks and spaces may come back otherwise than they went.
    return hashlib.sha256("".join(plain(text).split()).encode("utf-8", "replace")).hexdigest()[:4]
