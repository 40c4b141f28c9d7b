"""XLIFF: valid against the strict schema of OASIS and zhdoc's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from toolkit.bilingual import write
from toolkit.document import Document

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
COMBINED = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="urn:oasis:names:tc:xliff:document:1.2" schemaLocation="{strict}"/>
<xsd:import namespace="urn:zhdoc:1" schemaLocation="{own}"/>
</xsd:schema>"""


@pytest.fixture
def schema(tmp_path: Path) -> etree.XMLSchema:
    text = (SCHEMAS / "xliff-core-1.2-strict.xsd").read_text("utf-8")
    local = text.replace("http://www.w3.org/2001/xml.xsd", (SCHEMAS / "xml.xsd").as_uri())
    strict = tmp_path / "strict.xsd"
    strict.write_text(local, "utf-8")
    own = tmp_path / "zhdoc-1.xsd"
    own.write_bytes(files("toolkit.bilingual").joinpath("zhdoc-1.xsd").read_bytes())
    both = COMBINED.format(strict=strict.as_uri(), own=own.as_uri())
    return etree.XMLSchema(etree.XML(both.encode()))


@pytest.mark.xsd
def test_the_demo_document_is_strictly_valid(demo: Document, schema: etree.XMLSchema) -> None:
    tree = etree.fromstring(write(demo, "xlf"))
    assert schema.validate(tree), schema.error_log


@pytest.mark.xsd
def test_the_schema_catches_a_name_nobody_declared(demo: Document, schema: etree.XMLSchema) -> None:
    content = write(demo, "xlf").replace(b"<zd:run ", b"<zd:runs ")
    assert not schema.validate(etree.fromstring(content))
    assert not schema.validate(
        etree.fromstring(write(demo, "xlf").replace(b"signed-off", b"signed"))
    )


def test_each_state_is_written_as_agreed(demo: Document) -> None:
    tree = etree.fromstring(write(demo, "xlf"))
    name = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    written = {}
    for unit in tree.iterfind(".//x:trans-unit", name):
        target = unit.find("x:target", name)
        assert target is not None
        marks = (target.get("state"), target.get("state-qualifier"), unit.get("approved"))
        written[unit.get("id")] = marks
    states = {segment.id: segment.state for segment in demo.segments()}
    agreed = {
        "machine": ("needs-review-translation", "leveraged-mt", "no"),
        "memory": ("needs-review-translation", "exact-match", "no"),
        "edited": ("translated", None, "no"),
        "approved": ("signed-off", None, "yes"),
        "none": ("needs-translation", None, "no"),
    }
    assert set(states.values()) == set(agreed)
    assert written == {name: agreed[state] for name, state in states.items()}
