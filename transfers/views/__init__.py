"""What insured persons see and type."""
