"""Bringing edited files home: rows of a DOCX, XLSX, TSV, XLIFF or TMX, each to its segment."""

from __future__ import annotations

from toolkit.merging.matching import Refused
from toolkit.merging.merge import Difference, Merge
from toolkit.merging.run import Imported, import_file

__all__ = ["Difference", "Imported", "Merge", "Refused", "import_file"]
