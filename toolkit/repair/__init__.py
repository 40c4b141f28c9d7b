"""Repair: what a scrape, a converter or a printed page did to a document, undone and logged.

Each kind is a pure function in a module of its own; :func:`repair_document` runs them in order.
"""

from __future__ import annotations

from toolkit.repair.document import repair_document, unrepaired

__all__ = ["repair_document", "unrepaired"]
