"""Aligned files of any kind that can be read, told apart by their content, not by their name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Literal

from toolkit.bilingual.input_file import read_start, read_whole
from toolkit.bilingual.tsv import read_bare, read_tsv
from toolkit.document import Document
from toolkit.errors import BilingualError

__all__ = ["Kind", "aligned_kind", "read_any"]

_HEAD = 65_536
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_KINDS = "give an xlf (XLIFF 1.2), tmx or tsv file"


Kind = Literal["xliff", "tmx", "tsv", "pairs"]


def read_any(path: Path) -> Document:
    """The pairs in the file at ``path``: XLIFF 1.2, TMX, zhdoc's TSV or bare source⇥target lines."""
    kind = aligned_kind(path)
    if kind == "xliff":
        from toolkit.bilingual.xliff_reader import read_xliff

        return read_xliff(path)
    if kind == "tmx":
        from toolkit.bilingual.tmx_reader import read_tmx

        return read_tmx(path)
    content = read_whole(path)
    return read_tsv(path, content) if kind == "tsv" else read_bare(path, content)


def aligned_kind(path: Path, kinds: str = _KINDS) -> Kind:
    """What the file at ``path`` is: "pairs" is any text that has no headings of zhdoc's TSV.

    ``kinds`` tells the person who gave another file what to give instead.

    Raises :class:`toolkit.errors.BilingualError` for what cannot be read or is no text of these kinds.
    """
    head = read_start(path, _HEAD)
    if not head.strip():
        raise BilingualError(f"{path}: empty; {kinds}")
    start = _decoded(head).lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        root = _ROOT.search(re.sub(r"<!--.*?-->|<[?!][^>]*>", "", start, flags=re.DOTALL))
        name = root[1].lower() if root else ""
        if name == "xliff":
            return "xliff"
        if name == "tmx":
            return "tmx"
        raise BilingualError(f"{path}: <{name or '?'}> is neither XLIFF nor TMX; {kinds}")
    if "\0" in start or start.startswith("PK\x03\x04"):
        raise BilingualError(f"{path}: not an aligned text file; {kinds}")
    first = start.split("\n", 1)[0].rstrip("\r").split("\t")
    return "tsv" if {"id", "source", "target"} <= set(first) else "pairs"


def _decoded(head: bytes) -> str:
    """``head`` as text, well enough to see what it is."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")
