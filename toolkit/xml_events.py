"""XML of unknown origin, element by element: no entities, no network, no tree that grows without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from lxml import etree

__all__ = ["Readable", "UnsafeXml", "xml_events"]


class Readable(Protocol):
    """What XML is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class UnsafeXml(ValueError):
    """The DOCTYPE declares entities or elements."""


def xml_events(stream: Readable) -> Iterator[tuple[str, etree._Element]]:
    """("start" | "end", element) in document order; at "start" only the attributes are known.

    The caller clears the elements it is done with, to keep memory bounded. A DOCTYPE that declares
    nothing (every OmegaT memory has one) is allowed, what it points to is never loaded. Raises
    :class:`UnsafeXml` for one that does, and lxml's XMLSyntaxError.
    """
    checked = False
    source: Any = stream  # the stubs ask for more than lxml does
    for event, element in etree.iterparse(
        source,
        events=("start", "end"),
        no_network=True,
        load_dtd=False,
        resolve_entities="internal",  # libxml2 bounds them until the check below
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    ):
        if not checked:
            _refuse_declarations(element)
            checked = True
        yield event, element


def _refuse_declarations(root: etree._Element) -> None:
    declared: Any = root.getroottree().docinfo.internalDTD  # the stubs know no iterentities
    if declared is not None and (any(declared.iterentities()) or any(declared.iterelements())):
        raise UnsafeXml("the DOCTYPE declares entities or elements")
