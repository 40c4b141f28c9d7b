"""Bytes into text: the byte order mark, UTF-16, UTF-8, then GB18030 or Big5, and mixtures of them.

What cannot be decoded becomes U+FFFD and is reported with its byte offset; it never stops the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.document import Damage
from toolkit.reading.frequency import chinese_score, sample

__all__ = ["Decoded", "UnknownEncoding", "decode", "mark_replacement_characters"]

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BIG5 = ("big5", "cp950", "big5hkscs")
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5"),
}

_UTF16_HEAD = 20_000  # bytes
_UTF16_LEAST_SHARE = 0.9  # of the characters below
_UTF16_PLAUSIBLE = re.compile(
    "[\t\n\r\x20-\x7e\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+"
)
_UTF8_HAN = rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbf][\x80-\xbf])"
_UTF8_RUN = re.compile(_UTF8_HAN + rb"{3}")
_UTF8_CHARACTER = re.compile(_UTF8_HAN)
_ASCII = bytes(range(0x80))

_BIG5_MARGIN = 0.1
_DECLARED_BONUS = 1.0
_LEAST_SCORE = 0.05  # per character, of a text long enough to tell

_UNDECODED = re.compile("[\ud800-\udfff]+|\ufffd+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding most of it was in, and the places that could not be decoded."""

    text: str
    encoding: str
    damage: tuple[Damage, ...] = ()


class UnknownEncoding(ValueError):
    """The bytes are not Chinese text in any encoding that is known here."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode ``data``; ``declared`` is the encoding it claims for itself, which is weighed in.

    A byte order mark is dropped. Raises :class:`UnknownEncoding`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _decode_by_line(data, declared, len(mark), utf8_first=True)
            return _lenient(data, encoding, len(mark))
    utf16 = _utf16_without_mark(data)
    if utf16:
        return _lenient(data, utf16, 0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)
    return Decoded(text, "utf-8", mark_replacement_characters(text))


def mark_replacement_characters(text: str, offset: int = 0) -> tuple[Damage, ...]:
    """Damage for every U+FFFD that the file itself has; ``text`` stands at ``offset``."""
    if "\ufffd" not in text:
        return ()
    return tuple(
        _damage_of_the_file(offset + match.start(), offset + match.end())
        for match in re.finditer("\ufffd+", text)
    )


def _damage_of_the_file(start: int, end: int) -> Damage:
    return Damage(
        "undecodable",
        start,
        end,
        "the file itself has the replacement character U+FFFD here: "
        "what stood in its place was lost before",
    )


def _utf16_without_mark(data: bytes) -> str:
    """Name of the UTF-16 encoding that ``data`` is in, or ""."""
    head = data[: min(len(data), _UTF16_HEAD) // 2 * 2]
    if not head:
        return ""
    # Without a single zero byte (no letter, digit or line end) the characters must speak for it.
    least = float("-inf") if b"\x00" in head else 0.0
    if least == 0.0:
        if _is_utf8_but_for_a_cut(data[:_UTF16_HEAD]):
            return ""
        least = max(least, chinese_score(sample(_surrogates(head, "gb18030"))))
    best, best_share = "", _UTF16_LEAST_SHARE
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        plausible = sum(m.end() - m.start() for m in _UTF16_PLAUSIBLE.finditer(text))
        if plausible / len(text) > best_share and chinese_score(sample(text)) > least:
            best, best_share = encoding, plausible / len(text)
    return best


def _is_utf8_but_for_a_cut(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3
    return True


# ------------------------------------------------------------------- GB18030, Big5, mixtures


def _decode_legacy(data: bytes, declared: str) -> Decoded:
    utf8_share = _utf8_share(data)
    if utf8_share < 0.5 and not _UTF8_RUN.search(data):
        encoding, score = _best_legacy(data, declared)
        _require_chinese(data, encoding, score)
        return _lenient(data, encoding, 0)
    return _decode_by_line(data, declared, 0, utf8_first=utf8_share >= 0.5)


def _utf8_share(data: bytes) -> float:
    """Share of the bytes beyond ASCII that form a Chinese character or mark in UTF-8."""
    beyond = len(data.translate(None, _ASCII))
    return 3 * sum(1 for _ in _UTF8_CHARACTER.finditer(data)) / beyond if beyond else 0.0


def _best_legacy(data: bytes, declared: str) -> tuple[str, float]:
    """GB18030 or a kind of Big5, and its score; a tie is GB18030."""
    head = data[: 1 << 18]
    claimed = _DECLARED.get(declared.lower(), "")
    simplified = chinese_score(sample(_surrogates(head, "gb18030")))
    simplified += _DECLARED_BONUS * (claimed == "gb18030")
    best, best_score = "", float("-inf")
    for encoding in _BIG5:
        score = chinese_score(sample(_surrogates(head, encoding)), traditional_only=True)
        if score > best_score:
            best, best_score = encoding, score
    best_score += _DECLARED_BONUS * (claimed == "big5")
    return (best, best_score) if best_score > simplified + _BIG5_MARGIN else ("gb18030", simplified)


def _require_chinese(data: bytes, encoding: str, score: float) -> None:
    characters = len(sample(_surrogates(data[: 1 << 18], encoding)))
    if characters >= 20 and score < _LEAST_SCORE * characters:
        raise UnknownEncoding


def _decode_by_line(data: bytes, declared: str, skip: int, *, utf8_first: bool) -> Decoded:
    """Each line in UTF-8 or the best of the others, whichever makes more of it Chinese."""
    if utf8_first and _is_utf8(data, utf8_first):
        return _lenient(data, "utf-8", skip)
    lines = data[skip:].splitlines(keepends=True)
    others = b"".join(line for line in lines if not _is_utf8(line, utf8_first))
    encoding, score = _best_legacy(others, declared)
    if not utf8_first:
        _require_chinese(others, encoding, score)
    big5 = encoding in _BIG5
    texts: list[str] = []
    damage: list[Damage] = []
    characters, position = 0, skip
    for line in lines:
        if _is_utf8(line, utf8_first):
            chosen = "utf-8"
        else:
            as_utf8 = chinese_score(sample(_surrogates(line, "utf-8")))
            as_other = chinese_score(sample(_surrogates(line, encoding)), traditional_only=big5)
            better = as_utf8 >= as_other if utf8_first else as_utf8 > as_other
            chosen = "utf-8" if better else encoding
        decoded = _lenient(line, chosen, 0, byte_offset=position, text_offset=characters)
        texts.append(decoded.text)
        damage.extend(decoded.damage)
        characters += len(decoded.text)
        position += len(line)
    return Decoded("".join(texts), "utf-8" if utf8_first else encoding, tuple(damage))


def _is_utf8(line: bytes, utf8_first: bool) -> bool:
    """Valid UTF-8; in a file mostly of another encoding only where it cannot be so by chance."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return utf8_first or line.isascii() or _UTF8_RUN.search(line) is not None


# --------------------------------------------------------------------------------- damage


def _surrogates(data: bytes, encoding: str) -> str:
    """Decoded text in which undecodable bytes or code units stand as lone surrogates."""
    return data.decode(encoding, "surrogateescape")


def _lenient(
    data: bytes, encoding: str, skip: int, *, byte_offset: int = 0, text_offset: int = 0
) -> Decoded:
    """Decode ``data`` from ``skip`` on; each run of undecodable bytes becomes one U+FFFD.

    The offsets are those of ``data`` in the whole file and of its text in the whole text.
    """
    wide = encoding.startswith(("utf-16", "utf-32"))
    unit = 4 if encoding.startswith("utf-32") else 2 if wide else 1
    end = len(data) - (len(data) - skip) % unit
    body = data[skip:end]
    if encoding.startswith("utf-32"):
        text = body.decode(encoding, "replace")
    else:
        text = body.decode(encoding, "surrogatepass" if wide else "surrogateescape")
    if end < len(data):
        text += "\ud800"  # the last code unit is incomplete
    if not _UNDECODED.search(text):
        return Decoded(text, encoding)
    pieces: list[str] = []
    damage: list[Damage] = []
    cursor = 0
    position = skip  # in data
    length = text_offset  # of the pieces
    for match in _UNDECODED.finditer(text):
        before = text[cursor : match.start()]
        cursor = match.end()
        pieces.append(before)
        length += len(before)
        position += len(before.encode(encoding))
        if match.group().startswith("\ufffd"):
            pieces.append(match.group())
            found = _damage_of_the_file(length, length + len(match.group()))
            position += len(match.group().encode(encoding))
        else:
            size = min(len(match.group()) * unit, len(data) - position)
            pieces.append("\ufffd")
            found = Damage(
                "undecodable",
                length,
                length + 1,
                _undecodable(data[position : position + size], byte_offset + position, encoding),
            )
            position += size
        damage.append(found)
        length = found.end
    pieces.append(text[cursor:])
    return Decoded("".join(pieces), encoding, tuple(damage))


def _undecodable(lost: bytes, offset: int, encoding: str) -> str:
    shown = lost[:8].hex(" ").upper() + (" …" if len(lost) > 8 else "")
    return (
        f"{len(lost)} byte{'s' if len(lost) != 1 else ''} at byte offset {offset} ({shown}) "
        f"cannot be read as {encoding}; U+FFFD stands in their place"
    )
