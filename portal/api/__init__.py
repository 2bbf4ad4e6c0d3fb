"""The frame around every API route: errors, pages, reading, limits, the schema, the docs."""
