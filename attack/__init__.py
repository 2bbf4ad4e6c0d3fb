"""`make attack`: everybody knocks at every address of a real server, and more than knocks."""
