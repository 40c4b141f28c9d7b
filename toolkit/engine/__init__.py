"""The engine: Argos packages translated with CTranslate2, constraints, and the retry ladder.

Importing this opens no model and imports neither ctranslate2 nor argostranslate.
"""

from toolkit.engine.argos import ArgosEngine
from toolkit.engine.constraints import annotate, choose, locate, resolve, restore
from toolkit.engine.faults import find_faults
from toolkit.engine.forbidden import find_forbidden
from toolkit.engine.install import install_package
from toolkit.engine.ladder import Answer, Request, first_answer, translate_requests
from toolkit.engine.mending import mend, settle
from toolkit.engine.packages import (
    Package,
    bundled_package,
    find_packages,
    read_package,
    select_package,
    verify_package,
)
from toolkit.engine.protocol import Decoding, Engine

__all__ = [
    "Answer",
    "ArgosEngine",
    "Decoding",
    "Engine",
    "Package",
    "Request",
    "annotate",
    "bundled_package",
    "choose",
    "find_faults",
    "find_forbidden",
    "find_packages",
    "first_answer",
    "install_package",
    "locate",
    "mend",
    "read_package",
    "resolve",
    "restore",
    "select_package",
    "settle",
    "translate_requests",
    "verify_package",
]
