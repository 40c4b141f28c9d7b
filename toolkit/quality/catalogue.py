"""The codes a finding can have: what each means, its usual severity, its MQM error type.

MQM types are those of MQM Core (themqm.org, 2023), written dimension/type.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.document import Severity

__all__ = ["CATALOGUE", "CODES", "Code"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding; ``title`` is what a reviewer reads."""

    name: str
    title: str
    mqm: str
    severity: Severity


CATALOGUE: dict[str, Code] = {
    code.name: code
    for code in (
        Code("empty", "No English", "accuracy/omission", "critical"),
        Code("echo", "The source came back", "accuracy/untranslated", "critical"),
        Code("loop", "The English repeats itself", "fluency/unintelligible", "critical"),
        Code("number", "A number differs or is missing", "accuracy/mistranslation", "critical"),
        Code("addition", "A number the source has not", "accuracy/addition", "major"),
        Code("term-missing", "A term is not in the English", "terminology/wrong-term", "major"),
        Code("term-forbidden", "A forbidden term", "terminology/wrong-term", "major"),
        Code("untranslated", "Chinese left in the English", "accuracy/untranslated", "major"),
        Code("source-damage", "The source lost something", "accuracy/omission", "major"),
        Code("length", "The length is out of proportion", "accuracy/omission", "major"),
        Code("punctuation", "Punctuation", "linguistic-conventions/punctuation", "minor"),
        Code("inconsistent", "Translated in two ways", "terminology/inconsistent", "minor"),
    )
}

CODES: tuple[str, ...] = tuple(CATALOGUE)
