"""Fits a package's confidence lights on pairs that nothing was trained on, and writes them into it.

A logistic regression foretells from what is known without a reference (toolkit.quality.confidence)
whether a segment's chrF2 reaches 60. The chance from which a segment without findings is green is the
lowest at which four in five of them do (nine in ten reach 50 then, with some to spare); below the
chance for red at most one in ten reaches 50.

    python training/calibrate.py toolkit/engine/bundled/zh_en corpus/parallel/dev/*.tsv
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from toolkit.evaluation import read_pairs
from toolkit.evaluation.lights import GOOD
from toolkit.evaluation.scores import chrf_of_each
from toolkit.pipeline import Options, Translator
from toolkit.quality import Calibration, check_segment
from toolkit.quality.confidence import features

__all__ = ["fit", "main", "threshold"]

_CERTAIN = 60.0
"""chrF2 that green foretells: at 50, clauses may be lost, and a reviewer who trusts green is misled."""
_GREEN_SHARE = 0.8
_RED_SHARE = 0.9
_STEPS = 50


def fit(values: np.ndarray, good: np.ndarray) -> np.ndarray:
    """Weights [1 + features] of the logistic regression of ``good`` [rows] on ``values``.

    Newton's method with a small penalty, so that rows which can be told apart without error do not
    make the weights grow without end.
    """
    rows = np.column_stack([np.ones(len(values)), values])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -50, 50)))
        slope = rows.T @ (good - chances) - 0.01 * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + 0.01 * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


def threshold(chances: np.ndarray, right: np.ndarray, share: float) -> float:
    """The lowest chance from which upwards at least ``share`` of the rows are ``right``; 1 if none."""
    order = np.argsort(-chances)
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= share)
    return float(chances[order][enough[-1]]) if len(enough) else 1.0


def calibrate(package: Path, files: Sequence[Path]) -> Calibration:
    """The calibration of ``package`` on the pairs of ``files``."""
    pairs = read_pairs(files)
    translator = Translator(Options(engine=str(package)))
    done = translator.translate_line_segments([pair.source for pair in pairs])
    seen = [(s, values) for s in done.values() if (values := features(s)) is not None]
    references = [pairs[int(segment.id) - 1].reference for segment, _ in seen]
    values = np.array([v for _, v in seen])
    scores = np.array(chrf_of_each([s.target for s, _ in seen], references))
    certain = scores >= _CERTAIN
    clean = np.array([not check_segment(segment) for segment, _ in seen])
    weights = fit(values, certain.astype(float))
    unset = Calibration(*weights.tolist(), green=1.0, red=0.0)
    chances = np.array([unset.chance(v) for _, v in seen])
    return Calibration(
        *weights.tolist(),
        green=threshold(chances[clean], certain[clean], _GREEN_SHARE),
        red=1 - threshold(1 - chances, scores < GOOD, _RED_SHARE),
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="folder of an unpacked package; is changed")
    parser.add_argument("pairs", type=Path, nargs="+", help="held-out pairs, zh<TAB>en")
    arguments = parser.parse_args()
    calibration = calibrate(arguments.package, arguments.pairs)
    path = arguments.package / "metadata.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata["confidence"] = json.loads(calibration.format())
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
    print(calibration.format())


if __name__ == "__main__":
    main()
