"""The samples and the seed against what a person made of them, without looking at line breaks."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.document import Damage, RepairedDocument
from toolkit.reading import read_document
from toolkit.repair import repair_document
from toolkit.segmenter import Segmenter

ROOT = Path(__file__).resolve().parent.parent.parent
EXPECTED = ROOT / "tests" / "expected"
SAMPLES = {path.stem: path for path in sorted((ROOT / "corpus" / "samples").glob("*.*"))}
NAMES = sorted(
    path.name.removesuffix(".repaired.txt")
    for path in (EXPECTED / "samples").glob("*.repaired.txt")
)
SEED = ROOT.parent / "shared" / "seed" / "luojiang-2006-work-summary.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def squash(text: str) -> str:
    return "".join(text.split())


def place_in_text(document: RepairedDocument, damage: Damage) -> int:
    """How many visible characters of the repaired text stand before the damage."""
    count = 0
    for paragraph in document.paragraphs:
        if damage.start <= paragraph.offsets.source_end:
            return count + len(squash(paragraph.text[: paragraph.offsets.to_derived(damage.start)]))
        count += len(squash(paragraph.text))
    raise AssertionError(f"outside the text: {damage}")


def reported(document: RepairedDocument) -> set[tuple[int, str]]:
    return {(place_in_text(document, damage), damage.kind) for damage in document.damage}


@pytest.fixture(scope="module")
def seed(segmenter: Segmenter) -> RepairedDocument:
    return repair_document(read_document(SEED), segmenter)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_a_person_repaired_it(name: str, segmenter: Segmenter) -> None:
    document = repair_document(read_document(SAMPLES[name]), segmenter)
    expected = (EXPECTED / "samples" / f"{name}.repaired.txt").read_text(encoding="utf-8")
    repaired = "".join(paragraph.text for paragraph in document.paragraphs)
    assert repaired == expected.replace("\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_is_cut_where_a_line_goes_on(name: str, segmenter: Segmenter) -> None:
    document = repair_document(read_document(SAMPLES[name]), segmenter)
    expected = (EXPECTED / "samples" / f"{name}.repaired.txt").read_text(encoding="utf-8")
    ends, count = set(), 0
    for line in expected.splitlines():
        count += len(line)
        ends.add(count)
    count = 0
    for paragraph in document.paragraphs:
        count += len(paragraph.text)
        assert count in ends, paragraph.text[-20:]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_repaired_by_hand_stays(name: str, repaired: Callable[..., list[str]]) -> None:
    expected = (EXPECTED / "samples" / f"{name}.repaired.txt").read_text(encoding="utf-8")
    assert repaired(*expected.splitlines()) == expected.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_repairing_a_sample_twice_changes_nothing_more(
    name: str, segmenter: Segmenter, repaired: Callable[..., list[str]]
) -> None:
    document = repair_document(read_document(SAMPLES[name]), segmenter)
    once = [paragraph.text for paragraph in document.paragraphs]
    assert repaired(*once) == once


@pytest.mark.parametrize("name", NAMES)
def test_a_samples_losses_are_reported(name: str, segmenter: Segmenter) -> None:
    document = repair_document(read_document(SAMPLES[name]), segmenter)
    lines = (EXPECTED / "samples" / f"{name}.repaired.txt").read_text(encoding="utf-8").split("\n")
    wanted = set()
    for row in rows(EXPECTED / "samples" / f"{name}.lost.tsv"):
        if row["kind"] == "lost-label":
            continue  # those are the outline's
        number = int(row["line"]) - 1
        before, after = row["before"] or "", row["after"] or ""
        place = lines[number].index(before + after) + len(before)
        above = sum(len(squash(line)) for line in lines[:number])
        wanted.add((above + len(squash(lines[number][:place])), row["kind"]))
    found = reported(document)
    assert len(found - wanted) == 0, sorted(found - wanted)
    assert len(wanted - found) <= len(wanted) / 10, sorted(wanted - found)


@needs_seed
def test_the_seeds_chunk_and_page_numbers_are_gone(seed: RepairedDocument) -> None:
    source = seed.raw.text
    for file, kind in (("pages.tsv", "page-number"), ("chunks.tsv", "chunk-number")):
        wanted = set()
        for row in rows(EXPECTED / "seed" / file):
            if kind == "page-number":
                before = row["before"].replace("\\n", "\n")
                after = row["after"].replace("\\n", "\n")
                place = source.index(before + row["number"] + after) + len(before)
            else:
                place = source.index("\n" + row["number"] + "、" + row["after"]) + 1
            wanted.add(place)
        assert {entry.start for entry in seed.log if entry.kind == kind} == wanted


@needs_seed
def test_the_seed_keeps_its_body_and_nothing_else(seed: RepairedDocument) -> None:
    text = "".join(paragraph.text for paragraph in seed.paragraphs)
    assert text.endswith("2006 年 11 月 29 日")
    assert rows(EXPECTED / "seed" / "outline.tsv")[0]["title_start"] == text[:8]
    body = seed.raw.text[seed.paragraphs[0].offsets.to_source(0) :]
    body = body[: body.index("29 日") + len("29 日")]
    dropped = [e for e in seed.log if e.kind in ("chunk-number", "page-number")]
    assert sum("\u4e00" <= c <= "\u9fff" for c in body) == sum(
        "\u4e00" <= c <= "\u9fff" for c in text
    )
    assert all(not any("\u4e00" <= c <= "\u9fff" for c in entry.before) for entry in dropped)


@needs_seed
def test_the_seeds_losses_are_reported(seed: RepairedDocument) -> None:
    text = squash("".join(paragraph.text for paragraph in seed.paragraphs))
    wanted, allowed = set(), set()
    for file in ("lost.tsv", "lost-doubtful.tsv"):
        for row in rows(EXPECTED / "seed" / file):
            if row["kind"] != "lost-label":
                before = row["before"] or ""
                place = text.index(before + row["after"]) + len(before)
                (wanted if file == "lost.tsv" else allowed).add((place, row["kind"]))
    found = reported(seed)
    assert len(found & wanted) >= 20, sorted(wanted - found)
    assert len(found - wanted - allowed) <= 1, sorted(found - wanted - allowed)
