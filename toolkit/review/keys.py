"""The keys that the review app is worked with: the page's script and its list of keys are made of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KEYS", "Key", "actions"]


@dataclass(frozen=True, slots=True)
class Key:
    """What a person presses for an action. ``presses`` are as the list shows them: a letter alone
    works in the list only, ``Ctrl`` is the command key of a Mac too."""

    action: str
    presses: tuple[str, ...]
    words: str


KEYS: tuple[Key, ...] = (
    Key("approve-next", ("Ctrl+Enter",), "key-approve-next"),
    Key("approve", ("Ctrl+Shift+Enter", "a"), "key-approve"),
    Key("next", ("Alt+ArrowDown", "ArrowDown", "j"), "key-next"),
    Key("previous", ("Alt+ArrowUp", "ArrowUp", "k"), "key-previous"),
    Key("next-todo", ("Alt+N", "n"), "key-next-todo"),
    Key("next-finding", ("Alt+F", "f"), "key-next-finding"),
    Key("edit", ("Enter", "e"), "key-edit"),
    Key("leave", ("Escape",), "key-leave"),
    Key("undo", ("Alt+Z", "u"), "key-undo"),
    Key("retranslate", ("Alt+R", "r"), "key-retranslate"),
    Key("term", ("Alt+T", "t"), "key-term"),
    Key("comment", ("Alt+C", "c"), "key-comment"),
    Key("ignore", ("Alt+I", "i"), "key-ignore"),
    Key("original", ("Alt+O", "o"), "key-original"),
    Key("history", ("Alt+H", "h"), "key-history"),
    Key("insert", ("Alt+1…9",), "key-insert"),
    Key("take", ("Alt+Shift+1…9",), "key-take"),
    Key("search", ("Ctrl+F", "/"), "key-search"),
    Key("replace", ("Ctrl+H",), "key-replace"),
    Key("save", ("Ctrl+S",), "key-save"),
    Key("print", ("Ctrl+P",), "key-print"),
    Key("sections", ("g",), "key-sections"),
    Key("first", ("Home",), "key-first"),
    Key("last", ("End",), "key-last"),
    Key("help", ("?", "F1"), "key-help"),
)


def actions() -> dict[str, str]:
    """Press → action."""
    return {press: key.action for key in KEYS for press in key.presses}
