"""Numerals: found in Chinese, rendered in English, read back and compared by value.

Nothing here ever compares digit strings, and nothing is a float.
"""

from __future__ import annotations

from toolkit.numerals.chinese import find_values
from toolkit.numerals.chinese_codes import copy_code, find_codes
from toolkit.numerals.english import Decision, decide, render
from toolkit.numerals.english_reading import find_english
from toolkit.numerals.matching import match_values
from toolkit.numerals.units import UNITS_BY_NAME
from toolkit.numerals.value import DateParts, Matching, Value, ValueType, decimal_string

__all__ = [
    "UNITS_BY_NAME",
    "DateParts",
    "Decision",
    "Matching",
    "Value",
    "ValueType",
    "copy_code",
    "decide",
    "decimal_string",
    "find_codes",
    "find_english",
    "find_values",
    "match_values",
    "render",
]
