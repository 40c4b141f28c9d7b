"""Throughput against the stock argostranslate pipeline, on the same lines.

Same package, beam, compute type, threads and lines; no line occurs twice; loading is timed apart. The
stock side is ``PackageTranslation.hypotheses`` with its sentence splitter replaced by one that
returns the line (it would download a model), in a process of its own. zhdoc is measured twice: the
engine's main pass alone, and everything ``zhdoc translate --lines`` does, with terms, numbers,
retries and findings.

The stock pipeline hands its threads to single sentences, which on some machines is slower than one
thread; ``--stock-threads`` measures that too, so that the factor can be seen against its best.
``training/evaluate.py`` takes its figures from here (``--json``).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.engine import ArgosEngine

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
SENTENCE = re.compile(r"[^。！？；\n]*[\u4e00-\u9fff][^。！？；\n]*[。！？；]?")
WARM_UP = "预热用的一句话。"


def sample_lines(limit: int | None) -> list[str]:
    """Sentences of zhdoc's samples, each once, in the order they are first met."""
    from toolkit.pipeline import outline_file

    lines: dict[str, None] = {}
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".txt", ".html", ".docx"}:
            for segment in outline_file(path).segments():
                lines.update(dict.fromkeys(s.strip() for s in SENTENCE.findall(segment.body)))
    lines.pop(WARM_UP, None)
    return list(lines)[:limit]


def run_stock(
    lines: list[str], package: str, beam: int, threads: int, compute_type: str
) -> dict[str, float]:
    """The stock pipeline; call this in a fresh process only."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        os.environ |= {
            "ARGOS_INTER_THREADS": "1",
            "ARGOS_INTRA_THREADS": str(threads),
            "ARGOS_COMPUTE_TYPE": compute_type,
            "ARGOS_BEAM_SIZE": str(beam),
            "ARGOS_DEVICE_TYPE": "cpu",
        }
        started = time.perf_counter()
        from argostranslate.package import Package
        from argostranslate.translate import Language, PackageTranslation

        translation = PackageTranslation(
            Language("zh", "Chinese"), Language("en", "English"), Package(Path(package))
        )

        class WholeLine:
            def split_sentences(self, text: str) -> list[str]:
                return [text]

        translation.sentencizer = WholeLine()
        translation.hypotheses(WARM_UP, 1)
        loaded = time.perf_counter()
        for line in lines:
            translation.hypotheses(unicodedata.normalize("NFKC", line), 1)
        return {"loading": loaded - started, "seconds": time.perf_counter() - loaded}


def open_engine(package: str, beam: int, threads: int, compute_type: str) -> ArgosEngine:
    """zhdoc's engine on the package in that folder."""
    from toolkit.engine import ArgosEngine, read_package

    return ArgosEngine(
        read_package(Path(package)), beam=beam, threads=threads, compute_type=compute_type
    )


def run_engine(
    lines: list[str], package: str, beam: int, threads: int, compute_type: str
) -> dict[str, float]:
    """The engine's main pass, with as many hypotheses as the beam is wide."""
    from toolkit.engine import Decoding

    started = time.perf_counter()
    engine = open_engine(package, beam, threads, compute_type)
    engine.translate([WARM_UP])
    loaded = time.perf_counter()
    engine.translate(
        [unicodedata.normalize("NFKC", line) for line in lines], Decoding(hypotheses=beam)
    )
    return {"loading": loaded - started, "seconds": time.perf_counter() - loaded}


def run_lines(
    lines: list[str], package: str, beam: int, threads: int, compute_type: str
) -> dict[str, float]:
    """All that ``zhdoc translate --lines`` does."""
    from toolkit.pipeline import Translator

    started = time.perf_counter()
    translator = Translator(engine=open_engine(package, beam, threads, compute_type))
    translator.translate_lines([WARM_UP])
    loaded = time.perf_counter()
    translator.translate_lines(lines)
    return {"loading": loaded - started, "seconds": time.perf_counter() - loaded}


SIDES = {"stock": run_stock, "engine": run_engine, "lines": run_lines}


def measure(side: str, lines: list[str], settings: list[str | int]) -> dict[str, Any]:
    """One side in a process of its own, which has nothing of the other loaded."""
    request = {"side": side, "lines": lines, "settings": settings}
    done = subprocess.run(  # noqa: S603
        [sys.executable, __file__, "--worker"],
        input=json.dumps(request),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    characters = sum(map(len, lines))
    return {"side": side, **answer, "characters_per_second": characters / answer["seconds"]}


def work() -> None:
    """In the process of its own: the request on standard input, the answer on standard output."""
    request = json.load(sys.stdin)
    answer = SIDES[request["side"]](request["lines"], *request["settings"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # bytes, on Linux
    print(json.dumps({**answer, "peak_memory": peak}))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--package", type=Path, help="package folder; the bundled one unless given")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stock-threads", type=int, action="append", help="more for stock alone")
    parser.add_argument("--compute-type", default="int8")
    parser.add_argument("--limit", type=int, help="number of lines")
    parser.add_argument("--sides", default="stock,engine,lines")
    parser.add_argument("--json", action="store_true", help="print the figures for a program")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work()
        return
    from toolkit.engine import bundled_package

    package = str((options.package or bundled_package().path).resolve())
    lines = sample_lines(options.limit)
    characters = sum(map(len, lines))
    if not options.json:
        print(
            f"{len(lines)} lines, {characters} characters; beam {options.beam},"
            f" {options.compute_type}, {options.threads} threads"
        )
    stock: dict[int, float] = {}
    runs = []
    for side in options.sides.split(","):
        counts = [options.threads]
        if side == "stock":
            counts += [n for n in options.stock_threads or [] if n != options.threads]
        for threads in counts:
            settings = [package, options.beam, threads, options.compute_type]
            done = {**measure(side, lines, settings), "threads": threads}
            runs.append(done)
            seconds = done["seconds"]
            factors = [f"{time_ / seconds:.1f}x stock on {n}" for n, time_ in stock.items()]
            if side == "stock":
                stock[threads] = seconds
            if not options.json:
                print(
                    f"{side} on {threads}: {seconds:.2f} s,"
                    f" {done['characters_per_second']:.0f} characters/s"
                    f" (loading {done['loading']:.2f} s, peak {done['peak_memory'] / 1e6:.0f} MB)"
                    + (f": {', '.join(factors)}" if side != "stock" and factors else "")
                )
    if options.json:
        print(json.dumps({"lines": len(lines), "characters": characters, "runs": runs}))


if __name__ == "__main__":
    main()
