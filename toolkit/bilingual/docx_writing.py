"""Word files: paragraphs, runs and tables as WordprocessingML, and the package around them.

Markup: ISO/IEC 29500-1, transitional. Lengths are twentieths of a point. Texts keep every character,
a line break is ``w:br`` and a tab ``w:tab``; what XML cannot hold is an OutputError with its segment.
The bytes depend on the arguments alone: no clock time is in them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from toolkit.bilingual.package_dates import fixed_dates
from toolkit.bilingual.xml_text import legal, text

__all__ = [
    "PORTRAIT_WIDTH",
    "cell",
    "chinese",
    "docx_bytes",
    "english",
    "paragraph",
    "row",
    "table",
]

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

# ISO 216: A4 is 210 × 297 mm.
_SHORT, _LONG = 11906, 16838
_MARGIN, _NARROW_MARGIN = 1304, 850  # 23 and 15 mm
PORTRAIT_WIDTH = _SHORT - 2 * _MARGIN
"""Between the margins of an upright page."""

_CHINESE = '<w:rFonts w:hint="eastAsia"/>'  # quotation marks and dashes from the Chinese font
_CHINESE_LANGUAGE = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]|\t")

# Where a named font is missing, Word takes the one under its other name.
_FONTS = {"宋体": "SimSun", "仿宋": "FangSong", "黑体": "SimHei", "楷体": "KaiTi"}

_UNUSED = frozenset(
    "thumbnail extended-properties stylesWithEffects webSettings customXml numbering theme".split()
)
"""Parts of python-docx's template that these files have no use for."""


def english(content: str, place: str, style: str = "") -> str:
    """A run of English; ``place`` names the segment in errors, ``style`` is a character style."""
    return _run(content, place, _style("w:rStyle", style))


def chinese(content: str, place: str, style: str = "") -> str:
    """A run of Chinese, in the East Asian font and marked as zh-CN."""
    return _run(content, place, f"{_style('w:rStyle', style)}{_CHINESE}{_CHINESE_LANGUAGE}")


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of that style; ``properties`` are more of its w:pPr."""
    settings = f"{_style('w:pStyle', style)}{properties}"
    return f"<w:p>{f'<w:pPr>{settings}</w:pPr>' if settings else ''}{runs}</w:p>"


def cell(content: str, width: int, *, span: int = 1, fill: str = "") -> str:
    """A cell of paragraphs; ``span`` is how many columns it covers, ``fill`` its colour."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}</w:tcPr>'
        f"{content}</w:tc>"
    )


def row(cells: Iterable[str], *, heading: bool = False, whole: bool = True) -> str:
    """A row; a ``heading`` comes again on every page, a ``whole`` one keeps to one page."""
    settings = f"{'<w:cantSplit/>' if whole else ''}{'<w:tblHeader/>' if heading else ''}"
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], style: str) -> str:
    """A table of that style with columns of those widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def docx_bytes(
    body: Iterable[str], *, title: str, landscape: bool = False, tracked: bool = False
) -> bytes:
    """A .docx on A4 with page numbers; ``tracked`` turns Word's Track Changes on."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del owner.rels[key]
            elif relation.reltype.endswith("/fontTable"):
                relation.target_part._blob = _fonts()
    styles = files("toolkit.bilingual").joinpath("docx_styles.xml").read_bytes()
    _exchange(document.styles.element, styles)
    _exchange(document.settings.element, _settings(tracked))
    main: Any = document.part  # its add_footer_part has no types
    footer, key = main.add_footer_part()
    _exchange(footer.element, _element("ftr", _page_number()))
    content = f"<w:body>{''.join(body)}{_section(landscape, key)}</w:body>"
    # Moving a tree of 5,000 rows into another takes lxml minutes; this one is put in whole.
    main._element = parse_xml(_element("document", content))
    properties = document.core_properties
    properties.title = legal(title)[:255]  # python-docx takes no more
    properties.author = properties.last_modified_by = "zhdoc"
    properties.language = "en-US"
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(1980, 1, 1, tzinfo=UTC)
    stream = io.BytesIO()
    document.save(stream)
    return fixed_dates(stream.getvalue())


def _element(name: str, content: str) -> bytes:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>".encode()


def _exchange(element: Any, xml: bytes) -> None:
    """What is in ``element`` for what is in ``xml``."""
    from docx.oxml import parse_xml

    element[:] = list(parse_xml(xml))


def _run(content: str, place: str, properties: str) -> str:
    if not content:
        return ""
    parts = []
    start = 0
    for found in _BREAKS.finditer(content):
        parts += [_text(content[start : found.start()], place)]
        parts += ["<w:tab/>" if found[0] == "\t" else "<w:br/>"]
        start = found.end()
    parts.append(_text(content[start:], place))
    settings = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{settings}{''.join(parts)}</w:r>"


def _text(content: str, place: str) -> str:
    return f'<w:t xml:space="preserve">{text(content, place)}</w:t>' if content else ""


def _style(element: str, name: str) -> str:
    return f'<{element} w:val="{name}"/>' if name else ""


def _section(landscape: bool, footer: str) -> str:
    width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if landscape else ""
    side = _NARROW_MARGIN if landscape else _MARGIN
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{side}" w:right="{side}" w:bottom="{side}" w:left="{side}"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _page_number() -> str:
    def number(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    runs = english("Page ", "footer") + number("PAGE") + english(" of ", "footer")
    return paragraph(runs + number("NUMPAGES"), "Footer")


def _settings(tracked: bool) -> bytes:
    return _element(
        "settings",
        f'<w:zoom w:percent="100"/>{"<w:trackRevisions/>" if tracked else ""}'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/>',
    )


def _fonts() -> bytes:
    latin = (
        '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    )
    return _element(
        "fonts",
        latin
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
            for name, other in _FONTS.items()
        ),
    )
