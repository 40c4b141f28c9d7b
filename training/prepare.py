"""Makes the training data: clean texts, the SentencePiece model, alignments and spots, encoded.

Writes ``texts/<source>.tsv``, ``sentencepiece.model``, ``data/<source>.npz`` (see mixture.Data),
``data/inventions.npz`` and ``data/manifest.json`` into the work folder. Steps that are done are
not done again unless their source is named with ``--only``, as one is whose files have changed. A folder
that holds the data of another recipe, or of other held-out lines, is refused (``made-from.json``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from align import Aligner
from invent import Inventor
from mixture import KINDS, Data, flat
from pairs import NearDuplicates, fold_line, read_pairs
from sources import REPOSITORY, Texts, load_source, read_recipe, source_files
from spots import Analyst, Spot
from tokenizer import Vocabulary, train_pieces

from toolkit.pipeline import Translator
from toolkit.traditional import to_simplified

__all__ = ["check_work", "clean", "encode", "held_out_files", "held_out_lines"]

CORPUS = REPOSITORY / "corpus"

LONGEST = 144
"""Pieces of either side; longer pairs are left out."""

_INVENTIONS = 4000
"""Invented texts of each kind."""


def held_out_files(public: Path | None) -> list[Path]:
    """The files of every development and test set: ours, the references, the samples, the public ones."""
    sets = sorted(public.glob("*.tsv")) if public else []
    if public and not sets:
        raise SystemExit(f"{public}: no .tsv file; --public names the folder of development sets")
    return [
        *sorted((CORPUS / "parallel" / "dev").glob("*.tsv")),
        *sorted((CORPUS / "parallel" / "test").glob("*.tsv")),
        *sorted((CORPUS / "references").glob("*.tsv")),
        *sorted(
            p for p in (CORPUS / "samples").iterdir() if p.suffix in (".txt", ".html", ".docx")
        ),
        *sets,
    ]


def held_out_lines(files: Sequence[Path]) -> list[str]:
    """The simplified Chinese of :func:`held_out_files`; of a document, as the product reads it."""
    reader = Translator()
    lines: list[str] = []
    for path in files:
        if path.suffix != ".tsv":
            lines += (segment.source for segment in reader.outline(path).segments())
        elif path.parent.parent == CORPUS / "parallel":
            lines += (pair.zh for pair in read_pairs(path))
        else:
            column = 1 if path.parent == CORPUS / "references" else 0
            rows = path.read_text(encoding="utf-8").splitlines()
            lines += (row.split("\t")[column] for row in rows if row.count("\t") >= column)
    return [to_simplified(line) for line in lines]


def check_work(
    recipe: Mapping[str, Any], held_out: Sequence[Path], work: Path, only: set[str]
) -> None:
    """End the program where the work folder holds data that this recipe would not make."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in held_out)).hexdigest()
    sources = {f"source {name}": settings for name, settings in recipe["sources"].items()}
    wanted = {
        "pieces": recipe["pieces"],
        "alignment": recipe["alignment"],
        "held-out lines": digest,
        **sources,
    }
    path = work / "made-from.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    changed = [
        key
        for key, value in wanted.items()
        if known.get(key, value) != value and key.removeprefix("source ") not in only
    ]
    if changed:
        raise SystemExit(
            f"{work} holds the data of another recipe: {', '.join(changed)}; delete the folder, or"
            " name another with --work"
        )
    path.write_text(json.dumps(known | wanted, indent=1) + "\n", encoding="utf-8")


def clean(recipe: Mapping[str, Any], data: Path, held_out: Sequence[str], work: Path) -> None:
    """Write the usable pairs of every source that is missing to ``texts/``."""
    folder = work / "texts"
    folder.mkdir(parents=True, exist_ok=True)
    near = NearDuplicates(held_out)
    print(f"{len(near.lines)} held-out lines", flush=True)
    seen: set[str] = set()
    for name, settings in recipe["sources"].items():
        path = folder / f"{name}.tsv"
        if path.exists():
            seen |= {fold_line(chinese) for chinese, _ in read_texts(work, name)}
            continue
        rows = load_source(name, settings, data, near, seen)
        (work / "data" / f"{name}.npz").unlink(missing_ok=True)
        part = path.with_suffix(".part")
        part.write_text("".join(f"{z}\t{e}\n" for z, e in rows), encoding="utf-8")
        part.replace(path)
        print(f"{name}: {len(rows)} pairs", flush=True)


def read_texts(work: Path, name: str) -> Texts:
    """What :func:`clean` wrote for a source."""
    lines = (work / "texts" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    return [(fields[0], fields[1]) for fields in (line.split("\t") for line in lines if line)]


def count_pieces(recipe: Mapping[str, Any], work: Path) -> None:
    """Train the SentencePiece model on a sample that weighs sources as the stages do together."""
    chance = random.Random(1)  # noqa: S311  has to be repeatable
    shares: dict[str, float] = {}
    for stage in recipe["stages"].values():
        for name, share in stage["mix"].items():
            shares[name] = shares.get(name, 0.0) + share / len(recipe["stages"])
    lines: list[str] = []
    for name, share in shares.items():
        rows = read_texts(work, name)
        wanted = int(recipe["pieces"]["sample"] * share)
        drawn = chance.sample(rows, min(len(rows), wanted)) if rows else []
        for chinese, english in drawn:
            lines += (chinese, english)
    chance.shuffle(lines)
    for encoded in sorted((work / "data").glob("*.npz")):
        encoded.unlink()  # with other pieces
    train_pieces(lines, recipe["pieces"]["size"], work / "sentencepiece.model")


def encode(recipe: Mapping[str, Any], work: Path) -> None:
    """Write ``data/<source>.npz`` for every source that is missing, inventions, manifest."""
    folder = work / "data"
    folder.mkdir(exist_ok=True)
    vocabulary = Vocabulary(work / "sentencepiece.model")
    print(f"{vocabulary.size} pieces, {vocabulary.target_size} of them English", flush=True)
    names = [n for n in recipe["sources"] if not (folder / f"{n}.npz").exists()]
    manifest = folder / "manifest.json"
    if not names and manifest.exists():
        return
    manifest.unlink(missing_ok=True)  # it is written last: what is broken off goes on from there
    aligner = Aligner(vocabulary.size, vocabulary.target_size)
    sample = list(_sample(recipe, work, vocabulary))
    aligner.learn([s for s, _ in sample], [t for _, t in sample], recipe["alignment"]["rounds"])
    print(f"aligned {len(sample)} pairs", flush=True)
    analyst = Analyst()
    for name in names:
        begun = time.monotonic()
        settings = recipe["sources"][name]
        kept = _encode_source(name, settings, work, vocabulary, aligner, analyst)
        print(f"{name}: {kept}, {time.monotonic() - begun:.0f} s", flush=True)
    _invent(
        folder / "inventions.npz", vocabulary, analyst.phrases, _numbers(recipe, folder, vocabulary)
    )
    write_manifest(work)


def _sample(
    recipe: Mapping[str, Any], work: Path, vocabulary: Vocabulary
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    chance = random.Random(2)  # noqa: S311  has to be repeatable
    rows: Texts = []
    for name, share in recipe["stages"]["general"]["mix"].items():
        texts = read_texts(work, name)
        rows += chance.sample(texts, min(len(texts), int(3 * share * recipe["alignment"]["pairs"])))
    rows = chance.sample(rows, min(len(rows), recipe["alignment"]["pairs"]))
    for chinese, english in rows:
        source, target = vocabulary.encode(chinese), vocabulary.encode(english)
        if _fits(source, target, vocabulary) and len(source) < 70 and len(target) < 90:
            yield np.array(source, np.uint16), np.array(target, np.uint16)


def _fits(source: Sequence[int], target: Sequence[int], vocabulary: Vocabulary) -> bool:
    return (
        0 < len(source) < LONGEST
        and 0 < len(target) < LONGEST
        and max(target) < vocabulary.target_size
    )


def _encode_source(
    name: str,
    settings: Mapping[str, Any],
    work: Path,
    vocabulary: Vocabulary,
    aligner: Aligner,
    analyst: Analyst,
) -> str:
    columns: dict[str, list[Any]] = {
        key: []
        for key in (
            "source", "target", "forward", "backward", "cut_source", "cut_target", "cut_forward"
        )
    }  # fmt: skip
    spots: list[tuple[int, ...]] = []
    ends: list[int] = []
    shown: list[list[int]] = []
    for chinese, english in read_texts(work, name):
        source, target = vocabulary.encode(chinese), vocabulary.encode(english)
        if not _fits(source, target, vocabulary):
            continue
        links = aligner.links(np.array(source), np.array(target))
        found = analyst.spots(chinese, english) if settings.get("product") else ()
        cut_source, cut_target, places = _cut(chinese, english, found, vocabulary)
        if max(len(cut_source), len(cut_target)) > 250:
            found, cut_source, cut_target, places = (), [], [], []
        cut_forward: Sequence[int] = (
            aligner.links(np.array(cut_source), np.array(cut_target))[0] if cut_source else []
        )
        for spot, place in zip(found, places, strict=True):
            spots.append((*place, KINDS.index(spot.letter or ("T" if not spot.number else "I"))))
            shown.append(vocabulary.encode(spot.english))
        ends.append(len(spots))
        for key, value in zip(
            columns, (source, target, *links, cut_source, cut_target, cut_forward), strict=True
        ):
            columns[key].append(value)
    arrays: dict[str, np.ndarray] = {}
    for key, rows in columns.items():
        kind = np.uint8 if key.endswith("ward") else np.uint16
        arrays[key], arrays[f"{key}_ends"] = flat(rows, kind)
    arrays["shown"], arrays["shown_ends"] = flat(shown, np.uint16)
    arrays["spots"] = np.array(spots, np.uint8).reshape(-1, 5)
    arrays["spots_ends"] = np.array(ends, np.int32)
    _save(work / "data" / f"{name}.npz", arrays)
    tokens = len(arrays["target"]) + len(ends)
    return f"{len(ends)} pairs, {tokens} target tokens, {len(spots)} spots"


def _cut(
    chinese: str, english: str, spots: Sequence[Spot], vocabulary: Vocabulary
) -> tuple[list[int], list[int], list[tuple[int, int, int, int]]]:
    """Both sides encoded part by part, and where each spot is: source and target, start and end."""
    if not spots:
        return [], [], []
    source, source_spans = _parts(chinese, [(s.start, s.end) for s in spots], vocabulary)
    target, target_spans = _parts(english, [(s.first, s.last) for s in spots], vocabulary)
    places = [(*a, *b) for a, b in zip(source_spans, target_spans, strict=True)]
    return source, target, places


def _parts(
    text: str, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> tuple[list[int], list[tuple[int, int]]]:
    ids: list[int] = []
    places: dict[tuple[int, int], tuple[int, int]] = {}
    position = 0
    for start, end in sorted(spans):
        ids += _part(text, position, start, vocabulary)
        first = len(ids)
        ids += _part(text, start, end, vocabulary)
        places[start, end] = first, len(ids)
        position = end
    ids += _part(text, position, len(text), vocabulary)
    return ids, [places[span] for span in spans]


def _part(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[int]:
    part = text[start:end]
    if not part.strip():
        return []
    glued = start > 0 and text[start - 1] != " " and not part.startswith(" ")
    return vocabulary.encode(part, glued=glued)


def _invent(
    path: Path, vocabulary: Vocabulary, phrases: Sequence[str], numbers: Sequence[tuple[str, str]]
) -> None:
    chance = random.Random(3)  # noqa: S311  has to be repeatable
    inventor = Inventor(chance, phrases)
    arrays: dict[str, np.ndarray] = {}
    names = [
        inventor.name() if chance.random() < 0.5 else inventor.phrase()
        for _ in range(_INVENTIONS * 3)
    ]
    arrays["T"], arrays["T_ends"] = flat([vocabulary.encode(n) for n in names], np.uint16)
    for letter in KINDS[1:]:
        models = [english for kind, english in numbers if kind == letter]
        made = (
            [inventor.number_like(chance.choice(models)) for _ in range(_INVENTIONS)]
            if models
            else []
        )
        arrays[letter], arrays[f"{letter}_ends"] = flat(
            [vocabulary.encode(m) for m in made], np.uint16
        )
    _save(path, arrays)


def _numbers(
    recipe: Mapping[str, Any], folder: Path, vocabulary: Vocabulary
) -> list[tuple[str, str]]:
    """Kind and English of every value in the encoded sources, also those encoded earlier."""
    found: list[tuple[str, str]] = []
    for name, settings in recipe["sources"].items():
        if not settings.get("product"):
            continue
        data = Data(folder / f"{name}.npz")
        for index in range(len(data)):
            for place, (*_, kind) in data.spots(index):
                if KINDS[kind] != "T":
                    found.append((KINDS[kind], vocabulary.processor.decode(data.shown[place])))
    return found


def _save(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write ``arrays`` to ``path``; one that is cut while it is written is not taken for done."""
    part = path.with_suffix(".part")
    with part.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
    part.replace(path)


def write_manifest(work: Path) -> None:
    """``data/manifest.json``: SHA-256 of every file of the data, so that a run can name it."""
    paths = [work / "sentencepiece.model", *sorted((work / "data").glob("*.npz"))]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    text = json.dumps(digests, indent=1) + "\n"
    (work / "data" / "manifest.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of public parallel text")
    parser.add_argument(
        "--public", type=Path, help="folder of public development sets, to leave out"
    )
    parser.add_argument("--work", type=Path, default=REPOSITORY / "training" / "work")
    parser.add_argument("--recipe", type=Path, help="another recipe.toml")
    parser.add_argument("--only", nargs="*", default=[], help="sources to make anew")
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe)
    only = set(arguments.only)
    for name in sorted(only - set(recipe["sources"])):
        parser.error(f"--only {name}: the recipe has the sources {', '.join(recipe['sources'])}")
    for name, settings in recipe["sources"].items():
        source_files(name, settings, arguments.data)  # before hours are spent on the others
    held_out = held_out_files(arguments.public)
    arguments.work.mkdir(parents=True, exist_ok=True)
    check_work(recipe, held_out, arguments.work, only)
    for name in only:
        (arguments.work / "texts" / f"{name}.tsv").unlink(missing_ok=True)
    clean(recipe, arguments.data, held_out_lines(held_out), arguments.work)
    if not (arguments.work / "sentencepiece.model").exists():
        count_pieces(recipe, arguments.work)
    encode(recipe, arguments.work)


if __name__ == "__main__":
    main()
