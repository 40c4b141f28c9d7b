"""Which characters may be the brand in the name of a company, and which words never are.

Mostly a brand is a word of no dictionary (鸿泰) or a name (东风). An ordinary word (火炬, 银河) may be one
where nothing else can stand; words that say which companies are meant (骨干, 民营, 优质) may not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from toolkit.terms.counties import counties
from toolkit.terms.neighbours import Words, parts

__all__ = ["GOODS", "NO_BRANDS", "Brands", "bare_counties", "made_of_names", "without_type"]

_NO_BEGINNING = frozenset("由和与对向从把被为等及或在以的了是")
"""Characters that no brand begins with."""
_NO_CHARACTERS = frozenset("省市县区镇乡村某办座该院所校")
"""Characters that no brand holds: 镇办, 某某."""
GOODS = frozenset(
    "业能电料品材机器件具械船药酒茶菜肉粮油糖盐布纱纸革鞋服帽箱袋瓶罐板管线缆丝网片膜箔芯池灯表锁阀泵钢铁铜铝铅锌钼钒钛钨镍钴锰铬锡钽矿煤"
    "气碳硅磷锂氢氟纤胶漆砖瓦瓷陶砂竹木藤花果蔬菌菇蛋奶鱼虾蟹猪牛羊鸡鸭烟染印镀铸锻焊造制炼纺织绣游运储购贸务学术化程频播漫影视教医疗养宿"
    "餐饮店场房产款贷险链云端算测检研法力性型量度率类券站库台卡币米面豆薯椒枣柚橙桃梨粉磁酶碱棉毛窑微斛蜂"
)
"""Last characters of goods and industries, which newer words have that no dictionary has: 锂电, 预制菜."""
_OF_BRANDS = frozenset("芯力云学")
"""Those of them that brands of three characters end with as well."""
_SUFFIXES = frozenset("者家人户工式级期区内外上下中新老大小多总分")
"""Characters that end attributes and nouns rather than brands."""
NO_BRANDS = frozenset(
    "中国 全国 国有 民营 私营 外资 合资 本地 我市 我县 我区 我省 全市 全县 全区 全省 大型 小型 中型 龙头 骨干 重点 "
    "有关 相关 下属 所属 上市 三家 两家 一家 多家 各家 农民 专业 国家 地方 集体 股份 跨国 著名 知名 科技 其他 新建 央企 国企 民企 "
    "外企 文旅 城投 城建 交投 国投 国资 大中 中小 直属 国营 公立 新办 新设 下设 原有 现有 拟建 在建 自建 共建 合建 改建 "
    "海洋 清洁 微波 污水 阿里 执飞 邮政 电信 移动 联通 混合 控股 参股 全资 独资 首家 同类 各类 上游 下游 配套 驻外 驻地 中央 省属 市属 民用 军用 军工 社办 队办".split()
)
_NO_NAMES = frozenset(
    "企业 产业 行业 公司 集团 市场 项目 产品 商品 品牌 单位 客户 家庭 个体 个人 民办 公办 国际 国内 境外 境内 世界 外地 当地 外商 "
    "台商 港商 商人 农村 农户 工人 职工 员工 社会 政府 部门 法人 主体 经济 特色 优质 优势 优秀 优良 先进 高级 高端 低端 传统 新型 "
    "新兴 主要 一般 普通 特殊 特种 综合 专门 独立 合格 不同 众多 许多 广大 巨大 重大 重要 落后 困难 濒危 亏损 破产 老牌 名牌 "
    "成熟 正规 标准 规模 示范 试点 代表 领军 头部 支柱 实体 上下游 家族 手工 作坊 大众 公共 公用 民间 私人 职业 现实 实力 效益 "
    "强势 弱势 尖端 前沿 高效 低效 活跃 规范 完善 稳定 健全 良好 积极 严重 安全 质量 技工 厂家 店铺 商铺 商店 加工 生产 "
    "海外 内地 沿海 城市 乡镇 街道 山区 老区 港口 交通 电子商务 大宗 中介 信用 创业 风险 基金 银行 保险 证券 信托".split()
)
"""Ordinary words that say which companies, not how one is called."""
_BRAND_VERBS = frozenset(
    "希望 腾飞 腾达 振兴 奋进 奋发 开拓 超越 创新 进取 飞跃 飞腾 腾跃 跨越 领航 启航 远航 起航 兴旺 建新 凯旋 胜利 翱翔 "
    "飞翔 崛起 奔腾 团结 致远 求实 进步 奋斗 飞扬 凌云 登峰 致富 复兴 跃进 解放 拓展 翔龙".split()
)
_BRAND_DIRECTIONS = frozenset(
    "东方 南方 北方 西域 中南 华南 华东 华北 华中 西北 西南 东北 东南".split()
)
_NAMES = frozenset({"nz", "nr", "ns", "nt", "nrt", "nrfg", ""})
"""Tags of words that may be a brand: names of any kind."""
_ORDINARY = frozenset({"n", "a", "an", "nz", "nr", "ns"})
"""Tags of ordinary words that may be a brand."""
_IDIOMS = frozenset({"i", "l"})
_ENGLISH_TYPE = re.compile(" (?:Province|City|County|District|Municipality)$")
_BARE_TYPE = re.compile("(?<=..)[市县区旗]$")


class Brands:
    """Judges what stands where a brand may stand.

    ``terms`` are the glossary's, ``trades`` what is a company's trade, ``places`` the known places.
    """

    def __init__(
        self,
        words: Words,
        terms: Container[str],
        trades: Container[str],
        places: Container[str],
    ) -> None:
        self._words = words
        self._terms = terms
        self._trades = trades
        self._places = places

    def is_name(self, form: str, start: int, end: int, borders: Sequence[int]) -> bool:
        """Whether these characters are no ordinary word: a name, or characters that make no word."""
        stem = form[start:end]
        if not self._may_be_named(stem) or (len(stem) == 3 and stem[-1] in GOODS - _OF_BRANDS):
            return False
        if len(stem) == 3 and self._is_place(stem[:2]):
            return False  # 舒城|中光学
        return made_of_names(form, start, end, borders, self._words)

    def is_lengthened(self, form: str, start: int, end: int, borders: Sequence[int]) -> bool:
        """Whether these characters are a word and one more that make none: 富士|特."""
        stem = form[start:end]
        words = parts(form, start, end, borders)
        return (
            [len(word) for word in words] == [2, 1]
            and self._may_be_named(stem)
            and not self._words.tag(stem)
            and self._words.tag(words[0]) in _ORDINARY
            and words[0] not in _NO_NAMES | NO_BRANDS
            and words[0] not in self._trades
            and not self._is_place(words[0])
            and stem[-1] not in GOODS | _SUFFIXES
        )

    def is_word(self, form: str, start: int, end: int, borders: Sequence[int]) -> bool:
        """Whether these characters are an ordinary word that companies are called by."""
        stem = form[start:end]
        if not self._may_be_named(stem) or stem in _NO_NAMES or stem in self._terms:
            return False
        if parts(form, start, end, borders) != [stem] or not borders[start]:
            return False
        if stem in _BRAND_VERBS or stem in _BRAND_DIRECTIONS:
            return True
        if stem[-1] in GOODS:
            return False
        return self._words.tag(stem) in (_ORDINARY if len(stem) < 4 else _IDIOMS)

    def _may_be_named(self, stem: str) -> bool:
        if stem in NO_BRANDS or stem in self._trades or stem in self._places:
            return False
        return stem[0] not in _NO_BEGINNING and not _NO_CHARACTERS & set(stem)

    def _is_place(self, zh: str) -> bool:
        return zh in bare_counties() or zh in self._places


def made_of_names(form: str, start: int, end: int, borders: Sequence[int], words: Words) -> bool:
    """Whether ``form[start:end]`` is cut into single characters and names only."""
    cut = parts(form, start, end, borders)
    return all(len(word) == 1 or words.tag(word) in _NAMES for word in cut)


def without_type(english: str) -> str:
    """A place as names of companies have it: Quanzhou for Quanzhou City."""
    return _ENGLISH_TYPE.sub("", english)


@cache
def bare_counties() -> dict[str, str]:
    """English of the counties without their type, two characters each: 洛江."""
    return {
        _BARE_TYPE.sub("", zh): without_type(county.en)
        for zh, county in counties().items()
        if len(zh) == 3 and not county.use and _BARE_TYPE.search(zh)
    }
