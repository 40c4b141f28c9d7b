"""The command ``zhdoc``: a group that imports a command's module when that command is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from keyword import iskeyword
from typing import Any

import click

from toolkit.cli.console import INTERRUPTED, fail, prepare_streams
from toolkit.errors import ZhdocError

__all__ = ["cli", "main"]

_COMMANDS: dict[str, str] = {
    "translate": "Translate documents into aligned Chinese–English sections.",
    "check": "List the findings of an aligned file (xlf, tmx, tsv).",
    "export": "Write an aligned .xlf in other formats.",
    "import": "Bring back what people changed in an exported file.",
    "review": "Review an aligned .xlf in the browser.",
    "repair": "Print a document's repaired text.",
    "outline": "Print a document's outline.",
    "glossary": "Look up terms, check glossaries.",
    "memory": "Keep what was approved; look it up, import and export it.",
    "evaluate": "Translate pairs and compare with their English, in figures.",
    "model": "List, inspect, install and verify model packages.",
    "demo": "Translate a bundled sample.",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(importlib.import_module(f"toolkit.cli.{name}"), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"toolkit.cli.{name} has no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in _COMMANDS:
            close = get_close_matches(name, _COMMANDS, 1)
            hint = f"; did you mean {close[0]!r}?" if close else " (`zhdoc --help` lists them)"
            ctx.fail(f"no command {name!r}{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="zhdoc-toolkit", prog_name="zhdoc")
def cli() -> None:
    """Chinese government documents into English that a person can review, offline.

    \b
    zhdoc translate report.docx      writes report.xlf and report.html
    zhdoc demo -o demo               tries it on a bundled sample
    """


def main(arguments: Sequence[str] | None = None) -> Any:
    """Entry point of the console script; exits with the codes of DESIGN: 0, 1, 2, 3, 130."""
    prepare_streams()
    try:
        # standalone_mode would print "Aborted!" and exit 1 on Ctrl-C.
        code = cli.main(args=arguments, prog_name="zhdoc", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        fail("interrupted")
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ZhdocError as error:
        fail(str(error))
        code = error.exit_code
    except OSError as error:
        # Files have errors of their own; this is standard output on a full disk.
        fail(f"the output cannot be written ({error.strerror or error})")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
