"""Plain questions and their answers, each with the article it stands on."""
