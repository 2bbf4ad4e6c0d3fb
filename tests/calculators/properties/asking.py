"""Asking a calculator, and what is drawn for more than one."""

from hypothesis import settings
from hypothesis import strategies as st

from calculators.catalogue import calculate
from tests.calculators.conftest import KNOWN

# Enough to find a slip, few enough to be run with every change.
modest = settings(max_examples=60, deadline=None)

REGIONS = st.sampled_from(["330000", "330100", "440300", "310000", "510000", "810000"])
PROVINCES = st.sampled_from(["330000", "440000", "310000", "650000"])
AMOUNTS = st.integers(0, 5_000_000).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
RATES = st.integers(0, 200_000).map(lambda millionths: f"0.{millionths:06d}")


def ask(name, **asked):
    """Return the result of a calculator."""
    return calculate(name, asked, "en", KNOWN)["result"]


def month(number):
    """Return a month counted from January 1990."""
    return f"{1990 + number // 12}-{number % 12 + 1:02d}"


def fen(amount):
    """Return the whole fen of an amount."""
    return int(amount.replace(".", ""))
