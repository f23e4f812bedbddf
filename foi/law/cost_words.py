"""Time and money of an estimate, in words that never say less or more than the figures."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from foi.law.cost_limit import SIXTY, Estimate

PENNY = Decimal("0.01")


# hour, hours, and, minutes, a little over
_WORDS = {
    "en": ("hour", "hours", "and", "minutes", "a little over"),
    "cy": ("awr", "awr", "a", "munud", "ychydig dros"),
}


def hours_in_words(minutes: Decimal, language: str = "en-GB") -> str:
    """ "185.75 hours" where two places say it exactly, else "18 hours and 0.2 minutes": rounded, it could read as the
    limit itself (COST-3)."""
    hour_word, hours_word, and_word, minutes_word, _ = _WORDS[language[:2]]
    hours = (minutes / SIXTY).quantize(PENNY, rounding=ROUND_DOWN)
    if hours * SIXTY == minutes:
        return f"{plain(hours)} {hour_word if hours == 1 else hours_word}"
    whole = minutes // SIXTY
    rest = f"{plain(minutes - whole * SIXTY)} {minutes_word}"
    return f"{plain(whole)} {hour_word if whole == 1 else hours_word} {and_word} {rest}" if whole else rest


def pounds(amount: Decimal) -> str:
    """ "£450" or "£4,643.75"."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def cost_in_words(estimate: Estimate, language: str = "en-GB") -> str:
    """Pounds and pence; "a little over £450" where rounding to the penny would hide that the limit is exceeded."""
    words = pounds(estimate.cost)
    return (
        f"{_WORDS[language[:2]][4]} {words}" if estimate.exceeds and estimate.cost <= estimate.limit.amount else words
    )


def plain(number: Decimal | int) -> str:
    """ "3,715", "2.5": no exponent and no zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
