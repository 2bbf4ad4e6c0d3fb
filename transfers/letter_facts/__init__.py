"""What each kind of letter of a transfer needs to know, as plain facts that become JSON."""
