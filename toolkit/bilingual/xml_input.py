"""XML of unknown origin, read piece by piece: no entities, no network, no giant files."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from lxml import etree

from toolkit.bilingual.input_file import unreadable
from toolkit.errors import BilingualError
from toolkit.xml_events import UnsafeXml, xml_events

__all__ = [
    "MAX_BYTES",
    "child",
    "children",
    "flat_text",
    "forget",
    "local_name",
    "namespace",
    "read_elements",
]

MAX_BYTES = 1 << 30
"""Larger aligned files are refused: 1 GiB is far beyond what a reviewer opens."""

_START = 64
_XML = (b"<", b"\xef\xbb\xbf", b" ", b"\t", b"\r", b"\n", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How XML may begin: with a tag, a byte order mark or white space."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_elements(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """("start" | "end", element) in document order; at "start" only the attributes are known.

    The caller forgets (:func:`forget`) what it is done with, to keep memory bounded. Raises
    :class:`toolkit.errors.BilingualError` for a file that is missing, too large, not well-formed or
    declares entities (see :mod:`toolkit.xml_events`).
    """
    try:
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > MAX_BYTES:
                raise BilingualError(
                    f"{path}: larger than {MAX_BYTES >> 20} MiB; split it and give the parts"
                )
            start = stream.read(_START)
            stream.seek(0)
            if not start.strip():
                raise BilingualError(f"{path}: empty; make it again, or take a copy")
            if not start.startswith(_XML):
                raise BilingualError(
                    f"{path}: no XML file, as an .xlf or .tmx is; name another file"
                )
            # lxml wants no name that is no text, as those of other systems may be.
            yield from xml_events(SimpleNamespace(read=stream.read))
    except OSError as error:
        raise unreadable(path, error) from error
    except UnsafeXml as error:
        raise BilingualError(
            f"{path}: its DOCTYPE declares entities or elements, which is unsafe; remove the DOCTYPE"
            " and save it again"
        ) from error
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise BilingualError(
            f"{path}, line {line}: not well-formed XML ({error.msg}); save it again with the program"
            " that wrote it"
        ) from error


def forget(element: etree._Element) -> None:
    """Free the memory of an element that was read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """The element's namespace, "" where it has none."""
    return etree.QName(element).namespace or ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements of that local name."""
    return (found for found in element if isinstance(found.tag, str) and local_name(found) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element of that local name."""
    return next(children(element, name), None)


def flat_text(element: etree._Element, native: frozenset[str]) -> str:
    """The element's text without its tags.

    What stands in elements named in ``native`` is code of the original format, not text, and is left
    out but for ``sub`` elements in it; a line break (``ctype="lb"``) becomes a newline.
    """
    parts: list[str] = []
    is_code: list[bool] = []
    for event, found in etree.iterwalk(element, events=("start", "end")):
        name = local_name(found) if isinstance(found.tag, str) else ""
        if event == "start":
            code = name in native or not name or (bool(is_code) and is_code[-1])
            is_code.append(code and name != "sub")
            if found.get("ctype") == "lb":
                parts.append("\n")
            if found.text and not is_code[-1]:
                parts.append(found.text)
        else:
            is_code.pop()
            if found is not element and found.tail and not is_code[-1]:
                parts.append(found.tail)
    return "".join(parts)
