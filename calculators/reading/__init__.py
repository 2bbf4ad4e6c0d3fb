"""Reading a question strictly: every field known, of the right type, and possibly true."""
