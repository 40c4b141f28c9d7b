"""Office files (ZIP of XML) whose bytes depend on what is in them, not on when they were written."""

from __future__ import annotations

import io
import re
import zipfile

__all__ = ["fixed_dates"]

_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can name
_EPOCH_ISO = b"1980-01-01T00:00:00Z"


def fixed_dates(content: bytes) -> bytes:
    """The same package with every clock time in it set to the start of 1980."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in package.namelist():
            part = package.read(name)
            if name == _CORE:
                part = _MOMENT.sub(rb"\g<1>" + _EPOCH_ISO + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, part)
    return stream.getvalue()
