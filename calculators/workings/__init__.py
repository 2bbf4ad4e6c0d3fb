"""The working behind an answer, as its page draws it: days, months, benefits, what was checked."""
