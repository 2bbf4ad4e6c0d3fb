"""Cards for programs: a person's own, codes that are checked, orders that move on."""
