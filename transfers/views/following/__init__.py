"""A transfer as its person follows it: in a list, on its page, from sending to end."""
