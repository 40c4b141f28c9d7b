"""How often the checks alarm on English that people wrote: findings on pairs of bare zh⇥en files.

Every finding on a correct translation is a false alarm, so on a clean file less is better.
``--show CODE`` prints the findings of that code, one a line. ``--mismatched`` gives each Chinese the
English of another pair of about the same length, where nearly every term has to be found missing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from toolkit.document import Segment
from toolkit.offsets import OffsetMap
from toolkit.pipeline import Translator
from toolkit.quality import check_segment

NEIGHBOURS = 30

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("files", nargs="+", type=Path, metavar="FILE.tsv", help="bare zh⇥en, UTF-8")
parser.add_argument("--every", type=int, default=5, help="take every Nth pair (5)")
parser.add_argument("--show", action="append", default=[], metavar="CODE")
parser.add_argument("--mismatched", action="store_true")
chosen = parser.parse_args()

lines = [
    line
    for file in chosen.files
    for line in file.read_text(encoding="utf-8").splitlines()[:: chosen.every]
]
pairs: list[tuple[str, str]] = [
    (zh, en.strip()) for zh, _, en in (line.partition("\t") for line in lines) if en.strip()
]


def other_english(index: int) -> str:
    """The English of the pair nearby whose Chinese is as long as this one's, or nearly so."""
    near = range(max(0, index - NEIGHBOURS), min(len(pairs), index + NEIGHBOURS))
    length = len(pairs[index][0])
    best = min((i for i in near if i != index), key=lambda i: (abs(len(pairs[i][0]) - length), i))
    return pairs[best][1]


translator = Translator()
with_numbers = terms = missing = 0
codes: Counter[str] = Counter()
for index, (chinese, english) in enumerate(pairs):
    target = other_english(index) if chosen.mismatched else english
    segment = Segment("s0001", chinese, OffsetMap.identity(len(chinese)), 1, target=target)
    segment = replace(segment, constraints=translator.terms_in(segment))
    findings = check_segment(segment)
    found = {finding.code for finding in findings}
    codes.update(found)
    with_numbers += not found.isdisjoint(("number", "addition"))
    terms += len({chinese[c.start : c.end] for c in segment.constraints})
    missing += sum(finding.code == "term-missing" for finding in findings)
    for finding in findings:
        if finding.code in chosen.show:
            print(f"{finding.code}\t{finding.message}\t{chinese}\t{target}")

count = max(1, len(pairs))
print(f"pairs {len(pairs):,}; those with a finding:")
print(f"number or addition  {with_numbers:5,}  {with_numbers / count:7.2%}")
for code, number in sorted(codes.items()):
    print(f"{code:18}  {number:5,}  {number / count:7.2%}")
print(f"terms missing       {missing:5,}  {missing / max(1, terms):7.2%} of {terms:,} terms")
