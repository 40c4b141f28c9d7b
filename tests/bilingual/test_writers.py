"""TSV, JSONL and Markdown, and the registry of formats."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from toolkit.bilingual import FORMATS, write
from toolkit.bilingual.lines import flat_document
from toolkit.document import Document, Finding, Segment
from toolkit.errors import UsageError
from toolkit.offsets import OffsetMap


def test_every_format_is_written_and_the_bytes_depend_on_the_document_alone(demo: Document) -> None:
    assert {"xlf", "html", "tsv", "xlsx", "tmx", "xliff2", "jsonl", "md", "audit"} <= set(FORMATS)
    suffixes = [known.suffix for known in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes) and all(s.startswith(".") for s in suffixes)
    for name in ("xlf", "html", "tsv", "tmx", "xliff2", "jsonl", "md"):
        content = write(demo, name)
        assert content == write(replace(demo), name)
        assert content.endswith(b"\n") and b"\r" not in content
        assert "新认定".encode() in content


def test_an_unknown_format_is_wrong_usage(demo: Document) -> None:
    with pytest.raises(UsageError, match=r"unknown format 'odf'; choose from xlf, html, review"):
        write(demo, "odf")


def test_importing_the_package_loads_no_reader() -> None:
    code = "import sys, toolkit.bilingual; print('lxml' in sys.modules, 'json' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_tsv_has_the_agreed_columns(demo: Document) -> None:
    lines = write(demo, "tsv").decode().splitlines()
    assert lines[0] == "id\thash\tsection\tlabel\tsource\ttarget\tstate\tcomment"
    assert len(lines) == 16
    rows = {row.split("\t")[0]: row.split("\t") for row in lines[1:]}
    assert rows["s0004"][2:5] == ["1", "一、", "一、强化企业创新主体地位"]
    assert rows["s0009"][5:] == ["", "none", ""]
    assert rows["s0007"][7] == "", "what repair noted is no comment"
    assert rows["s0002"][7].startswith("Dropped")


def test_tsv_keeps_what_a_spreadsheet_might_take_for_a_formula(demo: Document) -> None:
    segment = next(demo.segments())
    sums = demo.with_segments({segment.id: replace(segment, target="=1+1\t@x")})
    assert "\t=1+1\\t@x\t" in write(sums, "tsv").decode()


def test_jsonl_gives_a_light_to_what_no_person_has_seen_to(demo: Document) -> None:
    rows = [json.loads(line) for line in write(demo, "jsonl").splitlines()]
    for row in rows:
        reviewed = row["state"] in ("edited", "approved")
        assert (row["confidence"] is None) == reviewed
        if any(f["severity"] in ("major", "critical") for f in row["findings"]) and not reviewed:
            assert row["confidence"] == "red"
    assert {"red", "amber", None} <= {row["confidence"] for row in rows}


def test_jsonl_has_the_agreed_keys(demo: Document) -> None:
    rows = [json.loads(line) for line in write(demo, "jsonl").splitlines()]
    assert [row["id"] for row in rows] == [segment.id for segment in demo.segments()]
    assert list(rows[5]) == [
        "id",
        "section",
        "level",
        "label",
        "source",
        "target",
        "state",
        "terms",
        "numbers",
        "confidence",
        "findings",
    ]
    assert (rows[5]["section"], rows[5]["level"], rows[3]["label"]) == ("1.1", 2, "一、")
    assert rows[5]["terms"] == [
        {
            "zh": "高新技术企业",
            "en": "high-tech enterprise",
            "source": [3, 9],
            "target": None,
            "fate": "missing",
        }
    ]
    money = rows[2]["numbers"][0]
    assert money == {
        "type": "money",
        "value": "820000000",
        "unit": "yuan",
        "source": [8, 13],
        "target": [17, 33],
        "fate": "enforced",
    }
    source, target = rows[2]["source"], rows[2]["target"]
    assert (source[8:13], target[17:33]) == ("8.2亿元", "820 million yuan")
    assert [f["code"] for f in rows[5]["findings"]] == ["number", "term-missing"]
    assert set(rows[5]["findings"][0]) == {
        "key",
        "code",
        "mqm",
        "severity",
        "segment",
        "source",
        "target",
        "message",
    }
    assert rows[6]["numbers"][0]["type"] == "lost" and rows[6]["numbers"][0]["value"] is None


def test_markdown_is_a_table_of_pairs_under_bilingual_headings(demo: Document) -> None:
    lines = write(demo, "md").decode().splitlines()
    assert lines[0] == (
        "# 青溪县科学技术局2019年工作总结和2020年工作计划 · Work Summary for 2019 and Work Plan for 2020"
        " of the Qingxi County Science and Technology Bureau"
    )
    assert "### （一）培育高新技术企业 · (I) Fostering high-tech enterprises." in lines
    assert "| s0015 | 2019年12月30日 | December 30, 2019 | machine |" in lines
    assert any("**critical** (number): 46.34亿元" in line for line in lines)
    assert not any("Quotation marks differ" in line for line in lines), (
        "ignored findings are left out"
    )


def test_what_is_ignored_in_one_segment_is_told_of_another_with_the_same_chinese() -> None:
    pairs = [
        Segment(name, "好", OffsetMap.identity(1), 1, target="Bad", ignored=keys)
        for name, keys in (("s1", ("k",)), ("s2", ()))
    ]
    findings = tuple(
        Finding("k", "length", "x", "minor", pair.id, f"of {pair.id}") for pair in pairs
    )
    document = replace(flat_document("a.xlf", "text", "utf-8", pairs), findings=findings)
    text = write(document, "md").decode()
    assert "of s2" in text and "of s1" not in text and "Findings: 1 minor" in text


def test_markdown_has_a_table_of_the_document_as_a_table() -> None:
    cells = [
        Segment(
            f"s{n:04d}",
            source,
            OffsetMap.identity(len(source)),
            n,
            target=target,
            kind="cell",
            place=f"table {table}, row {row}, column {column}",
        )
        for n, (source, target, table, row, column) in enumerate(
            [
                ("项目", "Item", 1, 1, 1),
                ("期限", "Deadline", 1, 1, 2),
                ("堤防", "", 1, 2, 1),
                ("甲|乙", "A", 2, 1, 1),
                ("丙", "B", 2, 1, 2),
            ],
            1,
        )
    ]
    text = write(flat_document("x.docx", "docx", "", cells), "md").decode()
    assert text.endswith(
        "\nTable 1, s0001 to s0003:\n\n"
        "| 项目 / Item | 期限 / Deadline |\n| --- | --- |\n| 堤防 / — |  |\n\n"
        "Table 2, s0004 to s0005:\n\n| 甲\\|乙 / A | 丙 / B |\n| --- | --- |\n"
    )


def test_markdown_holds_no_markup_of_the_text(demo: Document) -> None:
    segment = next(demo.segments())
    odd = "*a* | <b>`c`\n[d](e)_f_ 5 < 6 & #7"
    text = write(demo.with_segments({segment.id: replace(segment, target=odd)}), "md").decode()
    row = next(line for line in text.splitlines() if line.startswith("| s0001"))
    assert "\\*a\\* \\| \\<b\\>\\`c\\`<br>\\[d\\](e)\\_f\\_ 5 \\< 6 \\& \\#7" in row
    assert row.replace("\\|", "").count("|") == 5
