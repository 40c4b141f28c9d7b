"""One Chinese number, without its unit: figures, characters, or both (3亿5千万, 13万2, 两三百).

:func:`read_number` reads the longest number at a place; what stands around it is the scanner's
business. Text is expected with half-width digits (:func:`fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["DIGITS", "SEPARATOR", "Reading", "fold", "read_number", "read_whole"]

DIGITS: dict[str, int] = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "〇": 0,
    "○": 0,
    "两": 2,
}
_SMALL: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE: dict[str, int] = {"万": 10**4, "亿": 10**8}
_HAN_DIGIT = "".join(DIGITS)

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,6}(?![\d,])(?:\.\d{1,20})?|\d{1,18}(?:\.\d{1,20})?)"
SEPARATOR = r"\s*(?:起?至|到|-{1,2}|~|—{1,2}|–)\s*"
"""What stands between the ends of a range, in folded text."""
_TOKEN = re.compile(
    rf" ?(?P<arabic>{ARABIC})| ?(?P<other>(?:千(?![瓦伏克米卡赫]|升(?!级))|[{_HAN_DIGIT}十百万亿拾佰仟几数多余点]|来(?![自到源宾访信电函])))"
)

_WIDTH = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {chr(0xFF21 + n): chr(0x41 + n) for n in range(26)}
    | {chr(0xFF41 + n): chr(0x61 + n) for n in range(26)}
    | {
        "％": "%",
        "．": ".",
        "（": "(",
        "）": ")",
        "：": ":",
        "∶": ":",
        "～": "~",
        "－": "-",
        "〜": "~",
        "［": "[",
        "］": "]",
    }
    | {"＋": "+", "／": "/", "\u3000": " ", "\xa0": " ", "―": "—", "‐": "-", "‑": "-", "−": "-"}
)


def fold(text: str) -> str:
    """``text`` with half-width digits, letters and marks; every offset stays."""
    return text.translate(_WIDTH)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read at ``[start, end)``."""

    end: int
    low: Fraction
    high: Fraction | None = None
    """Of two or three: 两三, 七八十."""
    more: bool = False
    """多, 余 or 来 stands inside or behind it: 120多, 30余万."""
    about: bool = False
    """It is 来: 二十来万, 800来人."""
    several: bool = False
    """几十, 数百, 十几: ``low`` is the scale."""
    han: bool = False
    """Written in characters only."""
    tokens: int = 1
    bare: bool = False
    """A scale without a digit before it: 百, 千万, 亿."""
    code: bool = False
    """A string of Chinese digits: 二〇〇六."""
    integer_figures: bool = False
    """Figures only, no decimal point, separator or scale."""


@dataclass(slots=True)
class _Token:
    kind: str  # "arabic", "digit", "small", "large", "several", "more", "point"
    value: Fraction
    end: int
    text: str


def _tokens(text: str, start: int) -> list[_Token]:
    tokens: list[_Token] = []
    position = start
    while len(tokens) < 40:
        match = _TOKEN.match(text, position)
        if match is None or (not tokens and match.group(0)[0] == " "):
            break
        if match.group("arabic"):
            # A space may stand between a figure and its scale, never between two figures.
            if tokens and tokens[-1].kind == "arabic":
                break
            token = _Token(
                "arabic", Fraction(match.group("arabic").replace(",", "")), match.end(), ""
            )
            token.text = match.group("arabic")
        else:
            character = match.group("other")
            if match.group(0)[0] == " " and not (
                tokens[-1].kind == "arabic" and character in "十百千万亿多余"
            ):
                break
            if character in DIGITS:
                kind, value = "digit", DIGITS[character]
            elif character in _SMALL:
                kind, value = "small", _SMALL[character]
            elif character in _LARGE:
                kind, value = "large", _LARGE[character]
            else:
                kind = {"几": "several", "数": "several", "点": "point"}.get(character, "more")
                value = 0
            token = _Token(kind, Fraction(value), match.end(), character)
        if tokens and not _may_follow(tokens, token):
            break
        tokens.append(token)
        position = match.end()
    return tokens


def _may_follow(tokens: list[_Token], token: _Token) -> bool:
    """False where no number goes on: keeps endless 十十十 and 〇〇〇 from costing anything."""
    before = tokens[-1]
    if token.kind == "small":
        return before.kind != "small" or (before.text, token.text) == ("百", "十")
    if token.kind == "large":
        # 万 may stand before 亿 (1.2万亿) and again after it (1亿2000万).
        scales = [other.text for other in tokens if other.kind == "large"]
        if token.text == "亿":
            return "亿" not in scales
        return before.text != "亿" and (not scales or scales[-1] == "亿")
    if token.kind == "digit":
        return len(tokens) < _LONGEST_CODE or any(
            other.kind != "digit" for other in tokens[-_LONGEST_CODE:]
        )
    return True


_LONGEST_CODE = 8


def read_number(text: str, start: int) -> Reading | None:
    """The longest well-formed number at ``start`` of folded ``text``; None where there is none."""
    tokens = _tokens(text, start)
    for length in range(len(tokens), 0, -1):
        reading = _read(tokens[:length])
        if reading is not None:
            return reading
    return None


def read_whole(text: str) -> Fraction | None:
    """The exact value of ``text`` when all of it is one plain number (no 多, no range)."""
    reading = read_number(text, 0)
    if reading is None or reading.end != len(text) or reading.high is not None:
        return None
    return None if reading.several or reading.more else reading.low


def _read(tokens: list[_Token]) -> Reading | None:
    kinds = [token.kind for token in tokens]
    end = tokens[-1].end
    han = "arabic" not in kinds
    if "point" in kinds:
        return _decimal(tokens, kinds, end)
    if all(kind == "digit" for kind in kinds) and len(kinds) >= 2:
        return _digit_string(tokens, end)
    more = about = False
    if "more" in kinds:
        if kinds[0] == "more" or kinds.count("more") > 1:
            return None
        place = kinds.index("more")
        # 十来 and 百来 need a round number; 多 and 余 do not.
        about = tokens[place].text == "来"
        if about and not _round(tokens[place - 1]):
            return None
        if place < len(kinds) - 1 and kinds[place + 1] not in ("small", "large"):
            return None
        tokens = tokens[:place] + tokens[place + 1 :]
        kinds = [token.kind for token in tokens]
        more = True
    if [token.text for token in tokens] == ["百", "十"]:
        # 百十号人: a hundred or so, not 110.
        return Reading(end, Fraction(100), more=True, about=True, han=True, tokens=2)
    several = False
    if "several" in kinds:
        if kinds.count("several") > 1:
            return None
        place = kinds.index("several")
        if place == 0:
            if len(kinds) < 2 or kinds[1] not in ("small", "large"):
                return None
            tokens, several = tokens[1:], True
        elif (
            place == len(kinds) - 1
            and tokens[place].text == "几"
            and tokens[place - 1].kind
            in (
                "small",
                "arabic",
            )
        ):
            tokens, more = tokens[:-1], True
        else:
            # 十几万: more than ten of the next scale.
            if tokens[place].text != "几" or tokens[place - 1].kind not in ("small", "arabic"):
                return None
            if kinds[place + 1] != "large":
                return None
            tokens, more = tokens[:place] + tokens[place + 1 :], True
        kinds = [token.kind for token in tokens]
    pair = _pair(tokens, kinds)
    if pair is not None:
        low = _value([*tokens[:pair], *tokens[pair + 1 :]])
        high = _value([*tokens[: pair - 1], *tokens[pair:]])
        if low is None or high is None or low >= high:
            return None
        return Reading(end, low, high, more, about, False, han, len(tokens))
    value = _value(tokens)
    if value is None:
        return None
    return Reading(
        end,
        value,
        None,
        more,
        about,
        several,
        han,
        len(tokens),
        bare=kinds[0] in ("small", "large") and tokens[0].text not in ("十", "拾") and not several,
        integer_figures=len(tokens) == 1 and tokens[0].text.isdigit() and not han and not more,
    )


def _round(token: _Token) -> bool:
    """Whether 来 may make an approximation of the number that ends with ``token``."""
    if token.kind == "arabic":
        return token.value >= 10 and (token.value / 10).denominator == 1
    return token.kind == "small"


def _pair(tokens: list[_Token], kinds: list[str]) -> int | None:
    """Index of the second of two neighbouring digits that mean a range: 两三(百), 三五(个)."""
    found = None
    for index in range(1, len(tokens)):
        if kinds[index - 1] == kinds[index] == "digit":
            low, high = tokens[index - 1].value, tokens[index].value
            if found is not None or low < 1 or not (high == low + 1 or (low == 3 and high == 5)):
                return None
            found = index
    return found


def _decimal(tokens: list[_Token], kinds: list[str], end: int) -> Reading | None:
    place = kinds.index("point")
    before, after = tokens[:place], tokens[place + 1 :]
    if not before or not after or any(token.kind == "arabic" for token in tokens):
        return None
    scale = Fraction(1)
    while after and after[-1].kind in ("large", "small"):
        scale *= after.pop().value
    if not after or any(token.kind != "digit" for token in after):
        return None
    whole = _value(before)
    if whole is None:
        return None
    fraction = Fraction(int("".join(str(int(token.value)) for token in after)), 10 ** len(after))
    return Reading(end, (whole + fraction) * scale, han=True, tokens=len(tokens))


def _digit_string(tokens: list[_Token], end: int) -> Reading | None:
    values = [int(token.value) for token in tokens]
    if len(values) == 2 and values[0] >= 1 and values[1] - values[0] in (1,):
        return Reading(end, Fraction(values[0]), Fraction(values[1]), han=True, tokens=2)
    if values == [3, 5]:
        return Reading(end, Fraction(3), Fraction(5), han=True, tokens=2)
    if len(values) >= 4 or (len(values) >= 3 and any(t.text in "〇○零" for t in tokens)):
        number = Fraction(int("".join(map(str, values))))
        return Reading(end, number, han=True, tokens=len(values), code=True)
    return None


def _value(tokens: list[_Token]) -> Fraction | None:
    """The value of digits and scales in falling order; None where the order makes no number."""
    total = Fraction(0)  # closed by 亿
    myriad = Fraction(0)  # closed by 万
    section = Fraction(0)  # closed by 十, 百, 千
    pending: _Token | None = None
    zero = False
    small_limit = 10**9
    last_scale = 1
    for index, token in enumerate(tokens):
        if token.kind in ("arabic", "digit"):
            if pending is not None:
                return None
            if token.kind == "digit" and token.value == 0 and (index or len(tokens) > 1):
                if index == 0:
                    return None
                zero = True
                continue
            if token.kind == "arabic" and index and token.value >= last_scale:
                return None
            pending = token
        elif token.kind == "small":
            if token.value >= small_limit:
                return None
            if pending is None and index and tokens[index - 1].kind == "small":
                return None
            section += (pending.value if pending else Fraction(1)) * token.value
            pending, zero = None, False
            small_limit, last_scale = int(token.value), int(token.value)
        else:
            section += pending.value if pending else Fraction(0)
            pending = None
            if token.value == 10**4:
                if myriad:
                    return None
                alone = Fraction(not index or _closed(tokens[index - 1]))
                myriad = (section or alone) * 10**4
                if not myriad:
                    return None
            else:
                if total:
                    return None
                below = myriad + section
                if not below and index:
                    return None
                total, myriad = (below or Fraction(1)) * 10**8, Fraction(0)
            section, zero = Fraction(0), False
            small_limit, last_scale = 10**9, int(token.value)
    if pending is not None:
        value = pending.value
        # 一百五 is 150 and 13万2 is 132,000; 一百零五 is 105.
        if last_scale >= 100 and not zero and value < 10 and value.denominator == 1:
            value *= last_scale // 10
        section += value
    return total + myriad + section


def _closed(token: _Token) -> bool:
    return token.kind == "large"
