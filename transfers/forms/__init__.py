"""What an insured person fills in: one form for each page, each question with its reason."""
