"""Money to people: to which account it goes; benefits and their runs follow."""
