"""English as it is written everywhere here: 8 December 2026."""
