"""How good the translation is, in figures: against references, by terms, numbers, faults, speed.

sacreBLEU, which the scores need, is the extra ``[evaluate]``; nothing here imports it before it is
used.
"""

from toolkit.evaluation.counting import Checked, Counts, check_each, count
from toolkit.evaluation.documents import Passage, by_passage, read_passages
from toolkit.evaluation.pairs import Pair, read_pairs
from toolkit.evaluation.recording import FirstAnswers
from toolkit.evaluation.report import report_lines
from toolkit.evaluation.run import (
    Evaluation,
    evaluate_document,
    evaluate_pairs,
    evaluate_plain,
    peak_memory,
)
from toolkit.evaluation.scores import Scores, require_scorer, score
from toolkit.evaluation.terms import TERMS, Dictionary, TermChoice, read_dictionary

__all__ = [
    "TERMS",
    "Checked",
    "Counts",
    "Dictionary",
    "Evaluation",
    "FirstAnswers",
    "Pair",
    "Passage",
    "Scores",
    "TermChoice",
    "by_passage",
    "check_each",
    "count",
    "evaluate_document",
    "evaluate_pairs",
    "evaluate_plain",
    "peak_memory",
    "read_dictionary",
    "read_pairs",
    "read_passages",
    "report_lines",
    "require_scorer",
    "score",
]
