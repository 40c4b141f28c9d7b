"""Builds small docx files from XML fragments, so that tests need no binary fixtures.

The fixture ``word`` has the builders as attributes: ``word.docx(word.paragraph("…"))``.
"""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
_KINDS = {  # part → kind of relationship
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "footnotes.xml": "footnotes",
    "endnotes.xml": "endnotes",
    "header1.xml": "header",
    "header2.xml": "header",
    "footer1.xml": "footer",
    "diagrams/data1.xml": "diagramData",
}
_ROOTS = {"header": "hdr", "footer": "ftr"}

CONTENT_TYPES = '<?xml version="1.0"?><Types/>'
MAIN_RELATIONSHIP = (
    '<?xml version="1.0"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def part(root: str, content: str) -> str:
    """An XML part with every namespace that the tests use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip file of those members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, parts: dict[str, str] | None = None) -> bytes:
    """A docx with that body; ``parts`` are the contents of further parts ("header1.xml" …)."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": MAIN_RELATIONSHIP,
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    relations = []
    for name, content in (parts or {}).items():
        kind = _KINDS[name]
        relations.append(
            f'<Relationship Id="{name.split(".")[0]}" Type="{_R}/{kind}" Target="{name}"/>'
        )
        members[f"word/{name}"] = part(_ROOTS.get(kind, kind), content)
    members["word/_rels/document.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns='
        '"http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>"
    )
    return zipped(members)


@pytest.fixture(scope="session")
def word() -> SimpleNamespace:
    """The builders of this module."""
    return SimpleNamespace(
        namespace=W,
        content_types=CONTENT_TYPES,
        main_relationship=MAIN_RELATIONSHIP,
        part=part,
        paragraph=paragraph,
        run=run,
        zipped=zipped,
        docx=docx,
    )
