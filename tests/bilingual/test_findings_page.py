"""The report of findings: each once with its pair, worst first, everything escaped, nothing loaded."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from lxml import html

from toolkit.bilingual.findings_page import write_findings_page
from toolkit.bilingual.lines import flat_document
from toolkit.document import SEVERITIES, Document, Finding, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import with_findings


def _page(document: Document) -> tuple[bytes, html.HtmlElement]:
    content = write_findings_page(document, document.findings)
    return content, html.document_fromstring(content.decode())


def test_every_finding_is_there_once_under_the_worst_of_its_segment(demo: Document) -> None:
    checked = with_findings(demo)
    assert checked.findings
    _, root = _page(checked)
    order = []
    for section in root.findall(".//section"):
        order.append(section.get("aria-label"))
        for article in section.findall(".//article"):
            classes = [item.get("class") for item in article.findall(".//li")]
            assert classes == sorted(classes, key=SEVERITIES.index, reverse=True)
            assert classes[0] == order[-1]
    assert len(root.findall(".//li")) == len(checked.findings)
    assert order == [s for s in reversed(SEVERITIES) if s in order]
    assert len(order) > 1


def test_a_finding_stands_with_its_pair(demo: Document) -> None:
    checked = with_findings(demo)
    _, root = _page(checked)
    segments = {segment.id: segment for segment in checked.segments()}
    articles = root.findall(".//article")
    assert articles
    for article in articles:
        name = article.find('.//span[@class="id"]').text_content()
        if name in segments:
            assert article.find('.//p[@class="source"]').text_content() == segments[name].source


def test_kinds_are_counted_with_their_mqm_type(demo: Document) -> None:
    checked = with_findings(demo)
    _, root = _page(checked)
    counts = {
        row[1].text_content(): int(row[3].text_content()) for row in root.findall(".//tbody/tr")
    }
    assert counts == Counter(finding.code for finding in checked.findings)
    assert "accuracy/" in root.find(".//tbody").text_content()


def test_without_findings_the_page_says_so(demo: Document) -> None:
    _, root = _page(replace(demo, findings=()))
    assert "Nothing was found." in root.text_content()
    assert root.findall(".//article") == []


def test_what_is_found_of_no_segment_counts_as_none(demo: Document) -> None:
    finding = Finding("k", "source-damage", "accuracy/omission", "minor", "", "a page is missing")
    _, root = _page(replace(demo, findings=(finding,)))
    assert [figure.text_content() for figure in root.findall(".//dd")][1:] == ["0", "1"]
    assert root.find(".//h2").text_content() == "Minor"
    assert root.find('.//article//span[@class="id"]').text_content() == "document"


def test_an_ignored_finding_is_called_so() -> None:
    pair = Segment("1", "好", OffsetMap.identity(1), 1, target="Good", ignored=("k",))
    finding = Finding("k", "number", "accuracy/mistranslation", "critical", "1", "m")
    plain = flat_document("a.tsv", "tsv", "utf-8", [pair])
    _, root = _page(replace(plain, findings=(finding,)))
    assert root.find(".//li").text_content().startswith("Ignored")


def test_texts_are_escaped_and_nothing_is_loaded() -> None:
    bad = "<script>alert(1)</script>&'\""
    source = f"增长5%{bad}"
    pair = Segment("1", source, OffsetMap.identity(len(source)), 1, target=f"up 6%{bad}")
    plain = flat_document("a.tsv", "tsv", "utf-8", [pair])
    finding = Finding("k", "number", "accuracy/mistranslation", "critical", "1", bad)
    content, root = _page(replace(plain, name=f"{bad}.tsv", findings=(finding,)))
    assert root.findall(".//script") == []
    assert bad in root.text_content()
    policy = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', content)
    assert policy is not None
    assert b"default-src 'none'" in policy[1]
    assert b"script-src" not in policy[1]
    assert not re.search(rb"<[^>]*\b(?:src|href)=", content)
