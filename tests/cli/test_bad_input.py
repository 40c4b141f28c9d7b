"""Bad input, row by row of the design's table: one clear line, and nothing lost."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.bilingual import read_xliff

Run = Callable[..., Any]

CHINESE = "关于科技工作的通知\n全区科技投入3070万元，比上年增长12.5%。\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def word_document(text: str = CHINESE) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A docx with one part exchanged or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return stream.getvalue()


def refused(zhdoc: Run, name: str) -> str:
    """The one line that refuses ``name``; no output is left."""
    done = zhdoc("translate", name, "-q")
    assert done.code == 1
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert Path(name).name in done.err
    assert not list(Path().glob("*.xlf*")) and not list(Path().glob("*.html"))
    line: str = done.err
    return line


@pytest.mark.parametrize("name", ["missing.txt", "missing.docx", "nowhere/missing.txt"])
def test_a_missing_file(zhdoc: Run, name: str) -> None:
    assert "no such file" in refused(zhdoc, name)


def test_no_permission(zhdoc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("locked.txt").write_text(CHINESE, encoding="utf-8")

    read = Path.read_bytes

    def locked(self: Path) -> bytes:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "permission" in refused(zhdoc, "locked.txt")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\n\n \n", "no Chinese"),
        (b"Only English, 2006.\n", "no Chinese"),
        (b"\xef\xbb\xbf", "no Chinese"),
    ],
)
def test_nothing_to_translate(zhdoc: Run, content: bytes, expected: str) -> None:
    Path("input.txt").write_bytes(content)
    assert expected in refused(zhdoc, "input.txt")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx"),
        (b"{\\rtf1 text}", "docx"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "docx"),
        (bytes(range(256)) * 8, "docx"),
    ],
)
def test_a_format_that_is_not_read_lists_what_is(zhdoc: Run, content: bytes, expected: str) -> None:
    Path("input.txt").write_bytes(content)
    assert expected in refused(zhdoc, "input.txt")


def test_a_wrong_extension_does_not_matter(zhdoc: Run) -> None:
    Path("word.txt").write_bytes(word_document())
    Path("page.docx").write_text(f"<html><body><p>{CHINESE}</p></body></html>", encoding="utf-8")
    assert zhdoc("translate", "word.txt", "page.docx", "-q").code == 0
    assert read_xliff(Path("word.xlf")).format == "docx"
    assert read_xliff(Path("page.xlf")).format == "html"


def test_a_broken_word_file(zhdoc: Run) -> None:
    Path("broken.docx").write_bytes(word_document()[:-400])
    refused(zhdoc, "broken.docx")


def test_a_word_file_with_entities(zhdoc: Run) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY a "科技">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    Path("entities.docx").write_bytes(
        with_member(word_document(), "word/document.xml", bomb.encode())
    )
    refused(zhdoc, "entities.docx")


def test_a_zip_bomb(zhdoc: Run) -> None:
    Path("bomb.docx").write_bytes(
        with_member(word_document(), "word/document.xml", b" " * 30_000_000)
    )
    refused(zhdoc, "bomb.docx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_every_encoding_gives_the_same_document(zhdoc: Run, encoding: str) -> None:
    Path("input.txt").write_bytes(CHINESE.encode(encoding))
    assert zhdoc("translate", "input.txt", "-q").code == 0
    document = read_xliff(Path("input.xlf"))
    assert "".join(document.lines) == "".join(CHINESE.split())
    constraints = {c.target for segment in document.segments() for c in segment.constraints}
    assert {"30.7 million yuan", "12.5%"} <= constraints


def test_undecodable_bytes_are_reported(zhdoc: Run) -> None:
    text = CHINESE.encode()
    Path("input.txt").write_bytes(text[:30] + b"\xff\xfe\xff" + text[30:] + text * 5)
    done = zhdoc("repair", "input.txt")
    assert done.code == 0
    assert "byte" in done.err
    assert "\ufffd" in done.out


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
def test_traditional_chinese_is_matched_and_kept(zhdoc: Run, encoding: str) -> None:
    text = "關於農業工作的報告\n農業總產值8.2億元，專利申請量增長12.5%。\n"
    Path("input.txt").write_bytes(text.encode(encoding))
    assert zhdoc("translate", "input.txt", "-q").code == 0
    segments = list(read_xliff(Path("input.xlf")).segments())
    assert "農業總產值8.2億元" in "".join(segment.source for segment in segments)
    constraints = {c.target for segment in segments for c in segment.constraints}
    assert "820 million yuan" in constraints
    assert any("patent" in target for target in constraints)


def test_markup_in_the_text_is_only_text(zhdoc: Run) -> None:
    Path("input.txt").write_text(
        "关于科技工作的通知\n全区科技投入3070万元。\n平台输出<script>alert(1)</script>一行，“科技”&amp;专利。\n"
        "各单位要认真落实有关要求。\n",
        encoding="utf-8",
    )
    assert zhdoc("translate", "input.txt", "-q", "--to", "xlf,html,md").code == 0
    assert "<script>alert" not in Path("input.html").read_text(encoding="utf-8")
    sources = [segment.source for segment in read_xliff(Path("input.xlf")).segments()]
    assert any("<script>alert(1)</script>" in source for source in sources)


def long_document(path: Path, sentences: int) -> None:
    numbers = range(11, 11 + sentences)
    path.write_text(
        "".join(f"今年第{n}批科技项目共有{n * 7}家企业参加，投入{n * 3}万元。\n" for n in numbers),
        encoding="utf-8",
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, number: int) -> None:
    long_document(Path("long.txt"), 1_200)
    command = [sys.executable, "-m", "toolkit.cli", "translate", "long.txt", "--beam", "1", "-q"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    part = Path("long.xlf.part")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if part.exists() and part.read_bytes().count(b"\n") >= 2:
            process.send_signal(number)
            break
        time.sleep(0.01)
    code = process.wait(timeout=60)
    assert code == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert part.exists() and not Path("long.xlf").exists()
    kept = part.read_bytes()
    assert subprocess.run(command, cwd=tmp_path).returncode in (0, 3)
    resumed = Path("long.xlf").read_bytes()
    assert not part.exists()
    assert kept.count(b"\n") >= 2
    assert subprocess.run([*command, "-o", "again"], cwd=tmp_path).returncode in (0, 3)
    assert Path("again/long.xlf").read_bytes() == resumed


def test_ctrl_c_is_130_and_keeps_the_part(zhdoc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.engine import ArgosEngine

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ArgosEngine, "translate", interrupted)
    Path("input.txt").write_text(CHINESE, encoding="utf-8")
    done = zhdoc("translate", "input.txt", "-q")
    assert done.code == 130
    assert "goes on from there" in done.err and "Traceback" not in done.err
    assert Path("input.xlf.part").exists() and not Path("input.xlf").exists()


_DIGITS = "一二三四五六七八九"
CHAPTERS = [
    *_DIGITS,
    *(
        f"{tens if tens != '一' else ''}十{ones}"
        for tens in _DIGITS
        for ones in ("", *_DIGITS)
    ),
    "一百", "一百零一",
]  # fmt: skip
"""一 to 一百零一: with 99 items in each, 10,100 sections."""


@pytest.mark.parametrize("form", ["one line of 1 MB", "10,000 sections"])
def test_large_inputs_lose_nothing(form: str) -> None:
    from toolkit.pipeline import outline_file

    if form == "10,000 sections":
        text = "\n".join(
            f"{han}、第{han}类工作\n"
            + "\n".join(f"{n}、具体事项\n各单位认真落实了有关要求。" for n in range(1, 100))
            for han in CHAPTERS
        )
    else:
        sentence = "全区科技投入{}万元，各单位认真落实了有关要求，工作取得了明显成效。"
        text = "".join(sentence.format(n) for n in range(10_000, 20_500))
        assert len(text.encode()) > 1_000_000
    Path("large.txt").write_text(text, encoding="utf-8")
    document = outline_file(Path("large.txt"))
    assert "".join("".join(document.lines).split()) == "".join(text.split())
    assert "".join(s.source for s in document.segments()) == "".join(document.lines)
    if form == "10,000 sections":
        levels = [section.level for section in document.sections()][1:]
        assert levels == [level for _ in CHAPTERS for level in (1, *([2] * 99))]
    else:
        assert max(len(segment.source) for segment in document.segments()) <= 150


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX resource limits")
def test_50_mb_stay_within_40_times_the_file() -> None:
    lines = (
        f"全区科技投入{n}万元，各单位认真落实了有关要求，工作取得了明显成效。"
        for n in range(520_000)
    )
    text = "\n".join(lines)
    Path("large.txt").write_text(text, encoding="utf-8")
    size = Path("large.txt").stat().st_size
    assert size > 50_000_000
    code = (
        "import resource, sys; from pathlib import Path; from toolkit.pipeline import outline_file\n"
        "print(len(outline_file(Path('large.txt')).lines))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, memory = map(int, done.stdout.split())
    assert count == 520_000
    assert memory < 40 * size


def test_a_folder_that_cannot_be_made(zhdoc: Run) -> None:
    Path("input.txt").write_text(CHINESE, encoding="utf-8")
    Path("out").write_bytes(b"a file")
    done = zhdoc("translate", "input.txt", "-o", "out", "-q")
    assert done.code == 1
    assert "out: not a folder" in done.err
    assert Path("out").read_bytes() == b"a file"
