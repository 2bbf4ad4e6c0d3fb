"""The clerks' screens of a transfer."""
