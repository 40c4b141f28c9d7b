"""Time and memory from 1 to 100 copies of a document, with other figures and names in each copy.

Copies differ in every figure and every place and company name, so nothing is translated once for all.
``--to N`` stops at N copies.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from pathlib import Path

from measure import run_zhdoc

from toolkit.pipeline import outline_file

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
_NAMES = "青云河山江海林石金玉龙凤文安永和平东西南北阳泉溪湖清长大新丰明华兴宁昌"


def vary(lines: list[str], random_source: random.Random) -> list[str]:
    """The lines with other figures, and a name of two characters before 区, 县, 市, 镇, 公司."""

    def figure(match: re.Match[str]) -> str:
        text = match.group()
        if re.fullmatch(r"(19|20)\d\d", text):
            return str(random_source.randint(2001, 2025))
        return str(random_source.randint(10 ** (len(text) - 1) or 1, 10 ** len(text) - 1))

    def name(match: re.Match[str]) -> str:
        return "".join(random_source.sample(_NAMES, 2)) + match.group(2)

    return [
        re.sub(r"([\u4e00-\u9fff]{2})(区|县|市|镇|有限公司)", name, re.sub(r"\d+", figure, line))
        for line in lines
    ]


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument(
    "file", nargs="?", type=Path, default=SAMPLES / "agriculture-summary-scraped.txt"
)
parser.add_argument("--to", type=int, default=100)
chosen = parser.parse_args()
lines = list(outline_file(chosen.file).lines)
source = random.Random(1)  # noqa: S311
print("copies  characters  segments/s  seconds  peak MB  seconds/copy")
with tempfile.TemporaryDirectory() as folder:
    for copies in (n for n in (1, 3, 10, 30, 100) if n <= chosen.to):
        text = "\n".join(line for _ in range(copies) for line in vary(lines, source))
        path = Path(folder) / f"copies{copies}.txt"
        path.write_text(text, encoding="utf-8")
        run = run_zhdoc(["translate", path, "-o", folder, "--no-repair"])
        if run.code not in (0, 3):
            raise SystemExit(run.output)
        segments = int(re.search(r"segments ([\d,]+)", run.output)[1].replace(",", ""))  # type: ignore[index]
        print(
            f"{copies:6}  {len(text):10,}  {segments / run.seconds:10.1f}  {run.seconds:7.1f}"
            f"  {run.peak_mb:7.0f}  {run.seconds / copies:12.2f}",
            flush=True,
        )
