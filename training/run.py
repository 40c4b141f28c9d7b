"""The whole recipe, one step after the other: prepare, train every stage, export, evaluate.

``python training/run.py DATA --public DEV`` makes the bundled model; with ``--recipe
training/small.toml`` and no data folder, a tiny model from the repository's own corpus in a minute,
which is how continuous integration keeps the recipe alive. Steps that are done are not done again:
a stage is skipped where its checkpoint exists, whose name ends with a digest of the data, the network
and all that was trained up to it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sources import REPOSITORY, read_recipe

__all__ = ["main"]

HERE = Path(__file__).resolve().parent


_SCHEDULE = ("seconds", "updates", "cool", "rate")
"""What a step of the recipe's schedule hands on to train.py."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="folder of public parallel text")
    parser.add_argument("--public", type=Path, help="folder of public development sets")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--threads", default="2")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--version", default="0.4")
    given = parser.parse_args(arguments)
    recipe = read_recipe(given.recipe)
    if given.data is None and any("folder" not in s for s in recipe["sources"].values()):
        parser.error(f"{given.recipe} has sources outside this repository: name their folder, DATA")
    given.work.mkdir(parents=True, exist_ok=True)
    common = ["--work", str(given.work), "--recipe", str(given.recipe)]
    public = ["--public", str(given.public)] if given.public else []
    _step("prepare.py", str(given.data or given.work), *public, *common)

    held_out = sorted((REPOSITORY / "corpus" / "parallel" / "dev").glob("*.tsv"))
    checkpoint: Path | None = None
    made = hashlib.sha256((given.work / "data" / "manifest.json").read_bytes())
    for number, stage in enumerate(recipe["schedule"]):
        made.update(
            json.dumps([recipe["network"], recipe["stages"][stage["stage"]], stage]).encode()
        )
        output = given.work / f"{number}-{stage['stage']}-{made.hexdigest()[:8]}.pt"
        if not output.exists():
            unfinished = output.with_suffix(".open.pt")
            _step(
                "train.py", stage["stage"], *common, "--output", str(unfinished),
                *(f"--{key}={stage[key]}" for key in _SCHEDULE if key in stage),
                "--threads", given.threads,
                "--device", given.device, "--held-out", *map(str, held_out),
                *(["--start", str(checkpoint)] if checkpoint else []),
            )  # fmt: skip
            unfinished.replace(output)
        checkpoint = output
    _step("export.py", str(checkpoint), "--work", str(given.work), "--version", given.version)
    test = sorted((REPOSITORY / "corpus" / "parallel" / "test").glob("*.tsv"))
    lines = ["--lines", str(recipe["test_lines"])] if "test_lines" in recipe else []
    command = ["evaluate", *map(str, test), "--engine", str(given.work / "zh_en"), *lines]
    print(f"== zhdoc {' '.join(command)}", flush=True)
    subprocess.run([sys.executable, "-m", "toolkit.cli", *command], check=True)  # noqa: S603


def _step(script: str, *arguments: str) -> None:
    print(f"== {script} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
