"""``zhdoc demo``: the main job on a bundled sample."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from toolkit.cli.console import note
from toolkit.errors import UsageError

__all__ = ["demo"]

DEFAULT = "agriculture-summary-scraped.txt"
"""A scraped work summary with every kind of damage that zhdoc repairs."""


@click.command()
@click.argument("sample", default=DEFAULT)
@click.option("-o", "--output", default="demo", show_default=True, metavar="DIR")
@click.option("--list", "list_samples", is_flag=True, help="Name the samples there are.")
def demo(sample: str, output: str, list_samples: bool) -> int:
    """Translate a bundled SAMPLE into DIR, over what an earlier demo wrote there."""
    from toolkit.bilingual import FORMATS
    from toolkit.cli.translate import Plan, translate_one
    from toolkit.pipeline import Translator
    from toolkit.summary import summary_lines

    samples = {entry.name: entry for entry in (files("zhdoc_corpus") / "samples").iterdir()}
    if list_samples:
        for name in sorted(samples):
            click.echo(name)
        return 0
    if sample not in samples:
        raise UsageError(f"no sample {sample!r}; `zhdoc demo --list` names them")
    folder = Path(output)
    with as_file(samples[sample]) as path:
        outputs = {
            name: folder / f"{Path(sample).stem}{FORMATS[name].suffix}"
            for name in ("xlf", "html", "tsv")
        }
        _, figures = translate_one(Translator(), Plan(path, outputs, force=True))
    note(f"{sample}: {figures['seconds']:.1f} s")
    for line in summary_lines(figures):
        note(line)
    note("")
    note(f"Open {outputs['html']} in a browser to read it; {outputs['xlf']} opens in CAT tools.")
    return 0
