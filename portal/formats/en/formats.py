"""Days in English, for rooms that only know "the date format": the same as `portal.spelling`."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
