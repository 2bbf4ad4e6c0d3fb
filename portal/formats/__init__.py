"""How Django itself writes days, where a page does not say how."""
