"""What is held of somebody, table by table: what they take away, and what is not theirs to take.

A table from which a path leads to a person or an account stands in the `SECTIONS` of its matter or,
with its reason, in `privacy.left_out`; so does each of its columns (`fields` or `WITHHELD`). Tests
walk all models and fail for one that is in neither.
"""

from privacy.contents import account, applications, cases, money, person, record, transfers

MATTERS = (account, person, record, money, cases, applications, transfers)
SECTIONS = tuple(section for matter in MATTERS for section in matter.SECTIONS)
