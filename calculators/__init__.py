"""The law as answers to questions: pages, API and command line ask the same functions."""
