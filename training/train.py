"""Trains the network on annotated pairs for a given time; resumable, on a CPU.

Weights are bfloat16 in the graph with float32 master copies: matrix products are several times faster
so on processors that have bfloat16 instructions. The output layer scores only pieces that English
can have, as the engine does.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as functional
from model import Network, read_weights

__all__ = ["Batches", "read_rows"]

BEGIN, END = 1, 2
LONGEST = 144
"""Pieces of either side; longer pairs are left out."""

_FOREIGN = re.compile(r"[\u2e80-\uffef\U00020000-\U0003ffff⟦⟧]|^<(?:unk|s|pad|blank)>$")

_OPEN, _CLOSE = 4, 5
"""The pieces ⟦ and ⟧."""

Pair = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Source, target, and which pieces of the target are copies of a constraint."""


def read_rows(
    path: Path, pieces: sentencepiece.SentencePieceProcessor, known: np.ndarray
) -> list[Pair]:
    """The encoded pairs of a TSV that are short enough; ``known[p] < 0`` for pieces no target may have."""
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    sources = pieces.encode([row[0] for row in rows], num_threads=2)
    targets = pieces.encode([row[1] for row in rows], num_threads=2)
    pairs = []
    for source, target in zip(sources, targets, strict=True):
        if 0 < len(source) < LONGEST and 0 < len(target) < LONGEST:
            english = known[np.array(target)]
            if english.min() >= 0:
                pairs.append((np.array([*source, END]), np.array(target), copied(source, target)))
    return pairs


def copied(source: Sequence[int], target: Sequence[int]) -> np.ndarray:
    """For each piece of the target, and its end, whether it is copied from between ⟦ and ⟧."""
    mask = np.zeros(len(target) + 1, dtype=bool)
    place = 0
    while _OPEN in source[place:]:
        start = source.index(_OPEN, place) + 1
        end = source.index(_CLOSE, start) if _CLOSE in source[start:] else len(source)
        # A capital or a bracket before it gives the first word other pieces in the target.
        for wanted in (source[start:end], source[start + 1 : end]):
            found = _find(wanted, target)
            if wanted and found >= 0:
                mask[found : found + len(wanted)] = True
                break
        place = end
    return mask


def _find(part: Sequence[int], whole: Sequence[int]) -> int:
    size = len(part)
    for start in range(len(whole) - size + 1):
        if whole[start : start + size] == part:
            return start
    return -1


class Batches:
    """Batches of a fixed number of tokens and of few shapes (memory is then reused)."""

    def __init__(self, pairs: Sequence[Pair], tokens: int, chance: random.Random) -> None:
        self._pairs = pairs
        self._tokens = tokens
        self._chance = chance
        self._groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, (source, target, _) in enumerate(pairs):
            long, wide = _step(len(source)), _step(len(target) + 1)
            top = max(long, wide)
            self._groups[max(long, _step(top * 2 // 3)), max(wide, _step(top * 2 // 3))].append(
                index
            )

    def epoch(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """Source, decoder input, wanted output (-100 is padding) and copies of each batch."""
        batches = []
        for (long, wide), indices in self._groups.items():
            self._chance.shuffle(indices)
            size = max(8, self._tokens // max(long, wide) // 8 * 8)
            for start in range(0, len(indices), size):
                batch = indices[start : start + size]
                if len(batch) >= size // 2:
                    batches.append((long, wide, batch))
        self._chance.shuffle(batches)
        for long, wide, batch in batches:
            source = np.zeros((len(batch), long), np.int64)
            given = np.zeros((len(batch), wide), np.int64)
            wanted = np.full((len(batch), wide), -100, np.int64)
            copies = np.zeros((len(batch), wide), bool)
            for row, index in enumerate(batch):
                chinese, english, mask = self._pairs[index]
                copies[row, : len(mask)] = mask
                source[row, : len(chinese)] = chinese
                given[row, 0] = BEGIN
                given[row, 1 : len(english) + 1] = english
                wanted[row, : len(english)] = english
                wanted[row, len(english)] = END
            yield source, given, wanted, copies


def _step(length: int) -> int:
    return (length + 7) // 8 * 8


class Stop:
    """Becomes true at SIGTERM or SIGINT: the run then saves and ends."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="annotated pairs of prepare.py")
    parser.add_argument("--start", type=Path, required=True, help="model.bin or a checkpoint")
    parser.add_argument("--pieces", type=Path, required=True, help="sentencepiece.model")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    parser.add_argument("--seconds", type=float, required=True, help="time of the learning curve")
    parser.add_argument("--rate", type=float, default=3e-4, help="highest learning rate")
    parser.add_argument("--final-rate", type=float, default=0.0, help="learning rate at the end")
    parser.add_argument("--warmup", type=int, default=100, help="updates")
    parser.add_argument("--tokens", type=int, default=3000, help="of the longer side, a batch")
    parser.add_argument("--copy-weight", type=float, default=1.0, help="of copied pieces")
    parser.add_argument("--save-every", type=float, default=300, help="seconds")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)  # noqa: S311  has to be repeatable
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(arguments.pieces))
    english = [
        index
        for index in range(pieces.get_piece_size())
        if not _FOREIGN.search(pieces.id_to_piece(index))
    ]
    known = np.full(pieces.get_piece_size(), -1, np.int64)
    known[english] = np.arange(len(english))
    pairs = [pair for path in arguments.data for pair in read_rows(path, pieces, known)]
    print(
        f"{len(pairs)} pairs, {sum(len(t) + 1 for _, t, _ in pairs)} target tokens, "
        f"{len(english)} output pieces",
        flush=True,
    )
    network = Network(pieces.get_piece_size())
    tokens, optimizer_state = 0, None
    if arguments.start.suffix == ".bin":
        network.load_state_dict(read_weights(arguments.start))
    else:
        checkpoint = torch.load(arguments.start, map_location="cpu")
        network.load_state_dict(checkpoint["network"])
        tokens, optimizer_state = checkpoint["tokens"], checkpoint.get("optimizer")
    masters = [p.detach().clone() for p in network.parameters()]
    for master in masters:
        master.grad = torch.zeros_like(master)
    optimizer = torch.optim.AdamW(
        masters, lr=arguments.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01, fused=True
    )
    if optimizer_state is not None:
        optimizer.load_state_dict(optimizer_state)
    network.bfloat16()
    parameters = list(network.parameters())
    names = [name for name, _ in network.named_parameters()]
    positions = read_positions(arguments.start)
    rows = torch.tensor(english)
    map_known = torch.from_numpy(known)

    def save() -> None:
        state = dict(zip(names, (m.detach().clone() for m in masters), strict=True))
        state["positions"] = positions
        part = arguments.output.with_suffix(".part")
        torch.save({"network": state, "tokens": tokens, "optimizer": optimizer.state_dict()}, part)
        part.replace(arguments.output)

    stop = Stop()
    batches = Batches(pairs, arguments.tokens, chance)
    step = counted = marked = 0
    sums = torch.zeros(2)
    spent = reported = saved = 0.0
    begun = time.monotonic()
    # The clock runs on while the process is stopped: the rate then still reaches its end in time.
    while spent < arguments.seconds and not stop.asked:
        for source, given, wanted, copies in batches.epoch():
            if spent >= arguments.seconds or stop.asked:
                break
            left = 1 - spent / arguments.seconds
            rate = arguments.final_rate + (arguments.rate - arguments.final_rate) * left
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / arguments.warmup)
            states = network(torch.from_numpy(source), torch.from_numpy(given))
            flat = torch.from_numpy(wanted).view(-1)
            keep = flat != -100
            states = states.reshape(-1, states.shape[-1])[keep]
            scores = functional.linear(states, network.embedding.weight[rows])
            losses = functional.cross_entropy(
                scores, map_known[flat[keep]], reduction="none"
            ).float()
            mask = torch.from_numpy(copies).view(-1)[keep]
            weights = 1 + (arguments.copy_weight - 1) * mask.float()
            ((losses * weights).sum() / weights.sum()).backward()
            for parameter, master in zip(parameters, masters, strict=True):
                if parameter.grad is not None and master.grad is not None:
                    master.grad.copy_(parameter.grad)
                parameter.grad = None
            torch.nn.utils.clip_grad_norm_(masters, 1.0)
            optimizer.step()
            with torch.no_grad():
                for parameter, master in zip(parameters, masters, strict=True):
                    parameter.copy_(master)
            count = int(keep.sum())
            step += 1
            tokens += count
            counted += count
            with torch.no_grad():
                sums += torch.stack([losses[mask].sum(), losses.sum()])
            marked += int(mask.sum())
            spent = time.monotonic() - begun
            if step in (10, 30) or step % 50 == 0:
                speed = counted / (spent - reported)
                print(
                    f"{time.strftime('%H:%M:%S')} update {step} "
                    f"loss {float(sums[1] - sums[0]) / (counted - marked + 1e-9):.3f} "
                    f"copies {float(sums[0]) / (marked + 1e-9):.3f} ({marked / counted:.0%}) "
                    f"{speed:.0f} tokens/s {tokens / 1e6:.2f} M tokens {spent:.0f} s",
                    flush=True,
                )
                counted, marked, reported = 0, 0, spent
                sums.zero_()
            if spent - saved > arguments.save_every:
                save()
                saved = spent
    save()
    print(f"saved after {step} updates, {tokens} target tokens", flush=True)


def read_positions(start: Path) -> torch.Tensor:
    """The position encodings, exact to the last bit."""
    if start.suffix == ".bin":
        return read_weights(start)["positions"]
    positions: torch.Tensor = torch.load(start, map_location="cpu")["network"]["positions"]
    return positions


if __name__ == "__main__":
    main()
