"""The law a second time, in SQL: written from its text, and compared with the rules."""
