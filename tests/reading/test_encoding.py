"""Bytes into text: which encoding it is, and what cannot be decoded."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.encoding import UnknownEncoding, decode

SIMPLIFIED = "全市科技工作会议在市政府礼堂召开，会议总结了去年的工作。\n一、加强农业技术推广\n"
TRADITIONAL = "全縣文化工作會議昨日舉行，會議總結了去年的工作。\n一、加強農業技術推廣\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),  # Traditional Chinese in a mainland encoding
        (TRADITIONAL, "utf-16-le"),
    ],
)
def test_encodings_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, encoding, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        ("\ufeff".encode("gb18030"), "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + SIMPLIFIED.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.damage) == (SIMPLIFIED, encoding, ())


@pytest.mark.parametrize(
    "heading",
    [
        "工作总结",
        "科技局",
        "关于印发通知",
        "泉州",
        "濮阳市",
        "二○○六年",
        "审计局",
        "招标拍卖挂牌",
        "揭榜挂帅",
    ],
)
def test_a_short_gbk_text_is_not_taken_for_big5(heading: str) -> None:
    assert decode(heading.encode("gbk")).text == heading


@pytest.mark.parametrize("heading", ["工作總結", "文化局", "關於印發通知", "勞動模範", "臺灣"])
def test_a_short_big5_text_is_not_taken_for_gbk(heading: str) -> None:
    decoded = decode(heading.encode("big5"))
    assert (decoded.text, decoded.encoding) == (heading, "big5")


def test_characters_of_big5_extensions() -> None:
    text = TRADITIONAL + "碁聖盃€"
    assert decode(text.encode("cp950")).text == text
    text = TRADITIONAL + "嘅喺佢哋"
    assert decode(text.encode("big5hkscs")).text == text


def test_a_declared_encoding_settles_what_the_bytes_leave_open() -> None:
    data = "隔膜".encode("gbk")  # these bytes are two fairly common characters in Big5 too
    assert decode(data).encoding == "big5"
    assert decode(data, "gb2312").text == "隔膜"
    # A declaration that the bytes contradict is not followed.
    assert decode(SIMPLIFIED.encode("gbk"), "big5").text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-8"), "gb2312").text == SIMPLIFIED


def test_undecodable_bytes_are_reported_with_their_offset() -> None:
    before, after = "第一段。\n第二".encode(), "段。\n第三段。".encode()
    decoded = decode(before + b"\xff\xfe" + after)
    assert decoded.text == "第一段。\n第二\ufffd段。\n第三段。"
    (damage,) = decoded.damage
    assert (damage.kind, damage.start, damage.end) == ("undecodable", 7, 8)
    assert f"byte offset {len(before)}" in damage.message
    assert "2 bytes" in damage.message
    assert "FF FE" in damage.message


def test_a_byte_order_mark_counts_in_the_byte_offset() -> None:
    (damage,) = decode(codecs.BOM_UTF8 + "一\n二".encode() + b"\xff").damage
    assert "byte offset 10" in damage.message
    assert damage.start == 3


def test_a_character_cut_at_the_end_is_reported() -> None:
    decoded = decode("全市科技工作会议".encode()[:-1])
    assert decoded.text == "全市科技工作会\ufffd"
    assert "2 bytes at byte offset 21 (E8 AE)" in decoded.damage[0].message
    for encoding in ("utf-16-le", "gb18030"):
        decoded = decode(SIMPLIFIED.encode(encoding) + b"\x81")
        assert decoded.text == SIMPLIFIED + "\ufffd"
        assert decoded.encoding == encoding
        assert (
            f"1 byte at byte offset {len(SIMPLIFIED.encode(encoding))}" in decoded.damage[0].message
        )


def test_bad_bytes_in_gb18030() -> None:
    before = "全市科技工作会议".encode("gb18030")
    decoded = decode(before + b"\xff\n" + SIMPLIFIED.encode("gb18030"))
    assert decoded.text == "全市科技工作会议\ufffd\n" + SIMPLIFIED
    assert f"byte offset {len(before)} (FF)" in decoded.damage[0].message


def test_a_lone_surrogate_in_utf_16_is_reported() -> None:
    data = codecs.BOM_UTF16_LE + "甲".encode("utf-16-le") + b"\x00\xd8" + "乙".encode("utf-16-le")
    decoded = decode(data)
    assert decoded.text == "甲\ufffd乙"
    assert "byte offset 4 (00 D8)" in decoded.damage[0].message


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
@pytest.mark.parametrize("rest", [1, 20])
def test_lines_in_two_encodings(first: str, rest: int) -> None:
    second = "gb18030" if first == "utf-8" else "utf-8"
    odd, even = "今年农业增产。\n", "全市工业投资增长。\n"
    data = (odd.encode(first) + even.encode(second)) * 2 + even.encode(first) * rest
    decoded = decode(data)
    assert decoded.text == (odd + even) * 2 + even * rest
    assert decoded.damage == ()


def test_a_run_of_gbk_inside_a_line_of_utf_8_does_not_spoil_the_line() -> None:
    before, after = "今年以来全市农业生产稳步发展，".encode(), "各项工作取得新的进展。".encode()
    decoded = decode(before + "增产".encode("gbk") + after)
    assert decoded.text == "今年以来全市农业生产稳步发展，\ufffd各项工作取得新的进展。"
    assert "D4 F6 B2 FA" in decoded.damage[0].message


def test_a_replacement_character_of_the_file_itself_is_reported() -> None:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        decoded = decode((SIMPLIFIED + "完成\ufffd\ufffd个").encode(encoding))
        (damage,) = decoded.damage
        assert decoded.text[damage.start : damage.end] == "\ufffd\ufffd"
        assert "the file itself" in damage.message


@pytest.mark.parametrize(
    "data",
    [
        "これは日本語の文章です。今日はとても良い天気ですね。".encode("shift_jis"),
        "Быстрая коричневая лиса прыгает через ленивую собаку".encode("cp1251"),
        bytes(range(128, 256)) * 4,
    ],
)
def test_other_encodings_are_not_passed_off_as_chinese(data: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(data)


CHINESE = st.text("的一是在不了有和人这中大为上个国我以要他，。\n0a", min_size=30)


@given(CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_whole_texts_come_back_as_they_were(text: str, encoding: str) -> None:
    text = "关于做好工作的通知" + text
    assert decode(text.encode(encoding)).text == text


@given(CHINESE, st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_every_damage_points_at_a_replacement_character(text: str, at: int, bad: bytes) -> None:
    data = text.encode()
    decoded = decode(("关于做好工作的通知" * 5).encode() + data[:at] + bad + data[at:])
    marked = {i for damage in decoded.damage for i in range(damage.start, damage.end)}
    assert marked == {i for i, c in enumerate(decoded.text) if c == "\ufffd"}


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnknownEncoding:
        return
    decoded.text.encode()  # no lone surrogate is left
    assert all(decoded.text[d.start : d.end].strip("\ufffd") == "" for d in decoded.damage)
