"""A translation memory of 1 million generated entries: building it, its size, and lookups.

The Chinese is put together from bodies, actions, objects, results and figures of the genre, so that
nearly every sentence is another one while its phrases come again and again, as they do in real
memories. Fuzzy lookups ask for a stored sentence with one phrase exchanged and other figures.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.memory import Entry, Memory

_PLACES = [
    a + b
    for a in "青云河山江海林石金玉龙凤文安永平泉溪湖清长丰明华"
    for b in "阳州城泽源水川岭宁昌"
]
_LEVELS = ["省", "市", "县", "区", "镇"]
_BODIES = (
    "科技局 农业局 教育局 卫生局 水利局 环保局 交通局 民政局 财政局 人社局 文化局 商务局 统计局 审计局 林业局 住建局"
    " 工信局 发改局 司法局 应急管理局 市场监管局 自然资源局 乡村振兴局 政务服务中心 疾控中心 图书馆 气象局 供销社"
).split()
_TIMES = (
    "今年以来， 全年 上半年 第一季度 “十三五”期间， 一年来， 截至年底， 去年 本年度 {y}年 {y}年上半年 {y}年{m}月 近三年来，"
).split()
_ACTIONS = (
    "组织实施 大力推进 积极开展 全面落实 深入推进 统筹安排 重点扶持 新建改建 引进推广 建立健全 牵头编制 协调解决 集中整治"
    " 严格执行 优化调整 加快建设 督促完成 示范带动 规范管理 跟踪服务 试点探索 联合申报 评估验收 修订完善"
).split()
_KINDS = (
    "高标准农田 中小河流治理 农村公路 科技特派员 职业技能培训 老旧小区改造 社区养老服务 生态茶园 规模化养殖 污水处理 垃圾分类"
    " 高新技术企业培育 知识产权保护 防汛抗旱 森林防火 义务教育均衡发展 基层医疗机构 家庭医生签约 数字乡村 冷链物流 文化惠民"
    " 非遗保护 双随机抽查 食品安全监测 农机购置补贴 创业担保贷款 电子商务进农村 工业技术改造 节能降耗 安全生产专项整治"
    " 危房改造 退耕还林 地质灾害防治 统计执法检查 财政专项资金 政府采购 干部培训 党风廉政建设 信访积案化解 法律援助"
).split()
_NOUNS = "项目 工程 行动 工作 试点 任务 计划 活动 课题 示范点 服务 专项".split()
_MEASURES = "个 项 处 家 场次 批 条 座".split()
_RESULTS = (
    "完成投资{a}万元 惠及群众{b}人 同比增长{p}% 覆盖{c}个村 受益农户{b}户 比上年提高{p}个百分点 带动就业{b}人次 争取资金{d}亿元"
    " 合格率达{p}% 面积达到{d}万亩 培训人员{b}人次 整改问题{c}个 减少排放{b}吨 实现产值{d}亿元 办结率为{p}% 新增床位{c}张"
    " 发放补贴{a}万元 受到上级通报表扬 得到群众普遍好评 取得阶段性成效 为下一步工作奠定了基础 有力保障了民生"
).split()
_TAILS = (
    "， 切实提高了服务水平。 |，较好地完成了年初确定的目标任务。|，有效改善了群众的生产生活条件。|，为全{l}经济社会发展提供了支撑。|。|。|。"
    "|，存在的问题正在逐项整改。|，下一步将继续加大工作力度。|，干部群众的满意度明显提升。"
).split("|")


def sentence(chance: random.Random) -> str:
    """A sentence of 20 to 90 characters."""
    pick, figure = chance.choice, chance.randint

    def filled(text: str) -> str:
        return text.format(
            a=figure(20, 9800), b=figure(30, 98000), c=figure(2, 320), d=figure(11, 990) / 10,
            p=figure(11, 995) / 10, y=figure(2006, 2025), m=figure(1, 12), l=pick("省市县区"),
        )  # fmt: skip

    level = pick(_LEVELS)
    body = f"{pick(_PLACES)}{level}{pick(_BODIES)}" if figure(0, 2) else f"我{pick('局县市区委')}"
    parts = [f"{filled(pick(_TIMES))}{body}{pick(_ACTIONS)}{pick(_KINDS)}{pick(_NOUNS)}"]
    parts[0] += f"{figure(2, 400)}{pick(_MEASURES)}" if figure(0, 1) else ""
    parts += [filled(pick(_RESULTS)) for _ in range(figure(1, 3))]
    if not figure(0, 3):
        parts.insert(1, f"{pick(_ACTIONS)}{pick(_KINDS)}{pick(_NOUNS)}")
    return "，".join(parts) + filled(pick(_TAILS)).replace(" ", "")


def varied(text: str, chance: random.Random) -> str:
    """``text`` with one phrase exchanged and other figures."""
    known = [kind for kind in _KINDS if kind in text]
    if known:
        text = text.replace(chance.choice(known), chance.choice(_KINDS), 1)
    return "".join(chance.choice("123456789") if c.isdigit() else c for c in text)


def entries(count: int) -> Iterator[Entry]:
    chance = random.Random(1)  # noqa: S311
    for number in range(count):
        text = sentence(chance)
        document, segment = divmod(number, 400)
        yield Entry(
            text,
            f"Generated English of about the length that a translation of this sentence has, {number}, "
            + "with words " * (len(text) // 8),
            f"{_PLACES[document % len(_PLACES)]}工作总结{document}.docx",
            f"s{segment + 1:04d}",
            chance.getrandbits(62),
            chance.getrandbits(62),
            "reviewer",
            f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-11T08:00:00Z",
        )


def timed(name: str, ask: Callable[[str], object], texts: list[str]) -> None:
    """Ask for each text; print the median, the 95th percentile and the longest, in ms."""
    times = []
    for text in texts:
        started = time.perf_counter()
        ask(text)
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    print(
        f"{name:22} median {statistics.median(times):7.2f} ms   p95 {times[int(0.95 * len(times))]:7.2f} ms"
        f"   longest {times[-1]:7.2f} ms",
        flush=True,
    )


def resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--entries", type=int, default=1_000_000)
parser.add_argument("--lookups", type=int, default=500)
parser.add_argument("--keep", type=Path, help="a memory made by an earlier run with this option")
chosen = parser.parse_args()
with tempfile.TemporaryDirectory() as folder:
    path = chosen.keep or Path(folder) / "memory.zhm"
    if not path.exists():
        started = time.perf_counter()
        with Memory.open(path, write=True) as memory:
            added = memory.add(entries(chosen.entries))
        seconds = time.perf_counter() - started
        print(f"built: {added.new:,} entries in {seconds:,.0f} s, peak RSS {resident_mb():,.0f} MB")
    print(f"file: {path.stat().st_size / 1e6:,.0f} MB")
    chance = random.Random(2)  # noqa: S311
    stored = [entry.source for entry in entries(min(chosen.entries, 200_000))]
    same = chance.sample(stored, min(chosen.lookups, len(stored)))
    like = [varied(text, chance) for text in same]
    other = [sentence(chance) for _ in same]
    with Memory.open(path) as memory:
        print(f"RSS before lookups {resident_mb():,.0f} MB (the peak so far)")
        timed("exact", lambda text: memory.search(text, least=1), same)
        timed("fuzzy, one phrase off", memory.search, like)
        found = sum(bool(memory.search(text)) for text in like)
        print(f"  of {len(like)} with one phrase exchanged {found} found their like")
        timed("fuzzy, new sentence", memory.search, other)
    print(f"peak RSS {resident_mb():,.0f} MB")
