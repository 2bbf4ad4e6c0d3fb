"""How many months of money and how many pensions the drill plays: known to office and judge."""

BEFORE, MEANWHILE = 2, 4  # months that are with a bank already, and those that run under fire
PENSIONERS = 12
