"""Memories with a few entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.memory import Entry, Memory


@pytest.fixture
def memory_with(tmp_path: Path) -> Iterator[Callable[..., Memory]]:
    """``memory_with((source, target), …)``: a memory of those pairs, open for reading and writing."""
    opened: list[Memory] = []

    def make(*pairs: tuple[str, str]) -> Memory:
        memory = Memory.open(tmp_path / "ours.zhm", write=True)
        opened.append(memory)
        memory.add(
            Entry(source, target, "a.txt", f"s{number:04d}", when="2026-01-01T00:00:00Z")
            for number, (source, target) in enumerate(pairs, 1)
        )
        return memory

    yield make
    for memory in opened:
        memory.close()
