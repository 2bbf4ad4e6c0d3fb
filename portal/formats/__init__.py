"""How days are written where a language's own way is not the portal's."""
