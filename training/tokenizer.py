"""Counts the joint SentencePiece model and arranges it for the network and for constraints.

- Pieces without Chinese characters come first, so that the output layer scores only these.
- ``⟦`` gets a space behind it in the model's own normalisation. Without it the first word of a
  constraint has other pieces in the source than in the target, and a copy has to be spelt anew.
- Slots (``⟪M1⟫`` …) are one piece each: the values of scheme slots-v1.
"""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as messages

from toolkit.engine.constraints import SLOTS

__all__ = ["BEGIN", "CLOSE", "END", "OPEN", "PADDING", "Vocabulary", "add_rule", "train_pieces"]

PADDING, BEGIN, END, UNKNOWN, OPEN, CLOSE = range(6)
FIRST_SLOT = 6
NORMAL = 1
OPENING = "⟦"

_HAN = re.compile(r"[\u2e80-\uffef\U00020000-\U0003ffff]")


class Vocabulary:
    """The pieces, with what the training scripts ask of them."""

    def __init__(self, path: Path) -> None:
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.size: int = self.processor.get_piece_size()
        names = [self.processor.id_to_piece(index) for index in range(self.size)]
        self.names: list[str] = names
        self.target_size = next(i for i, name in enumerate(names) if _HAN.search(name))
        self.slots = {name: names.index(name) for name in SLOTS}
        self.slot_ids = frozenset(self.slots.values())
        self.digits = frozenset(i for i, n in enumerate(names) if re.fullmatch(r"▁?\d", n))
        self.number_marks = frozenset(i for i, n in enumerate(names) if n in {".", ","})
        self.lost: list[int] = self.processor.encode("[?]")
        self.space = names.index("▁")
        self.starts_word = [name.startswith("▁") for name in names]

    def encode(self, text: str, *, glued: bool = False) -> list[int]:
        """The ids of ``text``; where it is ``glued``, no space stands before it."""
        if not glued:
            ids: list[int] = self.processor.encode(text)
            return ids
        # Behind a symbol no space is added.
        inner: list[int] = self.processor.encode("⟧" + text)
        return inner[inner.index(CLOSE) + 1 :]


def train_pieces(lines: Iterable[str], size: int, output: Path) -> None:
    """Count ``size`` pieces on ``lines`` and write the model to ``output``."""
    with tempfile.TemporaryDirectory() as folder:
        prefix = Path(folder, "pieces")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_prefix=str(prefix),
            model_type="unigram",
            vocab_size=size,
            character_coverage=0.9995,
            byte_fallback=True,
            split_digits=True,
            normalization_rule_name="nmt_nfkc",
            user_defined_symbols=["⟦", "⟧", *SLOTS],
            pad_id=PADDING, bos_id=BEGIN, eos_id=END, unk_id=UNKNOWN, pad_piece="<pad>",
            max_sentence_length=2000,
            num_threads=2,
            hard_vocab_limit=False,
            minloglevel=1,
        )  # fmt: skip
        model = Path(f"{prefix}.model").read_bytes()
    output.write_bytes(add_rule(english_first(model)))


def english_first(model: bytes) -> bytes:
    """The SentencePiece model with the pieces that have Chinese characters behind all others."""
    proto = messages.ModelProto()
    proto.ParseFromString(model)
    pieces = list(proto.pieces)
    del proto.pieces[:]
    proto.pieces.extend(sorted(pieces, key=lambda piece: bool(_HAN.search(piece.piece))))
    return bytes(proto.SerializeToString())


def decode_rules(blob: bytes) -> dict[bytes, bytes]:
    """The normalisation rules in a ``precompiled_charsmap``: a Darts trie and its strings."""
    (size,) = struct.unpack_from("<I", blob)
    units = struct.unpack_from(f"<{size // 4}I", blob, 4)
    strings = blob[4 + size :]
    rules: dict[bytes, bytes] = {}
    stack = [(0, b"")]
    while stack:
        node, key = stack.pop()
        unit = units[node]
        base = node ^ ((unit >> 10) << ((unit & 0x200) >> 6))
        if (unit >> 8) & 1:
            place = units[base] & 0x7FFFFFFF
            rules[key] = strings[place : strings.index(b"\0", place)]
        for byte in range(1, 256):
            child = base ^ byte
            if child < len(units) and units[child] & 0x800000FF == byte:
                stack.append((child, key + bytes([byte])))
    return rules


def add_rule(model: bytes) -> bytes:
    """The SentencePiece model with the rule ``⟦`` → ``⟦`` and a space."""
    proto = messages.ModelProto()
    proto.ParseFromString(model)
    rules = {
        key.decode(): value.decode()
        for key, value in decode_rules(proto.normalizer_spec.precompiled_charsmap).items()
    }
    rules[OPENING] = OPENING + " "
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "rules.tsv")
        table.write_text(
            "".join(f"{_code_points(k)}\t{_code_points(v)}\n" for k, v in sorted(rules.items())),
            encoding="utf-8",
        )
        corpus = Path(folder, "corpus.txt")
        corpus.write_text("a b c d e f g\n" * 10, encoding="utf-8")
        prefix = Path(folder, "rules")
        sentencepiece.SentencePieceTrainer.train(
            input=str(corpus),
            model_prefix=str(prefix),
            vocab_size=12,
            normalization_rule_tsv=str(table),
            hard_vocab_limit=False,
            minloglevel=2,
        )
        compiled = messages.ModelProto()
        compiled.ParseFromString(Path(f"{prefix}.model").read_bytes())
    proto.normalizer_spec.precompiled_charsmap = compiled.normalizer_spec.precompiled_charsmap
    proto.normalizer_spec.name = "user_defined"
    for piece in proto.pieces:
        if piece.piece == OPENING:
            # Symbols the user defined are kept away from normalisation; a normal piece is not.
            piece.type = NORMAL
    return bytes(proto.SerializeToString())


def _code_points(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)
