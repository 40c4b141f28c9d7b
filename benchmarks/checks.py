"""How many deliberate errors the checks find, and how often they alarm on good English.

Two sets made by hand: ``tests/quality/broken.tsv`` (code⇥zh⇥en⇥what: one error in each pair) and
``tests/quality/good.tsv`` (zh⇥en, nothing to object to). An error is found where its pair has a major
or critical finding; an error of punctuation also by a minor one of that code. ``named`` are those
found under their own code or one as fair. A false alarm is a good pair with a major or critical
finding. The errors not found and the false alarms are printed; ``--named`` adds those found under
another code, ``--time`` the processor time that 1,000 pairs take. The tests use these functions.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.document import Finding, Segment
from toolkit.offsets import OffsetMap
from toolkit.pipeline import Translator
from toolkit.quality import check_segment

__all__ = ["Checked", "broken_pairs", "good_pairs", "main"]

SETS = Path(__file__).resolve().parent.parent / "tests" / "quality"
BROKEN = SETS / "broken.tsv"
GOOD = SETS / "good.tsv"

_SERIOUS = ("major", "critical")
# A changed number is one missing and one too many; a name or a figure may be what was invented.
_AS_FAIR = {
    "number": {"addition", "term-missing"},
    "addition": {"number", "term-missing"},
    "term-missing": {"number", "addition"},
    "untranslated": {"echo"},
    "loop": {"length"},
    "length": {"addition"},
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair of a set with its findings; ``code`` names the error in it, "" where there is none."""

    line: int
    """1-based line of the set's file."""
    code: str
    source: str
    target: str
    what: str
    findings: tuple[Finding, ...]

    @property
    def alarm(self) -> bool:
        """Whether there is a major or critical finding."""
        return any(finding.severity in _SERIOUS for finding in self.findings)

    @property
    def found(self) -> bool:
        """Whether the error is found."""
        return self.alarm or (self.code == "punctuation" and self.named)

    @property
    def named(self) -> bool:
        """Whether it is found under its own code, or one as fair."""
        fair = {self.code} | _AS_FAIR.get(self.code, set())
        return any(
            finding.code in fair
            and (finding.severity in _SERIOUS or finding.code == "punctuation" == self.code)
            for finding in self.findings
        )

    def __str__(self) -> str:
        said = "; ".join(f"{f.severity} {f.code}: {f.message}" for f in self.findings)
        what = f"{self.code}: {self.what}" if self.code else "false alarm"
        return (
            f"{self.line}: {what}\n    {self.source}\n    {self.target}\n    {said or 'no finding'}"
        )


def broken_pairs(translator: Translator) -> list[Checked]:
    """The pairs with one error each, checked."""
    return [
        _checked(line, code, source, target, what, translator)
        for line, (code, source, target, what) in _rows(BROKEN)
    ]


def good_pairs(translator: Translator) -> list[Checked]:
    """The good pairs, checked."""
    return [
        _checked(line, "", source, target, "", translator) for line, (source, target) in _rows(GOOD)
    ]


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [
        (number, line.split("\t"))
        for number, line in enumerate(lines, 1)
        if line and not line.startswith("# ")
    ]


def _checked(
    line: int, code: str, source: str, target: str, what: str, translator: Translator
) -> Checked:
    """As ``zhdoc check`` does it for a pair of a bare source⇥target file."""
    segment = Segment(str(line), source, OffsetMap.identity(len(source)), line, target=target)
    segment = replace(segment, constraints=translator.terms_in(segment))
    return Checked(line, code, source, target, what, check_segment(segment))


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--named", action="store_true", help="list errors found under another code")
    parser.add_argument("--time", action="store_true", help="take the time of a second run")
    chosen = parser.parse_args(arguments)
    translator = Translator()
    broken, good = broken_pairs(translator), good_pairs(translator)
    for pair in broken:
        if not pair.found or (chosen.named and not pair.named):
            print(pair)
    for pair in good:
        if pair.alarm:
            print(pair)
    counts: dict[str, Counter[str]] = {}
    for pair in broken:
        for name in (pair.code, "all"):
            count = counts.setdefault(name, Counter())
            count.update(pairs=1, found=pair.found, named=pair.named)
    print(f"{'':14}{'pairs':>7}{'found':>7}{'named':>7}")
    for name, count in sorted(counts.items(), key=lambda item: item[0] == "all"):
        print(f"{name:14}{count['pairs']:7}{count['found']:7}{count['named']:7}")
    alarms = sum(pair.alarm for pair in good)
    found = counts["all"]["found"]
    print(
        f"errors found {found / len(broken):.1%}; false alarms {alarms / len(good):.1%} ({alarms})"
    )
    if chosen.time:
        # The first run loaded the glossary and the dictionary and compiled the terms.
        start = time.process_time()
        count = len(broken_pairs(translator)) + len(good_pairs(translator))
        seconds = (time.process_time() - start) / count * 1000
        print(f"{seconds:.2f} s of processor time per 1,000 pairs")


if __name__ == "__main__":
    main()
