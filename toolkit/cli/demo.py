"""``zhdoc demo``: the main job on a bundled sample."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from toolkit.cli.console import note, progress_bar
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
    from toolkit.pipeline import Translator
    from toolkit.runs import plan_runs, translate_to_files
    from toolkit.summary import summary_lines

    samples = {entry.name: entry for entry in (files("zhdoc_corpus") / "samples").iterdir()}
    if list_samples:
        for name in sorted(samples):
            click.echo(name)
        return 0
    if sample not in samples:
        raise UsageError(f"no sample {sample!r}; `zhdoc demo --list` names them")
    with as_file(samples[sample]) as path:
        (plan,) = plan_runs([str(path)], Path(output), ("xlf", "html", "tsv"), force=True)
        _, figures = translate_to_files(Translator(), plan, progress_bar)
    note(f"{sample}: {figures['seconds']:.1f} s")
    for line in summary_lines(figures):
        note(line)
    note("")
    note(f"Open {plan.outputs['html']} in a browser to read it;")
    note(f"zhdoc review {plan.xliff} reviews it, and CAT tools open it.")
    return 0
