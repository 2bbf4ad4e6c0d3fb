"""What programs send and read."""
