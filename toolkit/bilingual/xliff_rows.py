"""Rows of an XLIFF 1.2 file that was worked on in another program, whatever it left of our data.

More lenient than :mod:`toolkit.bilingual.xliff_reader`: damaged JSON of ours, a missing group or two
units of one id do not stop it. A unit is one row, however a program cut it into segments; inline
codes are left out; what is marked ``translate="no"`` is no row. What programs do to our files:

- OmegaT 3.6 (measured, Debian's package in console mode): shows the English alone, exchanges it and
  leaves its state as it was, also where a person changed the text; ids, hashes, namespace and JSON
  stay. In files of the former form (see :func:`toolkit.bilingual.xliff.json_of`) the JSON was text
  that translators saw, and could spoil.
- OmegaT 6, memoQ's and Trados Studio's own XLIFF filters write ``state`` on what was worked on.
- memoQ's bilingual .mqxliff and Trados Studio's .sdlxliff have ids and states of their own, see
  :mod:`toolkit.bilingual.cat_marks`; their units are known by their Chinese.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from lxml import etree

from toolkit.bilingual.cat_marks import (
    accept_changes,
    mark_of,
    memoq_id,
    remarks_of,
    sdl_comment,
)
from toolkit.bilingual.json_fields import parse_fields
from toolkit.bilingual.rows import Row
from toolkit.bilingual.unit_data import change_from_json
from toolkit.bilingual.xliff import ZHDOC, json_of, state_of
from toolkit.bilingual.xliff_reader import NATIVE, check_languages, check_version
from toolkit.bilingual.xml_input import (
    child,
    children,
    flat_text,
    forget,
    local_name,
    namespace,
    read_elements,
)
from toolkit.document import Change, Note

__all__ = ["read_xliff_rows"]


def read_xliff_rows(path: Path) -> tuple[Row, ...]:
    """A row for each trans-unit of the file at ``path``.

    ``state`` is None where no program says anything of a person's work, ``base`` is known where our
    own data survived. Raises :class:`toolkit.errors.BilingualError` for a file that is no XLIFF 1.2,
    not well-formed, or of other languages.
    """
    rows: list[Row] = []
    comments: dict[str, list[Note]] = {}
    closed: list[bool] = []
    """For each group that is open, whether it is marked translate="no"."""
    first = True
    for event, element in read_elements(path):
        name = local_name(element)
        if event == "start":
            if first:
                check_version(path, element)
                first = False
            if name == "file":
                check_languages(path, element)
            if name in ("group", "file"):
                closed.append(element.get("translate") == "no")
            continue
        if name in ("group", "file"):
            closed.pop()
        elif name == "cmt-def":
            found = sdl_comment(element)
            if found is not None:
                comments[found[0]] = found[1]
        elif name == "trans-unit":
            if not any(closed) and element.get("translate") != "no":
                rows.append(_row(element, len(rows) + 1, comments))
            forget(element)
    return tuple(rows)


def _row(unit: etree._Element, number: int, definitions: dict[str, list[Note]]) -> Row:
    source, target = child(unit, "source"), child(unit, "target")
    base, history = _own_data(unit)
    remarks = [Note(n.get("from", ""), flat_text(n, NATIVE)) for n in children(unit, "note")]
    remarks += remarks_of(unit, definitions)
    remarks = [remark for remark in remarks if remark.by_person]
    english = "" if target is None else _english(target)
    name = unit.get("id") or f"{number}"
    row = Row(
        place=f"unit {name}",
        id=memoq_id(unit) or name,
        hash=unit.get(f"{{{ZHDOC}}}hash", ""),
        source="" if source is None else flat_text(source, NATIVE),
        target=english,
        comment="\n".join(remark.text for remark in remarks),
        notes=tuple(remarks),
        base=base,
        history=history,
    )
    return _with_state(row, unit, target)


def _with_state(row: Row, unit: etree._Element, target: etree._Element | None) -> Row:
    mark = mark_of(unit)
    if mark is not None:
        return replace(row, state=mark.state, rejected=mark.rejected, author=mark.author)
    said = None if target is None else target.get("state")
    qualifier = None if target is None else target.get("state-qualifier")
    state = state_of(said, qualifier, unit.get("approved"), has_target=bool(row.target))
    if state == "edited" and said != "translated":
        return row  # state_of takes an unmarked target for a person's work; here nobody says so
    return replace(row, state=state)


def _english(target: etree._Element) -> str:
    """The English of a target that may be cut into segments, tracked changes accepted.

    The Chinese has no space between sentences, so programs often put none between English ones.
    """
    accept_changes(target)
    marks = [mark for mark in target.iter("{*}mrk") if mark.get("mtype") == "seg"]
    for mark, after in pairwise(marks):
        if mark.getnext() is not after or mark.tail:
            continue
        before, behind = flat_text(mark, NATIVE), flat_text(after, NATIVE)
        if before and behind and not before[-1].isspace() and not behind[0].isspace():
            mark.tail = " "
    return flat_text(target, NATIVE)


def _own_data(unit: etree._Element) -> tuple[str, tuple[Change, ...]]:
    """The digest of the English that zhdoc wrote, and its history; nothing where it is damaged."""
    data = child(unit, "data")
    if data is None or namespace(data) != ZHDOC:
        return "", ()
    try:
        fields = parse_fields(json_of(data))
        history = tuple(change_from_json(change) for change in fields.objects("history"))
        return fields.text("english", ""), history
    except ValueError:  # some program translated or cut it
        return "", ()
