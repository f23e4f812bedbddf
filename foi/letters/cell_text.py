"""The value of a spreadsheet's cell as its owner reads it: dates the UK way, numbers without the noise of floats."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_QUIET = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')  # literals kept; colours, padding not
_NUMBER = re.compile(r"(?P<before>[£$€\s]*)(?P<whole>[#0,]*[#0])(?:\.(?P<part>[0#]+))?(?P<after>\s*%?[£$€\s]*)")


class NotShown(ValueError):
    """The format of the cell shows nothing of a value (";;;")."""


def shown(value: Any, code: str) -> str:
    """code: the number format as the workbook has it, for example "dd/mm/yyyy" or "#,##0.00"."""
    if code.split("@")[0].strip().startswith(";;"):
        raise NotShown(code)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, date | time):
        return _moment(value, code)
    return str(value).replace("\t", " ")  # a tab would end the cell when the table is shown for pasting


def _number(value: float, code: str) -> str:
    # Fifteen figures are what a spreadsheet keeps: the rest is noise of binary fractions (0.1 + 0.2).
    exact = Decimal(format(value, ".15g"))
    pattern = _NUMBER.fullmatch(_QUIET.sub(lambda found: "".join(filter(None, found.groups())), code.split(";")[0]))
    if pattern is None:
        return _plain(exact)
    after = pattern["after"].strip()
    if "%" in after:
        exact *= 100
    part, whole = pattern["part"] or "", pattern["whole"]
    if whole.endswith(","):
        return _plain(exact)
    rounded = abs(exact).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = format(rounded, "f").partition(".")
    digits = digits.zfill(whole.count("0"))
    if "," in whole:
        digits = f"{int(digits):,}"
    always = len(part.rstrip("#"))
    decimals = decimals[:always] + decimals[always:].rstrip("0")
    sign = "-" if exact < 0 and rounded else ""
    return sign + pattern["before"].strip() + digits + (f".{decimals}" if decimals else "") + after


def _plain(exact: Decimal) -> str:
    text = format(exact, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _moment(value: date | time, code: str) -> str:
    marks = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    clock = "%H:%M:%S" if "s" in marks else "%H:%M"
    if isinstance(value, time):
        return value.strftime(clock)
    if isinstance(value, datetime) and "h" in marks:
        return value.strftime(f"%d/%m/%Y {clock}" if "y" in marks or "d" in marks else clock)
    if "y" in marks and "d" not in marks:
        return f"{value:%B %Y}" if "m" in marks else f"{value:%Y}"
    if "m" in marks and "y" not in marks:
        return f"{value.day} {value:%B}" if "d" in marks else f"{value:%B}"
    return f"{value:%d/%m/%Y}"
