"""The network of the bundled package in PyTorch, read from and written to CTranslate2's files.

Pre-norm Transformer, ReLU, sinusoidal positions, one embedding for source, target and output. The
computation is CTranslate2's, so that weights go both ways: :func:`read_weights` takes them from a
``model.bin``, ``export.py`` writes them.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

__all__ = ["LAYERS", "Network", "layer_names", "read_weights"]

LAYERS = (6, 2)
"""Encoder and decoder layers."""

PADDING = 0
_TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")


class Attention(nn.Module):
    """Multi-head attention; written with plain products, whose backward is faster on CPUs."""

    def __init__(self, width: int, heads: int, *, cross: bool = False) -> None:
        super().__init__()
        self.heads = heads
        self.cross = cross
        if cross:
            self.query = nn.Linear(width, width)
            self.memory = nn.Linear(width, 2 * width)
        else:
            self.inputs = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        if memory is None:
            query, key, value = self.inputs(x).chunk(3, -1)
        else:
            query = self.query(x)
            key, value = self.memory(memory).chunk(2, -1)
        size = width // self.heads

        def split(t: Tensor) -> Tensor:
            return t.reshape(batch, -1, self.heads, size).transpose(1, 2)

        scores = torch.matmul(split(query) * size**-0.5, split(key).transpose(-1, -2)) + mask
        mixed = torch.matmul(scores.softmax(-1), split(value))
        result: Tensor = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        return result


class Layer(nn.Module):
    """One layer of the encoder, or of the decoder where it looks at a memory (``cross``)."""

    def __init__(self, width: int, heads: int, inner: int, *, cross: bool) -> None:
        super().__init__()
        self.norm_self = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        if cross:
            self.norm_cross = nn.LayerNorm(width)
            self.cross = Attention(width, heads, cross=True)
        self.norm_inner = nn.LayerNorm(width)
        self.first = nn.Linear(width, inner)
        self.second = nn.Linear(inner, width)

    def forward(
        self, x: Tensor, mask: Tensor, memory: Tensor | None = None, seen: Tensor | None = None
    ) -> Tensor:
        x = x + self.attention(self.norm_self(x), None, mask)
        if memory is not None:
            x = x + self.cross(self.norm_cross(x), memory, seen)
        return x + self.second(functional.relu(self.first(self.norm_inner(x))))


class Network(nn.Module):
    """The whole model; :meth:`forward` gives the decoder's states, before the output layer."""

    def __init__(
        self, pieces: int = 20000, width: int = 384, heads: int = 6, inner: int = 1536
    ) -> None:
        super().__init__()
        self.width = width
        self.embedding = nn.Embedding(pieces, width)
        self.encoder = nn.ModuleList(
            Layer(width, heads, inner, cross=False) for _ in range(LAYERS[0])
        )
        self.decoder = nn.ModuleList(
            Layer(width, heads, inner, cross=True) for _ in range(LAYERS[1])
        )
        self.norm_encoder = nn.LayerNorm(width)
        self.norm_decoder = nn.LayerNorm(width)
        self.positions: Tensor
        self.register_buffer("positions", torch.zeros(512, width), persistent=True)

    def embed(self, tokens: Tensor) -> Tensor:
        """Scaled embeddings plus positions."""
        scaled = self.embedding(tokens) * math.sqrt(self.width)
        result: Tensor = scaled + self.positions[: tokens.shape[1]]
        return result

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        x = self.embed(source)
        hidden = (source == PADDING).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.encoder:
            x = layer(x, hidden)
        memory = self.norm_encoder(x)
        y = self.embed(target)
        length = target.shape[1]
        future = torch.triu(torch.full((length, length), -1e4, dtype=y.dtype), 1)
        for layer in self.decoder:
            y = layer(y, future, memory, hidden)
        result: Tensor = self.norm_decoder(y)
        return result


def layer_names(name: str, *, cross: bool) -> dict[str, str]:
    """CTranslate2's names of a layer's linear and norm modules → ours; ``name`` is encoder or decoder."""
    names = {
        "self_attention/layer_norm": "norm_self",
        "self_attention/linear_0": "attention.inputs",
        "self_attention/linear_1": "attention.output",
        "ffn/layer_norm": "norm_inner",
        "ffn/linear_0": "first",
        "ffn/linear_1": "second",
    }
    if cross:
        names |= {
            "attention/layer_norm": "norm_cross",
            "attention/linear_0": "cross.query",
            "attention/linear_1": "cross.memory",
            "attention/linear_2": "cross.output",
        }
    return names


def read_weights(model: Path) -> dict[str, Tensor]:
    """A state for :class:`Network` from CTranslate2's ``model.bin``, int8 weights scaled back."""
    variables = _read_variables(model)
    state = {
        "embedding.weight": _matrix(variables, "decoder/embeddings/weight"),
        "positions": _tensor(variables["decoder/position_encodings/encodings"]),
    }
    for side, count in zip(("encoder", "decoder"), LAYERS, strict=True):
        state[f"norm_{side}.weight"] = _tensor(variables[f"{side}/layer_norm/gamma"])
        state[f"norm_{side}.bias"] = _tensor(variables[f"{side}/layer_norm/beta"])
        for number in range(count):
            for theirs, ours in layer_names(side, cross=side == "decoder").items():
                place = f"{side}/layer_{number}/{theirs}"
                mine = f"{side}.{number}.{ours}"
                if theirs.endswith("norm"):
                    state[f"{mine}.weight"] = _tensor(variables[f"{place}/gamma"])
                    state[f"{mine}.bias"] = _tensor(variables[f"{place}/beta"])
                else:
                    state[f"{mine}.weight"] = _matrix(variables, f"{place}/weight")
                    state[f"{mine}.bias"] = _tensor(variables[f"{place}/bias"])
    return state


def _matrix(variables: dict[str, np.ndarray], name: str) -> Tensor:
    weights = variables[name].astype(np.float32)
    scale = variables.get(f"{name}_scale")
    return _tensor(weights if scale is None else weights / scale[:, None])


def _tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.array(values, dtype=np.float32))


def _read_variables(model: Path) -> dict[str, np.ndarray]:
    variables: dict[str, np.ndarray] = {}
    with model.open("rb") as stream:
        _unpack(stream, "I")
        _string(stream)
        _unpack(stream, "I")
        for _ in range(_unpack(stream, "I")):
            name = _string(stream)
            shape = [_unpack(stream, "I") for _ in range(_unpack(stream, "B"))]
            kind = _TYPES[_unpack(stream, "B")]
            data = stream.read(_unpack(stream, "I"))
            variables[name] = np.frombuffer(data, dtype=kind).reshape(shape)
        for _ in range(_unpack(stream, "I")):
            alias = _string(stream)
            variables[alias] = variables[_string(stream)]
    return variables


def _unpack(stream: BinaryIO, kind: str) -> int:
    (value,) = struct.unpack("<" + kind, stream.read(struct.calcsize("<" + kind)))
    return int(value)


def _string(stream: BinaryIO) -> str:
    return stream.read(_unpack(stream, "H"))[:-1].decode()
