"""How a transfer is shown, to the person and at the desk: what the components of the kit need."""
