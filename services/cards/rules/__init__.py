"""What the rules say of social security cards: plain Python, no clock and no database."""
