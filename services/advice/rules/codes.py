"""The code under which somebody without a sign-in finds their question: ten digits and a check."""

import secrets

DIGITS = 10


def new_code() -> str:
    """Return a code that nobody can guess, with its check digit."""
    drawn = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return drawn + check_digit(drawn)


def check_digit(digits: str) -> str:
    """Return the digit that shows a wrong one and two that were exchanged (ISO 7064, MOD 11-10)."""
    product = 10
    for each in digits:
        product = (product + int(each)) % 10 or 10
        product = product * 2 % 11
    return str((11 - product) % 10)


def typed(code: str) -> str:
    """Return a code as it was typed, without what stands between its digits."""
    return "".join(each for each in code if each.isascii() and each.isdigit())


def may_be(code: str) -> bool:
    """Whether it can be a code at all."""
    digits = typed(code)
    return len(digits) == DIGITS + 1 and check_digit(digits[:-1]) == digits[-1]


def spelled(code: str) -> str:
    """Return a code in groups, as one reads it out."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
