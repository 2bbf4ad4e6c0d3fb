"""One believable pension case and one medical case: for previews of templates, and for tests."""
