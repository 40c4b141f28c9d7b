"""Units and measure words: the Chinese, their fixed English, and what may be compared.

A measure word that only counts (家, 项, 个) has no English of its own: the noun it counts carries
it. English names follow the house style (亩 → mu, 千瓦时 → kWh).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = [
    "COUNTERS",
    "CURRENCIES",
    "ENGLISH_UNITS",
    "HAN_COUNTERS",
    "UNITS",
    "UNITS_BY_NAME",
    "Unit",
    "conversion",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with fixed English; ``dimension`` groups units that exclude one another."""

    singular: str
    plural: str
    dimension: str
    chinese: tuple[str, ...]
    english: tuple[str, ...] = ()
    """More English forms that mean this unit."""
    loose: bool = False
    """The English noun may change with what is counted (用户61万户 → 610,000 users), so that a
    constraint leaves the measure word to the model."""
    words: bool = False
    """Small numbers before it are spelled out: three years, but 3 tons."""


_ALL: tuple[Unit, ...] = (
    # currencies
    Unit("yuan", "yuan", "money", ("元人民币", "元", "块钱"), ("rmb", "renminbi", "cny")),
    Unit("US dollar", "US dollars", "money", ("美元", "美金"), ("dollar", "dollars", "usd")),
    Unit("euro", "euros", "money", ("欧元",), ("eur",)),
    Unit("Hong Kong dollar", "Hong Kong dollars", "money", ("港元", "港币"), ("hkd",)),
    Unit("Japanese yen", "Japanese yen", "money", ("日元", "日圆"), ("yen", "jpy")),
    Unit("pound", "pounds", "money", ("英镑",), ("pounds sterling", "gbp")),
    Unit("Korean won", "Korean won", "money", ("韩元",), ("won",)),
    Unit("ruble", "rubles", "money", ("卢布",), ()),
    Unit("Australian dollar", "Australian dollars", "money", ("澳元",), ()),
    Unit("Canadian dollar", "Canadian dollars", "money", ("加元",), ()),
    Unit("New Taiwan dollar", "New Taiwan dollars", "money", ("新台币", "台币"), ()),
    Unit("Singapore dollar", "Singapore dollars", "money", ("新加坡元", "新元"), ("sgd",)),
    Unit("Macao pataca", "Macao patacas", "money", ("澳门元", "澳门币"), ("pataca", "patacas")),
    Unit("Swiss franc", "Swiss francs", "money", ("瑞士法郎",), ("chf",)),
    Unit("Thai baht", "Thai baht", "money", ("泰铢",), ("baht",)),
    Unit("rupee", "rupees", "money", ("印度卢比", "卢比"), ("indian rupees",)),
    # area, length, volume
    Unit("mu", "mu", "area", ("亩",)),
    Unit("hectare", "hectares", "area", ("公顷",), ("ha",)),
    Unit(
        "square kilometer",
        "square kilometers",
        "area",
        ("平方公里", "平方千米", "km²"),
        ("square kilometre", "square kilometres", "sq km", "km²", "km2"),
    ),
    Unit(
        "square meter",
        "square meters",
        "area",
        ("平方米", "平米", "m²", "㎡"),
        ("square metre", "square metres", "sq m", "m²", "m2"),
    ),
    Unit(
        "kilometer",
        "kilometers",
        "length",
        ("公里", "千米", "km"),
        ("km", "kilometre", "kilometres"),
    ),
    Unit("centimeter", "centimeters", "length", ("厘米", "公分", "cm"), ("cm", "centimetre")),
    Unit(
        "millimeter", "millimeters", "length", ("毫米", "mm"), ("mm", "millimetre", "millimetres")
    ),
    Unit("micron", "microns", "length", ("微米", "μm"), ("micrometer", "micrometers", "μm")),
    Unit("nanometer", "nanometers", "length", ("纳米", "nm"), ("nm",)),
    Unit("meter", "meters", "length", ("米",), ("m", "metre", "metres")),
    Unit("nautical mile", "nautical miles", "length", ("海里",)),
    Unit("li", "li", "length", ("华里", "里")),
    Unit(
        "cubic meter",
        "cubic meters",
        "volume",
        ("立方米", "m³", "立方"),
        ("cubic metre", "cubic metres", "m³", "m3"),
    ),
    Unit("liter", "liters", "volume", ("公升", "升"), ("litre", "litres")),
    Unit("kiloliter", "kiloliters", "volume", ("千升",), ("kilolitre", "kilolitres")),
    Unit("milliliter", "milliliters", "volume", ("毫升",), ("ml",)),
    # mass, energy, data
    Unit("ton", "tons", "mass", ("公吨", "吨"), ("tonne", "tonnes", "metric tons", "metric ton")),
    Unit("kilogram", "kilograms", "mass", ("公斤", "千克", "kg"), ("kg", "kilo", "kilos")),
    Unit("milligram", "milligrams", "mass", ("毫克", "mg"), ("mg",)),
    Unit("microgram", "micrograms", "mass", ("微克", "μg"), ("μg",)),
    Unit("gram", "grams", "mass", ("克",), ("g",)),
    Unit("dan", "dan", "mass", ("担",)),
    Unit("jin", "jin", "mass", ("市斤", "斤"), ("catties", "catty")),
    Unit(
        "kWh", "kWh", "energy", ("千瓦时", "千瓦小时", "kWh"), ("kilowatt-hours", "kilowatt hours")
    ),
    Unit("GW", "GW", "power", ("吉瓦", "GW"), ("gigawatts", "gigawatt")),
    Unit("MW", "MW", "power", ("兆瓦", "MW"), ("megawatts", "megawatt")),
    Unit("kW", "kW", "power", ("千瓦", "kW"), ("kilowatts", "kilowatt")),
    Unit("watt", "watts", "power", ("瓦",), ("w",)),
    Unit("kV", "kV", "voltage", ("千伏", "kV"), ("kilovolts", "kilovolt")),
    Unit("decibel", "decibels", "sound", ("分贝", "dB"), ("db",)),
    Unit("degree Celsius", "degrees Celsius", "temperature", ("摄氏度", "℃", "°C"), ("°c", "℃")),
    Unit("GB", "GB", "data", ("GB",), ("gigabytes",)),
    Unit("TB", "TB", "data", ("TB",), ("terabytes",)),
    # time
    Unit("year", "years", "time", ("年时间", "年"), words=True),
    Unit("month", "months", "time", ("个月", "月龄"), words=True),
    Unit("week", "weeks", "time", ("个星期", "周", "星期"), words=True),
    Unit("day", "days", "time", ("天", "日"), ("working days",), words=True),
    Unit("working day", "working days", "time", ("个工作日",), ("workdays",), words=True),
    Unit("calendar day", "calendar days", "time", ("个日历天", "日历天"), words=True),
    Unit("day and night", "days and nights", "time", ("个昼夜", "昼夜"), words=True),
    Unit("night", "nights", "nights", ("夜",), words=True),
    Unit("hour", "hours", "time", ("个小时", "小时", "个钟头"), words=True),
    Unit("minute", "minutes", "time", ("分钟",), words=True),
    Unit("second", "seconds", "time", ("秒钟", "秒"), words=True),
    Unit("basis point", "basis points", "rate", ("个基点", "基点")),
    # Only what stands around their measure words (分 度 级 字 兆) tells these: see chinese_measures.
    Unit("point", "points", "score", (), loose=True),
    Unit("degree", "degrees", "angle", ()),
    Unit("Mbps", "Mbps", "speed", ()),
    Unit("magnitude", "magnitude", "earthquakes", (), loose=True),
    Unit("character", "characters", "text", (), loose=True),
    # people
    Unit("person", "people", "people", ("人",), ("persons",), loose=True, words=True),
    Unit(
        "household",
        "households",
        "people",
        ("户",),
        ("family", "families", "rural households", "farming households", "poor households"),
        loose=True,
        words=True,
    ),
)

UNITS: dict[str, Unit] = {chinese: unit for unit in _ALL for chinese in unit.chinese}
UNITS_BY_NAME: dict[str, Unit] = {unit.singular: unit for unit in _ALL}
CURRENCIES: frozenset[str] = frozenset(unit.singular for unit in _ALL if unit.dimension == "money")
ENGLISH_UNITS: dict[str, Unit] = {
    form.lower(): unit
    for unit in _ALL
    for form in (unit.singular, unit.plural, *unit.english)
    # Points, degrees and characters may be of anything in English.
    if unit.singular != "working day" and unit.chinese
}

_FACTORS: dict[str, dict[str, Fraction]] = {
    kind: {unit: Fraction(factor) for unit, factor in units.items()}
    for kind, units in {
        "months": {"year": "12", "month": "1"},
        "days": {"week": "7", "day": "1", "calendar day": "1", "day and night": "1"},
        "minutes": {"hour": "60", "minute": "1"},
        # 15 mu are one hectare.
        "square meters": {
            "mu": "2000/3", "hectare": "10000", "square kilometer": "1000000", "square meter": "1",
        },
        "meters": {"kilometer": "1000", "li": "500", "meter": "1", "centimeter": "1/100", "millimeter": "1/1000"},
        "liters": {
            "cubic meter": "1000", "kiloliter": "1000", "liter": "1", "milliliter": "1/1000",
        },
        "grams": {
            "ton": "1000000", "dan": "50000", "kilogram": "1000", "jin": "500", "gram": "1", "milligram": "1/1000",
        },
        "kW": {"GW": "1000000", "MW": "1000", "kW": "1", "watt": "1/1000"},
    }.items()
}  # fmt: skip
_CONVERSIONS: dict[str, tuple[str, Fraction]] = {
    unit: (kind, factor) for kind, units in _FACTORS.items() for unit, factor in units.items()
}


def conversion(unit: str | None) -> tuple[str, Fraction] | None:
    """What a quantity in ``unit`` is exactly in others of its kind: the kind, and a factor."""
    return None if unit is None else _CONVERSIONS.get(unit)


COUNTERS: tuple[str, ...] = tuple(
    """人次 人日 人年 人份 户次 家次 台套 台次 辆次 场次 批次 架次 艘次 车次 件次 项次 班次 个批次
    个方面 个环节 个阶段 个领域 个 项 家 名 位 件 条 次 期 场 种 台 套 辆 篇 份 册 本 张 座 处 所 支 只
    头 株 棵 片 块 间 栋 幢 层 门 班 批 轮 届 类 款 起 宗 例 尾 羽 艘 架 枚 颗 粒 笔 道 首 部 集 页 字
    周岁 岁 口 方面 点 步 级 档 组 队 学时 课时 床 箱 袋 瓶 桶 包 盒 匹 节 段 根 面 幅 堂 盏 顶 扇 眼
    孔 排 列 行 度 维 把 卷 枝 束 门类 类别 大类 大 标段 席 票 封 则 句 遍 趟 回 顿 代 吨级 分 标箱
    标准箱 兆 方 马力 赫兹 车道 学分 分值 层级 个工日 工日 股 角 强""".split()
)
"""Measure words that only count, for numerals in figures or of several characters."""

HAN_COUNTERS: tuple[str, ...] = tuple(
    """人次 场次 批次 个方面 个环节 个阶段 个领域 个 项 家 名 位 件 条 次 期 场 种 台 套 辆 篇 份 册 本
    张 座 处 所 支 只 头 株 棵 片 块 间 栋 幢 层 门 批 轮 届 类 款 起 宗 例 尾 艘 架 枚 颗 粒 笔 道 首
    部 集 页 字 周岁 岁 口 方面 点 步 档 组 节课 节 段 根 幅 堂 箱 袋 瓶 桶 趟 遍 封 大类 大 门类
    类别 标段 票""".split()
)
"""Those that make a number of a single Chinese digit before them (三项, not 三农)."""
