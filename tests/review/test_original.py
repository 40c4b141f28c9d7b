"""A segment's source as it was before repair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bilingual import read_xliff, write
from toolkit.document import Document, RawDocument, RepairEntry, Section, Segment
from toolkit.offsets import Edit, OffsetMap
from toolkit.outline import outline_document
from toolkit.pipeline import outline_file
from toolkit.reading import read_document
from toolkit.repair import repair_document
from toolkit.review.original import REPAIRS, OriginalPiece, original_pieces
from toolkit.segmenter import Segmenter

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").iterdir())


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


def outlined(path: Path, segmenter: Segmenter) -> tuple[RawDocument, Document]:
    raw = read_document(path)
    return raw, outline_document(repair_document(raw, segmenter), segmenter)


def before(pieces: list[OriginalPiece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "inserted")


def check(raw: RawDocument, document: Document) -> set[str]:
    """The kinds of repair that the segments name."""
    kinds: set[str] = set()
    for segment in document.segments():
        start, end = segment.source_span
        pieces = original_pieces(document, segment)
        assert before(pieces) == raw.text[start:end], segment.id
        assert "".join(piece.now for piece in pieces) == segment.source, segment.id
        for piece in pieces:
            assert piece.text
            assert bool(piece.repairs) == (piece.kind != "kept"), piece
            kinds.update(piece.repairs)
    return kinds


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_it_is_the_decoded_source_to_the_character(path: Path, segmenter: Segmenter) -> None:
    raw, document = outlined(path, segmenter)
    assert check(raw, document) <= set(REPAIRS)


@pytest.mark.seed
def test_it_is_the_decoded_source_of_the_seed(seed: Path, segmenter: Segmenter) -> None:
    raw, document = outlined(seed, segmenter)
    assert {"width", "space", "chunk-number"} <= check(raw, document)


def test_it_survives_the_aligned_file(tmp_path: Path, segmenter: Segmenter) -> None:
    path = next(p for p in SAMPLES if p.name == "civil-affairs-report-webpage.txt")
    raw, document = outlined(path, segmenter)
    aligned = tmp_path / "report.xlf"
    aligned.write_bytes(write(document, "xlf"))
    check(raw, read_xliff(aligned))


def test_each_piece_says_what_was_done(tmp_path: Path, segmenter: Segmenter) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("全县投入资金３００万元,比上年增 长一成。\n", encoding="utf-8")
    document = outline_file(path, segmenter=segmenter)
    (segment,) = document.segments()
    pieces = original_pieces(document, segment)
    told = [(p.kind, p.text, p.now, p.repairs) for p in pieces if p.kind != "kept"]
    assert told == [
        ("changed", "３００", "300", ("width",)),
        ("changed", ",", "，", ("width",)),
        ("dropped", " ", "", ("space",)),
    ]
    assert all(piece.reason in REPAIRS.values() for piece in pieces if piece.repairs)


def test_what_stood_between_two_halves_of_a_line_is_named(segmenter: Segmenter) -> None:
    path = next(p for p in SAMPLES if p.name == "safety-notice-gb18030.txt")
    _, document = outlined(path, segmenter)
    segment = next(
        s for s in document.segments() if "岚屏市" not in s.source and "达到100%" in s.source
    )
    gone = [p for p in original_pieces(document, segment) if p.kind == "dropped"]
    assert "岚屏市人民政府公报" in "".join(piece.text for piece in gone)
    assert {"running-head", "broken-line"} <= {kind for piece in gone for kind in piece.repairs}


def test_without_repairs_it_is_one_kept_piece(tmp_path: Path, segmenter: Segmenter) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("全县新建农村公路32公里。\n", encoding="utf-8")
    document = outline_file(path, segmenter=segmenter)
    (segment,) = document.segments()
    assert original_pieces(document, segment) == [
        OriginalPiece(segment.source, "kept", segment.source)
    ]


def made(source: str, offsets: OffsetMap, *log: RepairEntry) -> tuple[Document, Segment]:

    segment = Segment("s1", source, offsets, 1)
    root = Section("r", 0, "", None, "", has_heading=False, segments=(segment,))
    return Document("a.txt", "text", "utf-8", root, log=log), segment


def test_what_was_put_in_is_told_from_what_was_there() -> None:
    identity = OffsetMap.identity(3)

    document, segment = made(
        "一、二三",
        identity.after([Edit(1, 1, "、")]),
        RepairEntry("number", 1, 1, "", "、"),
    )
    assert original_pieces(document, segment) == [
        OriginalPiece("一", "kept", "一"),
        OriginalPiece("、", "inserted", "、", ("number",)),
        OriginalPiece("二三", "kept", "二三"),
    ]


def test_an_insertion_at_the_end_and_one_repair_over_another() -> None:

    once = OffsetMap.identity(4).after([Edit(1, 3, "乙")])
    twice = once.after([Edit(0, 2, "丙丙丙"), Edit(3, 3, "。")])
    document, segment = made(
        "丙丙丙丁。",
        twice,
        RepairEntry("space", 0, 3, "甲  ", "丙丙丙"),
        RepairEntry("width", 1, 3, "  ", "乙"),
        RepairEntry("width", 4, 4, "", "。"),
    )
    pieces = original_pieces(document, segment)
    assert before(pieces) == "甲  丁"
    assert "".join(piece.now for piece in pieces) == segment.source


@pytest.mark.parametrize(
    "log",
    [
        (),
        (RepairEntry("space", 1, 3, " ", ""),),
    ],
    ids=["no entry for a gap", "an entry that contradicts itself"],
)
def test_nothing_is_said_where_the_log_does_not_fit(log: tuple[RepairEntry, ...]) -> None:
    document, segment = made("甲乙", OffsetMap((0, 1), (0, 3), 2, 4), *log)
    assert original_pieces(document, segment) == []


def test_an_empty_source(segmenter: Segmenter) -> None:
    document, segment = made("", OffsetMap((0,), (5,), 0, 5))
    assert original_pieces(document, segment) == []
    assert original_pieces(replace(document, log=()), segment) == []
