"""How often anything may be tried: so many, in so many seconds from the first (`kit.limits`).

By address limits are wide, for whole towns share one (carrier-grade NAT); by person they are not.
"""

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60

LIMITS = {
    # --- Programs -------------------------------------------------------------------------------
    "api.anonymous": (120, MINUTE),
    "api.person": (240, MINUTE),
    "api.client": (1200, MINUTE),
    "api.token": (20, MINUTE),
    # --- Checking of letters by anybody: codes that do not exist are few, and fewer for each
    # address while they pour in from everywhere ----------------------------------------------------
    "letters.code": (120, MINUTE),
    "letters.file": (30, MINUTE),
    "letters.unknown": (20, 10 * MINUTE),
    "letters.unknown-in-a-flood": (3, 10 * MINUTE),
    "letters.unknown-everywhere": (600, MINUTE),
    # --- Words that are not sent yet: a page saves itself at most every other second ---------------
    "words.kept": (60, MINUTE),
}
