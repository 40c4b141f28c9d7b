"""An evaluation as a person reads it."""

from __future__ import annotations

from toolkit.evaluation.counting import Counts
from toolkit.evaluation.lights import GOOD
from toolkit.evaluation.run import Evaluation

__all__ = ["report_lines"]


def report_lines(result: Evaluation, memory: int | None) -> list[str]:
    """The figures, one kind a line; ``memory`` is the peak in bytes, where it is known."""
    lines = [f"segments           {result.segments:,} ({result.characters:,} characters)"]
    if result.scores:
        lines += [
            f"chrF2              {result.scores.chrf:.1f}   {result.scores.chrf_signature}",
            f"BLEU               {result.scores.bleu:.1f}   {result.scores.bleu_signature}",
        ]
    if result.first:
        lines += _counts(result.first, "first answers")
        lines += _counts(result.shipped, "shipped")
        lines.append(f"retried            {result.retried:,}; unusable {result.unusable:,}")
    else:
        lines += _counts(result.shipped, "bare model")
    lines += [
        f"{f.light:<19}{_share(f.segments, result.segments)}; without a finding"
        f" {_share(f.without_finding, f.segments)}, and chrF2 of {GOOD:.0f} or more"
        f" {_share(f.good, f.segments)}; chrF2 {'–' if f.chrf is None else f'{f.chrf:.1f}'}"
        for f in result.lights
    ]
    if result.lights:
        major = sum(f.with_major for f in result.lights)
        red = sum(f.with_major for f in result.lights if f.light == "red")
        lines.append(f"red among segments with a major finding: {_share(red, major)}")
    if result.reference:
        right, numbers = result.reference.numbers_right, result.reference.numbers
        lines.append(f"references         numbers {_share(right, numbers)} by the same measure")
    lines.append(f"speed              {result.speed:,.0f} characters/s ({result.seconds:.1f} s)")
    if memory is not None:
        lines.append(f"peak memory        {memory / 1e6:,.0f} MB")
    return lines


def _counts(counts: Counts, name: str) -> list[str]:
    return [
        f"{name}:",
        f"  terms            {_share(counts.terms_right, counts.terms)}",
        f"  numbers          {_share(counts.numbers_right, counts.numbers)};"
        f" {counts.numbers_added:,} that the source has not",
        f"  loops            {_share(counts.loops, counts.segments)}",
        f"  echoes           {_share(counts.echoes, counts.segments)}",
        f"  empty            {_share(counts.empties, counts.segments)}",
        f"  Chinese left     {_share(counts.untranslated, counts.segments)}",
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}% ({part:,} of {whole:,})" if whole else "none to count"
