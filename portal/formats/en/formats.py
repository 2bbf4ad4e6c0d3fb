"""Days in English as every page writes them."""

DATE_FORMAT = "j F Y"
