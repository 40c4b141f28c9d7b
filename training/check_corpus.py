"""Checks parallel corpus files: form, duplicates, characters, numbers by value, glossary terms.

Without paths it checks all of corpus/parallel. It prints ``file:line: code: message`` and exits with
1 where something was found. Numbers and terms are compared as the product compares a translation with
its source. Terms that are missing in the English are counted, and listed with ``--terms``; only names
(programmes, bodies) whose English is missing are findings, as other terms may be bent to the sentence.

corpus/parallel/accepted.txt lists findings that a person looked at and found to be none (``code``, a tab,
the Chinese line): the comparison does not see that noon is 12时, or that three and two others are alike.
An entry that no longer stands for a finding is a finding itself when the whole corpus is checked.

``--near-duplicates TRAIN… --against HELD_OUT…`` lists the pairs of TRAIN whose Chinese stands too
close to a held-out line instead; the preparation leaves them out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pairs import Malformed, NearDuplicates, Pair, fold_line, parse_lines, read_pairs

from toolkit.document import Constraint, Finding, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import check_segment
from toolkit.segmenter import Segmenter
from toolkit.terms import Entry, TermMatcher, load_glossary
from toolkit.traditional import to_simplified

__all__ = ["Checker", "Problem", "Report", "check_files", "corpus_files", "main", "read_accepted"]

PLACES = "places"
"""The glossary's domain of names of places."""
PARALLEL = Path(__file__).resolve().parent.parent / "corpus" / "parallel"

ACCEPTED = PARALLEL / "accepted.txt"

_WRONG_QUOTE = re.compile(r"[“”„‟‘’‚‛«»‹›`´]")
_FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef·…]")
_FULL_WIDTH_CHINESE = re.compile(r"[\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％．]")
_HALF_WIDTH_CHINESE = re.compile(
    r"(?<=[\u3400-\u9fff])[,;:?!()\"']|[,;:?!()\"'](?=[\u3400-\u9fff])"
)
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_BASES = {"100": "百", "1000": "千", "10000": "万", "100000": "十万"}
_NUMERALS = {str(number): numeral for number, numeral in enumerate("一二三四五六七八九十", 1)}
_RATE = re.compile(r"(?:\bper|\bevery|\bin) $")
_FEW_ODD = 2
"""Characters with a simplified form that a simplified line may hold: 噁 of chemistry, 乾 of 乾隆."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct in a file."""

    path: Path
    line: int
    code: str
    message: str
    chinese: str = ""
    """The line's Chinese."""

    def __str__(self) -> str:
        return f"{_shown(self.path)}:{self.line}: {self.code}: {self.message}"


@dataclass(slots=True)
class Report:
    """What was found, and counts that are not errors."""

    problems: list[Problem] = field(default_factory=list)
    absent: list[Problem] = field(default_factory=list)
    """Terms that the English does not use."""
    pairs: Counter[Path] = field(default_factory=Counter)
    terms: int = 0

    def accept(self, accepted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Drop the accepted findings, (code, Chinese); those that stand for no finding."""
        wanted = set(accepted)
        found = {(problem.code, problem.chinese) for problem in self.problems}
        self.problems = [p for p in self.problems if (p.code, p.chinese) not in wanted]
        return sorted(wanted - found)


class Checker:
    """Checks pairs against the built-in glossary."""

    def __init__(self) -> None:
        self._glossary = load_glossary()
        self._matcher = TermMatcher(self._glossary, Segmenter(self._glossary.words()))

    def check(self, pair: Pair, report: Report) -> None:
        """Add what is wrong with one pair to ``report``."""
        report.problems += (
            Problem(pair.path, pair.line, code, message, pair.zh)
            for code, message in _characters(pair)
        )
        matches = [
            match
            for match in self._matcher.match(to_simplified(pair.zh))
            if pair.zh[match.end - 1 : match.end + 1] != "部门"  # 应急管理部门 names no ministry
        ]
        terms = tuple(
            Constraint(
                "term", match.start, match.end, match.entry.en, _variants(match.entry),
                forbidden=self._glossary.forbidden(match.entry.zh),
            )
            for match in matches
        )  # fmt: skip
        names = {match.start for match in matches if _fixed(match.entry)}
        report.terms += len(terms)
        segment = Segment(
            "", pair.zh, OffsetMap.identity(len(pair.zh)), pair.line,
            target=pair.en, constraints=terms,
        )  # fmt: skip
        for finding in check_segment(segment):
            problem = Problem(pair.path, pair.line, finding.code, finding.message, pair.zh)
            if finding.code == "term-missing":
                report.absent.append(problem)
                named = finding.source is not None and finding.source[0] in names
                if named and finding.severity != "minor":
                    report.problems.append(problem)
            elif not (finding.code == "addition" and _excused(finding, pair)):
                report.problems.append(problem)


def _variants(entry: Entry) -> tuple[str, ...]:
    """The entry's variants; a law's name may say whose law it is."""
    whole = re.sub(r"^(Law|Regulations) ", r"\1 of the People's Republic of China ", entry.en)
    return entry.variants if whole == entry.en else (*entry.variants, whole)


def _fixed(entry: Entry) -> bool:
    """Whether the entry is the name of a programme, body or law, whose English is not free.

    Places are, as an adjective says them too (German), and so are names composed by rule, which a
    sentence often shortens.
    """
    return entry.pos == "name" and entry.origin != "composed" and entry.domain != PLACES


def _excused(finding: Finding, pair: Pair) -> bool:
    """Whether a number in the English is no addition though the Chinese has no value for it.

    It is in words, as idioms have it (one in a hundred); its figures stand in the Chinese, in a form
    that is no plain value (500P); it is a school's or hospital's number (No. 1 for 一中); or it is
    the base of a rate (per 10,000 people for 每万人).
    """
    start, end = finding.target or (0, 0)
    figures = _FIGURES.findall(pair.en[start:end])
    if not figures or all(figure in _FIGURES.findall(pair.zh) for figure in figures):
        return True
    numeral = _NUMERALS.get(figures[0])
    if numeral is not None and pair.en[start:end].startswith("No. "):
        return numeral in pair.zh
    base = _BASES.get(figures[0].replace(",", ""))
    return base is not None and base in pair.zh and bool(_RATE.search(pair.en[:start]))


def _characters(pair: Pair) -> Iterator[tuple[str, str]]:
    """Characters that do not belong where they stand."""
    for code, pattern, text, what in (
        ("quotes", _WRONG_QUOTE, pair.en, "the English has straight quotes only"),
        ("full-width", _FULL_WIDTH, pair.en, "a full-width or Chinese character in the English"),
        ("full-width", _FULL_WIDTH_CHINESE, pair.zh, "a full-width figure, letter or space"),
        ("half-width", _HALF_WIDTH_CHINESE, pair.zh, "a half-width mark in the Chinese"),
    ):
        match = pattern.search(text)
        if match:
            yield code, f"{what}: {text[max(0, match.start() - 6) : match.end() + 6]}"
    odd = "".join(a for a, b in zip(pair.zh, to_simplified(pair.zh), strict=True) if a != b)
    if len(odd) > _FEW_ODD:
        yield "traditional", f"characters that are not simplified: {odd}"


@cache
def _checker() -> Checker:
    return Checker()


def check_files(paths: Iterable[Path]) -> Report:
    """Check ``paths`` one by one, and for duplicates across all of them."""
    report, checker = Report(), _checker()
    first: dict[str, Pair] = {}
    for path in paths:
        for item in parse_lines(path):
            if isinstance(item, Malformed):
                report.problems.append(Problem(path, item.line, "malformed", item.message))
                continue
            report.pairs[path] += 1
            earlier = first.setdefault(fold_line(item.zh), item)
            if earlier is not item:
                same = fold_line(earlier.en) == fold_line(item.en)
                report.problems.append(
                    Problem(
                        path, item.line, "duplicate",
                        f"the same {'pair' if same else 'Chinese with other English'} stands in "
                        f"{_shown(earlier.path)}:{earlier.line}: {item.zh}",
                    )
                )  # fmt: skip
            checker.check(item, report)
    return report


def read_accepted(path: Path) -> list[tuple[str, str]]:
    """(code, Chinese) of each line of ``path`` that is no remark; none where there is no file."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (code, chinese)
        for code, tab, chinese in (line.partition("\t") for line in lines)
        if tab and not code.startswith("#")
    ]


def corpus_files(paths: Sequence[Path]) -> list[Path]:
    """The files that ``paths`` name; the TSV files below a folder."""
    files: list[Path] = []
    for path in paths:
        files += sorted(path.rglob("*.tsv")) if path.is_dir() else [path]
    return files


def _near_duplicates(train: Sequence[Path], held_out: Sequence[Path]) -> int:
    """Print the pairs of ``train`` near to a pair of ``held_out``; how many there are."""
    lines = [pair for path in corpus_files(held_out) for pair in read_pairs(path)]
    index = NearDuplicates(pair.zh for pair in lines)
    count = 0
    for path in corpus_files(train):
        for pair in read_pairs(path):
            found = index.find(pair.zh)
            if found is not None:
                near, overlap = lines[found[0]], found[1]
                count += 1
                print(
                    f"{_shown(path)}:{pair.line}: {overlap:.0%} as {_shown(near.path)}:{near.line}: "
                    f"{pair.zh} | {near.zh}"
                )
    return count


def _shown(path: Path) -> str:
    """``path`` as it is named from the working folder, where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--terms", action="store_true", help="list terms the English does not use")
    parser.add_argument("--near-duplicates", nargs="+", type=Path, metavar="TRAIN")
    parser.add_argument("--against", nargs="+", type=Path, metavar="HELD_OUT")
    given = parser.parse_args(arguments)
    if (given.near_duplicates is None) != (given.against is None):
        parser.error("--near-duplicates TRAIN… and --against HELD_OUT… go together")
    for path in (*given.paths, *(given.near_duplicates or ()), *(given.against or ())):
        if not path.exists():
            parser.error(f"there is no file or folder {path}")
    if given.near_duplicates:
        count = _near_duplicates(given.near_duplicates, given.against)
        print(f"{count} near duplicates")
        return int(count > 0)
    report = check_files(corpus_files(given.paths or [PARALLEL]))
    unused = report.accept(read_accepted(ACCEPTED))
    if not given.paths:
        report.problems += (
            Problem(ACCEPTED, 1, "accepted", f"nothing is found any more: {code}: {chinese}")
            for code, chinese in unused
        )
    named = set(report.problems)
    listed = [p for p in report.absent if p not in named] if given.terms else []
    for problem in (*report.problems, *listed):
        print(problem)
    counts = Counter(problem.code for problem in report.problems)
    for path, count in report.pairs.items():
        print(f"{_shown(path)}: {count} pairs")
    used = report.terms - len(report.absent)
    share = f" ({100 * used / report.terms:.1f}%)" if report.terms else ""
    print(
        f"{report.pairs.total()} pairs; terms used in the English: {used} of {report.terms}{share}"
    )
    found = ", ".join(f"{code} {n}" for code, n in counts.most_common())
    print(f"{counts.total()} findings{': ' + found if found else ''}")
    return int(bool(report.problems))


if __name__ == "__main__":
    raise SystemExit(main())
