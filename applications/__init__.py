"""The engine of every application: a service is declared once, and everything is drawn from it."""
