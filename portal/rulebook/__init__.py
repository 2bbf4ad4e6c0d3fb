"""The numbers of the law in one book: listed by day, newer ones proposed and approved."""
