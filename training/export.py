"""Writes a checkpoint as an Argos package: CTranslate2 int8 weights, pieces, metadata."""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import common_spec
from ctranslate2.specs.transformer_spec import TransformerSpec
from model import LAYERS, layer_names

__all__ = ["build_spec", "write_package"]


def build_spec(
    state: dict[str, torch.Tensor], pieces: sentencepiece.SentencePieceProcessor
) -> TransformerSpec:
    """The weights in CTranslate2's form, quantised to int8."""
    values = {name: tensor.detach().float().numpy() for name, tensor in state.items()}
    spec = TransformerSpec.from_config(
        LAYERS, 6, pre_norm=True, activation=common_spec.Activation.RELU
    )
    embeddings = spec.encoder.embeddings
    for place in (*embeddings, spec.decoder.embeddings):
        place.weight = values["embedding.weight"]
        place.multiply_by_sqrt_depth = True
    spec.decoder.projection.weight = values["embedding.weight"]
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        side.position_encodings.encodings = values["positions"]
        _fill_norm(side.layer_norm, values, f"norm_{name}")
        for number, layer in enumerate(side.layer):
            for theirs, ours in layer_names(name, cross=name == "decoder").items():
                _fill(layer, theirs, values, f"{name}.{number}.{ours}")
    names = [pieces.id_to_piece(index) for index in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    config = spec.config
    config.bos_token, config.eos_token, config.unk_token = "<s>", "</s>", "<unk>"
    config.decoder_start_token = "<s>"  # noqa: S105  a piece, no password
    config.add_source_bos, config.add_source_eos = False, True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _fill(layer: Any, theirs: str, values: dict[str, np.ndarray], ours: str) -> None:
    part, inner = theirs.split("/")
    place = getattr(layer, part)
    if inner == "layer_norm":
        _fill_norm(place.layer_norm, values, ours)
    else:
        # linear_0 is an attribute of a feed-forward part, and an item of an attention's list.
        linear = getattr(place, inner) if part == "ffn" else place.linear[int(inner[-1])]
        linear.weight, linear.bias = values[f"{ours}.weight"], values[f"{ours}.bias"]


def _fill_norm(norm: Any, values: dict[str, np.ndarray], name: str) -> None:
    norm.gamma, norm.beta = values[f"{name}.weight"], values[f"{name}.bias"]


def write_package(checkpoint: Path, pieces: Path, output: Path, version: str) -> Path:
    """The folder ``output/zh_en`` and ``output/zh_en.argosmodel``; returns the latter."""
    state = torch.load(checkpoint, map_location="cpu")["network"]
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    folder = output / "zh_en"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    build_spec(state, processor).save(str(folder / "model"))
    shutil.copyfile(pieces, folder / "sentencepiece.model")
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "constraints": "replace-v1",
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
    archive = output / "zh_en.argosmodel"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as stream:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                stream.write(path, path.relative_to(output))
    return archive


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path, help="folder for zh_en/ and zh_en.argosmodel")
    parser.add_argument("--pieces", type=Path, required=True, help="sentencepiece.model")
    parser.add_argument("--version", default="0.2")
    arguments = parser.parse_args()
    archive = write_package(
        arguments.checkpoint, arguments.pieces, arguments.output, arguments.version
    )
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
