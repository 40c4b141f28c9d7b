"""Names of people beside a post or form of address: 局长王建国, 李明同志. The name is pinyin.

Surname first, the given name in one word: Wang Jianguo. A name is taken only where jieba's borders
allow it and the surname is one; surnames that are ordinary particles (于, 向, 和) are left out. jieba's
dictionary takes many other words for people (顾问, 许可证): those have to look like names as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from toolkit.terms.entries import Entry
from toolkit.terms.romanization import romanize_person

__all__ = ["PersonFinder"]

_POSTS = (
    "书记|副书记|局长|副局长|主任|副主任|市长|副市长|县长|副县长|区长|副区长|省长|副省长|镇长|副镇长|乡长|部长|副部长|"
    "厅长|副厅长|处长|科长|院长|副院长|校长|所长|站长|秘书长|主席|副主席|常委|委员|组长|队长|会长|理事长|董事长|总经理|"
    "厂长|州长|副州长|旗长|副旗长|盟长|副盟长|专员|副专员|检察长|研究员|副研究员|工程师|农艺师|教授|副教授|专家|院士|博士|记者|同志"
)
_BEFORE = re.compile(f"(?:{_POSTS})(?=[\u4e00-\u9fff])")
_BEHIND = re.compile(
    "(?:同志|局长|副局长|书记|副书记|主任|副主任|市长|副市长|县长|副县长|区长|副区长|部长|镇长|副镇长|乡长|副乡长|州长|旗长|盟长|"
    "专员|主席|副主席|常委|秘书长|院长|校长|厅长|副厅长|处长|科长|教授|院士|博士|研究员|"
    "老师|先生|女士|高级工程师|高级农艺师)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁叶余杜苏魏程吕丁沈姚卢姜崔钟谭陆汪范"
    "金石廖贾韦付夏傅方邹熊孟秦邱江尹薛闫段雷侯龙陶贺顾毛郝龚邵万钱严覃武戴莫孔汤庄柯温骆洪翁康庞华施葛翟岳齐樊倪蒋"
    "詹欧阮伍赖卓俞章鲁殷聂焦关辛游尤裴蓝简甘涂祝颜牛纪梅凌霍柳冉祁单解仇区盛"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "尉迟", "夏侯", "慕容", "令狐")
_NOT_GIVEN = frozenset(
    "某氏县村镇乡院校局厂的了和与及在为是有由对向从将把被以于任等并也都要会到说讲做作带率主出参分负全亲同副正各每本该这那一二三四五六七八九十两"
)
_NO_PEOPLE = frozenset(
    "顾问 顾客 许可 许诺 谢谢 祝贺 祝福 祝愿 关怀 康复 范畴 杜绝 陈列 陈述 陈设 雷达 蓝图 洪水 温泉 牛羊 高峰 洪峰 武林 "
    "梅林 林海 高明 高超 高强 高平 康宁 康平 康健 黄龙 陆军 秦军 苏军 赵军 洪亮 石英 金玉 凌云 石松 余波 吴江 洪江 梅江 金平 "
    "黄平 梁平 罗平 邹平 马龙 叶柄 黄海 华丽 华容 莫如 单飞 郑重 严明 万元 胡来 杜鹃 温良 祝捷 陈兵 盛明 杨梅 黄梅 蓝波 余辉 "
    "伍万元 孟加拉 马来亚 卢旺达 卢森堡 夏威夷 马德里 高加索 苏黎世 马尼拉 马其顿 马拉松 胡萝卜 马铃薯 高尔夫 龙卷风 高精尖 "
    "单身汉 毛毛雨 高中生 黄金周 杜鹃花 马尾松 万年青 夏令时 金刚石 叶绿素 纪念堂 纪念章 石棉瓦 石家庄 张家口 张家界 "
    "秦皇岛 钱塘江 罗非鱼 金龙鱼 孔雀石 高岭土 蓝宝石 严谨性 何首乌 马克思 傅立叶 罗斯福 马歇尔 高尔基 叶利钦 杜鲁门 戴高乐 "
    "蒋介石 孙中山 宋庆龄 解放 方面 万分".split()
)
"""Words that begin like names, and people and places whose English is no pinyin."""
_LONE_GIVEN = frozenset(
    "伟强军明杰涛超斌刚勇毅俊峰辉鹏平宁波丽娜敏静艳芳娟霞燕玲莉红琳琴兰英萍丹洁颖雪倩婷健磊鑫亮飞旭晨阳宇浩凯龙江林"
    "森松栋诚忠良荣华海云"
)
"""Given names of one character that are common."""
_NOT_LAST = frozenset(
    "证馆营性县区站者费税款科塔庄族寺庙楼岛港湾洲州市团部队员机器类型系街路岭表卡"
)
"""No given name of two characters ends so: 许可证, 陈列馆, 夏令营."""


class _Words(Protocol):
    def tag(self, word: str) -> str: ...


class PersonFinder:
    """Finds people in folded texts."""

    def __init__(self, words: _Words) -> None:
        self._words = words

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Names of people in a folded text, as spans of the form with their entries."""
        found: dict[int, int] = {}
        for match in _BEFORE.finditer(form):
            end = self._name(form, match.end(), borders())
            if end:
                found[match.end()] = end
        for match in _BEHIND.finditer(form):
            for length in (3, 4, 2):
                start = match.start() - length
                if start >= 0 and self._name(form, start, borders()) == match.start():
                    found[start] = match.start()
                    break
        for start, end in found.items():
            zh = form[start:end]
            name = romanize_person(zh, 2 if zh.startswith(_DOUBLE) else 1)
            if name is not None:
                yield start, end, Entry(zh, name, "name", source="pinyin", origin="composed")

    def _name(self, form: str, start: int, borders: Sequence[int]) -> int:
        """Where a name that begins at ``start`` ends; 0 where there is none."""
        double = form.startswith(_DOUBLE, start)
        if not borders[start] or not (double or form[start : start + 1] in _SURNAMES):
            return 0
        given = start + (2 if double else 1)
        for end in (given + 2, given + 1):
            rest = form[given:end]
            if len(rest) < end - given or not borders[end] or not _CHINESE.fullmatch(rest):
                continue
            if set(rest) & _NOT_GIVEN:
                continue
            # A given name of one character may be half of one: 袁铁民主持, cut 铁|民主|持.
            if len(rest) == 1 and not _END.match(form, end):
                continue
            name = form[start:end]
            tag = self._words.tag(name)
            if name in _NO_PEOPLE or tag == "ns":
                continue
            # A surname with words of its own behind it, or one word of the dictionary's names.
            if borders[given] or (tag == "nr" and _looks_like_a_name(name, form, end)):
                return end
        return 0


def _looks_like_a_name(word: str, form: str, end: int) -> bool:
    """Whether a word that the dictionary takes for somebody's name probably is one."""
    if len(word) > 2:
        return word[-1] not in _NOT_LAST
    return word[-1] in _LONE_GIVEN or _ADDRESS.match(form, end) is not None


_ADDRESS = re.compile("同志|先生|女士|老师")
_END = re.compile(f"$|[^\u4e00-\u9fff]|等|{_POSTS}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
