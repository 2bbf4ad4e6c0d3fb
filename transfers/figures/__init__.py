"""The sums and lines of the information form, from the records of the original agency."""
