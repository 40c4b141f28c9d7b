"""Workbooks (XLSX) of unknown origin, read through openpyxl: nothing that unpacks without end."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any, TypeVar

from toolkit.errors import ReadingError
from toolkit.reading import Archive, member_names

__all__ = ["read_sheets"]

T = TypeVar("T")


def read_sheets(
    content: bytes, name: str, read: Callable[[Any], T], *, values: bool, comments: bool = False
) -> dict[str, T]:
    """What ``read`` makes of each sheet, by the sheets' titles, in their order.

    ``read`` gets openpyxl's worksheet. With ``values`` a formula is what it came to, else as it was
    typed; ``comments`` are there where they are asked for, which takes longer. Raises ReadingError,
    one line that begins with ``name``, for a workbook that is broken, encrypted or unsafe (see
    :class:`toolkit.reading.Archive`).
    """
    from openpyxl import load_workbook

    broken = (
        f"{name}: no spreadsheet that can be read; open it in a spreadsheet program and save it as"
        " .xlsx again"
    )
    if member_names(content) is None:
        raise ReadingError(broken)
    Archive(content, name)  # refuses what unpacks to too much
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
        try:
            book = load_workbook(io.BytesIO(content), read_only=not comments, data_only=values)
            found = {}
            for sheet in book.worksheets:
                part: Any = sheet  # the stubs do not know the read-only kind
                if not comments:
                    # Formats of whole columns can state a million rows; only those that are there count.
                    part.reset_dimensions()
                found[sheet.title] = read(part)
            book.close()
        except Exception as error:  # what openpyxl raises for a broken workbook is not documented
            raise ReadingError(broken) from error
    return found
