"""The database: whose it is, and how long it is waited for."""

from collections.abc import Callable
from pathlib import Path

from .here import env

# A page gives up before its reader does; a lock is waited for briefly, then the page says so.
POSTGRESQL_LIMITS = {
    "statement_timeout": env("STATEMENT_TIMEOUT", default="10s"),
    "lock_timeout": "3s",
    # Whoever migrates works out between two statements what the next one is, and may be slow at it.
    "idle_in_transaction_session_timeout": "0"
    if env("MIGRATION_DATABASE_URL", default="")
    else "30s",
}

# Behind a pooler in transaction mode, which loses what a session holds between two transactions.
DATABASE_POOLED = env.bool("DATABASE_POOLED", default=False)


def sqlite_database(path: Path) -> dict:
    """An SQLite file that several processes can write: WAL, and writers queue from the start."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql_database(parts: dict) -> dict:
    """A PostgreSQL database that is never waited for without end.

    A pooler in transaction mode takes no options of a session: it sets the limits itself
    (deploy/pgbouncer).
    """
    limits = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_LIMITS.items())
    patience = {"connect_timeout": 5, "tcp_user_timeout": 5000}
    patience |= {} if DATABASE_POOLED else {"options": limits}
    patience["application_name"] = env("PROGRAM", default="portal")  # in the server's list and log
    return {
        **parts,
        "OPTIONS": {**patience, **parts.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
    }


def database(default: Path) -> dict:
    """The database of DATABASE_URL, or the embedded SQLite file.

    Whoever is given MIGRATION_DATABASE_URL migrates, and is the owner of the tables.
    """
    if not env("DATABASE_URL", default=""):
        return sqlite_database(default)
    is_owner = env("MIGRATION_DATABASE_URL", default="")
    parts = env.db_url("MIGRATION_DATABASE_URL" if is_owner else "DATABASE_URL")
    if parts["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite_database(Path(parts["NAME"]))
    return postgresql_database(parts)


def replicas(
    urls: list[str], known: Callable[[str], str] = str, proven: Callable[[str], dict] = lambda _: {}
) -> dict[str, dict]:
    """The replicas by their host: with the password of the database, proving themselves as it."""
    found = {}
    for url in urls:
        parts = postgresql_database(env.db_url_config(known(url)))
        parts["OPTIONS"] |= proven(url)
        host = parts["HOST"] or parts["OPTIONS"].get("host", "")
        found[f"{host}:{parts['PORT'] or 5432}"] = CONFIGURED | parts
    return found


# What Django adds to a database that it is told of.
CONFIGURED = {
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "TIME_ZONE": None,
    "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
}
