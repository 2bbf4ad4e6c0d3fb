"""What programs send and are told about a transfer."""
