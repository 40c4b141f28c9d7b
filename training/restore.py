"""Reads a package's weights back as a checkpoint, where the one it was made from is gone.

int8 keeps a weight to about 1/250 of the largest in its row. The optimisers' state is not in a
package: train.py begins it anew, so warm the rate up.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model import Shape

__all__ = ["read_variables", "restore"]

_KINDS = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""By CTranslate2's number of the type."""


def read_variables(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a CTranslate2 ``model.bin`` (format 6), aliases included; int8 rows scaled back."""
    data = path.read_bytes()
    place = 0

    def take(form: str) -> tuple[Any, ...]:
        nonlocal place
        values = struct.unpack_from(form, data, place)
        place += struct.calcsize(form)
        return values

    def text() -> str:
        nonlocal place
        (size,) = take("<H")
        place += size
        return data[place - size : place - 1].decode()

    (version,) = take("<I")
    if version != 6:
        raise SystemExit(f"{path}: CTranslate2 format {version}; only 6 can be read")
    text()  # the model's class
    take("<I")  # its revision
    arrays: dict[str, np.ndarray] = {}
    for _ in range(take("<I")[0]):
        name = text()
        (rank,) = take("<B")
        shape = take(f"<{rank}I")
        kind, size = take("<BI")
        arrays[name] = np.frombuffer(
            data, _KINDS[kind], size // np.dtype(_KINDS[kind]).itemsize, place
        )
        arrays[name] = arrays[name].reshape(shape)
        place += size
    for name, array in arrays.items():
        if array.dtype == np.int8 and array.ndim == 2:
            arrays[name] = array / arrays[f"{name}_scale"].reshape(-1, 1)
    for _ in range(take("<I")[0]):
        alias, name = text(), text()
        arrays[alias] = arrays[name]
    return arrays


def restore(folder: Path) -> dict[str, Any]:
    """What train.py saves, of the package in ``folder``, without the optimisers' state."""
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    shape = Shape(**metadata["model"])
    arrays = read_variables(folder / "model" / "model.bin")
    weights = dict(_weights(shape, arrays))
    return {
        "shape": shape.to_json(),
        "tokens": metadata["target_tokens_seen"],
        "weights": {name: torch.from_numpy(np.array(w, np.float32)) for name, w in weights.items()},
    }


def _weights(shape: Shape, arrays: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """The other way round what export.build_spec does, in the network's own order."""
    yield "embedding.weight", arrays["encoder/embeddings_0/weight"]
    for side, layers in (("encoder", shape.encoder), ("decoder", shape.decoder)):
        for number in range(layers):
            theirs, mine = f"{side}/layer_{number}", f"{side}.{number}"
            yield from _norm(arrays, f"{theirs}/self_attention/layer_norm", f"{mine}.norm_self")
            yield from _attention(arrays, f"{theirs}/self_attention", f"{mine}.attention", False)
            if side == "decoder":
                yield from _norm(arrays, f"{theirs}/attention/layer_norm", f"{mine}.norm_cross")
                yield from _attention(arrays, f"{theirs}/attention", f"{mine}.cross", True)
            yield from _norm(arrays, f"{theirs}/ffn/layer_norm", f"{mine}.norm_inner")
            for place, name in (("linear_0", "first"), ("linear_1", "second")):
                for field in ("weight", "bias"):
                    yield f"{mine}.{name}.{field}", arrays[f"{theirs}/ffn/{place}/{field}"]
    for side in ("encoder", "decoder"):
        yield from _norm(arrays, f"{side}/layer_norm", f"norm_{side}")


def _attention(
    arrays: dict[str, np.ndarray], theirs: str, mine: str, cross: bool
) -> Iterator[tuple[str, np.ndarray]]:
    groups = (("query",), ("key", "value")) if cross else (("query", "key", "value"),)
    for number, parts in enumerate((*groups, ("output",))):
        for field in ("weight", "bias"):
            joined = arrays[f"{theirs}/linear_{number}/{field}"]
            for part, array in zip(parts, np.split(joined, len(parts)), strict=True):
                yield f"{mine}.{part}.{field}", array


def _norm(
    arrays: dict[str, np.ndarray], theirs: str, mine: str
) -> Iterator[tuple[str, np.ndarray]]:
    yield f"{mine}.weight", arrays[f"{theirs}/gamma"]
    yield f"{mine}.bias", arrays[f"{theirs}/beta"]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "package", type=Path, help="folder of an unpacked package made by export.py"
    )
    parser.add_argument("--output", type=Path, required=True, help="checkpoint to write")
    arguments = parser.parse_args()
    torch.save(restore(arguments.package), arguments.output)


if __name__ == "__main__":
    main()
