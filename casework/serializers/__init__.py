"""What programs may send about a case of any service, and what they are told."""
