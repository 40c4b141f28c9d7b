"""Chinese words with numeral characters in them that count nothing, and where they stand.

A fixed word (一方面, 千方百计), a place (三门峡) or a slogan in quotation marks (“三个代表”) is a matter
for the glossary and the model, not for this package. A numeral character without a measure word
behind it is never a number, so only words that look as if they counted are listed.
"""

from __future__ import annotations

import re

__all__ = ["word_spans"]

_WORDS = """
一大批 一大步 一大二公 一套班子 一字不漏 一年一度 一支笔 一方面 一部分 一年半载 一批 一五一十 一次性 一次办好 一步到位 一步登天
一步一个脚印 一点 一片 一票否决 一起 一道 一门心思 一页 一天一个样 一个样 一个劲 一期一会 一堂课 一只手 一条心
一条龙 一颗心 一张网 一张蓝图 一本账 一张皮 一卡通 一本通 一号通 一点通 一段时间 一段时期 一宗旨 一本万利
一日千里 一亩三分地 一号公路 一轮又一轮 一把手 一揽子 一体化
打成一片 连成一片 融为一体 拧成一股绳 始终如一 数一数二 独一无二 举一反三
二次元 二次创业 二次供水 二次污染 二次加工 二次开发 二次腾飞 二人转 二十四节气 二类疫苗 二级市场 二氧化 二手
两点论 两头 两条腿 两张皮 两条线 两个凡是 两个务必 两个率先 两个维护 两个确立 两个文明 两手抓
三个代表 三农 三次产业 三项费用 三重一大 三支一扶 三级跳 三级甲等 三九天 三天打鱼两天晒网 三天打鱼 三年五载 三轮车 三番五次
三五成群 三门峡 三门县 三门湾 三台县 三位一体 五位一体 三大战役 三大革命
四个一 四个伟大 四个全面 四个意识 四个服从 四个自信 四人帮 四周 四处 四大班子 四套班子 四两拨千斤 四轮驱动 四舍五入
五个统筹 五台 五台山 五家渠 五花八门 五道口 五大连池 五普 六普 七普 六枝 七台河 七年之痒 十里
十字 十一长假 十一黄金周 十三陵 十万火急 十二生肖 十城千辆 十全十美 十拿九稳
零件 零部件 零距离 零容忍 半斤八两 大半年 小半年 最后一公里 七站八所 三十六计 千斤顶 万元户 百年大计 十月怀胎
百万雄师
万一 万众一心 万家灯火 万岁 万事 万分感谢 亿万 千万要 千万不 千万别 千头万绪 千家万户 千篇一律 千方百计 千军万马
千年大计 千乡 千镇 千校 成千上万 成百上千 百倍 百姓 百家争鸣 百家讲坛 百年未有 百日维新 百乡 百校联百县
百县千村 百村示范 千村示范 万村整治 万村千乡 千企万户 万企兴万村 万企帮万村
万人计划 千人计划 百人计划 一亿小目标
说三道四 不管三七二十一 说一千道一万 五湖四海 四面八方 三百六十行 二十国集团
第一时间 第一线 第一手 第一把手 第一位的 第一要务 第一资源 第一动力 第一生产力 第一责任 第一书记 第一要义
第一议题 第一粮 第一关 第一产业 第二产业 第三产业 第三方 第三者 第三世界 第二课堂 第二故乡 第一大股东
""".split()

# The longest word at a place wins: alternatives in falling length.
_WORD = re.compile(
    "|".join(sorted(map(re.escape, set(_WORDS)), key=len, reverse=True))
    # 统一, 同一项目, 每一个, 进一步: no number either, whatever measure word seems to follow.
    + r"|[统唯惟同单专划归逐任某另这那哪每新进上下又合万]一"
    # 一件件, 一项一项, 一企一策.
    + r"|二元(?![零\d一二三四五六七八九])|一([^\W\d_一二三四五六七八九十百千万亿元])(?:\1|一[^\W\d_])"
    # Midnight, but 零点五 is a half.
    + r"|零点(?![零〇一二三四五六七八九])"
    # Holidays that are known by their date; bare dates in quotation marks are read.
    + r"|五一国际劳动节|五一劳动节|六一(?:国际)?儿童节|八一建军节|三八(?:国际)?(?:劳动)?妇女节"
    # Very, extremely; but 十分之一 is a tenth, and 四季度 a quarter.
    + r"|[十千万]分(?![之钟])|四季(?!度)"
)
_SLOGAN = re.compile(
    # A numeral of one character that opens a short quotation: “四个意识”, “三严三实”.
    # Measured time and holidays are read all the same; “十一五” is a plan.
    r"[“\"‘「『]\s*"
    r"(?![三五六七八][一四八]|六五[”\"])"
    r"(?![一二三四五六七八九十]+(?:年|个月|天|日|小时|分钟|季度|公里|亩|连[增丰涨冠]|号))"
    r"(?![一二三四五六七八九十]{1,2}五\s*[”\"’」』])"
    r"(?=[零一二三四五六七八九十两双半])[^“”\"‘’「」『』，。；0-9]{1,18}[”\"’」』]"
)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where such words stand in folded ``text``, in order; spans of the two kinds may overlap."""
    spans = [match.span() for match in _WORD.finditer(text)]
    spans += [match.span() for match in _SLOGAN.finditer(text)]
    return sorted(spans)
