"""What terms, numbers and checks cost beside the translation itself, in one run.

The lines are the Chinese of ``corpus/parallel/dev``, or of the zh⇥en files that are named. Everything is
loaded before the clock starts. Terms and numbers are what ``zhdoc translate`` looks for before the model
runs; checks are what it does with the finished segments; their share is of the whole run.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from toolkit.document import Document, Section
from toolkit.evaluation import read_pairs
from toolkit.numerals import find_values
from toolkit.pipeline import Translator, line_segment
from toolkit.quality import check_document
from toolkit.terms import load_glossary

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="zh⇥en; the dev set unless given")
    files = parser.parse_args().files or sorted((ROOT / "corpus/parallel/dev").glob("*.tsv"))
    lines = [pair.source for pair in read_pairs(files)]

    begun = time.perf_counter()
    matched = len(load_glossary().terms)
    loading = time.perf_counter() - begun

    translator = Translator()
    translator.translate_line_segments(lines[:8])  # loads everything
    segments = [line_segment(number, line) for number, line in enumerate(lines, 1)]

    begun = time.perf_counter()
    for segment in segments:
        translator.matcher.match(segment.body)
    terms = time.perf_counter() - begun

    begun = time.perf_counter()
    for segment in segments:
        find_values(segment.body)
    numbers = time.perf_counter() - begun

    begun = time.perf_counter()
    done = translator.translate_line_segments(lines)
    translation = time.perf_counter() - begun

    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(done.values()))
    begun = time.perf_counter()
    check_document(Document("-", "text", "utf-8", root))
    checks = time.perf_counter() - begun

    whole = translation + checks
    print(f"{len(lines):,} lines, {sum(map(len, lines)):,} characters: {whole:.1f} s")
    for name, seconds in (("terms", terms), ("numbers", numbers), ("checks", checks)):
        print(f"{name:<8} {seconds:6.2f} s  {100 * seconds / whole:5.1f}%")
    share = (terms + numbers + checks) / whole
    print(f"together {terms + numbers + checks:6.2f} s  {100 * share:5.1f}%")
    print(f"loading the glossary of {matched:,} terms {loading:.2f} s")


if __name__ == "__main__":
    main()
