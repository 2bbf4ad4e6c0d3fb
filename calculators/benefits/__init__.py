"""Benefits: when one may retire, roughly on how much, and for how long without work."""
