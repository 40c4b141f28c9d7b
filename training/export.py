"""Writes checkpoints as an Argos package: CTranslate2 int8 weights, pieces, metadata.

Several checkpoints are averaged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ctranslate2.specs import attention_spec, common_spec
from ctranslate2.specs.transformer_spec import TransformerSpec
from model import Shape, sinusoids
from sources import REPOSITORY
from tokenizer import Vocabulary

from toolkit.engine.constraints import SCHEMES

__all__ = ["average", "build_spec", "write_package"]

Weights = dict[str, np.ndarray]

LICENCE = "MIT"
"""Of the weights; MODEL_CARD.md names the licences of the data."""


def average(paths: Sequence[Path]) -> tuple[Shape, Weights, int]:
    """The network's shape, the mean of the checkpoints' weights, and the most tokens seen."""
    states = [torch.load(path, map_location="cpu") for path in paths]
    shapes = {json.dumps(state["shape"], sort_keys=True) for state in states}
    if len(shapes) > 1:
        raise SystemExit("the checkpoints are of networks of different shapes")
    names = states[0]["weights"]
    mean = {n: np.mean([s["weights"][n].float().numpy() for s in states], axis=0) for n in names}
    return Shape(**states[0]["shape"]), mean, max(state["tokens"] for state in states)


def build_spec(shape: Shape, weights: Weights, vocabulary: Vocabulary) -> TransformerSpec:
    """The weights in CTranslate2's form, quantised to int8."""
    spec = TransformerSpec.from_config(
        (shape.encoder, shape.decoder),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    table = weights["embedding.weight"]
    # A copy: CTranslate2 takes arrays that begin at one place for the same array.
    english = table[: shape.target_pieces].copy()
    for place, rows in ((spec.encoder.embeddings[0], table), (spec.decoder.embeddings, english)):
        place.weight = rows
        place.multiply_by_sqrt_depth = True
    spec.decoder.projection.weight = english
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        side.position_encodings.encodings = sinusoids(shape.width).numpy()
        _norm(side.layer_norm, weights, f"norm_{name}")
        for number, layer in enumerate(side.layer):
            mine = f"{name}.{number}"
            _attention(layer.self_attention, weights, f"{mine}.attention", cross=False)
            _norm(layer.self_attention.layer_norm, weights, f"{mine}.norm_self")
            if name == "decoder":
                _attention(layer.attention, weights, f"{mine}.cross", cross=True)
                _norm(layer.attention.layer_norm, weights, f"{mine}.norm_cross")
            _norm(layer.ffn.layer_norm, weights, f"{mine}.norm_inner")
            _linear(layer.ffn.linear_0, weights, f"{mine}.first")
            _linear(layer.ffn.linear_1, weights, f"{mine}.second")
    spec.register_source_vocabulary(vocabulary.names)
    spec.register_target_vocabulary(vocabulary.names[: shape.target_pieces])
    config = spec.config
    config.bos_token, config.eos_token, config.unk_token = "<s>", "</s>", "<unk>"
    config.decoder_start_token = "<s>"  # noqa: S105  a piece, no password
    config.add_source_bos, config.add_source_eos = False, True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _attention(
    place: attention_spec.MultiHeadAttentionSpec, weights: Weights, name: str, *, cross: bool
) -> None:
    groups = (("query",), ("key", "value")) if cross else (("query", "key", "value"),)
    for linear, parts in zip(place.linear, (*groups, ("output",)), strict=True):
        for field in ("weight", "bias"):
            joined = np.concatenate([weights[f"{name}.{part}.{field}"] for part in parts])
            setattr(linear, field, joined)


def _linear(place: Any, weights: Weights, name: str) -> None:
    place.weight, place.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _norm(place: Any, weights: Weights, name: str) -> None:
    place.gamma, place.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def write_package(
    checkpoints: Sequence[Path], pieces: Path, output: Path, version: str, scheme: str
) -> Path:
    """The folder ``output/zh_en`` and ``output/zh_en.argosmodel``; returns the latter."""
    shape, weights, tokens = average(checkpoints)
    folder = output / "zh_en"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    build_spec(shape, weights, Vocabulary(pieces)).save(str(folder / "model"))
    shutil.copyfile(pieces, folder / "sentencepiece.model")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = pieces.parent / "data" / "manifest.json"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "constraints": scheme,
        "license": LICENCE,
        "model": shape.to_json(),
        "parameters": int(sum(array.size for array in weights.values())),
        "target_tokens_seen": tokens,
        "data_sha256": _digest(manifest) if manifest.is_file() else None,
        "files": {
            path.relative_to(folder).as_posix(): {
                "sha256": _digest(path),
                "bytes": path.stat().st_size,
            }
            for path in files
        },
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
    archive = output / "zh_en.argosmodel"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as stream:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stream.write(path, path.relative_to(output))
    return archive


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="averaged where several")
    parser.add_argument("--output", type=Path, help="folder for zh_en/ and zh_en.argosmodel")
    parser.add_argument("--work", type=Path, default=REPOSITORY / "training" / "work")
    parser.add_argument("--version", default="0.4")
    parser.add_argument("--scheme", choices=SCHEMES, default="slots-v1")
    arguments = parser.parse_args()
    archive = write_package(
        arguments.checkpoints,
        arguments.work / "sentencepiece.model",
        arguments.output or arguments.work,
        arguments.version,
        arguments.scheme,
    )
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
