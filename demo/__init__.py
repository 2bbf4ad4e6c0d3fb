"""The demonstration: an invented country with invented people."""
