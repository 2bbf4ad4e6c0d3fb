"""Every declared service for programs, drawn from its declaration."""
