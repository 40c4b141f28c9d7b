"""Where a number is real, and where it can be none: told from the characters and the words beside it."""

from __future__ import annotations

import re

from toolkit.repair.measures import AFTER_NUMBER, NOT_MEASURED
from toolkit.repair.words import cuts_word, tokens_around
from toolkit.segmenter import Segmenter

__all__ = ["NOT_AFTER", "cannot_be_number", "is_measured"]

NOT_AFTER = frozenset(
    "第附表图圖栏欄例题題标標注编編号號案式达達约約近共为為到至从從超过過仅僅满滿第計计达有"
)
_LONG_UNIT = re.compile(
    r"小时|小時|学时|课时|工作日|人次|百分|摄氏|美元|欧元|港元|[金银铜][\d，。；、]"
)
_NUMBERED = re.compile(
    r"(?:[表图注题例段组班队栋卷版条项期档房楼层榜号街]|附件|附录|方案|阶段|类型|小组|问题|任务|选项|步骤|专题|课题|模块|标段|案例"
    r"|示例|情形|单元|项目|专栏|目标|指标|样品|公式|机组|窗口|通道|支路|[零〇一二三四五六七八九十百千万亿前后以])$"
)
_GOES_WITH_NUMBER = re.compile(
    r"英[镑尺寸里亩]|毫[米克升]|厘米|微克|纳米|立方|基点|日常|世纪|[是要字比与和及或左加减乘除不则者之的等中小大老新型甲乙代胎孩连营网联进出上下对打带多少长短高低同列块]"
)


def is_measured(following: str, after: str) -> bool:
    """Whether what follows a number is counted or measured by it."""
    if not following:
        return False
    if _LONG_UNIT.match(after):
        return True
    return following in AFTER_NUMBER and after[:2] not in NOT_MEASURED


def cannot_be_number(text: str, start: int, end: int, segmenter: Segmenter) -> bool:
    """Whether the digits cut a word, or stand between whole words and neither count nor number.

    Behind a mark the word that follows decides alone.
    """
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if not before or not after or before[-1] in NOT_AFTER or is_measured(after[0], after):
        return False
    if _GOES_WITH_NUMBER.match(after) or _NUMBERED.search(before):
        return False
    if cuts_word(before, after, segmenter):
        return True
    around = tokens_around(text, start, end, segmenter)
    if around is None or not around[1] or len(around[1][0]) < 2:
        return False
    return before[-1] in "，；" or bool(around[0] and len(around[0][-1]) >= 2)
