"""The clerks' screens for the cases of every service: lists, the case, what can be done with it."""
