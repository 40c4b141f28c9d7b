"""What a reviewer should look at: findings, computed from source, target and constraints alone."""

from __future__ import annotations

from toolkit.quality.abbreviations import ShortTerm, check_first_uses, find_short_terms
from toolkit.quality.catalogue import CATALOGUE, CODES, Code
from toolkit.quality.check import check_consistency, check_document, check_segment, with_findings
from toolkit.quality.confidence import LIGHTS, Calibration, Light, light_of, lights
from toolkit.quality.findings import by_segment, open_findings
from toolkit.quality.numbers import ComparedNumbers, compare_numbers
from toolkit.quality.terms import find_other_wordings

__all__ = [
    "CATALOGUE",
    "CODES",
    "LIGHTS",
    "Calibration",
    "Code",
    "ComparedNumbers",
    "Light",
    "ShortTerm",
    "by_segment",
    "check_consistency",
    "check_document",
    "check_first_uses",
    "check_segment",
    "compare_numbers",
    "find_other_wordings",
    "find_short_terms",
    "light_of",
    "lights",
    "open_findings",
    "with_findings",
]
