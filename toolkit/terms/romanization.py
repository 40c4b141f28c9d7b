"""How Chinese places are written in English: pinyin in one word, and the spellings that differ.

Standard: GB/T 28039 and the Chinese phonetic alphabet rules for place names (syllables joined, an
apostrophe before a syllable that begins with a, o or e). Places named in Mongolian, Tibetan or Uygur
have spellings of their own, which no rule gives: see :data:`NOT_PINYIN`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

__all__ = ["NOT_PINYIN", "SPELLINGS", "romanize", "romanize_brand", "romanize_person"]

SPELLINGS = {
    # Names with an English spelling of their own.
    "陕西": "Shaanxi",
    "内蒙古": "Inner Mongolia",
    "西藏": "Xizang",
    "香港": "Hong Kong",
    "澳门": "Macao",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar",
    "呼和浩特": "Hohhot",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol",
    "兴安盟": "Hinggan",
    "阿拉善": "Alxa",
    "锡林浩特": "Xilinhot",
    "二连浩特": "Erenhot",
    "乌兰浩特": "Ulanhot",
    "满洲里": "Manzhouli",
    "乌鲁木齐": "Urumqi",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan",
    "哈密": "Hami",
    "喀什": "Kashgar",
    "和田": "Hotan",
    "阿克苏": "Aksu",
    "阿勒泰": "Altay",
    "伊犁": "Ili",
    "库尔勒": "Korla",
    "石河子": "Shihezi",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin",
    "克孜勒苏": "Kizilsu",
    "拉萨": "Lhasa",
    "日喀则": "Xigaze",
    "昌都": "Qamdo",
    "林芝": "Nyingchi",
    "山南": "Shannan",
    "那曲": "Nagqu",
    "阿里": "Ngari",
    "格尔木": "Golmud",
    "德令哈": "Delingha",
    "果洛": "Golog",
    "甘孜": "Garze",
    "阿坝": "Aba",
    "玉树": "Yushu",
    "大兴安岭": "Da Hinggan Ling",
    # Readings that a dictionary of common words does not have.
    "长子": "Zhangzi",
    "六安": "Lu'an",
    "六合": "Luhe",
    "亳州": "Bozhou",
    "蚌埠": "Bengbu",
    "台州": "Taizhou",
    "丽水": "Lishui",
    "厦门": "Xiamen",
    "番禺": "Panyu",
    "重庆": "Chongqing",
    "乐清": "Yueqing",
    "乐山": "Leshan",
    "乐陵": "Laoling",
    "乐亭": "Laoting",
    "铅山": "Yanshan",
    "涡阳": "Guoyang",
    "洪洞": "Hongtong",
    "荥阳": "Xingyang",
    "荥经": "Yingjing",
    "犍为": "Qianwei",
    "宕昌": "Tanchang",
    "会昌": "Huichang",
    "会理": "Huili",
    "会东": "Huidong",
    "会宁": "Huining",
    "会同": "Huitong",
    "会泽": "Huize",
    "曲阜": "Qufu",
    "曲靖": "Qujing",
    "曲周": "Quzhou",
    "曲阳": "Quyang",
    "曲沃": "Quwo",
    "大埔": "Dabu",
    "东阿": "Dong'e",
    "井陉": "Jingxing",
    "筠连": "Junlian",
    "大邑": "Dayi",
    "牟平": "Muping",
    "中牟": "Zhongmu",
    "牟定": "Mouding",
    "盱眙": "Xuyi",
    "鄄城": "Juancheng",
    "单县": "Shanxian",
    "莘县": "Shenxian",
    "歙县": "Shexian",
    "黟县": "Yixian",
    "蔚县": "Yuxian",
    "浚县": "Xunxian",
    "郧县": "Yunxian",
    "宁县": "Ningxian",
    "平度": "Pingdu",
    "行唐": "Xingtang",
    "繁峙": "Fanshi",
    "藁城": "Gaocheng",
    "尉氏": "Weishi",
    "扶沟": "Fugou",
    "柏乡": "Baixiang",
    "莱芜": "Laiwu",
    "吴堡": "Wubu",
    "隆尧": "Longyao",
    "将乐": "Jiangle",
    "泌阳": "Biyang",
    "枞阳": "Zongyang",
    "监利": "Jianli",
    "秭归": "Zigui",
    "耒阳": "Leiyang",
    "郴州": "Chenzhou",
    "儋州": "Danzhou",
    "珲春": "Hunchun",
    "桦甸": "Huadian",
    "岫岩": "Xiuyan",
    "阜新": "Fuxin",
    "邛崃": "Qionglai",
    "安岳": "Anyue",
    "婺源": "Wuyuan",
    "弋阳": "Yiyang",
    "余干": "Yugan",
    "莒南": "Junan",
    "莒县": "Juxian",
    "茌平": "Chiping",
    "无棣": "Wudi",
    "费县": "Feixian",
    "解放": "Jiefang",
    "柘荣": "Zherong",
    "柘城": "Zhecheng",
    "尤溪": "Youxi",
    "句容": "Jurong",
    "仙居": "Xianju",
    "嵊州": "Shengzhou",
    "鄞州": "Yinzhou",
    "南漳": "Nanzhang",
    "浠水": "Xishui",
    "合浦": "Hepu",
    "漯河": "Luohe",
    "濮阳": "Puyang",
    "睢县": "Suixian",
    "鲅鱼圈": "Bayuquan",
    "呼兰": "Hulan",
    "尚志": "Shangzhi",
    "通什": "Tongzha",
    "吕梁": "Lyuliang",
    "济源": "Jiyuan",
    "汤阴": "Tangyin",
    "杞县": "Qixian",
    "泊头": "Botou",
    "穆棱": "Muling",
    "闵行": "Minhang",
    "马尾": "Mawei",
    "南乐": "Nanle",
    "曾都": "Zengdu",
    "佛冈": "Fogang",
    "丹棱": "Danling",
    "略阳": "Lueyang",
    "佛坪": "Foping",
    "民乐": "Minle",
    "龙圩": "Longxu",
    "万柏林": "Wanbailin",
    "伽师": "Jiashi",
}

NOT_PINYIN = frozenset(
    # Two-character counties in Xizang, Xinjiang, Qinghai, Inner Mongolia and western Sichuan.
    "改则 措勤 波密 措美 八宿 岗巴 革吉 边坝 达孜 噶尔 仲巴 琼结 洛隆 申扎 白朗 萨迦 错那 桑日 尼玛 班戈 "
    "日土 芒康 察隅 当雄 普兰 定结 江达 贡嘎 康马 左贡 江孜 尼木 乃东 米林 那曲 拉孜 隆子 吉隆 扎囊 萨嘎 "
    "嘉黎 定日 巴青 洛扎 林周 仁布 安多 昂仁 丁青 贡觉 加查 墨脱 察雅 聂荣 比如 札达 双湖 曲松 卡若 巴宜 "
    "伊吾 乌苏 叶城 且末 拜城 额敏 库车 墨玉 托里 焉耆 乌什 奎屯 泽普 尉犁 策勒 和硕 皮山 乌恰 轮台 巩留 "
    "伊宁 若羌 莎车 温宿 沙雅 疏勒 洛浦 柯坪 鄯善 疏附 巴楚 民丰 和静 博乐 玛多 泽库 班玛 杂多 称多 "
    "玛沁 尖扎 达日 囊谦 甘德 治多 乌兰 刚察 磴口 开鲁 奈曼 敖汉 库伦 壤塘 得荣 色达 理塘 巴塘 道孚 石渠 "
    "德格 炉霍 白玉 九龙 松潘 红原 康定 久治 迭部 碌曲 玛曲 卓尼 夏河".split()
)


def romanize(name: str) -> str | None:
    """The English spelling of a place's name without its type; None where no rule gives it.

    ``name`` is a Chinese name such as 洛江; the result is capitalised: Luojiang.
    """
    special = SPELLINGS.get(name)
    if special is not None:
        return special
    return None if name in NOT_PINYIN else _read_with(_IN_PLACES, name)


SURNAMES = {
    # Readings that the characters have as surnames only.
    "单": "Shan", "曾": "Zeng", "解": "Xie", "仇": "Qiu", "区": "Ou", "任": "Ren", "查": "Zha", "覃": "Qin",
    "华": "Hua", "盖": "Ge", "乐": "Yue", "朴": "Piao", "翟": "Zhai", "盛": "Sheng", "柏": "Bai", "宁": "Ning",
    "尉迟": "Yuchi", "万": "Wan", "石": "Shi", "沈": "Shen", "葛": "Ge", "缪": "Miao", "燕": "Yan", "令狐": "Linghu",
}  # fmt: skip


def romanize_person(name: str, surname_length: int = 1) -> str | None:
    """A Chinese person's name in pinyin, surname first: 王建国 is Wang Jianguo; None where no rule
    gives it."""
    surname, given = name[:surname_length], name[surname_length:]
    first, last = SURNAMES.get(surname) or _pinyin(surname), romanize_brand(given)
    return f"{first} {last}" if first and last else None


def romanize_brand(name: str) -> str | None:
    """Pinyin in one word of a given name or a brand, whose characters are read one by one."""
    if name[0] == "厦":
        name = "夏" + name[1:]  # 厦工, 厦华: of Xiamen; 广厦 is Guangsha
    return _read_with(_IN_NAMES, name)


_IN_NAMES = {"长": "Chang", "晟": "Sheng", "乐": "Le", "朝": "Chao", "曾": "Zeng"}
"""Readings that these characters nearly always have inside names of people and brands."""
_IN_PLACES = {"长": "Chang", "都": "Du", "什": "Shi", "咀": "Zui", "朝": "Chao"}
"""Those of characters in names of places; :data:`SPELLINGS` has the exceptions."""


def _read_with(readings: dict[str, str], name: str) -> str | None:
    """Pinyin in one word; a name with one of these characters is read character by character."""
    if not set(name) & readings.keys():
        return _pinyin(name)
    parts = [readings.get(character) or _pinyin(character) for character in name]
    syllables = [part.lower() for part in parts if part]
    return _joined(syllables) if len(syllables) == len(name) else None


@cache
def _pinyin(name: str) -> str | None:
    from pypinyin import Style, lazy_pinyin

    syllables = [s.replace("ü", "yu") for s in lazy_pinyin(name, style=Style.NORMAL, v_to_u=True)]
    if not all(s.isascii() and s.isalpha() for s in syllables):
        return None
    return _joined(syllables)


def _joined(syllables: Sequence[str]) -> str:
    """Syllables in one word, an apostrophe before one that begins with a, o or e."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if syllable[0] in "aoe" else "") + syllable
    return word.capitalize()
