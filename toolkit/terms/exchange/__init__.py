"""Glossaries of other programs, in and out: TBX, spreadsheets, DeepL's and OmegaT's lists.

TBX (both generations), TSV, CSV and XLSX hold all of an entry. DeepL's and OmegaT's lists hold pairs
of terms only; :func:`write_entries` says what they had to leave out.
"""

from __future__ import annotations

from toolkit.terms.exchange.formats import FORMATS, Written, read_entries, write_entries

__all__ = ["FORMATS", "Written", "read_entries", "write_entries"]
