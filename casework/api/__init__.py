"""What every API route shares, and the routes of cases, whatever the service."""
