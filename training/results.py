"""Writes the figures of training/results.json as tables: training/RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["render"]

Figures = Mapping[str, Any]

_TERMS = ("plain", "none", "random", "proper", "glossary")

_GOALS = """Goals: package at most 45 MB, loaded in under 0.5 s, at least 2,000 characters a second; held-out
test chrF2 at least 60 and 15 above v0, term success at least 97% with proper terms in first answers, chrF2 with
random words at most 0.5 below that without terms, numbers at least 99% as shipped, no loops and echoes."""

_INTRO = """# Results

Made by `training/evaluate.py` from `training/results.json`; do not edit. chrF2 and BLEU are sacreBLEU's, higher is
better. "First" is what the model says by itself, before retries and repairs; "shipped" is what the user gets. A term
is right where its English, a variant or their plural is in the translation; a number where the translation says its
value, in any form (`toolkit.numerals`). Where a set was cut for a trial, the number of lines stands beside it."""

_INDOMAIN = """The pairs of `corpus/parallel`, translated line by line. *plain*: the bare model, no constraints and no
retries. *none*: numbers only. *random*: numbers and up to three random words of the reference, whose Chinese is found
through a dictionary. *proper*: numbers and the glossary's terms whose English the reference has. *glossary*: numbers and
all terms, as `zhdoc translate` sets them. *reference*: the references measured in the same way, so that it is seen what
the measure itself misses."""

_PUBLIC = """News and encyclopaedia, which the model is not made for. *shipped* sets the glossary's terms and numbers;
they follow the house style and not that of these references. Other systems' outputs are scored on the same lines."""

_SPEED = """`benchmarks/throughput.py`: the same package, lines, beam and compute type, each side in a process of its
own. *stock* is argostranslate's own pipeline, *engine* zhdoc's main pass, *lines* all that `zhdoc translate --lines`
does. Packages may have been measured on different processors (0.3 with AVX-512, 0.4 and 0.5 with AVX2 only, 0.5 on the
slowest): only the ratios of one package compare."""

_DOCUMENTS = """Whole documents from the file on, as `zhdoc translate` does it; chrF2 and BLEU over sections."""

_SAMPLES = """The documents of `corpus/samples`, damaged ones included; they have no references, so this shows only what
becomes of constraints. They are read while the product is built and are no held-out test."""


def render(results: Figures) -> str:
    """RESULTS.md."""
    packages: Figures = results["packages"]
    systems: Figures = results.get("systems", {})
    parts = [
        _INTRO,
        _packages(packages),
        _goals(packages),
        _part("In-domain pairs", _INDOMAIN, _indomain(packages)),
        _part("Public sets", _PUBLIC, _public(packages, systems)),
        _part("Speed and memory", _SPEED, _speed(packages)),
        _part("Whole documents", _DOCUMENTS, _documents(packages)),
        _part("Sample documents", _SAMPLES, _samples(packages)),
        _signatures(results),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _part(title: str, words: str, tables: Iterable[str]) -> str:
    found = list(tables)
    return "\n\n".join([f"## {title}", words, *found]) if found else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# ------------------------------------------------------------------------------- the tables


def _packages(packages: Figures) -> str:
    rows = [
        [
            label,
            found["version"],
            found["scheme"] or "none",
            _number(found.get("package", {}).get("bytes"), 1e-6, "{:.1f}"),
            _number(found.get("package", {}).get("load_seconds"), 1, "{:.2f}"),
            str(found["beam"]),
            f"`{found['sha256'][:12]}`",
        ]
        for label, found in packages.items()
    ]
    head = ["package", "version", "scheme", "MB", "load, s", "beam", "sha256"]
    return f"## Packages\n\n{_table(head, rows)}"


def _goals(packages: Figures) -> str:
    rows = []
    base = _shipped_test(packages.get("v0", {}))
    for label, found in packages.items():
        test = _shipped_test(found)
        speeds = {run["side"]: run["characters_per_second"] for run in _runs(found)}
        gains = [
            _number(_difference(test.get(way), base.get(way)), 1, "{:+.1f}")
            for way in ("glossary", "plain")
        ]
        shipped = test.get("glossary", {}).get("shipped", {})
        rows.append(
            [
                label,
                _number(found.get("package", {}).get("bytes"), 1e-6, "{:.1f} MB"),
                _number(found.get("package", {}).get("load_seconds"), 1, "{:.2f} s"),
                " / ".join(_number(speeds.get(s), 1, "{:,.0f}") for s in ("engine", "lines")),
                _number(_chrf(test.get("glossary")), 1, "{:.1f}"),
                " / ".join(gains),
                _share(test.get("proper", {}).get("first"), "terms"),
                _number(_difference(test.get("random"), test.get("none")), 1, "{:+.2f}"),
                _share(shipped, "numbers"),
                str(shipped["loops"] + shipped["echoes"]) if shipped else "–",
            ]
        )
    head = [
        "package", "size", "loading", "characters/s: engine / product", "chrF2, shipped",
        "above v0: shipped / plain", "proper terms, first", "random − none", "numbers, shipped", "loops + echoes",
    ]  # fmt: skip
    return f"## Against the goals\n\n{_GOALS}\n\n{_table(head, rows)}"


def _indomain(packages: Figures) -> Iterator[str]:
    head = [
        "package", "scheme", "terms", "chrF2", "BLEU", "terms: first", "shipped",
        "numbers: first", "shipped", "added", "loops / echoes / empty: first", "shipped",
        "characters/s",
    ]  # fmt: skip
    for name in ("test", "dev"):
        rows, last = [], None
        for label, scheme, sets in _schemes(packages):
            for terms in _TERMS:
                figures = sets.get(name, {}).get(terms)
                if figures:
                    rows.append([label, scheme, terms, *_indomain_cells(figures)])
                    last = figures
        if last is None:
            continue
        reference = last["reference"]
        rows.append(
            ["reference", "", "", "", "", "", "", "", _share(reference, "numbers"),
             str(reference["numbers_added"]), "", _faults(reference), ""]
        )  # fmt: skip
        yield f"### {name}: {_size(last)}"
        yield _table(head, rows)
        yield from _by_file(packages, name)
        yield from _lights(packages, name)


def _indomain_cells(figures: Figures) -> list[str]:
    first, shipped = figures["first"], figures["shipped"]
    return [
        *_both(figures),
        _share(first, "terms"),
        _share(shipped, "terms"),
        _share(first, "numbers"),
        _share(shipped, "numbers"),
        str(shipped["numbers_added"]),
        _faults(first),
        _faults(shipped),
        _number(figures["characters_per_second"], 1, "{:,.0f}"),
    ]


def _by_file(packages: Figures, name: str) -> Iterator[str]:
    """chrF2 of each file of a set, as shipped."""
    columns = {
        (label, scheme): files
        for label, scheme, sets in _schemes(packages)
        if (files := sets.get(name, {}).get("glossary", {}).get("files"))
    }
    names = {file: found["segments"] for files in columns.values() for file, found in files.items()}
    if len(names) > 1:
        rows = [
            [file, f"{size:,}"]
            + [_number(files.get(file, {}).get("chrf"), 1, "{:.1f}") for files in columns.values()]
            for file, size in names.items()
        ]
        yield f"chrF2 of *glossary* by file of {name}:"
        yield _table(["file", "segments", *(" ".join(key) for key in columns)], rows)


def _lights(packages: Figures, name: str) -> Iterator[str]:
    """What the confidence lights are worth on a set, as shipped."""
    rows = []
    for label, scheme, sets in _schemes(packages):
        figures = sets.get(name, {}).get("glossary", {})
        found = [light for light in figures.get("lights", ()) if light["segments"]]
        major = sum(light["with_major"] for light in found)
        rows += [
            [
                label,
                scheme,
                light["light"],
                f"{light['segments']:,}",
                f"{100 * light['without_finding'] / light['segments']:.1f}%",
                f"{100 * light['good'] / light['segments']:.1f}%",
                f"{100 * light['with_major'] / major:.1f}%" if major else "–",
                f"{light['chrf']:.1f}",
            ]
            for light in found
        ]
    if rows:
        head = [
            "package", "scheme", "light", "segments", "without a finding", "and chrF2 ≥ 50",
            "share of those with a major finding", "chrF2",
        ]  # fmt: skip
        yield f"Confidence lights of *glossary* on {name} (calibrated on dev):"
        yield _table(head, rows)


def _public(packages: Figures, systems: Figures) -> Iterator[str]:
    sets = sorted({*systems, *(name for p in packages.values() for name in p.get("public", {}))})
    rows = []
    for system in sorted({name for found in systems.values() for name in found}):
        rows.append([system, *(_pair_cell(systems.get(name, {}).get(system)) for name in sets)])
    for label, found in packages.items():
        public = found.get("public", {})
        for way in ("plain", "shipped") if public else ():
            rows.append(
                [f"**{label}**, {way}"]
                + [_pair_cell(public.get(name, {}).get(way)) for name in sets]
            )
    if rows:
        yield _table(["system", *(f"{name}: chrF2 / BLEU" for name in sets)], rows)
    faults = [
        [label, name, _share(f["first"], "numbers"), _share(f["shipped"], "numbers"),
         _share(f["reference"], "numbers"), _faults(f["first"]), _faults(f["shipped"])]
        for label, found in packages.items()
        for name, ways in found.get("public", {}).items()
        if (f := ways.get("shipped"))
    ]  # fmt: skip
    if faults:
        head = [
            "package", "set", "numbers: first", "shipped", "reference",
            "loops / echoes / empty: first", "shipped",
        ]  # fmt: skip
        yield _table(head, faults)


def _speed(packages: Figures) -> Iterator[str]:
    rows = []
    for label, found in packages.items():
        runs = _runs(found)
        best = min((run["seconds"] for run in runs if run["side"] == "stock"), default=None)
        for run in runs:
            rows.append(
                [
                    label,
                    run["side"],
                    str(run["threads"]),
                    _number(run["characters_per_second"], 1, "{:,.0f}"),
                    _number(best / run["seconds"] if best else None, 1, "{:.1f}"),
                    _number(run["loading"], 1, "{:.2f}"),
                    _number(run["peak_memory"], 1e-6, "{:,.0f}"),
                ]
            )
    if rows:
        head = [
            "package", "side", "threads", "characters/s", "times stock's best", "loading, s", "peak, MB",
        ]  # fmt: skip
        yield _table(head, rows)


def _documents(packages: Figures) -> Iterator[str]:
    rows = []
    for label, found in packages.items():
        for name, figures in found.get("documents", {}).items():
            sections = sorted(figures["sections"], key=lambda s: s["chrf"])
            rows.append(
                [
                    name,
                    label,
                    str(len(sections)),
                    *_both(figures),
                    _number(sections[0]["chrf"], 1, "{:.1f}") + f" ({sections[0]['section']})",
                    _share(figures["shipped"], "terms"),
                    _share(figures["shipped"], "numbers"),
                    _faults(figures["shipped"]),
                ]
            )
    if rows:
        head = [
            "document", "package", "sections", "chrF2", "BLEU", "lowest section", "terms", "numbers",
            "loops / echoes / empty",
        ]  # fmt: skip
        yield _table(head, sorted(rows))


def _samples(packages: Figures) -> Iterator[str]:
    rows = []
    for label, found in packages.items():
        figures = found.get("samples")
        if figures:
            first, shipped = figures["first"], figures["shipped"]
            rows.append(
                [
                    label,
                    f"{figures['documents']}",
                    f"{shipped['segments']:,}",
                    _share(first, "terms"),
                    _share(shipped, "terms"),
                    _share(first, "numbers"),
                    _share(shipped, "numbers"),
                    _faults(first),
                    _faults(shipped),
                ]
            )
    if rows:
        head = [
            "package", "documents", "segments", "terms: first", "shipped", "numbers: first",
            "shipped", "loops / echoes / empty: first", "shipped",
        ]  # fmt: skip
        yield _table(head, rows)


def _signatures(results: Figures) -> str:
    found = {
        scores[key]
        for scores in _all_scores(results)
        for key in ("chrf_signature", "bleu_signature")
    }
    if not found:
        return ""
    return "## Signatures\n\n" + "\n".join(f"- `{signature}`" for signature in sorted(found))


# ---------------------------------------------------------------------------------- helpers


def _schemes(packages: Figures) -> Iterator[tuple[str, str, Figures]]:
    for label, found in packages.items():
        for scheme, sets in found.get("indomain", {}).items():
            yield label, scheme, sets


def _shipped_test(found: Figures) -> Figures:
    """The test set's figures with the package's own scheme."""
    test: Figures = found.get("indomain", {}).get(found.get("scheme") or "none", {}).get("test", {})
    return test


def _runs(found: Figures) -> list[Figures]:
    runs: list[Figures] = found.get("speed", {}).get("runs", [])
    return runs


def _all_scores(value: Any) -> Iterator[Figures]:
    if isinstance(value, Mapping):
        if "chrf_signature" in value:
            yield value
        for inner in value.values():
            yield from _all_scores(inner)


def _chrf(figures: Figures | None) -> float | None:
    return figures["scores"]["chrf"] if figures else None


def _difference(one: Figures | None, other: Figures | None) -> float | None:
    left, right = _chrf(one), _chrf(other)
    return None if left is None or right is None else left - right


def _number(value: float | None, factor: float, form: str) -> str:
    return "–" if value is None else form.format(value * factor)


def _both(figures: Figures) -> list[str]:
    return [f"{figures['scores'][key]:.1f}" for key in ("chrf", "bleu")]


def _pair_cell(figures: Figures | None) -> str:
    if not figures:
        return "–"
    cut = f" ({figures['lines']} lines)" if "lines" in figures else ""
    return " / ".join(_both(figures)) + cut


def _size(figures: Figures) -> str:
    cut = f", cut to {figures['lines']} lines a file" if "lines" in figures else ""
    return f"{figures['segments']:,} segments{cut}"


def _share(counts: Figures | None, kind: str) -> str:
    if not counts or not counts[kind]:
        return "–"
    return f"{100 * counts[f'{kind}_right'] / counts[kind]:.1f}%"


def _faults(counts: Figures | None) -> str:
    if not counts:
        return "–"
    return " / ".join(str(counts[kind]) for kind in ("loops", "echoes", "empties"))
