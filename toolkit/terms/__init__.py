"""Terms: the glossary, finding its terms in a text, and its lint and statistics."""

from toolkit.terms.adding import TermConflict, add_entry, check_entry
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
    "TermConflict",
    "TermMatch",
    "TermMatcher",
    "add_entry",
    "check_entry",
    "extract_terms",
    "lint",
    "load_glossary",
    "parse_entries",
    "read_glossary_file",
    "statistics",
]
