"""General cues of the genre: how headings and titles end, how bodies begin, what a date line is.

Every pattern works on simplified text. A cue never decides alone: cutting asks for a second sign,
a sibling's shape or a damaged paragraph.
"""

from __future__ import annotations

import re

__all__ = [
    "ADDRESSEE",
    "BODY_START",
    "CLOSERS",
    "DATE_AT_END",
    "DATE_LINE",
    "FIGURE",
    "FUNCTION_WORD_END",
    "GLUED_TITLE",
    "HEADING_NOUN_END",
    "NOUN_HEADING",
    "ORGANISATION",
    "STRONG",
    "TITLE_NOUN_END",
    "UNNUMBERED_HEADING",
    "WEAK_BODY_START",
]

STRONG = "。！？!?"
"""Marks that end a sentence; the half-width full stop is left out, it ends labels and decimals."""

CLOSERS = "”’）】》」』)］]"
_CLOSER_CLASS = re.escape(CLOSERS)

_TIME = (
    r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s?年|[今去明来近当本]年|新的一年|过去的?一年|一年来|"
    r"全年|年[初内终]|[上下]半年|目前|当前|截[至止]|近[期日些几]|近年|多年来|"
    r"(?<!\d)\d{1,2}\s?月(?=\d|份|底|初|[，以至])|\d+年来"
)
_SUBJECT = (
    r"[我本](?=[们国省市县区州镇乡村局厅委办站所院校部处科室会系司行社])|"
    r"全(?=[省市县区州镇乡局院校系][^面])|各(?=[级地乡镇县区市单部有相])"
)
_ORDINAL = r"一[是要](?![一，、])|首先[，是要]|第一[，、](?!第)"
BODY_START = re.compile(rf"(?:{_TIME}|{_SUBJECT}|{_ORDINAL})")
"""How the first sentence of a body begins, and hardly ever the second half of a heading."""

WEAK_BODY_START = re.compile(
    r"(?:按照|根据|为了|围绕|坚持|通过|针对|结合|依托|随着|由于|经过|为(?=[全进切贯落])|"
    r"“\d|《|[一-鿿]{2}了(?=[^。，；]{2})|[区县市省乡镇][一-鿿]{1,6}[局办委院会部处站](?=[^。，；、]{2}))"
)
"""Weaker signs of the same: a preposition, a quotation that opens with a figure, a verb with 了."""

_HEADING_NOUNS = (
    "思路|打算|计划|安排|设想|目标|任务|措施|情况|问题|建议|总结|做法|成效|要求|经验|体会|展望|重点|"
    "回顾|不足|特点|原因|对策|意见|规划|部署|困难|进展|成绩|亮点|启示|要点|形势|概况|背景|依据|原则"
)
HEADING_NOUN_END = re.compile(rf"(?:{_HEADING_NOUNS})$")

_NO_HEADING_START = (
    r"(?!按|根据|通过|对(?!策)|在|为|以|该|此|这|那|其|将|并|同时|但|因|从|由|就|把|被|使|让|我|我们|有|是|"
    r"要|各|要求|经|与|和|及|而|也|还|又|如|若|当)"
)
UNNUMBERED_HEADING = re.compile(
    rf"(?<=[{STRONG}{_CLOSER_CLASS}])\s?{_NO_HEADING_START}"
    rf"(?P<heading>[^{STRONG}，；：、…“”（）《》\s的了]"
    rf"[^{STRONG}，；：、…“”（）《》\s了]{{1,16}}?(?:{_HEADING_NOUNS}))"
    rf"(?={BODY_START.pattern}|$)"
)
"""A short nominal phrase that ends in a heading's noun, glued to the sentence or the label behind it."""

NOUN_HEADING = re.compile(
    rf"[^{STRONG}，；：、…“”（）《》\s的了]"
    rf"[^{STRONG}，；：、…“”（）《》\s了]{{1,10}}?(?:{_HEADING_NOUNS})(?={BODY_START.pattern})"
)
"""The same behind a label."""

_TITLE_NOUNS = (
    "总结|计划|措施|报告|通知|通报|通告|公告|公报|意见|方案|讲话|致辞|办法|规定|细则|条例|制度|章程|纪要|请示|批复|"
    "函|决定|决议|议案|规划|要点|简报|汇报|述职|预案|说明|建议|提案|答复|倡议书|责任书|目录|清单|标准|规程|"
    "规范|指南|指引|安排|守则|须知|调研|综述|材料|情况|发言|演讲|演讲稿|思路|打算|公约|协议|合同|简介"
)
TITLE_NOUN_END = re.compile(
    rf"(?:{_TITLE_NOUNS})(?:[（(〔\[][^（）()]{{1,12}}[）)〕\]])?[》”]?\s*$"
)
ADDRESSEE = re.compile(
    r"(?:各[^。；：“]{1,60}|[^，。；：“]{0,14}(?:政府|委员会|[局厅办委部院]|单位|公司)|同志们|[^，。；：“]{0,8}代表)："
)
"""Whom a notice or a speech is addressed to, at the start of its body."""

GLUED_TITLE = re.compile(
    rf"{_NO_HEADING_START}(?P<title>[^{STRONG}；：，…]{{4,70}}?(?:{_TITLE_NOUNS}))\s?"
    rf"(?={BODY_START.pattern}|{ADDRESSEE.pattern}|在|为[了贯落全进切]|根据|按照|围绕|以[^及下上])"
)
"""The document's title, glued to the first sentence."""

_YEAR = r"(?:\d{4}|[一二][〇○零0Ｏ一二三四五六七八九]{3})"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_FULL_DATE = rf"{_YEAR}\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日"
_DATE = rf"(?:{_FULL_DATE}|{_YEAR}\s?年\s?{_MONTH}\s?月)"
DATE_LINE = re.compile(rf"\s*[（(]?\s*(?:{_DATE}|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})\s*[）)]?\s*$")
"""A line that is a date and nothing else."""

ORGANISATION = re.compile(
    r"[一-鿿（）()·]{2,28}(?:局|委|办|院|会|部|处|站|厅|政府|中心|公司|学校|大学|小组|办公室|支部|党组|机关|集团|所|馆)$"
)
DATE_AT_END = re.compile(
    rf"(?<=[{STRONG}{_CLOSER_CLASS}])\s*(?P<organisation>{ORGANISATION.pattern[:-1]})?\s*"
    rf"(?P<date>{_FULL_DATE})\s*$"
)
"""Signature and date glued to the last sentence."""

FIGURE = re.compile(r"\d\s?(?:%|％|[余多]?\s?[个项家名人户次件元吨亩万亿批台条篇期栋起份公座所处])")
"""A count or an amount: a sentence with one is prose, not a heading."""

FUNCTION_WORD_END = re.compile(r"[的和与及在对为了是等以从向把被将要也都而到由于或并且更很最不]$")
