"""A transfer in JSON: the same actions, and the same eyes, as the pages and the desk."""
