"""Adds a space behind ``⟦`` to the SentencePiece model's own normalisation.

Without it the first word of a constraint has other pieces in the source than in the target (``⟦4`` is
``⟦ 4``, a copy is ``▁ 4``; ``⟦Luojiang`` is ``⟦ L u o ji ang``, a copy is ``▁Lu o ji ang``), so that
the model has to spell words anew instead of copying pieces. The pieces and their numbers stay as
they are, and the text that goes in stays replace-v1: only the rules inside the file change.
"""

from __future__ import annotations

import argparse
import struct
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as messages

__all__ = ["add_rule", "decode_rules"]

NORMAL = 1
OPENING = "⟦"


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


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="sentencepiece.model to start from")
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    arguments.target.write_bytes(add_rule(arguments.source.read_bytes()))


if __name__ == "__main__":
    main()
