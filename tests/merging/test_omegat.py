"""The real OmegaT (Debian's, console mode): what it shows to translators, and a round trip."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from toolkit.bilingual import read_xliff, write
from toolkit.document import Damage, Document, Hypothesis, Match, RepairEntry
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


def project_of(xlf: Path, folder: Path) -> Path:
    """An OmegaT project with ``xlf`` as its only source file."""
    project = folder / "project"
    for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "source" / xlf.name).write_bytes(xlf.read_bytes())
    return project


def run(project: Path, folder: Path, *options: str) -> None:
    """OmegaT's console with ``options`` on ``project``."""
    subprocess.run(
        [
            "omegat",
            str(project),
            *options,
            f"--config-dir={folder / 'config'}",
            "--disable-location-save",
            "--no-team",
        ],
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        check=True,
        capture_output=True,
        timeout=120,
    )


def translated(xlf: Path, translations: Mapping[str, str], folder: Path) -> Path:
    """What OmegaT makes of ``xlf`` with these translations in its project memory.

    OmegaT 3.6 offers the text of ``<target>`` for translation, so the memory is English to English.
    """
    project = project_of(xlf, folder)
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
    run(project, folder, "--mode=console-translate")
    return project / "target" / xlf.name


def shown(xlf: Path, folder: Path) -> list[str]:
    """The segments that OmegaT has in ``xlf`` for a translator, without repetitions."""
    memory = folder / "pseudo.tmx"
    options = (f"--pseudotranslatetmx={memory}", "--pseudotranslatetype=equal")
    run(project_of(xlf, folder), folder, "--mode=console-createpseudotranslatetmx", *options)
    units = etree.parse(memory).iter("tu")
    return sorted(unit.findtext("tuv/seg", "") for unit in units)


def own_json(xlf: Path) -> list[str | None]:
    """The JSON of every element of zhdoc's own, in order."""
    return [element.get("json") for element in etree.parse(xlf).iter("{urn:zhdoc:1}*")]


def test_translators_see_the_english_and_none_of_our_data(
    summary: Document, xlf: Path, tmp_path: Path
) -> None:
    first, *others = summary.segments()
    match = Match("主要工作", "Main tasks", "fuzzy", 0.8, "last.tmx", "7", "Lin Wei")
    recalled = replace(
        first,
        hypotheses=(*first.hypotheses, Hypothesis("Main tasks", None, "memory", match)),
        damage=(Damage("lost-number", 0, 1, "a number is lost"),),
    )
    full = replace(
        summary.with_segments({first.id: recalled}),
        lines=(*summary.lines, "附件"),
        log=(RepairEntry("chrome", 0, 2, "打印", ""),),
        damage=recalled.damage,
    )
    xlf.write_bytes(write(full, "xlf"))
    assert len(own_json(xlf)) == 2 + len(full.lines) + 1 + 1 + len(others) + 1 + 1
    assert shown(xlf, tmp_path) == sorted(s.target for s in full.segments())


def test_a_round_trip(summary: Document, xlf: Path, tmp_path: Path) -> None:
    edits = {
        "s0002": "R&D spending came to 820 million yuan, “up” 12.5% < 2018.",
        "s0003": "A total of 37 high-tech enterprises were recognized.",
        "s0007": "Talent and platforms are lacking.",
    }
    before = {s.id: s for s in summary.segments()}
    content = xlf.read_bytes()
    back = translated(xlf, {before[name].target: text for name, text in edits.items()}, tmp_path)
    assert back.read_bytes() != content
    assert None not in own_json(back) and own_json(back) == own_json(xlf)
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
