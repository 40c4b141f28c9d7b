"""How often the checks alarm on English that people wrote: findings on pairs of a bare zh⇥en file.

Every finding on a correct translation is a false alarm, so on a clean file less is better.
``--show CODE`` prints the pairs with such a finding, one finding a line.
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

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("files", nargs="+", type=Path, metavar="FILE.tsv", help="bare zh⇥en, UTF-8")
parser.add_argument("--every", type=int, default=5, help="take every Nth pair (5)")
parser.add_argument("--show", action="append", default=[], metavar="CODE")
chosen = parser.parse_args()

translator = Translator()
total = 0
with_numbers = 0
codes: Counter[str] = Counter()
for file in chosen.files:
    for line in file.read_text(encoding="utf-8").splitlines()[:: chosen.every]:
        chinese, _, english = line.partition("\t")
        if not english:
            continue
        total += 1
        segment = Segment(
            "s0001", chinese, OffsetMap.identity(len(chinese)), 1, target=english.strip()
        )
        findings = check_segment(replace(segment, constraints=translator.terms_in(segment)))
        found = {finding.code for finding in findings}
        codes.update(found)
        with_numbers += not found.isdisjoint(("number", "addition"))
        for finding in findings:
            if finding.code in chosen.show:
                print(f"{finding.code}\t{finding.message}\t{chinese}\t{english}")

print(f"pairs {total:,}")
print(f"number or addition  {with_numbers:5,}  {with_numbers / max(1, total):7.2%}")
for code, count in sorted(codes.items()):
    print(f"{code:18}  {count:5,}  {count / max(1, total):7.2%}")
