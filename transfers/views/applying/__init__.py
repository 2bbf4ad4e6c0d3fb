"""A new transfer, one question on each page: kept at every page, sent at the end."""
