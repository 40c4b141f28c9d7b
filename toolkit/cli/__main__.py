"""``python -m toolkit.cli``: the command where no script is on the path."""

from __future__ import annotations

from toolkit.cli.main import main

main()
