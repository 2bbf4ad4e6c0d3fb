"""The tamper-evident journal: each day's events under one signed and published hash."""
