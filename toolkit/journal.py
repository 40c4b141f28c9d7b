"""Finished work of an interrupted run: ``NAME.xlf.part``, append-only, beside the output.

One JSON object a line. The first names the run signature and the document; a journal of another run
is started over. Each further line is one window of answers, so an interrupted run goes on where it
stopped and still translates the same windows: its output is byte-identical to an uninterrupted one.
A last line that was cut short by a crash is ignored.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self

from toolkit.document import Constraint, Hypothesis
from toolkit.engine import Answer
from toolkit.errors import OutputError

__all__ = ["Journal", "journal_path", "run_key"]


_HEAD = b'{"zhdoc-journal": '


def journal_path(output: Path) -> Path:
    """``x.xlf`` → ``x.xlf.part``."""
    return output.with_name(output.name + ".part")


def run_key(signature: Mapping[str, str], sources: Sequence[str]) -> str:
    """Digest of everything the answers depend on: the signature and every model input in order."""
    digest = hashlib.sha256(json.dumps(dict(sorted(signature.items()))).encode())
    for source in sources:
        digest.update(b"\0" + source.encode())
    return digest.hexdigest()


class Journal:
    """Answers of finished windows; a context manager, which leaves the file to the next run.

    Without a path nothing is kept.
    """

    def __init__(self, path: Path | None, key: str) -> None:
        self.path = path
        self._key = key
        self._stream: IO[bytes] | None = None
        self._windows: dict[int, tuple[Answer, ...]] = {}

    def __enter__(self) -> Self:
        if self.path is None:
            return self
        whole = self._read(self.path)
        try:
            if whole:
                self._stream = self.path.open("r+b")
                self._stream.truncate(whole)
                self._stream.seek(whole)
            else:
                self._stream = self.path.open("wb")
                self._append({"zhdoc-journal": 1, "run": self._key})
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be written ({error.strerror}); choose another folder with -o"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()

    def finished(self, window: int) -> tuple[Answer, ...] | None:
        """The answers of the window of that number; None where it is still to be done."""
        return self._windows.get(window)

    def add(self, window: int, answers: Sequence[Answer]) -> None:
        """Keep a window's answers; on disk when this returns."""
        if self.path is not None:
            self._append({"window": window, "answers": [_to_json(answer) for answer in answers]})

    def _append(self, record: Mapping[str, Any]) -> None:
        if self._stream is None:
            raise RuntimeError("the journal is not open")
        try:
            self._stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be written ({error.strerror}); free some room and run again,"
                " what was finished is kept"
            ) from error

    def _read(self, path: Path) -> int:
        """Load the windows of this run; the length of what can be kept, 0 to start over."""
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise OutputError(f"{path}: cannot be read ({error.strerror}); move it away") from error
        if content and not content.startswith(_HEAD):
            raise OutputError(f"{path}: not a journal of zhdoc, so it is left alone; move it away")
        length = 0
        for number, line in enumerate(content.splitlines(keepends=True)):
            if not line.endswith(b"\n"):
                break
            try:
                record = json.loads(line)
                if number == 0:
                    if record.get("run") != self._key:
                        return 0
                else:
                    answers = tuple(_from_json(answer) for answer in record["answers"])
                    self._windows[int(record["window"])] = answers
            except (ValueError, KeyError, TypeError, AttributeError):
                break
            length += len(line)
        return length


def _to_json(answer: Answer) -> dict[str, Any]:
    return {
        "target": answer.target,
        "usable": answer.usable,
        "tried": list(answer.tried),
        "hypotheses": [[h.text, h.score, h.origin] for h in answer.hypotheses],
        "constraints": [asdict(constraint) for constraint in answer.constraints],
    }


def _from_json(record: Mapping[str, Any]) -> Answer:
    return Answer(
        target=record["target"],
        usable=record["usable"],
        tried=tuple(record["tried"]),
        hypotheses=tuple(Hypothesis(*fields) for fields in record["hypotheses"]),
        constraints=tuple(_constraint(fields) for fields in record["constraints"]),
    )


def _constraint(fields: Mapping[str, Any]) -> Constraint:
    # JSON has lists where a constraint has tuples.
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return Constraint(**values)
