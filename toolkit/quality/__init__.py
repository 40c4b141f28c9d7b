"""What a reviewer should look at: findings, computed from source, target and constraints alone."""

from __future__ import annotations

from toolkit.quality.catalogue import CATALOGUE, CODES, Code
from toolkit.quality.check import check_document, check_segment, with_findings

__all__ = ["CATALOGUE", "CODES", "Code", "check_document", "check_segment", "with_findings"]
