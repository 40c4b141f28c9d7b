"""Trains the network on one stage of the recipe for a given time; resumable.

Where the processor has bfloat16 instructions, or on a GPU, weights are bfloat16 in the graph with
float32 master copies: matrix products are several times faster so. Elsewhere all is float32. Hidden
matrices are taken on by Muon, everything else by AdamW. The rate stays flat until the last
``--cool`` seconds or updates, so that a checkpoint from before them can be taken on later.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import torch
import torch.nn.functional as functional
from align import UNLINKED
from mixture import Batch, Data, Mixture, Row, batches, load_inventions
from model import Network, Shape
from muon import Muon
from sources import REPOSITORY, normalise, read_recipe
from tokenizer import Vocabulary
from torch import Tensor

__all__ = ["Trainer"]

CHUNK = 3_000_000
"""Target tokens drawn at a time and sorted into batches."""

PADDED = -1


class Trainer:
    """A network, its master copies and its optimisers."""

    def __init__(
        self,
        shape: Shape,
        rate: float,
        smoothing: float,
        guidance: float,
        device: str,
        precision: torch.dtype,
    ) -> None:
        self.device = torch.device(device)
        self.network = Network(shape)
        self.rate = rate
        self.smoothing = smoothing
        self.guidance = guidance
        self.tokens = 0
        self._masters = {
            name: parameter.detach().clone().to(self.device).requires_grad_()
            for name, parameter in self.network.named_parameters()
        }
        self.network.to(self.device, precision)
        matrices = [m for n, m in self._masters.items() if m.dim() == 2 and "embedding" not in n]
        others = [m for n, m in self._masters.items() if m.dim() != 2 or "embedding" in n]
        self._optimizers: list[torch.optim.Optimizer] = [
            Muon(matrices, rate, precision),
            torch.optim.AdamW(
                others, lr=rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
            ),
        ]

    def state(self) -> dict[str, Any]:
        """Everything to go on from."""
        return {
            "shape": self.network.shape.to_json(),
            "tokens": self.tokens,
            "weights": {n: m.detach().cpu() for n, m in self._masters.items()},
            "optimizers": [o.state_dict() for o in self._optimizers],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what :meth:`state` gave; ends the program where that is of another network."""
        mine = self.network.shape.to_json()
        if state["shape"] != mine:
            raise SystemExit(
                f"the checkpoint is of another network ({state['shape']}, not {mine}); start with one"
                " of this recipe and these pieces, or from nothing"
            )
        with torch.no_grad():
            for name, master in self._masters.items():
                master.copy_(state["weights"][name])
        for optimizer, stored in zip(self._optimizers, state.get("optimizers", ()), strict=False):
            optimizer.load_state_dict(stored)
        self.tokens = state["tokens"]
        self._copy_down()

    def update(self, batch: Batch, factor: float) -> tuple[float, int]:
        """One step; the sum of losses (nats) over the batch's target tokens, and their number."""
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.rate * factor
        losses, goal = self._losses(batch)
        goal.backward()
        for parameter, master in zip(
            self.network.parameters(), self._masters.values(), strict=True
        ):
            if parameter.grad is not None:
                master.grad = parameter.grad.float()
            parameter.grad = None
        torch.nn.utils.clip_grad_norm_(self._masters.values(), 1.0)
        for optimizer in self._optimizers:
            optimizer.step()
        self._copy_down()
        self.tokens += len(losses)
        return float(losses.detach().float().sum()), len(losses)

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Every token's loss, and what is to become less: their mean, smoothed, and guidance."""
        source, given, wanted, links = (
            torch.from_numpy(part).to(self.device)
            for part in (batch.source, batch.given, batch.wanted, batch.links)
        )
        states, looks = self.network(source, given)
        flat = wanted.view(-1)
        keep = flat != PADDED
        states, flat = states.reshape(-1, states.shape[-1])[keep], flat[keep]
        weight = self.network.output_weight()
        losses = functional.cross_entropy(functional.linear(states, weight), flat, reduction="none")
        goal = losses.float().mean()
        if self.smoothing:
            # The mean of all scores is the score of the mean row: smoothing without a second pass.
            lead = (states * (weight[flat] - weight.mean(0))).sum(-1)
            goal = goal + self.smoothing * lead.float().mean()
        linked = links >= 0
        if self.guidance and bool(linked.any()):
            # Guided alignment (Chen et al. 2016): one head looks where the word aligner says.
            missed = functional.cross_entropy(looks[linked].float(), links[linked])
            goal = goal + self.guidance * missed
        return losses, goal

    def measure(self, held_out: Sequence[Batch]) -> float:
        """Mean loss (nats a token) on batches that are not learnt from."""
        total, count = 0.0, 0
        with torch.no_grad():
            for batch in held_out:
                losses, _ = self._losses(batch)
                total += float(losses.float().sum())
                count += len(losses)
        return total / max(1, count)

    def _copy_down(self) -> None:
        with torch.no_grad():
            for parameter, master in zip(
                self.network.parameters(), self._masters.values(), strict=True
            ):
                parameter.copy_(master)


def held_out_batches(paths: Sequence[Path], vocabulary: Vocabulary, limit: int) -> list[Batch]:
    """The first ``limit`` pairs of each ``zh<TAB>en`` file, as they are."""
    rows: list[Row] = []
    for path in paths:
        taken = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) < 2 or line.startswith("# ") or taken == limit:
                continue
            chinese, english = normalise(fields[0], fields[1])
            target = vocabulary.encode(english)
            if target and max(target) < vocabulary.target_size:
                rows.append((vocabulary.encode(chinese), target, [UNLINKED] * len(target)))
                taken += 1
    return list(batches(rows, 3000, random.Random(0)))  # noqa: S311  has to be repeatable


def faster_precision(device: str) -> torch.dtype:
    """bfloat16 where its products are faster than those of float32, as they are on every GPU."""
    if device != "cpu":
        return torch.bfloat16
    spent: dict[torch.dtype, float] = {}
    for precision in (torch.float32, torch.bfloat16):
        matrix = torch.ones(384, 384, dtype=precision)
        matrix @ matrix
        begun = time.perf_counter()
        for _ in range(5):
            matrix @ matrix
        spent[precision] = time.perf_counter() - begun
    return min(spent, key=spent.__getitem__)


class Stop:
    """Becomes true at SIGTERM or SIGINT: the run then saves and ends."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def save(trainer: Trainer, path: Path) -> None:
    """Write a checkpoint; a run that is cut while it writes leaves the old one."""
    part = path.with_suffix(".part")
    torch.save(trainer.state(), part)
    part.replace(path)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", help="a stage of recipe.toml")
    parser.add_argument("--work", type=Path, default=REPOSITORY / "training" / "work")
    parser.add_argument("--recipe", type=Path, help="another recipe.toml")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from; none: from nothing")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--seconds", type=float, help="time to train")
    length.add_argument("--updates", type=int, help="steps to train, however long they take")
    parser.add_argument(
        "--cool", type=float, default=0.0, help="falling rate at the end: seconds, or updates"
    )
    parser.add_argument("--rate", type=float, default=2e-3, help="learning rate")
    parser.add_argument("--warmup", type=int, default=150, help="updates")
    parser.add_argument("--tokens", type=int, default=6000, help="of the longer side, a batch")
    parser.add_argument("--smoothing", type=float, default=0.1, help="of labels")
    parser.add_argument("--guidance", type=float, default=0.2, help="weight of alignment")
    parser.add_argument("--save-every", type=float, default=300, help="seconds")
    parser.add_argument("--keep", type=int, default=0, help="checkpoints to keep beside the output")
    parser.add_argument(
        "--held-out", type=Path, nargs="*", default=[], help="zh<TAB>en, for the log"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument(
        "--precision", choices=["bfloat16", "float32"], help="default: the faster one here"
    )
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    recipe = read_recipe(arguments.recipe)
    if arguments.stage not in recipe["stages"]:
        parser.error(f"no stage {arguments.stage}: the recipe has {', '.join(recipe['stages'])}")
    if not (arguments.work / "data" / "manifest.json").exists():
        parser.error(f"{arguments.work} has no finished data: run training/prepare.py first")
    for path in (*([arguments.start] if arguments.start else []), *arguments.held_out):
        if not path.is_file():
            parser.error(f"there is no file {path}")
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)  # noqa: S311  has to be repeatable
    stage = recipe["stages"][arguments.stage]
    vocabulary = Vocabulary(arguments.work / "sentencepiece.model")
    folder = arguments.work / "data"
    mixture = Mixture(
        {name: Data(folder / f"{name}.npz") for name in stage["mix"]},
        stage["mix"],
        stage["constraints"],
        load_inventions(folder / "inventions.npz"),
        vocabulary,
        chance,
    )
    shape = Shape.of(recipe["network"], vocabulary.size, vocabulary.target_size)
    precision: torch.dtype = (
        getattr(torch, arguments.precision)
        if arguments.precision
        else faster_precision(arguments.device)
    )
    print(f"precision: {precision}", flush=True)
    trainer = Trainer(
        shape, arguments.rate, arguments.smoothing, arguments.guidance, arguments.device, precision
    )
    if arguments.start:
        trainer.restore(torch.load(arguments.start, map_location="cpu"))
    held_out = held_out_batches(arguments.held_out, vocabulary, 250)
    run(trainer, mixture, held_out, arguments)


def run(
    trainer: Trainer, mixture: Mixture, held_out: Sequence[Batch], arguments: argparse.Namespace
) -> None:
    """Train until time or updates are over, or the process is asked to end, which is no success (exit
    code 1); writes checkpoints and a log."""
    stop = Stop()
    begun = time.monotonic()
    log = arguments.output.with_suffix(".jsonl")
    spent = saved = reported = 0.0
    step = counted = kept = 0
    total = 0.0
    by_time = arguments.updates is None
    left: float = arguments.seconds if by_time else arguments.updates
    while left > 0 and not stop.asked:
        drawn = CHUNK if by_time else min(CHUNK, 2 * math.ceil(left) * arguments.tokens)
        for batch in batches(mixture.rows(drawn), arguments.tokens, mixture.chance):
            factor = min(1.0, (step + 1) / arguments.warmup)
            if arguments.cool:
                factor *= max(0.0, min(1.0, left / arguments.cool))
            loss, count = trainer.update(batch, factor)
            step, counted, total = step + 1, counted + count, total + loss
            spent = time.monotonic() - begun
            left = arguments.seconds - spent if by_time else arguments.updates - step
            over = left <= 0 or stop.asked
            if step in (1, 10, 30) or step % 100 == 0 or over:
                line = {
                    "time": time.strftime("%H:%M:%S"), "stage": arguments.stage, "update": step,
                    "loss": round(total / counted, 3), "tokens": trainer.tokens,
                    "speed": round(counted / (spent - reported)), "seconds": round(spent),
                }  # fmt: skip
                if held_out and (step % 500 == 0 or over):
                    line["held_out"] = round(trainer.measure(held_out), 4)
                with log.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(line) + "\n")
                print(json.dumps(line), flush=True)
                counted, total, reported = 0, 0.0, spent
            if spent - saved > arguments.save_every:
                save(trainer, arguments.output)
                saved = spent
                if arguments.keep:
                    save(trainer, arguments.output.with_suffix(f".{kept % arguments.keep}.pt"))
                    kept += 1
            if over:
                break
    save(trainer, arguments.output)
    print(f"saved after {step} updates, {trainer.tokens} target tokens in all", flush=True)
    if stop.asked:
        raise SystemExit(f"stopped before the end; --start {arguments.output} goes on")


if __name__ == "__main__":
    main()
