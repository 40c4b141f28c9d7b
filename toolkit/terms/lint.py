"""What is wrong or doubtful in a glossary, entry by entry and between entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolkit.errors import GlossaryError
from toolkit.terms.entries import Entry
from toolkit.terms.glossary import Glossary, read_glossary_file

__all__ = ["LintFinding", "LintSeverity", "lint"]

LintSeverity = Literal["neutral", "minor", "major"]

LONGEST_ZH = 60
LONGEST_EN = 200

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]")
_ODD_SPACE = re.compile(r"\s{2,}|[^\S ]|[\u200b-\u200f\u2060\ufeff]")
_CHINESE_MARKS = re.compile("[，。；：、（）《》“”‘’！？【】]")
_PAIRS = (("(", ")"), ("[", "]"), ("（", "）"), ("《", "》"), ("“", "”"), ("‘", "’"), ("【", "】"))


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something in a glossary file that a person should look at.

    ``major``: translations will be wrong or contradict each other; ``minor``: probably not meant;
    ``neutral``: worth knowing.
    """

    severity: LintSeverity
    file: str
    line: int
    message: str


def lint(glossary: Glossary | Sequence[Path]) -> list[LintFinding]:
    """The findings about a glossary, or about files in their order of priority.

    A file that cannot be read or parsed is a major finding, and the others are looked at all the same.
    """
    findings: list[LintFinding] = []
    if isinstance(glossary, Glossary):
        entries = glossary.entries
    else:
        read: list[Entry] = []
        for path in glossary:
            try:
                read.extend(read_glossary_file(path))
            except GlossaryError as error:
                place = re.search(r", line (\d+):", str(error))
                line = int(place.group(1)) if place else 0
                findings.append(LintFinding("major", str(path), line, str(error)))
        entries = tuple(read)
    for entry in entries:
        findings.extend(
            LintFinding(severity, entry.file, entry.line, f"{entry.zh}: {message}")
            for severity, message in _about(entry)
        )
    findings.extend(_between(entries))
    order = {file: number for number, file in enumerate(dict.fromkeys(f.file for f in findings))}
    return sorted(findings, key=lambda f: (order[f.file], f.line))


def _about(entry: Entry) -> Iterator[tuple[LintSeverity, str]]:
    if not _HAN.search(entry.zh):
        yield "major", "zh has no Chinese character"
    elif len(entry.form) < 2 and entry.pos != "cell":
        yield "minor", "one character is never matched inside a sentence; give it the pos cell"
    for english in (entry.en, *entry.variants):
        if _HAN.search(english):
            yield "major", f"Chinese characters in the English {english!r}"
        elif _CHINESE_MARKS.search(english):
            yield "minor", f"Chinese punctuation in the English {english!r}"
        if len(english) > LONGEST_EN:
            yield "minor", f"the English has over {LONGEST_EN} characters"
    if len(entry.zh) > LONGEST_ZH:
        yield "minor", f"zh has over {LONGEST_ZH} characters: is it a term?"
    for text in (entry.zh, entry.en, *entry.variants):
        if _ODD_SPACE.search(text):
            yield "minor", f"a double, odd or invisible space in {text!r}"
        if not _balanced(text):
            yield "minor", f"a bracket or quotation mark without its partner in {text!r}"
    if entry.en in entry.variants or len(set(entry.variants)) < len(entry.variants):
        yield "minor", "a variant that is there twice, or is the English itself"
    if entry.pos != "cell" and entry.en.endswith((".", ";", ",")) and "Ltd." not in entry.en:
        yield "minor", "the English ends with a punctuation mark"


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(
        text.count(opening) == text.count(closing)
        # ’ is an apostrophe as well
        or (closing == "’" and text.count(opening) < text.count(closing))
        for opening, closing in _PAIRS
    )


def _between(entries: Iterable[Entry]) -> Iterator[LintFinding]:
    by_form: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.pos != "cell":
            by_form.setdefault(entry.form, []).append(entry)
        else:
            by_form.setdefault(f"{entry.form}\tcell", []).append(entry)
    for same in by_form.values():
        yield from _contradictions(same)


def _contradictions(same: list[Entry]) -> Iterator[LintFinding]:
    """Findings about the entries of one term, in order of priority."""
    preferred: Entry | None = None
    seen: dict[tuple[str, str, str], Entry] = {}
    allowed: dict[tuple[str, str], Entry] = {}
    for entry in same:
        layer = _layer(entry)
        key = (layer, entry.status, entry.en.casefold())
        if key in seen:
            yield _finding("minor", entry, f"the same entry as in {_place(seen[key])}")
        seen.setdefault(key, entry)
        if entry.status == "forbidden":
            continue
        for english in (entry.en, *entry.variants):
            allowed.setdefault((layer, english.casefold()), entry)
        if entry.status != "preferred":
            continue
        if preferred is None:
            preferred = entry
        elif entry.en.casefold() != preferred.en.casefold():
            if layer == _layer(preferred):
                message = f"{entry.en!r} is preferred here, {preferred.en!r} in {_place(preferred)}"
                yield _finding("major", entry, message)
            else:
                message = f"shadowed by {preferred.en!r} in {_place(preferred)}"
                yield _finding("neutral", entry, message)
    for entry in same:
        if entry.status == "forbidden":
            other = allowed.get((_layer(entry), entry.en.casefold()))
            if other is not None:
                message = f"{entry.en!r} is forbidden here and allowed in {_place(other)}"
                yield _finding("major", entry, message)
    if all(entry.status == "forbidden" for entry in same):
        yield _finding("minor", same[0], "only forbidden English: nothing says what is right")


def _layer(entry: Entry) -> str:
    return "" if entry.origin == "builtin" else entry.file


def _place(entry: Entry) -> str:
    return f"{entry.file}, line {entry.line}"


def _finding(severity: LintSeverity, entry: Entry, message: str) -> LintFinding:
    return LintFinding(severity, entry.file, entry.line, f"{entry.zh}: {message}")
