"""How many number expressions are read right and rendered right: two tables made by hand.

``tests/numerals/expressions.tsv`` is Chinese with values and accepted English, ``english.tsv``
English with values; what their columns mean stands at their heads. ``--show`` prints the rows that
are not right. The tests use the same functions.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from toolkit.numerals import (
    Value,
    decide,
    decimal_string,
    find_english,
    find_values,
    match_values,
    render,
)

TABLES = Path(__file__).resolve().parent.parent / "tests" / "numerals"
CHINESE = TABLES / "expressions.tsv"
ENGLISH = TABLES / "english.tsv"

_UNITS = {"yen": "Japanese yen", "day and night": "day"}
"""Units that the tables and the product name otherwise."""
_AGES = ("岁", "周岁")
_FAMILIES = {"number": "ordinal"}
"""What names a thing by its place or by its number is one family: 二期 is Phase II and the second phase."""
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
_FIGURE = re.compile(r"[1-9](?=[\d,.]*)")
_OTHER_WORDS = {
    "one": "two", "two": "three", "three": "four", "four": "five", "five": "six", "six": "seven",
    "seven": "eight", "eight": "nine", "nine": "ten", "ten": "eleven", "first": "second",
    "second": "third", "third": "fourth", "fourth": "fifth", "fifth": "sixth", "sixth": "seventh",
    "eighth": "ninth", "double": "quadruple", "doubled": "quadrupled", "quadruple": "double",
    "quadrupled": "doubled", "half": "one third", "eightfold": "fourfold", "twice": "three times",
    "dozens": "hundreds", "hundreds": "thousands", "thousands": "millions", "tens": "hundreds",
    "midnight": "3:00 a.m.", "noon": "3:00 a.m.",
    "January": "February", "March": "April", "June": "July", "August": "September",
    "November": "December", "December": "November",
}  # fmt: skip
# "The first three quarters" count three.
_WORD = re.compile(rf"\b(?!first (?:two|three))(?:{'|'.join(_OTHER_WORDS)})\b")

Reading = tuple[str, str, str]
"""Type, value and unit in the notation of the tables."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    text: str
    expression: str
    kind: str
    readings: tuple[Reading, ...]
    """Several where the expression holds several values, none for idioms and codes."""
    english: tuple[str, ...] = ()
    copied: str = ""
    """The characters of a code, which are copied as they stand."""

    @property
    def span(self) -> tuple[int, int]:
        """Where the expression stands in ``text``."""
        start = self.text.index(self.expression)
        return start, start + len(self.expression)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row."""

    row: Row
    found: tuple[Reading, ...]
    parsed: bool
    rendered: tuple[str, ...] = ()
    """The English that code decides, for the constraint or for a cell that says nothing else."""
    wrong: tuple[str, ...] = ()
    """That of it which no accepted form has."""
    alarm: bool = False
    """The checks report every accepted English."""
    altered: bool = False
    """There is English with another number for the checks to find …"""
    noticed: bool = False
    """… and they report it."""


def load(path: Path) -> list[Row]:
    """The rows of a table; lines that begin with ``#`` and a space are comments."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.split(maxsplit=1)[0] != "#"]
    rows = []
    for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        kinds, values, units = (line[name].split("; ") for name in ("type", "value", "unit"))
        units += [""] * (len(kinds) - len(units))
        amount = kinds[0] not in ("none", "text")
        rows.append(
            Row(
                line.get("zh") or line["en"],
                line["expression"],
                kinds[0],
                tuple(map(_noted, kinds, values, units)) if amount else (),
                tuple(filter(None, (line.get("english") or "").split(" | "))),
                line["value"] if kinds[0] == "text" else "",
            )
        )
    return rows


def _noted(kind: str, value: str, unit: str) -> Reading:
    return _FAMILIES.get(kind, kind), value, _UNITS.get(unit, unit)


def _readings(value: Value, end: int) -> tuple[Reading, ...]:
    """A value in the notation of the tables, and what it is without words behind ``end``.

    The tables leave out what stands outside an expression: 户 of 4.07万户, /吨 of 2680元/吨.
    """
    kind = _FAMILIES.get(value.type, value.type)
    text = value.decimal
    if value.high is not None:
        text = text.replace("-", "..") if kind == "time" else _both_ends(value, value.high)
    unit = "year" if value.measure in _AGES else value.unit or ""
    unit = _UNITS.get(unit, unit)
    units = [f"{unit} per {value.per}" if value.per else unit]
    if value.end > end:
        units.append(unit)
        if unit in ("person", "household"):
            units.append("")
    return tuple((kind, text, name) for name in units)


def _both_ends(value: Value, high: Fraction) -> str:
    return f"{decimal_string(value.value)}..{decimal_string(high)}"


def chinese_outcome(row: Row) -> Outcome:
    """What the product reads in a Chinese row, the English it decides, and what its checks see."""
    start, end = row.span
    values = [v for v in find_values(row.text) if v.start < end and start < v.end]
    rendered, wrong = [], []
    for value in values:
        decision = decide(value)
        if decision is not None:
            rendered.append(decision.target)
            whole = decision.start <= start and end <= decision.end
            if not _accepted(decision.target, row.english, whole=whole and len(values) == 1):
                wrong.append(decision.target)
    if not rendered and len(values) == 1:
        # A cell or title that says nothing else is rendered whole.
        alone = find_values(row.expression)
        if [(v.type, v.value, v.high, v.text) for v in alone] == [
            (values[0].type, values[0].value, values[0].high, row.expression)
        ] and alone[0].required:
            rendered.append(render(alone[0]))
            if not _accepted(rendered[0], row.english, whole=True):
                wrong.append(rendered[0])
    english = [_sentence(row, form) for form in row.english] if row.readings else []
    altered = _altered(english[0]) if english else None
    return Outcome(
        row,
        tuple(_readings(value, end)[0] for value in values),
        _parsed(row, values, end),
        tuple(rendered),
        tuple(wrong),
        bool(english) and not any(match_values(values, find_english(e)).clean for e in english),
        altered is not None,
        altered is not None and not match_values(values, find_english(altered)).clean,
    )


def english_outcome(row: Row) -> Outcome:
    """What the product reads in an English row."""
    start, end = row.span
    values = [v for v in find_english(row.text) if v.start < end and start < v.end]
    if not row.readings:
        # What may be left out claims nothing: one of, first and foremost.
        values = [value for value in values if value.required]
    return Outcome(
        row,
        tuple(_readings(value, end)[0] for value in values),
        _parsed(row, values, end),
    )


def _parsed(row: Row, values: Sequence[Value], end: int) -> bool:
    if row.copied:
        # The number of a thing (12345 hotline) is the code itself, no amount.
        return all(v.type == "number" and v.decimal in row.copied for v in values)
    if len(values) != len(row.readings):
        return False
    pairs = zip(row.readings, values, strict=True)
    return all(reading in _readings(value, end) for reading, value in pairs)


def _accepted(target: str, forms: Sequence[str], *, whole: bool) -> bool:
    """Whether an accepted form is ``target``, or has it where code decides only a part of the expression."""
    wanted = _plain(target)
    if whole:
        return wanted in map(_plain, forms)
    pattern = re.compile(rf"(?<![\w.,-]){re.escape(wanted)}(?!\w|[.,]\d|%)", re.IGNORECASE)
    return any(pattern.search(form) for form in forms)


def _plain(form: str) -> str:
    """``form`` without its article, its first letter small."""
    form = _ARTICLE.sub("", form, count=1) if _ARTICLE.match(form) else form
    return form[:1].lower() + form[1:]


def _sentence(row: Row, form: str) -> str:
    frame = "It rose by {}." if row.kind == "growth" else "It was so in {}."
    return frame.format(form)


def _altered(sentence: str) -> str | None:
    """``sentence`` with another number; None where it has none to change."""
    figure = _FIGURE.search(sentence)
    if figure is not None:
        other = "1" if figure.group() != "1" else "2"
        return sentence[: figure.start()] + other + sentence[figure.end() :]
    word = _WORD.search(sentence)
    if word is None:
        return None
    return sentence[: word.start()] + _OTHER_WORDS[word.group()] + sentence[word.end() :]


def table(outcomes: Iterable[Outcome]) -> list[str]:
    """The figures by type, one line each."""
    counts: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        for name in (outcome.row.kind, "all"):
            count = counts.setdefault(name, Counter())
            count["rows"] += 1
            count["parsed"] += outcome.parsed
            count["rendered"] += bool(outcome.rendered)
            count["wrong"] += bool(outcome.wrong)
            count["false alarms"] += outcome.alarm
            count["altered"] += outcome.altered
            count["noticed"] += outcome.noticed
    columns = ("rows", "parsed", "rendered", "wrong", "false alarms", "altered", "noticed")
    lines = [" " * 10 + "".join(f"{name:>13}" for name in columns)]
    for name, count in sorted(counts.items(), key=lambda item: (item[0] == "all", item[0])):
        lines.append(f"{name:10}" + "".join(f"{count[column]:13,}" for column in columns))
    return lines


def main() -> None:
    """Print the figures of both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the rows that are not right")
    chosen = parser.parse_args()
    for path, judge in ((CHINESE, chinese_outcome), (ENGLISH, english_outcome)):
        outcomes = [judge(row) for row in load(path)]
        right = sum(outcome.parsed for outcome in outcomes)
        print(f"{path.name}: {right} of {len(outcomes)} parsed, {right / len(outcomes):.2%}")
        print("\n".join(table(outcomes)))
        for outcome in outcomes if chosen.show else ():
            row = outcome.row
            flaws = [
                name
                for name, flawed in (
                    ("not parsed", not outcome.parsed),
                    (f"rendered {outcome.wrong}", outcome.wrong),
                    ("false alarm", outcome.alarm),
                    ("not noticed", outcome.altered and not outcome.noticed),
                )
                if flawed
            ]
            if flaws:
                print(
                    row.text,
                    row.expression,
                    ", ".join(flaws),
                    *row.readings,
                    "found",
                    *outcome.found,
                    row.english[:1],
                    sep="\t",
                )


if __name__ == "__main__":
    main()
