"""The clerks' screens that all services share: the door, the inbox, escalations, filters."""
