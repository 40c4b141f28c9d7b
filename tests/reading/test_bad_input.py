"""What cannot be read is refused in one line that names the file and the next step."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import ReadingError
from toolkit.reading import archive, read_bytes, read_document, reader

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes, name: str = "文件.docx") -> str:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert len(message) < 300
    return message


def stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"\n%PDF-1.4", "a PDF"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (stream("WordDocument"), "a legacy Word or WPS document"),
        (stream("Workbook"), "a legacy Excel workbook"),
        (stream("PowerPoint Document"), "a legacy PowerPoint"),
        (OLE2, "a legacy Office file"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"GIF89a....", "a GIF image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "an image"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", "a BMP image"),
        (b"\x1f\x8b\x08....", "a gzip archive"),
        (b"Rar!\x1a\x07\x00....", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c....", "a 7z archive"),
        (b"MZ" + bytes(100) + b"PE\0\0", "a program"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
        ('<?xml version="1.0"?><w:wordDocument>文'.encode(), "an Office document in a single XML"),
        ('<?xml version="1.0"?><data>中文</data>'.encode(), "an XML file"),
    ],
)
def test_other_formats_are_named_whatever_the_extension(data: bytes, what: str) -> None:
    message = refusal(data)
    assert what in message
    assert "zhdoc reads Word .docx, HTML and plain text" in message


@pytest.mark.parametrize(
    ("members", "what"),
    [
        (("xl/workbook.xml", "[Content_Types].xml"), "an Excel workbook"),
        (("ppt/presentation.xml", "[Content_Types].xml"), "a PowerPoint presentation"),
        (("mimetype", "content.xml"), "an OpenDocument file"),
        (("OFD.xml", "Doc_0/Document.xml"), "an OFD document"),
        (("mimetype", "META-INF/container.xml"), "an EPUB book"),
        (("甲.txt",), "a zip archive"),
        ((), "a zip archive"),
    ],
)
def test_other_zip_files_are_named(
    word: SimpleNamespace, members: tuple[str, ...], what: str
) -> None:
    assert what in refusal(word.zipped(dict.fromkeys(members, "内容")))


def test_an_encrypted_document_is_said_to_be_encrypted() -> None:
    message = refusal(stream("EncryptedPackage"))
    assert "an encrypted Office document" in message
    assert "remove the password" in message


def test_an_encrypted_zip_member_is_refused(word: SimpleNamespace) -> None:
    data = bytearray(word.docx(word.paragraph("文")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 1)
    assert "encrypted" in refusal(bytes(data))


@pytest.mark.parametrize(
    "data", [b"", b"   \n\t", "\ufeff".encode(), b"plain English\n", b"\xff\xfe"]
)
def test_without_chinese_there_is_nothing_to_do(data: bytes) -> None:
    message = refusal(data, "a.txt")
    assert "empty" in message or "no Chinese text" in message


def test_a_docx_without_chinese_is_refused(word: SimpleNamespace) -> None:
    assert "no Chinese text" in refusal(word.docx(word.paragraph("English")))


def test_one_chinese_character_is_enough() -> None:
    assert read_bytes("A 文 B".encode(), "a.txt").text == "A 文 B"


def test_binary_garbage_is_refused_with_what_is_read() -> None:
    garbage = bytes(i * i * 31 % 251 for i in range(5000))
    message = refusal(garbage, "x.bin")
    assert "neither text nor a format" in message
    assert "GB18030" in message


def test_a_docx_named_txt_is_read(word: SimpleNamespace) -> None:
    assert read_bytes(word.docx(word.paragraph("正文")), "x.txt").format == "docx"
    assert read_bytes("正文".encode(), "x.docx").format == "text"


# ------------------------------------------------------------------------------ broken docx


def test_a_broken_zip_is_refused(word: SimpleNamespace) -> None:
    data = word.docx(word.paragraph("文"))
    assert "broken" in refusal(data[: len(data) // 2])
    assert "broken" in refusal(b"PK\x03\x04" + bytes(100))


def test_a_damaged_member_is_refused(word: SimpleNamespace) -> None:
    data = bytearray(word.docx(word.paragraph("文" * 500)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert "broken" in refusal(bytes(data))


def test_broken_xml_is_refused_with_its_part(word: SimpleNamespace) -> None:
    data = word.zipped(
        {"[Content_Types].xml": word.content_types, "word/document.xml": "<w:document>文"}
    )
    assert "broken in its part word/document.xml" in refusal(data)


def test_missing_parts_are_named(word: SimpleNamespace) -> None:
    data = word.zipped({"[Content_Types].xml": word.content_types, "word/styles.xml": "<a/>"})
    assert "its part word/document.xml is missing" in refusal(data)
    no_body = {
        "[Content_Types].xml": word.content_types,
        "word/document.xml": word.part("document", ""),
    }
    assert "no document body" in refusal(word.zipped(no_body))


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "文文文文"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("place", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_xml_with_entities_is_refused(word: SimpleNamespace, place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word.docx(word.paragraph("文"), {"styles.xml": ""}))) as made:
        members = {name: made.read(name).decode() for name in made.namelist()}
    members[place] = (
        members[place]
        .replace('<?xml version="1.0"?>', ENTITIES)
        .replace('<?xml version="1.0" encoding="UTF-8"?>', ENTITIES)
    )
    assert ENTITIES in members[place]
    message = refusal(word.zipped(members))
    assert f"its part {place} declares a document type or entities" in message


def test_a_doctype_without_entities_is_refused_too(word: SimpleNamespace) -> None:
    xml = word.part("document", f"<w:body>{word.paragraph('文')}</w:body>")
    xml = xml.replace("?>", '?><!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd">', 1)
    data = word.zipped({"[Content_Types].xml": word.content_types, "word/document.xml": xml})
    assert "declares a document type" in refusal(data)


# ------------------------------------------------------------------------------- zip bombs


def test_a_zip_bomb_is_refused(word: SimpleNamespace) -> None:
    xml = word.part("document", f"<w:body>{word.paragraph('文' * 8_000_000)}</w:body>")
    data = word.zipped({"[Content_Types].xml": word.content_types, "word/document.xml": xml})
    assert len(data) < 100_000
    assert "refused, it unpacks to more than" in refusal(data)


def test_a_file_that_repeats_itself_within_reason_is_read(word: SimpleNamespace) -> None:
    assert len(read_bytes(word.docx(word.paragraph("文" * 2_000_000)), "x").text) == 2_000_000


def test_the_sizes_are_counted_and_not_believed(
    word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(word.docx(word.paragraph("文" * 3000)))
    monkeypatch.setattr(archive, "MAX_UNPACKED", 5000)
    assert "refused" in refusal(bytes(data))
    # The directory now says that every member is small: what comes out is cut there, never more.
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        at = data.find(b"PK\x01\x02", at + 1)
    assert "broken" in refusal(bytes(data))


def test_parts_that_are_read_again_and_again_count_each_time(
    word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = archive.Archive(word.zipped({"a": "文" * 1000}), "x.docx")
    monkeypatch.setattr(archive, "MAX_UNPACKED", 5000)
    assert len(opened.read("a")) == 3000
    with pytest.raises(ReadingError, match="refused"):
        opened.read("A")


def test_an_unusual_compression_is_refused(word: SimpleNamespace) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("[Content_Types].xml", word.content_types)
        made.writestr("word/document.xml", word.part("document", ""))
    assert "compressed in a way" in refusal(out.getvalue())


# ---------------------------------------------------------------------------------- files


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes("正文".encode("gb18030"))
    document = read_document(path)
    assert (document.name, document.text, document.encoding) == ("总结.txt", "正文", "gb18030")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"无\.txt: there is no such file; check"):
        read_document(tmp_path / "无.txt")
    with pytest.raises(ReadingError, match="this is a folder; name a document in it"):
        read_document(tmp_path)
    with pytest.raises(ReadingError, match=r"no such file|cannot be read"):
        read_document(tmp_path / "无.txt" / "x")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "Permission denied"), "no permission to read it"),
        (OSError(5, "Input/output error"), "cannot be read (Input/output error)"),
    ],
)
def test_a_file_that_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert expected in str(caught.value)
    assert "a.txt" in str(caught.value)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文" * 100, encoding="utf-8")
    monkeypatch.setattr(reader, "MAX_FILE", 200)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("was read"))
    with pytest.raises(ReadingError, match="split it"):
        read_document(path)
    assert "split it" in refusal("文".encode() * 100, "a.txt")


def test_a_name_with_a_line_end_stays_one_line() -> None:
    with pytest.raises(ReadingError) as caught:
        read_bytes(b"", "甲\n乙\x1b.txt")
    assert str(caught.value).startswith("甲?乙?.txt: ")


# --------------------------------------------------------------------------------- fuzzing

PREFIXES = st.sampled_from(
    [b"", b"PK\x03\x04", OLE2[:8], b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe\0\0",
     b"<html>", b"<?xml", b"<p>", b"%PDF", b"BM", b"RIFF"]
)  # fmt: skip


@given(PREFIXES, st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_line(prefix: bytes, data: bytes) -> None:
    try:
        document = read_bytes(prefix + data, "x")
    except ReadingError as error:
        assert "\n" not in str(error)
        return
    assert document.paragraphs
    document.text.encode()


@pytest.fixture(scope="session")
def whole(word: SimpleNamespace) -> bytes:
    """A docx with some of everything."""
    body = (
        word.paragraph("一、总则", "<w:numPr><w:numId w:val='1'/></w:numPr>")
        + f"<w:tbl><w:tr><w:tc>{word.paragraph('格')}</w:tc></w:tr></w:tbl>"
    )
    styles = "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/></w:style>"
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    made: bytes = word.docx(body, {"styles.xml": styles, "numbering.xml": numbering})
    return made


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_docx_cut_short_or_changed_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 3))):
        if changed:
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = read_bytes(bytes(changed), "x.docx")
    except ReadingError as error:
        assert "\n" not in str(error)
    else:
        assert document.paragraphs


TAGS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "pPr", "numPr", "numId", "ilvl", "del", "ins", "fldChar",
     "instrText", "br", "sdt", "drawing", "txbxContent", "sectPr", "footnoteReference", "sym"]
)  # fmt: skip
TREES = st.recursive(
    st.builds(lambda tag: f"<w:{tag} w:val='1' w:char='zz' w:fldCharType='end'>文</w:{tag}>", TAGS),
    lambda inner: st.builds(
        lambda tag, children: f"<w:{tag} w:val='-1' w:id='1'>{''.join(children)}</w:{tag}>",
        TAGS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(TREES, TREES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_well_formed_part_is_read(word: SimpleNamespace, body: str, other: str) -> None:
    parts = {"styles.xml": other, "numbering.xml": other, "footnotes.xml": other}
    document = read_bytes(word.docx(word.paragraph("文") + body, parts), "x.docx")
    assert document.text.startswith("文")
