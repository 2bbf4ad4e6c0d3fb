"""The data behind the drawn answers: the row of days, the history grid, bars, the calendar."""
