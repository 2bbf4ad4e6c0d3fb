"""What the staff of an agency can do with a case: one object for each act, and one path to it."""
