"""A round trip through the real OmegaT (Debian's, console mode): translate, import."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from toolkit.bilingual import read_xliff
from toolkit.document import Document
from toolkit.merging.run import import_file

pytestmark = pytest.mark.omegat

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><source_dir_excludes/><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


def omegat(xlf: Path, translations: Mapping[str, str], folder: Path) -> Path:
    """What OmegaT makes of ``xlf`` with these translations in its project memory.

    OmegaT 3.6 offers the text of ``<target>`` for translation, so the memory is English to English.
    """
    project = folder / "project"
    for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "source" / xlf.name).write_bytes(xlf.read_bytes())
    units = "".join(
        f'<tu><tuv lang="ZH-CN"><seg>{escape(old)}</seg></tuv>'
        f'<tuv lang="EN-US" changeid="zhao" changedate="20260401T080000Z"><seg>{escape(new)}</seg></tuv></tu>'
        for old, new in translations.items()
    )
    (project / "omegat" / "project_save.tmx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n<tmx version="1.1">'
        '<header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"'
        ' creationtoolversion="3.6.0" segtype="sentence" srclang="ZH-CN"/>'
        f"<body>{units}</body></tmx>",
        encoding="utf-8",
    )
    subprocess.run(
        [
            "omegat",
            str(project),
            "--mode=console-translate",
            f"--config-dir={folder / 'config'}",
            "--disable-location-save",
            "--no-team",
        ],
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return project / "target" / xlf.name


def test_a_round_trip(summary: Document, xlf: Path, tmp_path: Path) -> None:
    edits = {
        "s0002": "R&D spending came to 820 million yuan, “up” 12.5% < 2018.",
        "s0003": "A total of 37 high-tech enterprises were recognized.",
        "s0007": "Talent and platforms are lacking.",
    }
    before = {s.id: s for s in summary.segments()}
    content = xlf.read_bytes()
    back = omegat(xlf, {before[name].target: text for name, text in edits.items()}, tmp_path)
    assert back.read_bytes() != content
    done = import_file(xlf, back, who="Zhao Min")
    after = {s.id: s for s in read_xliff(xlf).segments()}
    assert {n: s.target for n, s in after.items() if s.target != before[n].target} == edits
    # OmegaT 3.6 leaves the states as they were: what a person changed is edited all the same, and
    # English that was approved is approved no more.
    assert {name: after[name].state for name in edits} == dict.fromkeys(edits, "edited")
    assert done.merge.refused == () and done.merge.unchanged == 5
    assert {n: s for n, s in after.items() if n not in edits} == {
        n: s for n, s in before.items() if n not in edits
    }
    assert after["s0002"].history[-1].who == "Zhao Min"
