"""Compares packages: what becomes of constraints, BLEU and chrF2, side by side, speed.

Documents are read as the product reads them, with the product's own constraints.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import sacrebleu

from toolkit.document import Segment
from toolkit.engine import ArgosEngine, Request, read_package, translate_requests
from toolkit.engine.constraints import annotate, choose, locate, resolve, restore
from toolkit.pipeline import Translator
from toolkit.preparation import candidates
from toolkit.traditional import has_chinese, to_simplified

__all__ = ["fates", "requests_of"]


def requests_of(paths: Sequence[Path]) -> list[Request]:
    """One request for every segment with Chinese, with the constraints that could be set on it."""
    translator = Translator()
    requests = []
    for path in paths:
        for segment in translator.outline(path).segments():
            if has_chinese(segment.body):
                requests.append(_request(segment, translator))
    return requests


def _request(segment: Segment, translator: Translator) -> Request:
    found = candidates(segment, translator.matcher, translator.glossary)
    return Request(to_simplified(segment.body), found)


def fates(engine: ArgosEngine, requests: Sequence[Request]) -> tuple[list[str], str]:
    """The product's English, and the shares of fates of terms and of numbers."""
    answers = translate_requests(engine, requests)
    lines = []
    for kinds, wanted in (("terms", True), ("numbers", False)):
        counts = Counter(
            str(c.fate) for a in answers for c in a.constraints if (c.kind == "term") == wanted
        )
        total = sum(counts.values()) or 1
        shares = ", ".join(f"{fate} {100 * n / total:.1f}%" for fate, n in counts.most_common())
        lines.append(f"{kinds} {total}: {shares}")
    unusable = sum(not a.usable for a in answers)
    retried = sum(bool(a.tried) for a in answers)
    lines.append(f"segments {len(answers)}: retried {retried}, unusable {unusable}")
    return [a.target for a in answers], "; ".join(lines)


def first_pass(engine: ArgosEngine, requests: Sequence[Request]) -> str:
    """Copies in the model's first answer, before retries and mending."""
    shown = [choose(resolve(r.constraints)) for r in requests]
    inputs = [annotate(r.text, s, engine.scheme) for r, s in zip(requests, shown, strict=True)]
    outputs = engine.translate([i.text for i in inputs])
    found: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    for constraints, model_input, hypotheses in zip(shown, inputs, outputs, strict=True):
        text = restore(hypotheses[0].text, model_input) if hypotheses else ""
        for constraint in locate(constraints, text):
            total[constraint.kind == "term"] += 1
            found[constraint.kind == "term"] += constraint.target_span is not None
    return (
        f"first answers: terms {100 * found[True] / max(1, total[True]):.1f}% of {total[True]}, "
        f"numbers {100 * found[False] / max(1, total[False]):.1f}% of {total[False]}"
    )


def score(engine: ArgosEngine, path: Path, count: int) -> str:
    """BLEU and chrF2 on the first lines of a ``zh<TAB>en`` file, without constraints."""
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")][:count]
    sources = [unicodedata.normalize("NFKC", row[0]) for row in rows]
    begun = time.monotonic()
    outputs = [h[0].text if h else "" for h in engine.translate(sources)]
    spent = time.monotonic() - begun
    bleu = sacrebleu.corpus_bleu(outputs, [[row[1] for row in rows]]).score
    chrf = sacrebleu.corpus_chrf(outputs, [[row[1] for row in rows]]).score
    speed = sum(map(len, sources)) / spent
    return f"{path.stem} {len(rows)}: BLEU {bleu:.1f} chrF2 {chrf:.1f}, {speed:.0f} characters/s"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, nargs="+", help="package folders")
    parser.add_argument("--document", type=Path, action="append", default=[])
    parser.add_argument("--set", type=Path, action="append", default=[], help="zh<TAB>en")
    parser.add_argument("--lines", type=int, default=300, help="of each set")
    parser.add_argument("--first", action="store_true", help="only the model's first answers")
    parser.add_argument("--side-by-side", type=int, default=0, help="segments to show")
    parser.add_argument("--beam", type=int, default=4)
    arguments = parser.parse_args()
    requests = requests_of(arguments.document)
    texts = []
    for path in arguments.package:
        engine = ArgosEngine(read_package(path), beam=arguments.beam)
        print(f"== {path}", flush=True)
        if requests:
            print(first_pass(engine, requests), flush=True)
            if not arguments.first:
                targets, summary = fates(engine, requests)
                texts.append(targets)
                print(summary, flush=True)
        for name in arguments.set:
            print(score(engine, name, arguments.lines), flush=True)
    step = max(1, len(requests) // max(1, arguments.side_by_side))
    for index in range(0, len(requests) if texts and arguments.side_by_side else 0, step):
        request = requests[index]
        wanted = choose(resolve(request.constraints))
        print(f"\n{annotate(request.text, wanted, 'replace-v1').text}")
        for path, targets in zip(arguments.package, texts, strict=True):
            print(f"  {path}: {targets[index]}")


if __name__ == "__main__":
    main()
