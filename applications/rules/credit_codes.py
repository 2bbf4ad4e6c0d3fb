"""The unified social credit code of an employer (统一社会信用代码, GB 32100-2015)."""

import re

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# 3 to the power of the place, modulo 31 (GB 32100-2015, 5; ISO 7064 MOD 31-3).
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_FORM = re.compile(f"[{CHARACTERS}]{{2}}[0-9]{{6}}[{CHARACTERS}]{{10}}")


def is_credit_code(code: str) -> bool:
    """Whether a code has the form and the check character of the standard."""
    return bool(_FORM.fullmatch(code)) and check_character(code[:17]) == code[17]


def check_character(first: str) -> str:
    """Return the eighteenth character of the seventeen before it."""
    total = sum(
        CHARACTERS.index(each) * weight for each, weight in zip(first, WEIGHTS, strict=True)
    )
    return CHARACTERS[-total % 31]
