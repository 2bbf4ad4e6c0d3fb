"""What changes a card: each in one transaction, safe to repeat."""
