"""The engine: CTranslate2 on an Argos package, in token batches over everything at once.

argostranslate translates line by line in batches of 32 tokens; here all inputs are sorted by
length and cut into batches of a fixed number of tokens, so the same inputs always meet in the same
batches: their composition decides the last bits of the sums, and thereby now and then a word.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.document import Hypothesis
from toolkit.engine.packages import Package
from toolkit.engine.pieces import split_input
from toolkit.engine.protocol import Decoding
from toolkit.errors import PackageError

__all__ = ["ArgosEngine", "default_threads", "instruction_set"]

BATCH_TOKENS = 1024
"""Source tokens a batch of the main pass; measured best of 256 … 4,096 on two cores
(benchmarks/throughput.py). A wider beam gets smaller batches of as many hypotheses."""

MAX_SOURCE_TOKENS = 400
"""Longer inputs are cut at clause marks; Argos models know 512 positions on either side."""

_BANDS = (8, 16, 24, 32, 48, 64, 96, 128, 192, 256, MAX_SOURCE_TOKENS)
"""Inputs up to these many tokens are decoded with a common limit on the output's length."""

_MAIN = Decoding()

_FOREIGN = re.compile(
    r"[\u2e80-\uffef\U00020000-\U0003ffff⟦⟧]|^<(?:unk|s|/s|pad|blank)>$"
    r"|^<0x(?:E[3-9]|F0)>$"  # first UTF-8 bytes of Chinese characters, in byte fallback
)

LENGTH_PENALTY = 1.0  # scores are then mean log-probabilities per token


def default_threads() -> int:
    """The processors this process may use, at most 8: more gain nothing with models this small."""
    usable = getattr(os, "sched_getaffinity", None)
    count = len(usable(0)) if usable else (os.cpu_count() or 1)
    return max(1, min(8, count))


def max_target_tokens(source_tokens: int) -> int:
    """The longest output that is still plausible for an input of so many tokens."""
    return min(500, source_tokens * 2 + 16)


class ArgosEngine:
    """Translates with one package; the model is loaded at the first call.

    ``beam`` is the width of the main pass, ``threads`` the number of processors (None: those there
    are). Bulk translation runs ``threads`` workers of one thread each: on batches of this size that
    is faster than one worker with many threads.
    """

    def __init__(
        self,
        package: Package,
        *,
        beam: int = 4,
        threads: int | None = None,
        compute_type: str = "int8",
        batch_tokens: int = BATCH_TOKENS,
    ) -> None:
        if beam < 1 or beam > 32:
            raise ValueError(f"beam must be 1 to 32, not {beam}")
        self.package = package
        self._beam = beam
        self._threads = threads if threads is not None else default_threads()
        if not 1 <= self._threads <= 256:
            raise ValueError(f"threads must be 1 to 256, not {threads}")
        self._compute_type = compute_type
        self._batch_tokens = batch_tokens
        self._translator: Any = None
        self._pieces: Any = None

    @property
    def scheme(self) -> str | None:
        """The constraint scheme of the package."""
        return self.package.constraints

    @property
    def beam(self) -> int:
        """The beam width of the main pass."""
        return self._beam

    @property
    def shortlist(self) -> str:
        """Which target pieces are scored: "package" has its own list (vmap.txt), "no Chinese" leaves
        out pieces that English never has, "none" is the whole vocabulary.

        Scoring the vocabulary is half of a small decoder's work. Only packages with a constraint
        scheme get our list: they were trained on English without Chinese, while a stock package
        that is at a loss copies the source, and that must stay visible.
        """
        if (self.package.path / "model" / "vmap.txt").is_file():
            return "package"
        return "no Chinese" if self.package.constraints else "none"

    @property
    def signature(self) -> Mapping[str, str]:
        """Everything that the output depends on; opens no model."""
        from importlib.metadata import version

        return {
            "engine": "argos",
            "package": f"{self.package.from_code}_{self.package.to_code} {self.package.version}",
            "package_sha256": self.package.sha256,
            "ctranslate2": version("ctranslate2"),
            "sentencepiece": version("sentencepiece"),
            "beam": str(self._beam),
            "compute_type": self._compute_type,
            "batch_tokens": str(self._batch_tokens),
            "shortlist": self.shortlist,
            "instruction_set": instruction_set(),
            "threads": str(self._threads),
            **({"confidence": self.package.confidence} if self.package.confidence else {}),
        }

    def load(self) -> None:
        """Open the model now; raises PackageError where it cannot be opened."""
        if self._translator is not None:
            return
        tokenizer = self.package.path / "sentencepiece.model"
        model = self.package.path / "model"
        for path in (tokenizer, model / "model.bin"):
            if not path.is_file():
                raise PackageError(f"{path}: missing; install the package again")
        # Imported here: together they take a quarter of a second.
        import ctranslate2
        import sentencepiece

        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
            self._translator = ctranslate2.Translator(
                str(model),
                device="cpu",
                compute_type=self._compute_type,
                inter_threads=self._threads,
                intra_threads=1,
                files=_with_shortlist(model) if self.shortlist == "no Chinese" else None,
            )
        except (RuntimeError, ValueError, OSError) as error:
            self._translator = self._pieces = None
            first_line = str(error).strip().split("\n")[0]
            raise PackageError(
                f"{self.package.path}: the model cannot be opened ({first_line})"
            ) from error

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = _MAIN,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Hypotheses of every text, best first; () for an empty one.

        A text of more than MAX_SOURCE_TOKENS pieces is cut at clause marks, and its hypotheses are
        joined from those of its parts.
        """
        self.load()
        parts: list[list[str]] = []  # tokens
        owners: list[int] = []
        for index, text in enumerate(texts):
            for tokens in self._tokens(text):
                parts.append(tokens)
                owners.append(index)
        decoded = self._decode(parts, decoding, owners, progress)
        collected: list[list[tuple[Hypothesis, ...]]] = [[] for _ in texts]
        for owner, hypotheses in zip(owners, decoded, strict=True):
            collected[owner].append(hypotheses)
        return [_join(group) for group in collected]

    def _tokens(self, text: str) -> list[list[str]]:
        if not text.strip():
            return []
        tokens: list[str] = self._pieces.encode(text, out_type=str)
        if len(tokens) <= MAX_SOURCE_TOKENS:
            return [tokens] if tokens else []
        pieces = split_input(
            text, MAX_SOURCE_TOKENS, lambda piece: len(self._pieces.encode(piece, out_type=str))
        )
        return [self._pieces.encode(piece, out_type=str) for piece in pieces]

    def _decode(
        self,
        parts: Sequence[list[str]],
        decoding: Decoding,
        owners: Sequence[int],
        progress: Callable[[int], None] | None,
    ) -> list[tuple[Hypothesis, ...]]:
        order = sorted(range(len(parts)), key=lambda index: (-len(parts[index]), index))
        beam = decoding.beam or self._beam
        results: list[tuple[Hypothesis, ...]] = [()] * len(parts)
        pending: list[tuple[int, Any]] = []
        prefix = self.package.target_prefix
        suppressed = [
            self._pieces.encode(form, out_type=str)
            for wrong in decoding.suppress
            for form in dict.fromkeys((wrong, wrong[:1].upper() + wrong[1:]))
        ] or None
        size = self._batch_tokens * self._beam // max(beam, self._beam)
        for batch in _batches(order, parts, size):
            longest = len(parts[batch[0]])
            limit = next((band for band in _BANDS if longest <= band), longest)
            answers = self._translator.translate_batch(
                [parts[index] for index in batch],
                target_prefix=[[prefix]] * len(batch) if prefix else None,
                asynchronous=True,
                beam_size=beam,
                num_hypotheses=min(decoding.hypotheses, beam),
                length_penalty=LENGTH_PENALTY,
                repetition_penalty=decoding.repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                suppress_sequences=suppressed,
                max_input_length=0,
                use_vmap=self.shortlist != "none",
                max_decoding_length=max_target_tokens(limit),
                return_scores=True,
                # A package of ours has bytes for what it has no piece for; others copy the source.
                disable_unk=self.shortlist == "no Chinese",
                replace_unknowns=True,
            )
            pending.extend(zip(batch, answers, strict=True))
        open_parts = Counter(owners)
        done = 0
        for index, answer in pending:
            result = answer.result()
            results[index] = tuple(
                Hypothesis(self._text(tokens, prefix), score)
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            )
            open_parts[owners[index]] -= 1
            if progress and not open_parts[owners[index]]:
                done += 1
                progress(done)
        return results

    def _text(self, tokens: list[str], prefix: str) -> str:
        if prefix and tokens and tokens[0] == prefix:
            tokens = tokens[1:]
        text: str = self._pieces.decode(tokens)
        return text.strip()


def _batches(order: Sequence[int], parts: Sequence[list[str]], size: int) -> list[list[int]]:
    """Longest first, at most ``size`` source tokens each, padding counted."""
    batches: list[list[int]] = []
    width = 0
    for index in order:
        if batches and (len(batches[-1]) + 1) * width <= size:
            batches[-1].append(index)
        else:
            batches.append([index])
            width = len(parts[index])
    return batches


def _join(group: Sequence[tuple[Hypothesis, ...]]) -> tuple[Hypothesis, ...]:
    """Hypotheses of a text from those of its parts: the n-th of each, else its best."""
    if len(group) <= 1:
        return group[0] if group else ()
    joined = []
    for rank in range(max(len(hypotheses) for hypotheses in group)):
        chosen = [h[rank] if rank < len(h) else h[0] for h in group if h]
        scores = [h.score for h in chosen if h.score is not None]
        joined.append(
            Hypothesis(
                " ".join(h.text for h in chosen if h.text),
                sum(scores) / len(scores) if scores else None,
            )
        )
    return tuple(joined)


def _with_shortlist(model: Path) -> dict[str, bytes] | None:
    """The model's files with a ``vmap.txt`` of all pieces without Chinese characters or brackets.

    None where the vocabulary is of a kind we do not know: the model is then opened as it is.
    """
    for name in ("target_vocabulary.json", "shared_vocabulary.json"):
        vocabulary = model / name
        if vocabulary.is_file():
            break
    else:
        return None
    pieces: list[str] = json.loads(vocabulary.read_text(encoding="utf-8"))
    english = [p for p in pieces if not _FOREIGN.search(p) and not p.isspace()]
    files = {entry.name: entry.read_bytes() for entry in model.iterdir() if entry.is_file()}
    # One line for the empty source n-gram: these pieces are candidates whatever the source says.
    return {**files, "vmap.txt": ("\t" + " ".join(english) + "\n").encode()}


def instruction_set() -> str:
    """The vector instructions that compute here, as far as they are known: "avx2+avx512_vnni".

    CTranslate2 chooses its own kernels (AVX2 at most, unless CT2_FORCE_CPU_ISA says otherwise); its
    matrix library goes by what the processor has.
    """
    forced = os.environ.get("CT2_FORCE_CPU_ISA")
    flags: set[str] = set()
    with contextlib.suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as stream:
        line = next((line for line in stream if line.startswith(("flags", "Features"))), "")
        flags = set(line.split())
    own = next((name for name in ("avx2", "avx") if name in flags), "")
    own = forced.lower() if forced else own or platform.machine().lower() or "unknown"
    products = ("amx_int8", "avx512_vnni", "avx_vnni", "avx512bw", "asimddp")
    extra = next((name for name in products if name in flags), "")
    return f"{own}+{extra}" if extra else own
