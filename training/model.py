"""The network in PyTorch: what CTranslate2 computes for a pre-norm Transformer.

ReLU, sinusoidal positions, one embedding table for both languages; the output layer scores only its
first rows, the pieces that English can have. Queries, keys and values have matrices of their own,
so that the optimiser sees each by itself; they are multiplied as one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

__all__ = ["Network", "Shape"]

PADDING = 0
_HIDDEN = -1e4  # a score no softmax sees, and bfloat16 can hold
_POSITIONS = 512


@dataclass(frozen=True)
class Shape:
    """Sizes of a network."""

    pieces: int
    target_pieces: int
    """The first of the pieces: those the output layer scores."""
    width: int
    heads: int
    inner: int
    encoder: int
    decoder: int

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, for a checkpoint."""
        return asdict(self)

    @classmethod
    def of(cls, settings: Mapping[str, int], pieces: int, target_pieces: int) -> Shape:
        """From the recipe's ``network`` table."""
        return cls(pieces, target_pieces, **settings)


class Attention(nn.Module):
    """Multi-head attention; written with plain products, whose backward is faster on CPUs."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        for name in ("query", "key", "value", "output"):
            setattr(self, name, nn.Linear(width, width))
        self.query: nn.Linear
        self.key: nn.Linear
        self.value: nn.Linear
        self.output: nn.Linear

    def forward(
        self, x: Tensor, memory: Tensor | None, mask: Tensor, seen: list[Tensor] | None = None
    ) -> Tensor:
        """``x`` [rows, length, width] looks at ``memory``, or at itself; ``mask`` is added.

        ``seen`` takes up where the first head looks: [rows, length, length of the memory],
        before the softmax.
        """
        rows, length, width = x.shape
        if memory is None:
            query, key, value = _together(x, self.query, self.key, self.value)
        else:
            (query,) = _together(x, self.query)
            key, value = _together(memory, self.key, self.value)
        size = width // self.heads

        def split(t: Tensor) -> Tensor:
            return t.reshape(rows, -1, self.heads, size).transpose(1, 2)

        scores = torch.matmul(split(query) * size**-0.5, split(key).transpose(-1, -2)) + mask
        if seen is not None:
            seen.append(scores[:, 0])
        mixed = torch.matmul(scores.softmax(-1), split(value))
        result: Tensor = self.output(mixed.transpose(1, 2).reshape(rows, length, width))
        return result


def _together(x: Tensor, *layers: nn.Linear) -> tuple[Tensor, ...]:
    weight = torch.cat([layer.weight for layer in layers])
    bias = torch.cat([layer.bias for layer in layers])
    return functional.linear(x, weight, bias).chunk(len(layers), -1)


class Layer(nn.Module):
    """One layer of the encoder, or of the decoder, which looks at a memory too (``cross``)."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.norm_self = nn.LayerNorm(shape.width)
        self.attention = Attention(shape.width, shape.heads)
        if cross:
            self.norm_cross = nn.LayerNorm(shape.width)
            self.cross = Attention(shape.width, shape.heads)
        self.norm_inner = nn.LayerNorm(shape.width)
        self.first = nn.Linear(shape.width, shape.inner)
        self.second = nn.Linear(shape.inner, shape.width)

    def forward(
        self,
        x: Tensor,
        mask: Tensor,
        memory: Tensor | None = None,
        hidden: Tensor | None = None,
        seen: list[Tensor] | None = None,
    ) -> Tensor:
        """``x`` after the layer; ``hidden`` masks the memory; ``seen`` see :class:`Attention`."""
        x = x + self.attention(self.norm_self(x), None, mask)
        if memory is not None:
            x = x + self.cross(self.norm_cross(x), memory, hidden, seen)
        return x + self.second(functional.relu(self.first(self.norm_inner(x))))


class Network(nn.Module):
    """The whole model; :meth:`forward` gives the decoder's states, before the output layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.pieces, shape.width)
        self.encoder = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.decoder))
        self.norm_encoder = nn.LayerNorm(shape.width)
        self.norm_decoder = nn.LayerNorm(shape.width)
        self.positions: Tensor
        self.register_buffer("positions", sinusoids(shape.width), persistent=False)
        self._start(shape)

    def _start(self, shape: Shape) -> None:
        # Small: the states begin as the embedding of the piece before, which must not be foretold.
        nn.init.normal_(self.embedding.weight, std=0.02)
        deep = (2 * (shape.encoder + shape.decoder)) ** -0.5
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2 and "embedding" not in name:
                last = name.endswith(("output.weight", "second.weight"))
                nn.init.xavier_uniform_(parameter, gain=deep if last else 1.0)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def output_weight(self) -> Tensor:
        """The embedding rows of the pieces that English can have."""
        return self.embedding.weight[: self.shape.target_pieces]

    def embed(self, tokens: Tensor) -> Tensor:
        """Scaled embeddings plus positions."""
        scaled = self.embedding(tokens) * math.sqrt(self.shape.width)
        result: Tensor = scaled + self.positions[: tokens.shape[1]]
        return result

    def forward(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """States [rows, length, width] for ``target`` behind ``source``, ids [rows, length].

        Also where the first head of the last decoder layer looks, before its softmax: training
        points it at the piece of the source that is being translated or copied.
        """
        x = self.embed(source)
        hidden = (source == PADDING).to(x.dtype)[:, None, None, :] * _HIDDEN
        for layer in self.encoder:
            x = layer(x, hidden)
        memory = self.norm_encoder(x)
        y = self.embed(target)
        length = target.shape[1]
        future = torch.triu(
            torch.full((length, length), _HIDDEN, dtype=y.dtype, device=y.device), 1
        )
        seen: list[Tensor] = []
        for layer in self.decoder:
            y = layer(y, future, memory, hidden, seen)
        states: Tensor = self.norm_decoder(y)
        return states, seen[-1]


def sinusoids(width: int) -> Tensor:
    """The position encodings of CTranslate2's converters: sines, then cosines; float32."""
    half = width // 2
    rates = torch.exp(torch.arange(half) * -(math.log(10000) / (half - 1)))
    angles = torch.arange(_POSITIONS)[:, None] * rates[None, :]
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1).float()
