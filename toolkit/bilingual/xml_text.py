"""Text, attributes and JSON written into XML so that a parser gives back every character."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from toolkit.errors import OutputError

__all__ = ["attribute", "attributes", "legal", "quoted_json", "text"]

_ILLEGAL = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, 2.2 Char
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_ESCAPED = re.compile(f"{_ILLEGAL.pattern}|[&<>']")


def text(value: str, place: str) -> str:
    """``value`` as element content; ``place`` says whose, should it hold what XML cannot."""
    return _checked(value, place).translate(_TEXT)


def attribute(value: str, place: str) -> str:
    """``value`` as an attribute's content."""
    return _checked(value, place).translate(_ATTRIBUTE)


def attributes(pairs: Mapping[str, str | int | None], place: str) -> str:
    """Attributes in the order given, each after a space; None leaves one out."""
    return "".join(
        f' {name}="{attribute(str(value), place)}"'
        for name, value in pairs.items()
        if value is not None
    )


def legal(value: str) -> str:
    """``value`` with U+FFFD for each character that XML cannot hold: for names, not for texts."""
    return _ILLEGAL.sub("\ufffd", value)


def quoted_json(value: Any) -> str:
    """``value`` as JSON, an attribute's value with its quotes.

    The quotes are single, as JSON is full of double ones. What XML cannot hold or would have to
    escape is ``\\uXXXX``, so that the value is the same JSON however often it is read and written.
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    line = _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", line)
    return f"'{line}'"


def _checked(value: str, place: str) -> str:
    found = _ILLEGAL.search(value)
    if found is None:
        return value
    raise OutputError(
        f"{place}: the character U+{ord(found.group()):04X} at offset {found.start()} cannot be"
        " written in XML; remove it from the source and run again"
    )
