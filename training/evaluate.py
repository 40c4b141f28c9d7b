"""Measures packages and writes training/RESULTS.md: one command for every figure that is quoted.

    python training/evaluate.py v0=FOLDER bundled=toolkit/engine/bundled/zh_en --dev DEVSETS

Figures are kept in training/results.json, part by part, so that ``--only`` can redo one of them; a
package that changed under its label, or is measured with another beam, loses its old ones. Packages
are folders (unpack an .argosmodel file, a zip archive, first). Segments are translated as the product does;
"plain" is the bare model, without constraints, retries and anything done by code.

Parts: ``package`` (size, loading), ``indomain`` (the held-out pairs of corpus/parallel with no,
random, proper and all terms, for each constraint scheme), ``public`` (news and encyclopaedia, beside
other systems' outputs), ``speed`` (against argostranslate's pipeline), ``documents`` (those of
corpus/references, scored by section), ``samples`` (the sample documents: constraints only).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from results import render

from toolkit.document import Document
from toolkit.engine import ArgosEngine, Package, bundled_package, read_package
from toolkit.engine.constraints import SCHEMES
from toolkit.evaluation import (
    Dictionary,
    Evaluation,
    Pair,
    by_passage,
    evaluate_document,
    evaluate_pairs,
    evaluate_plain,
    read_dictionary,
    read_pairs,
    read_passages,
    score,
)
from toolkit.pipeline import Translator

__all__ = ["PARTS"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

_LOAD = """
import sys, time
from pathlib import Path
from toolkit.engine import ArgosEngine, read_package
engine = ArgosEngine(read_package(Path(sys.argv[1])))
started = time.perf_counter()
engine.load()
print(time.perf_counter() - started)
"""
"""Loading in a fresh process, the imports of ctranslate2 and sentencepiece counted."""


@dataclass(frozen=True)
class Setting:
    """What one run measures with."""

    lines: int | None
    beam: int
    threads: int | None
    dev: Path | None
    corpus: Path
    references: Path
    samples: Path
    outputs: Path
    dictionary: Dictionary


@dataclass(frozen=True)
class Model:
    """A package under its label, with the constraint schemes to measure it with."""

    label: str
    package: Package
    schemes: tuple[str | None, ...]

    def translator(self, setting: Setting, scheme: str | None) -> Translator:
        """The product with this package, and a scheme that may be another than its own."""
        package = replace(self.package, constraints=scheme)
        return Translator(engine=ArgosEngine(package, beam=setting.beam, threads=setting.threads))


def main() -> None:
    """Command line."""
    options = _arguments()
    setting = Setting(
        lines=options.lines,
        beam=options.beam,
        threads=options.threads,
        dev=options.dev,
        corpus=options.corpus,
        references=options.references,
        samples=options.samples,
        outputs=options.outputs,
        dictionary=read_dictionary(options.dictionary),
    )
    models = [_model(text, options.schemes) for text in options.packages]
    kept = json.loads(options.results.read_text("utf-8")) if options.results.is_file() else {}
    results: dict[str, Any] = {"packages": {}, "systems": {}, **kept}
    for model in models:
        known = results["packages"].get(model.label, {})
        if (known.get("sha256"), known.get("beam")) != (model.package.sha256, setting.beam):
            known = {}
        results["packages"][model.label] = known | {
            "sha256": model.package.sha256,
            "version": model.package.version,
            "scheme": model.package.constraints,
            "beam": setting.beam,
        }
    for part in options.only or PARTS:
        for model in models:
            print(f"{part}: {model.label}", file=sys.stderr, flush=True)
            found = results["packages"][model.label]
            measured = PARTS[part](model, setting)
            if part == "indomain":  # schemes that were not asked for stay
                measured = found.get(part, {}) | measured
            found[part] = measured or found.get(part, {})
        if part == "public":
            results["systems"] |= _systems(setting)
        # What is measured is kept, whatever becomes of the rest.
        text = json.dumps(results, ensure_ascii=False, indent=1)
        options.results.write_text(text + "\n", encoding="utf-8")
        options.report.write_text(render(results), encoding="utf-8")
    if options.side_by_side:
        _side_by_side(models, setting, options.side_by_side)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "packages",
        nargs="*",
        default=[f"bundled={bundled_package().path}"],
        metavar="LABEL=FOLDER",
        help="package folders, each with its name in the tables; the bundled one unless given",
    )
    parser.add_argument("--only", action="append", choices=list(PARTS), metavar="PART")
    parser.add_argument("--lines", type=int, help="first lines of every set, to try it out")
    parser.add_argument("--dev", type=Path, help="folder of the public sets and systems/")
    parser.add_argument(
        "--schemes", help="comma-separated constraint schemes; each package's own unless given"
    )
    parser.add_argument(
        "--dictionary",
        type=Path,
        action="append",
        default=[],
        help="zh⇥en words for random terms, plain or .xz, beside the glossary; may be repeated",
    )
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus" / "parallel")
    parser.add_argument("--references", type=Path, default=ROOT / "corpus" / "references")
    parser.add_argument("--samples", type=Path, default=ROOT / "corpus" / "samples")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    parser.add_argument("--report", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument(
        "--outputs", type=Path, default=HERE / "work" / "outputs", help="folder for the English"
    )
    parser.add_argument(
        "--side-by-side", type=int, default=0, metavar="N", help="test segments to print at the end"
    )
    return parser.parse_args()


def _model(text: str, schemes: str | None) -> Model:
    label, equals, folder = text.partition("=")
    path = Path(folder if equals else text)
    package = read_package(path.resolve())
    if schemes is None:
        return Model(label if equals else path.name, package, (package.constraints,))
    unknown = set(schemes.split(",")) - {*SCHEMES, "none"}
    if unknown:
        raise SystemExit(
            f"--schemes: {', '.join(sorted(unknown))}: use {', '.join(SCHEMES)} or none"
        )
    chosen = tuple(None if name == "none" else name for name in schemes.split(","))
    return Model(label if equals else path.name, package, chosen)


# ------------------------------------------------------------------------------- the parts


def measure_package(model: Model, setting: Setting) -> dict[str, Any]:
    """Bytes of the package, and seconds to load it: the median of five fresh processes."""
    seconds = []
    for _ in range(5):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", _LOAD, str(model.package.path)],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(float(done.stdout))
    return {"bytes": model.package.size, "load_seconds": round(statistics.median(seconds), 3)}


def measure_indomain(model: Model, setting: Setting) -> dict[str, Any]:
    """The held-out sets with every choice of terms, for every scheme."""
    found: dict[str, Any] = {}
    for name in ("test", "dev"):
        files = sorted((setting.corpus / name).glob("*.tsv"))
        sets = [read_pairs([file])[: setting.lines] for file in files]
        pairs = [pair for group in sets for pair in group]
        if not pairs:
            _leave_out(f"{setting.corpus / name} holds no pairs")
            continue
        for scheme in model.schemes:
            translator = model.translator(setting, scheme)
            figures = found.setdefault(scheme or "none", {}).setdefault(name, {})
            for terms in ("plain", "none", "random", "proper", "glossary"):
                if terms == "plain":
                    result = evaluate_plain(pairs, translator)
                else:
                    result = evaluate_pairs(pairs, translator, terms, setting.dictionary)
                figures[terms] = _figures(result, setting)
                _write_outputs(setting, model, f"{name}.{scheme or 'none'}.{terms}", result.outputs)
                if terms == "glossary":
                    figures[terms]["files"] = _by_file(files, sets, result.outputs)
    return found


def measure_public(model: Model, setting: Setting) -> dict[str, Any]:
    """The public sets with the bare model and as shipped."""
    found: dict[str, Any] = {}
    for file, pairs in _public_sets(setting):
        translator = model.translator(setting, model.package.constraints)
        for name, result in (
            ("plain", evaluate_plain(pairs, translator)),
            ("shipped", evaluate_pairs(pairs, translator)),
        ):
            found.setdefault(file.stem, {})[name] = _figures(result, setting)
            _write_outputs(setting, model, f"{file.stem}.{name}", result.outputs)
    return found


def measure_speed(model: Model, setting: Setting) -> dict[str, Any]:
    """benchmarks/throughput.py: the engine, the product and argostranslate's own pipeline, each in
    a process of its own, on the same lines."""
    command = [sys.executable, str(ROOT / "benchmarks" / "throughput.py"), "--json"]
    command += ["--package", str(model.package.path), "--beam", str(setting.beam)]
    command += ["--limit", str(setting.lines or 400), "--stock-threads", "1"]
    command += ["--threads", str(setting.threads or 2)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measure_documents(model: Model, setting: Setting) -> dict[str, Any]:
    """Whole documents as the product translates them, scored by section."""
    found: dict[str, Any] = {}
    references = sorted(setting.references.glob("*.tsv"))
    if not references:
        _leave_out(f"{setting.references} holds no references")
    for path in references[: setting.lines]:
        source = next(
            (p for p in sorted(path.parent.glob(f"{path.stem}.*")) if p.suffix != ".tsv"), None
        )
        if source is None:
            raise SystemExit(f"{path}: there is no document of this name beside it")
        passages = read_passages(path)
        translator = model.translator(setting, model.package.constraints)
        document, result = evaluate_document(source, translator)
        english = by_passage(document, passages)
        sections = [
            {"section": p.section, "chrf": round(score([e], [p.english]).chrf, 2)}
            for p, e in zip(passages, english, strict=True)
        ]
        found[path.stem] = {
            **_figures(result, setting),
            "scores": asdict(score(english, [p.english for p in passages])),
            "sections": sections,
        }
        _write_outputs(setting, model, path.stem, english)
    return found


def measure_samples(model: Model, setting: Setting) -> dict[str, Any]:
    """The sample documents, which have no references: what becomes of terms and numbers."""
    translator = model.translator(setting, model.package.constraints)
    documents: list[Document] = []
    firsts, shipped = [], []
    paths = [p for p in sorted(setting.samples.iterdir()) if p.suffix in (".txt", ".html", ".docx")]
    for path in paths[: setting.lines]:
        document, result = evaluate_document(path, translator)
        documents.append(document)
        firsts.append(result.first)
        shipped.append(result.shipped)
    return {
        "documents": len(documents),
        "first": _sum([c.to_json() for c in firsts if c]),
        "shipped": _sum([c.to_json() for c in shipped]),
    }


PARTS: dict[str, Callable[[Model, Setting], dict[str, Any]]] = {
    "package": measure_package,
    "indomain": measure_indomain,
    "public": measure_public,
    "speed": measure_speed,
    "documents": measure_documents,
    "samples": measure_samples,
}


# --------------------------------------------------------------------------------- helpers


def _figures(result: Evaluation, setting: Setting) -> dict[str, Any]:
    limited = {"lines": setting.lines} if setting.lines else {}
    return {**result.to_json(), **limited}


def _sum(counts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Counts added up; shares are for the reader to take."""
    return {
        key: sum(c[key] for c in counts)
        for key in (counts[0] if counts else {})
        if isinstance(counts[0][key], int)
    }


def _by_file(
    files: Sequence[Path], sets: Sequence[Sequence[Pair]], outputs: Sequence[str]
) -> dict[str, Any]:
    """chrF2 of each file of a set."""
    found = {}
    start = 0
    for file, pairs in zip(files, sets, strict=True):
        english = outputs[start : start + len(pairs)]
        start += len(pairs)
        chrf = score(english, [pair.reference for pair in pairs]).chrf
        found[file.stem] = {"segments": len(pairs), "chrf": round(chrf, 2)}
    return found


def _public_sets(setting: Setting) -> list[tuple[Path, tuple[Pair, ...]]]:
    files = sorted(setting.dev.glob("*.tsv")) if setting.dev else []
    if not files:
        _leave_out("--dev names no folder with public sets")
    return [(file, read_pairs([file])[: setting.lines]) for file in files]


def _systems(setting: Setting) -> dict[str, Any]:
    """Scores of the other systems' outputs, ``systems/SET/NAME.en`` beside the public sets."""
    found: dict[str, Any] = {}
    for file, pairs in _public_sets(setting):
        for path in sorted((file.parent / "systems" / file.stem).glob("*.en")):
            lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")[: len(pairs)]
            if len(lines) != len(pairs):
                raise SystemExit(f"{path}: {len(lines)} lines for {len(pairs)} pairs of {file}")
            scores = asdict(score(lines, [pair.reference for pair in pairs]))
            limited = {"lines": setting.lines} if setting.lines else {}
            found.setdefault(file.stem, {})[path.stem] = {"scores": scores, **limited}
    return found


def _write_outputs(setting: Setting, model: Model, name: str, lines: Sequence[str]) -> None:
    """One line a pair or section, to be read."""
    path = setting.outputs / model.label / f"{name}.en"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(" ".join(line.split()) + "\n" for line in lines), encoding="utf-8")


def _side_by_side(models: Sequence[Model], setting: Setting, wanted: int) -> None:
    """Test segments, spread over the set, as every package translates them."""
    pairs = read_pairs(sorted((setting.corpus / "test").glob("*.tsv")))[: setting.lines]
    step = max(1, len(pairs) // wanted)
    chosen = pairs[::step][:wanted]
    outputs = {
        model.label: evaluate_pairs(
            chosen, model.translator(setting, model.package.constraints)
        ).outputs
        for model in models
    }
    for index, pair in enumerate(chosen):
        print(f"\n{pair.source}\n  reference: {pair.reference}")
        for label, lines in outputs.items():
            print(f"  {label}: {lines[index]}")


def _leave_out(reason: str) -> None:
    print(f"left out: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
