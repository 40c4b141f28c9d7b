"""zhdoc: Chinese government documents into reviewable English, offline.

>>> from toolkit import Options, Translator, translate_document  # doctest: +SKIP
>>> document = translate_document("report.docx")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.document import Document, Finding, Section, Segment
    from toolkit.pipeline import Options, Translator, translate_document

__all__ = [
    "Document",
    "Finding",
    "Options",
    "Section",
    "Segment",
    "Translator",
    "translate_document",
]

_FROM_PIPELINE = {"Options", "Translator", "translate_document"}


def __getattr__(name: str) -> Any:
    # Importing the pipeline takes a while; `zhdoc --help` must not.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module("toolkit.pipeline" if name in _FROM_PIPELINE else "toolkit.document")
    return getattr(module, name)
