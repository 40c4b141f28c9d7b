"""Terms: the glossary, finding its terms in a text, and its lint and statistics."""

from toolkit.terms.entries import Entry, parse_entries
from toolkit.terms.extraction import Proposal, extract_terms
from toolkit.terms.glossary import Glossary, load_glossary, read_glossary_file
from toolkit.terms.lint import LintFinding, lint
from toolkit.terms.matcher import TermMatch, TermMatcher
from toolkit.terms.statistics import statistics

__all__ = [
    "Entry",
    "Glossary",
    "LintFinding",
    "Proposal",
    "TermMatch",
    "TermMatcher",
    "extract_terms",
    "lint",
    "load_glossary",
    "parse_entries",
    "read_glossary_file",
    "statistics",
]
