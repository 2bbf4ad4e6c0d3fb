"""Pages of letters, for whoever may read them, and for anybody who checks one."""
