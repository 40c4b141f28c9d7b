"""What the review app's help with one segment costs: marks, terms, suggestions, a new term.

The segments are those of an aligned file (.xlf); a bundled sample is translated unless one is named.
Loading the glossary is measured by itself: the first page does not wait for it. "first" is a segment
that was never shown, "again" one that was.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from toolkit.aligned import open_aligned
from toolkit.pipeline import translate_document
from toolkit.quality import check_segment
from toolkit.review.assist import Assistant
from toolkit.review.store import Store

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "samples" / "science-summary-scraped.txt"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help=".xlf; a sample unless given")
    parser.add_argument("--memory", type=Path, help="a translation memory to be asked too")
    options = parser.parse_args()
    document = open_aligned(options.file) if options.file else translate_document(SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(own_terms=Path(folder) / "own.tsv", memory=options.memory)
        store = Store(document, {})
        items = [store.item(segment.id) for segment in document.segments()]
        found = {item.segment.id: check_segment(item.segment) for item in items}

        started = time.perf_counter()
        for item in items:
            assistant.marks(item.segment, found[item.segment.id])
        print(f"{len(items):,} segments")
        print(f"marks before the glossary is loaded: {_each(started, len(items)):.1f} ms a segment")

        started = time.perf_counter()
        assistant.load()
        print(f"loading the glossary and its dictionary: {time.perf_counter() - started:.2f} s")

        for round_name in ("first", "again"):
            times = []
            for item in items:
                started = time.perf_counter()
                assistant.marks(item.segment, found[item.segment.id])
                assistant.terms(item.segment)
                assistant.suggestions(item)
                times.append(1000 * (time.perf_counter() - started))
            late = statistics.quantiles(times, n=20)[-1]
            print(
                f"marks, terms and suggestions, {round_name}: median {statistics.median(times):.1f} ms,"
                f" 95% under {late:.1f} ms, most {max(times):.1f} ms"
            )

        started = time.perf_counter()
        for item in items:
            assistant.original(document, item.segment)
        print(f"the source before repair: {_each(started, len(items)):.2f} ms")

        started = time.perf_counter()
        assistant.add_term("碧水青山计划", "Green Hills Plan")
        print(f"adding a term: {_each(started, 1):.0f} ms")
        assistant.retranslate(items[0].segment)  # loads the model
        started = time.perf_counter()
        for item in items[:20]:
            assistant.retranslate(item.segment)
        print(f"translating a segment again: {_each(started, min(20, len(items))):.0f} ms")
        assistant.close()


def _each(started: float, number: int) -> float:
    """Milliseconds a piece since ``started``."""
    return 1000 * (time.perf_counter() - started) / number


if __name__ == "__main__":
    main()
