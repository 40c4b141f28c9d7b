"""What the checks, the repair and the session itself say, in Chinese.

They say it in English, in files and on the command line too; the review app has it in the reader's
language. Each form of message that toolkit.quality, toolkit.repair, toolkit.outline, toolkit.reading and
the session write stands here once; one that is not known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

__all__ = ["in_chinese"]

_TIMES = r"once|twice|\d+ times"

_LOST: Mapping[str, str] = {
    "the dash between two years": "两个年份之间的连接号",
    "the last digit of a year": "年份的末位数字",
    "what stood between the quotation marks": "引号内的内容",
    "the number of a percentage": "百分数的数字",
    "an ordinal's number": "序数的数字",
    "the decimal places of a number": "数字的小数部分",
    "the number of a year": "年份的数字",
    "the % of a share": "比重的百分号",
}


def _times(said: str) -> str:
    count = {"once": "1", "twice": "2"}.get(said) or said.partition(" ")[0]
    return f"{count} 次"


def _lost(said: str) -> str:
    measure = said.removeprefix("the number in front of ")
    return _LOST.get(said) or f"“{measure}”前的数字"


_OTHERWISE: Mapping[str, Callable[[str], str]] = {
    "here": _times,
    "there": _times,
    "lost": _lost,
    "kind": {"long": "过长", "short": "过短"}.__getitem__,
}
"""How groups of that name are said in Chinese; others are taken over."""

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        # numbers
        (
            r"(?P<a>.+) \((?P<b>.+)\) is not in the English; the English says (?P<c>.+)",
            "译文中没有 {a}（{b}），译文为 {c}",
        ),
        (r"(?P<a>.+) \((?P<b>[^()]+)\) is not in the English", "译文中没有 {a}（{b}）"),
        (r"(?P<a>.+) is not in the English", "译文中没有 {a}"),
        (r"(?P<a>.+) is not in the Chinese", "原文中没有 {a}"),
        (
            rf"(?P<a>.+) stands (?P<here>{_TIMES}) in the Chinese and (?P<there>{_TIMES}) in the English",
            "{a} 在原文中出现 {here}，在译文中出现 {there}",
        ),
        (
            rf"(?P<a>.+) stands (?P<here>{_TIMES}) in the English and (?P<there>{_TIMES}) in the Chinese",
            "{a} 在译文中出现 {here}，在原文中出现 {there}",
        ),
        (
            r"(?P<a>.+) and (?P<b>.+) have changed places in the English",
            "{a} 与 {b} 在译文中位置互换",
        ),
        (r"(?P<a>.+) is not “(?P<b>.+)”", "{a} 不应译为“{b}”"),
        # terms
        (
            r"(?P<a>.+) should be “(?P<b>.+)”; it stands (?P<c>\d+) times in the Chinese, in the English"
            r" (?P<d>\d+)",
            "{a} 应译为“{b}”；原文出现 {c} 次，译文出现 {d} 次",
        ),
        (r"(?P<a>.+) should be “(?P<b>.+)”, (?P<c>\d+) times", "{a} 应译为“{b}”，共 {c} 处"),
        (r"(?P<a>.+) should be “(?P<b>.+)”", "{a} 应译为“{b}”"),
        (
            r"(?P<a>.+) must not be “(?P<b>.+)” but “(?P<c>.+)”",
            "{a} 不得译为“{b}”，应译为“{c}”",
        ),
        (
            r"(?P<a>.+) was not spelled out before: “(?P<b>.+)” at the first use",
            "此前未给出 {a} 的全称：首次出现时应写作“{b}”",
        ),
        (
            r"the same source is translated otherwise in (?P<a>\S+): (?P<b>.*)",
            "相同的原文在 {a} 中译法不同：{b}",
        ),
        # the text
        (r"there is no English for this segment", "本句段没有译文"),
        (r"the Chinese came back untranslated", "返回的是未翻译的中文"),
        (r"Chinese left in the English: (?P<a>.+)", "译文中残留中文：{a}"),
        (r"the English says the same thing over and over", "译文反复重复同一内容"),
        (
            r"the English is very (?P<kind>long|short) for its source \((?P<a>\d+) words for (?P<b>\d+)"
            r" characters\)",
            "译文相对原文{kind}（原文 {b} 字，译文 {a} 词）",
        ),
        (r"a Chinese mark in the English: (?P<a>.+)", "译文中有中文标点：{a}"),
        (r"unpaired (?P<a>.) or (?P<b>.)", "{a} 与 {b} 不成对"),
        (r'an unpaired "', "引号 \" 不成对"),
        (r"doubled mark: (?P<a>.+)", "标点重复：{a}"),
        (r"a space before a mark: (?P<a>.+)", "标点前有空格：{a}"),
        (r"the sentence has no end mark", "句末缺少标点"),
        (
            r"the Chinese ends with (?P<a>.), the English with (?P<b>.)",
            "原文以 {a} 结尾，译文以 {b} 结尾",
        ),
        (r"nothing sets off (?P<a>.+) in the English", "译文没有把 {a} 作为插入语标出"),
        (
            r"the words of a speaker stand without quotation marks",
            "直接引语未加引号",
        ),
        # the source
        (r"(?P<lost>.+) seems to be missing at ▢: (?P<a>.*)", "▢ 处似缺{lost}：{a}"),
        (
            r"one number with a space in it, or two: (?P<a>.*)",
            "中间有空格的一个数字，或两个数字：{a}",
        ),
        (
            r"a number stands where none can, maybe a page number: (?P<a>.*)",
            "此处不应有数字，可能是页码：{a}",
        ),
        (
            r"an item has lost its number before “(?P<a>.*)” \(line (?P<b>\d+)\)",
            "“{a}”前的序号丢失（第 {b} 行）",
        ),
        (
            r"the file itself has the replacement character U\+FFFD here: what stood in its place was lost"
            r" before",
            "文件此处原本就是替换字符 U+FFFD：原来的内容此前已经丢失",
        ),
        (
            r"(?P<a>\d+) bytes? at byte offset (?P<b>\d+) \((?P<c>.+)\) cannot be read as (?P<d>.+);"
            r" U\+FFFD stands in their place",
            "字节偏移 {b} 处的 {a} 个字节（{c}）无法按 {d} 读取，以 U+FFFD 代替",
        ),
        # the session
        (
            r"(?P<a>\d+) changes of an earlier review do not fit (?P<b>.+) any more; they are kept in (?P<c>.+)",
            "上次审校中有 {a} 处改动已不适用于 {b}，保存在 {c} 中",
        ),
        (
            r"(?P<a>.+) was changed by another program during the review; that version is kept as (?P<b>.+)",
            "审校期间 {a} 被其他程序修改；该版本另存为 {b}",
        ),
        (
            r"(?P<a>.+) holds what zhdoc does not carry over; that version is kept as (?P<b>.+)",
            "{a} 中有 zhdoc 不保留的内容；该版本另存为 {b}",
        ),
        (
            r"approved segments are not in the memory: (?P<a>.+); afterwards, `(?P<b>zhdoc memory add .+)` takes them all",
            "已批准的句段未能存入记忆库：{a}；之后可用 `{b}` 全部补入",
        ),
    )
)  # fmt: skip


def in_chinese(message: str) -> str:
    """``message`` in Chinese; as it is where its form is not known."""
    for pattern, chinese in _FORMS:
        match = pattern.fullmatch(message)
        if match is not None:
            parts = match.groupdict().items()
            return chinese.format(**{name: _OTHERWISE.get(name, str)(said) for name, said in parts})
    return message
