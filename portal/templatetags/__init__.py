"""What the templates of libraries take from the portal."""
