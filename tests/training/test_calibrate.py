"""Fitting the confidence lights: weights and thresholds on rows whose answer is known."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from calibrate import fit, threshold


def test_the_weights_that_made_the_rows_are_found() -> None:
    chance = np.random.default_rng(1)
    values = chance.normal(size=(20_000, 3))
    wanted = np.array([0.5, 2.0, -1.0, 0.0])
    chances = 1 / (1 + np.exp(-(wanted[0] + values @ wanted[1:])))
    good = (chance.random(len(values)) < chances).astype(float)
    assert np.abs(fit(values, good) - wanted).max() < 0.1


def test_rows_that_can_be_told_apart_give_finite_weights() -> None:
    values = np.linspace(-1, 1, 50)[:, None]
    weights = fit(values, (values[:, 0] > 0).astype(float))
    assert np.isfinite(weights).all()
    assert weights[1] > 1


def test_the_threshold_is_the_lowest_that_keeps_its_promise() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    right = np.array([True, True, True, False, True, False])
    assert threshold(chances, right, 0.9) == 0.7
    assert threshold(chances, right, 0.8) == 0.5
    assert threshold(chances, ~right, 0.9) == 1.0
