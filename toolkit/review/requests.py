"""What the browser sends: bodies read up to a limit, fields taken out by type and length.

Nothing here trusts the page's own script: whatever is missing, too long or of another type ends in a
:class:`Refused` with a status and the name of a reason that toolkit.review.words puts into words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request

from toolkit.review.security import LARGEST_BODY
from toolkit.review.views import Filter, Show

__all__ = [
    "COMMENT_CHARACTERS",
    "EDIT_BYTES",
    "QUERY_CHARACTERS",
    "REPLACE_BYTES",
    "SHOWS",
    "TEXT_CHARACTERS",
    "Fields",
    "Refused",
    "filter_of",
    "read_fields",
    "whole",
]

EDIT_BYTES = 64 * 1024
REPLACE_BYTES = LARGEST_BODY
TEXT_CHARACTERS = 20_000
"""Of a segment's English."""
COMMENT_CHARACTERS = 4_000
QUERY_CHARACTERS = 500
SHOWS: tuple[Show, ...] = get_args(Show)
_ID_CHARACTERS = 1_000
_LARGEST_NUMBER = 2**53
"""What a browser holds exactly."""

_Word = TypeVar("_Word", bound=str)


class Refused(Exception):
    """A request that cannot be answered; ``reason`` names the words for it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Fields:
    """The object a body holds, its fields asked for one by one."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, limit: int, default: str | None = None) -> str:
        """A string of at most ``limit`` characters; ``default`` where it is absent."""
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise Refused(400, "bad-request")
        if len(value) > limit:
            raise Refused(413, "too-large")
        if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
            raise Refused(400, "bad-request")  # half a character: no text
        return value

    def segment(self) -> str:
        """The id of the segment that is meant."""
        return self.text("segment", _ID_CHARACTERS)

    def number(self, name: str) -> int:
        """A whole number, not negative."""
        value = self._values.get(name)
        if type(value) is not int or not 0 <= value <= _LARGEST_NUMBER:
            raise Refused(400, "bad-request")
        return value

    def flag(self, name: str) -> bool:
        """True or false, false where it is absent."""
        value = self._values.get(name, False)
        if type(value) is not bool:
            raise Refused(400, "bad-request")
        return value

    def choice(self, name: str, among: tuple[_Word, ...]) -> _Word:
        """One of the words ``among``, the first where it is absent."""
        value = self._values.get(name, among[0])
        for word in among:
            if value == word:
                return word
        raise Refused(400, "bad-request")

    def pairs(self, name: str) -> list[tuple[str, int]]:
        """A list of segments' ids, each with the revision that the person saw."""
        value = self._values.get(name)
        if not isinstance(value, list):
            raise Refused(400, "bad-request")
        rows = [Fields(row) for row in value if isinstance(row, dict)]
        if len(rows) != len(value):
            raise Refused(400, "bad-request")
        return [(row.segment(), row.number("revision")) for row in rows]


async def read_fields(request: Request, limit: int = EDIT_BYTES) -> Fields:
    """The JSON object of a request's body of at most ``limit`` bytes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "bad-request")
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > limit:
                raise Refused(413, "too-large")
    except ClientDisconnect as error:
        raise Refused(400, "bad-request") from error
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise Refused(400, "bad-request") from error
    if not isinstance(values, dict):
        raise Refused(400, "bad-request")
    return Fields(values)


def filter_of(query: QueryParams) -> Filter:
    """The filter that an address asks for."""
    show = query.get("show", "all")
    section, words = query.get("section", ""), query.get("query", "")
    if len(words) > QUERY_CHARACTERS or len(section) > _ID_CHARACTERS:
        raise Refused(413, "too-large")
    for known in SHOWS:
        if show == known:
            return Filter(known, section, words.strip())
    raise Refused(400, "bad-request")


def whole(query: QueryParams, name: str, most: int) -> int:
    """A whole number of an address, from 0 to ``most``."""
    value = query.get(name, "0")
    if not (value.isascii() and value.isdecimal()) or len(value) > 9:
        raise Refused(400, "bad-request")
    return min(int(value), most)
