"""``zhdoc evaluate``: how good the translation of known pairs is."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, progress_bar
from toolkit.errors import UsageError

__all__ = ["evaluate"]

_WAYS = ("glossary", "proper", "random", "none")


@click.command()
@click.argument("pairs", nargs=-1, required=True, metavar="PAIRS…")
@click.option("--engine", metavar="NAME|DIR", help="An Argos package (`zhdoc model list`).")
@options.beam
@options.threads
@options.glossaries
@click.option(
    "--terms",
    type=click.Choice(_WAYS),
    default="glossary",
    show_default=True,
    help="Which terms are set: all of the glossary, as translate does; proper: those the reference"
    " has; random: random words of the reference; none.",
)
@click.option(
    "--dictionary",
    "dictionaries",
    multiple=True,
    metavar="FILE",
    help="Chinese, tab, English: where --terms random finds words beside the glossary. May be"
    " repeated.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="The bare model: no constraints, no retries, nothing by code; terms are only counted.",
)
@click.option("--lines", type=click.IntRange(1), metavar="N", help="Only the first N pairs.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@click.pass_context
def evaluate(
    context: click.Context,
    pairs: tuple[str, ...],
    engine: str | None,
    beam: int,
    threads: int | None,
    glossaries: tuple[str, ...],
    terms: str,
    dictionaries: tuple[str, ...],
    plain: bool,
    lines: int | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Translate the Chinese of PAIRS (tsv with Chinese, tab, English; xlf; tmx) and compare.

    Prints sacreBLEU chrF2 and BLEU, the shares of terms and numbers that are right, of loops, echoes
    and empty outputs, speed and memory. Needs sacreBLEU: pip install 'zhdoc-toolkit[evaluate]'.
    """
    from toolkit.evaluation import (
        evaluate_pairs,
        evaluate_plain,
        peak_memory,
        read_dictionary,
        read_pairs,
        report_lines,
        require_scorer,
    )
    from toolkit.pipeline import Options, Translator

    require_scorer()
    if dictionaries and terms != "random":
        raise UsageError("--dictionary goes with --terms random")
    if "-" in pairs:
        raise UsageError("evaluate reads files; standard input has no name to tell its format by")
    chosen = read_pairs(map(Path, pairs))[:lines]
    dictionary = read_dictionary(map(Path, dictionaries))
    translator = Translator(
        Options(
            glossaries=tuple(Path(name) for name in glossaries),
            engine=engine,
            beam=beam,
            threads=threads,
        ),
        tell=note,
    )
    if plain:
        if context.get_parameter_source("terms") is ParameterSource.DEFAULT:
            terms = "proper"
        result = evaluate_plain(chosen, translator, terms, dictionary)
    else:
        with progress_bar("pairs", quiet=quiet or as_json) as progress:
            result = evaluate_pairs(chosen, translator, terms, dictionary, progress)
    memory = peak_memory()
    if as_json:
        emit_json(
            {
                "files": list(pairs),
                "terms": terms,
                "plain": plain,
                "signature": dict(translator.signature),
                "peak_memory": memory,
                **result.to_json(),
            }
        )
    else:
        emit(f"engine             {translator.signature.get('package', '')}, beam {beam}")
        emit(f"terms              {terms}{', bare model' if plain else ''}")
        for line in report_lines(result, memory):
            emit(line)
    return 0
