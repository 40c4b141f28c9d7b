"""Reads the recipe's sources: usable, clean, unique pairs that no held-out set knows."""

from __future__ import annotations

import lzma
import random
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pairs import NearDuplicates, fold_line

__all__ = ["REPOSITORY", "Texts", "load_source", "normalise", "read_recipe", "source_files"]

Texts = list[tuple[str, str]]
"""Chinese and English, both as the model sees them (:func:`normalise`)."""

REPOSITORY = Path(__file__).resolve().parent.parent
_FOLDERS = {"corpus": REPOSITORY / "corpus" / "parallel", "glossary": REPOSITORY / "glossary"}

_HAN = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(r"[\u2e80-\uffef⟦⟧⟪⟫\u0400-\u1fff]")
_MARKS = re.compile("[⟦⟧⟪⟫]")
_CODE = re.compile(r"[{}<>_=\\|`#@$]|https?:|\(\)|\w\.\w+\(")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xad": ""})
_GLOSS = re.compile(r"variant|surname|abbr|see |CL:|\bsb\b|\bsth\b|used in|classifier|\(|\[")

LONGEST = 170
"""Chinese characters of a pair."""


def read_recipe(path: Path | None = None) -> dict[str, Any]:
    """The recipe, from ``recipe.toml`` beside this file unless another is named."""
    with (path or Path(__file__).with_name("recipe.toml")).open("rb") as stream:
        return tomllib.load(stream)


def normalise(chinese: str, english: str) -> tuple[str, str]:
    """NFKC and straight quotes, as the engine gives texts to the model."""
    source = unicodedata.normalize("NFKC", chinese).strip()
    target = unicodedata.normalize("NFKC", english).translate(_QUOTES).strip()
    return source, re.sub(r"\s+", " ", target)


def load_source(
    name: str, settings: Mapping[str, Any], data: Path, held_out: NearDuplicates, seen: set[str]
) -> Texts:
    """The pairs of one source; ``seen`` collects Chinese lines across sources, the first wins."""
    rows: Texts = []
    for path in source_files(name, settings, data):
        rows.extend(_usable(_lines(path), settings))
    unique: Texts = []
    for chinese, english in rows:
        key = fold_line(chinese)
        if key and key not in seen and held_out.find(chinese) is None:
            seen.add(key)
            unique.append((chinese, english))
    limit = settings.get("limit", 0)
    if limit and len(unique) > limit:
        unique = random.Random(name).sample(unique, limit)  # noqa: S311  has to be repeatable
    return unique


def source_files(name: str, settings: Mapping[str, Any], data: Path) -> list[Path]:
    """The files of one source; ends the program where a pattern of the recipe finds none."""
    folder = _FOLDERS.get(settings.get("folder", ""), data)
    files: list[Path] = []
    for pattern in settings["files"]:
        found = sorted(folder.glob(pattern))
        if not found:
            raise SystemExit(
                f"source {name}: no file {folder / pattern}; name the folder that has the files of"
                " the recipe, or take the source out of the recipe"
            )
        files += found
    return files


def _lines(path: Path) -> Iterator[Sequence[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                fields = line.rstrip("\n").split("\t")
                if len(fields) >= 2 and not line.startswith("# ") and fields[0] != "zh":
                    yield fields
    except (EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path}: cannot be read ({error}); fetch the file anew") from error


def _usable(
    lines: Iterable[Sequence[str]], settings: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for fields in lines:
        if fields[3:4] == ["forbidden"]:  # the glossary's English that is not to be used
            continue
        chinese, english = normalise(fields[0], fields[1])
        if settings.get("lexicon"):
            english = re.split(r"[;/]", re.sub(r"\s*\([^)]*\)", "", english))[0].strip()
            if not 2 <= len(chinese) <= 8 or len(english.split()) > 5 or _GLOSS.search(english):
                continue
        words, han = len(english.split()), len(_HAN.findall(chinese))
        if not han or not words or len(chinese) > LONGEST or words > 110:
            continue
        if _FOREIGN.search(english) or _MARKS.search(chinese):
            continue
        if len(chinese) >= 8 and not 0.25 <= words / len(chinese) <= 1.5:
            continue
        if settings.get("prose") and (
            _CODE.search(chinese + english) or han < 0.6 * len(chinese) or len(chinese) < 6
        ):
            continue
        yield chinese, english
