"""Names of companies whose brand is an ordinary word, other kinds than companies, and what is no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.terms import TermMatcher
from toolkit.terms.companies import english_of, known_companies, trade_words

Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("银河电缆有限公司承担", "银河电缆有限公司", "Yinhe Cable Co., Ltd."),
        ("由火炬轴承有限公司牵头", "火炬轴承有限公司", "Huoju Bearing Co., Ltd."),
        (
            "获奖单位：宁波彩虹园艺有限公司",
            "宁波彩虹园艺有限公司",
            "Ningbo Caihong Horticulture Co., Ltd.",
        ),
        ("与腾飞鞋服有限公司签约", "腾飞鞋服有限公司", "Tengfei Shoes and Garments Co., Ltd."),
        (
            "（南方农牧有限公司）",
            "南方农牧有限公司",
            "Nanfang Agriculture and Animal Husbandry Co., Ltd.",
        ),
        ("一帆风顺物流有限公司", "一帆风顺物流有限公司", "Yifanfengshun Logistics Co., Ltd."),
        ("我市飞鸿光电有限公司", "飞鸿光电有限公司", "Feihong Optoelectronics Co., Ltd."),
        ("申请方华沣燃气公司陈述", "华沣燃气公司", "Huafeng Gas Company"),
        ("获补助的是舜泽化工有限公司", "舜泽化工有限公司", "Shunze Chemical Co., Ltd."),
    ],
)
def test_a_brand_may_be_an_ordinary_word(found: Found, text: str, piece: str, english: str) -> None:
    assert (piece, english) in found(text)


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        (
            "福建省石狮市通海印染设备有限公司",
            "福建省石狮市通海印染设备有限公司",
            "Fujian Shishi Tonghai Printing and Dyeing Equipment Co., Ltd.",
        ),
        (
            "支持浙江安吉竹缘食品有限公司",
            "浙江安吉竹缘食品有限公司",
            "Zhejiang Anji Zhuyuan Food Co., Ltd.",
        ),
        (
            "泉州洛江绿禾花卉技术研究所",
            "泉州洛江绿禾花卉技术研究所",
            "Quanzhou Luojiang Lyuhe Flower Technology Research Institute",
        ),
        (
            "北京天屹尚嘉新材料有限公司",
            "北京天屹尚嘉新材料有限公司",
            "Beijing Tianyi Shangjia New Materials Co., Ltd.",
        ),
        (
            "南通富士特电机有限公司",
            "南通富士特电机有限公司",
            "Nantong Fushite Electric Motor Co., Ltd.",
        ),
        (
            "指导晋江市双塔汽车零件有限公司",
            "晋江市双塔汽车零件有限公司",
            "Jinjiang Shuangta Auto Parts Co., Ltd.",
        ),
        (
            "桂林斯桓微电子有限责任公司",
            "桂林斯桓微电子有限责任公司",
            "Guilin Sihuan Microelectronics Co., Ltd.",
        ),
        (
            "欣脉电子（深圳）有限公司",
            "欣脉电子（深圳）有限公司",
            "Xinmai Electronics (Shenzhen) Co., Ltd.",
        ),
        (
            "恒达国际集团科技发展有限公司",
            "恒达国际集团科技发展有限公司",
            "Hengda International Group Science and Technology Development Co., Ltd.",
        ),
        (
            "深圳市腾讯计算机系统有限公司",
            "深圳市腾讯计算机系统有限公司",
            "Shenzhen Tencent Computer Systems Co., Ltd.",
        ),
    ],
)
def test_places_brands_and_groups_are_put_together(
    found: Found, text: str, piece: str, english: str
) -> None:
    assert (piece, english) in found(text)


@pytest.mark.parametrize(
    ("text", "piece", "english"),
    [
        ("支持鸿发造纸厂改造", "鸿发造纸厂", "Hongfa Paper Mill"),
        (
            "南安市宏兴水暖器材厂",
            "南安市宏兴水暖器材厂",
            "Nan'an Hongxing Plumbing Equipment Factory",
        ),
        ("桂林橡胶机械厂", "桂林橡胶机械厂", "Guilin Rubber Machinery Factory"),
        ("由泰丰水泥厂", "泰丰水泥厂", "Taifeng Cement Plant"),
        (
            "安溪绿源蔬菜种植专业合作社",
            "安溪绿源蔬菜种植专业合作社",
            "Anxi Lyuyuan Vegetable Planting Specialized Cooperative",
        ),
        (
            "恒丰果蔬农民专业合作社",
            "恒丰果蔬农民专业合作社",
            "Hengfeng Fruit and Vegetable Specialized Farmers' Cooperative",
        ),
        ("湖南晟岳科技集团", "湖南晟岳科技集团", "Hunan Shengyue Technology Group"),
        ("与中骏石材机械公司合作", "中骏石材机械公司", "Zhongjun Stone Machinery Company"),
        ("走访福建晟鸿集团", "福建晟鸿集团", "Fujian Shenghong Group"),
        ("新疆天砾（集团）有限公司", "新疆天砾（集团）有限公司", "Xinjiang Tianli Group Co., Ltd."),
        (
            "广饶县恒睿橡胶助剂研究院",
            "广饶县恒睿橡胶助剂研究院",
            "Guangrao Hengrui Rubber Additives Research Institute",
        ),
    ],
)
def test_factories_cooperatives_and_institutes_are_composed(
    found: Found, text: str, piece: str, english: str
) -> None:
    assert (piece, english) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "本地精密机械有限公司",
        "由外地石材有限公司承建",
        "当地物流有限公司",
        "先进机械有限公司",
        "优质茶业有限公司",
        "规模较大的先锋机械有限公司",
        "引进国际物流有限公司",
        "成立物业管理有限公司",
        "组建农业发展有限公司",
        "安徽清洁能源设计有限公司",
        "德国汉堡某茶叶有限公司",
        "家庭服装厂",
        "镇办五金厂",
        "自办石材厂",
        "进了电子厂",
        "日本食品厂",
        "各豆制品厂",
        "国营纺织机械厂",
        "完成县化肥厂改制",
        "石材专业合作社",
        "成立农民专业合作社",
        "县建筑公司",
        "个由物业公司管理",
        "由参建建筑公司负责",
        "查处涉案贸易公司",
        "引导区内纺织集团",
        "国家能源集团",
        "泉州城投集团",
        "泉州国有集团有限公司",
        "组建晟鸿集团",
        "黑龙江黑蜂集团",
        "关闭3家肉制品厂",
        "新建电力厂",
        "沈阳自动化研究所",
        "青岛海洋化工研究院",
        "牡丹产业研究院",
    ],
)
def test_words_for_kinds_of_companies_are_no_names(matcher: TermMatcher, text: str) -> None:
    assert not [m.entry.en for m in matcher.match(text) if m.entry.origin == "composed"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("福建龙泰竹家居股份有限公司", "Longtaizhu"),
        ("舒城中光学照明科技有限公司", "Shuchengzhong"),
        ("四川宁渡钒钛储能有限公司", "Fantai"),
        ("云岭贵州大数据产业发展有限公司", "Guizhouda"),
        ("天津深澜海洋科技有限公司", "Haiyang"),
    ],
)
def test_a_brand_takes_nothing_of_a_trade_or_place(found: Found, text: str, english: str) -> None:
    assert english not in " ".join(en for _, en in found(text))


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("中国科学院化学研究所", "中国科学院"),
        ("福建省农科院生物技术研究所", "福建省农科院"),
        ("泉州市农业科学研究所", "泉州市农业科学研究所"),
        ("恩施州产业技术研究院", "产业技术研究院"),
    ],
)
def test_official_bodies_keep_their_own_english(found: Found, text: str, piece: str) -> None:
    names = dict(found(text))
    assert piece in names
    assert "Research Institute" not in names[piece].replace("research institute", "")


def test_the_county_and_a_bare_company_are_variants(matcher: TermMatcher) -> None:
    (match,) = [m for m in matcher.match("安仁县恒盛金属科技公司") if m.entry.origin == "composed"]
    assert match.entry.en == "Anren Hengsheng Metal Technology Company"
    assert "Anren County Hengsheng Metal Technology Company" in match.entry.variants
    assert "Anren Hengsheng Metal Technology" in match.entry.variants


def test_a_users_own_english_for_a_company_wins(
    with_user: Callable[[str], object], segmenter: object
) -> None:
    glossary = with_user("银河电缆有限公司\tGalaxy Cables Limited\n")
    matcher = TermMatcher(glossary, segmenter)  # type: ignore[arg-type]
    (match,) = matcher.match("由银河电缆有限公司承担")
    assert match.entry.en == "Galaxy Cables Limited"


def test_trades_before_others_are_singular() -> None:
    assert english_of(("花卉", "技术"))[0] == "Flower Technology"
    assert english_of(("花卉",))[0] == "Flowers"
    assert english_of(("电子", "衡器"))[0] == "Electronic Weighing Apparatus"
    assert english_of(("新材料", "包装"))[0] == "New Materials Packaging"


def test_the_lists_say_each_thing_once() -> None:
    for trade, forms in trade_words().items():
        assert 2 <= len(trade) <= 6
        assert len(set(forms)) == len(forms), trade
    for name, company in known_companies().items():
        assert 2 <= len(name) <= 6
        assert len(set(company.english)) == len(company.english), name
        assert all(form == form.strip() for form in company.english)
