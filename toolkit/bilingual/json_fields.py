"""JSON of an aligned file, read with its types checked: the file may come from anywhere."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from toolkit.document import Span

__all__ = ["Fields", "parse_fields", "parse_text"]


def parse_fields(line: str) -> Fields:
    """The JSON object in ``line``; ValueError where it is none."""
    return Fields(_parse(line))


def parse_text(line: str) -> str:
    """The JSON string in ``line``; ValueError where it is none."""
    value = _parse(line)
    if not isinstance(value, str):
        raise ValueError("a JSON string is expected")
    return value


def _parse(line: str) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error


class Fields:
    """A JSON object whose fields are asked for by type; a wrong type is a ValueError."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise ValueError("a JSON object is expected")
        self._value: dict[str, Any] = value

    def text(self, name: str, default: str | None = None) -> str:
        """A string; without ``default`` it must be there."""
        value = self._value.get(name, default)
        if not isinstance(value, str):
            raise ValueError(f'"{name}" must be a string')
        return value

    def optional(self, name: str) -> str | None:
        """A string, or None where it is absent or null."""
        return None if self._value.get(name) is None else self.text(name)

    def integer(self, name: str) -> int:
        """An integer of 0 or more."""
        return _integer(self._value.get(name), name)

    def number(self, name: str) -> float | None:
        """A finite number, or None where it is absent or null."""
        value = self._value.get(name)
        if value is None:
            return None
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise ValueError(f'"{name}" must be a number')
        return float(value)

    def flag(self, name: str) -> bool:
        """True or false, false where it is absent."""
        value = self._value.get(name, False)
        if not isinstance(value, bool):
            raise ValueError(f'"{name}" must be true or false')
        return value

    def span(self, name: str) -> Span:
        """``[start, end]``, start not behind end."""
        value = self._value.get(name)
        if not isinstance(value, list) or len(value) != 2:
            raise ValueError(f'"{name}" must be [start, end]')
        start, end = _integer(value[0], name), _integer(value[1], name)
        if start > end:
            raise ValueError(f'"{name}" ends before it starts')
        return start, end

    def optional_span(self, name: str) -> Span | None:
        """``[start, end]``, or None where it is absent or null."""
        return None if self._value.get(name) is None else self.span(name)

    def pairs(self, name: str) -> Iterator[Span]:
        """A list of pairs of integers."""
        for value in self._list(name):
            if not isinstance(value, list) or len(value) != 2:
                raise ValueError(f'"{name}" must hold pairs of integers')
            yield _integer(value[0], name), _integer(value[1], name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, empty where it is absent."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f'"{name}" must hold strings')
        return tuple(values)

    def object(self, name: str) -> Fields:
        """An object that must be there."""
        return Fields(self._value.get(name))

    def objects(self, name: str) -> Iterator[Fields]:
        """A list of objects, empty where it is absent."""
        return (Fields(value) for value in self._list(name))

    def all_texts(self) -> dict[str, str]:
        """The whole object, every value a string."""
        return {name: self.text(name) for name in self._value}

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def _list(self, name: str) -> list[Any]:
        value = self._value.get(name, [])
        if not isinstance(value, list):
            raise ValueError(f'"{name}" must be a list')
        return value


def _integer(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f'"{name}" must hold integers of 0 or more')
    return value
