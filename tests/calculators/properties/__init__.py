"""What must hold for every question, not only for the examples of the texts."""
