"""Text, attributes and JSON written into XML so that a parser gives back every character."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from toolkit.errors import OutputError

__all__ = ["attribute", "attributes", "json_text", "legal", "text"]

_ILLEGAL = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, 2.2 Char
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


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


def json_text(value: Any) -> str:
    """``value`` as one line of JSON in element content; what XML cannot hold is ``\\uXXXX``."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _ILLEGAL.sub(lambda m: f"\\u{ord(m.group()):04x}", line).translate(_TEXT)


def legal(value: str) -> str:
    """``value`` with U+FFFD for each character that XML cannot hold: for names, not for texts."""
    return _ILLEGAL.sub("\ufffd", value)


def _checked(value: str, place: str) -> str:
    found = _ILLEGAL.search(value)
    if found is None:
        return value
    raise OutputError(
        f"{place}: the character U+{ord(found.group()):04X} at offset {found.start()} cannot be"
        " written in XML; remove it from the source and run again"
    )
