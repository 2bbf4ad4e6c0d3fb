"""What the letters of a transfer say, gathered from the case."""
