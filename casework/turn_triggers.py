"""The database notes each change of a turn as figures: triggers on the table of turns.

Turns change in many places, singly and many at once. Whatever changes them, the figures follow in
the same statement: what a turn counted for before is taken away, what it counts for now is added
(decisions/0087-kept-figures.md). Put up after each migration, as other triggers are; where nothing
is counted yet, all turns are.
"""

from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

from casework.models import Case, Step, TurnChange, TurnCount
from kit import wall

TURNS, CASES = Step._meta.db_table, Case._meta.db_table
CHANGES, COUNTS = TurnChange._meta.db_table, TurnCount._meta.db_table
KEYS = "agency_id, service, clerk_key, measure, day, days"
WATCHED = "opened_at, closed_at, clerk_id, agency_id, due_on, paused_on, days_taken, working_days"
MONTHS = {  # Shanghai has been eight hours ahead without a change since 1991
    "postgresql": "date_trunc('month', {} AT TIME ZONE 'Asia/Shanghai')::date",
    "sqlite": "date({}, '+8 hours', 'start of month')",
}
DAYS = {"postgresql": "DATE '9999-12-31'", "sqlite": "'9999-12-31'"}
# What one turn ({t}) counts for: as it stands, when it came, when it was done.
COUNTED_FOR = """
SELECT {t}.agency_id, c.service, coalesce({t}.clerk_id, 0) AS clerk_key,
    CASE WHEN {t}.paused_on IS NULL THEN 'waiting' ELSE 'stopped' END AS measure,
    CASE WHEN {t}.paused_on IS NULL THEN coalesce({t}.due_on, {never}) ELSE {never} END AS day,
    0 AS days, {sign} AS n
FROM {source} AND {t}.opened_at IS NOT NULL AND {t}.closed_at IS NULL
UNION ALL
SELECT {t}.agency_id, c.service, 0, 'received', {opened}, 0, {sign}
FROM {source} AND {t}.opened_at IS NOT NULL
UNION ALL
SELECT {t}.agency_id, c.service, coalesce({t}.clerk_id, 0),
    CASE WHEN {t}.days_taken IS NULL THEN 'ended'
         WHEN {t}.days_taken <= {t}.working_days THEN 'in-time' ELSE 'late' END,
    {closed}, coalesce({t}.days_taken, 0), {sign}
FROM {source} AND {t}.opened_at IS NOT NULL AND {t}.closed_at IS NOT NULL
"""
NOTE = """
INSERT INTO {changes} ({keys}, n)
SELECT {keys}, sum(n) FROM ({counted}) AS changed GROUP BY {keys} HAVING sum(n) <> 0
"""
# As the owner: whoever changes a turn may be anybody, and adds nothing but what follows from it.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION note_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN {note}; RETURN NULL; END $$;
DROP TRIGGER IF EXISTS {turns}_counted ON {turns};
CREATE TRIGGER {turns}_counted AFTER INSERT OR DELETE OR UPDATE OF {watched} ON {turns}
    FOR EACH ROW EXECUTE FUNCTION note_turn();
"""
SQLITE = "CREATE TRIGGER {turns}_counted_by_{name} AFTER {verb} ON {turns} BEGIN {note}; END"
GONE, COME = ("OLD", -1), ("NEW", 1)
OCCASIONS = {"INSERT": (COME,), "DELETE": (GONE,), f"UPDATE OF {WATCHED}": (GONE, COME)}


def counted(vendor: str, turn: str, sign: int = 1, only: str = "true") -> str:
    """Return the statement of what turns count for: one of a trigger (`OLD`, `NEW`), or all `t`."""
    joined = f"{TURNS} t JOIN {CASES} c ON c.id = t.case_id WHERE {only}"
    source = joined if turn == "t" else f"{CASES} c WHERE c.id = {turn}.case_id"
    months = MONTHS[vendor]
    return COUNTED_FOR.format(
        t=turn,
        sign=sign,
        source=source,
        never=DAYS[vendor],
        opened=months.format(f"{turn}.opened_at"),
        closed=months.format(f"{turn}.closed_at"),
    )


def put_up(using: str = "default", **_signal: Any) -> None:
    """Put the triggers up, and count what stands there; doing it again changes nothing."""
    connection = connections[using]
    if not {TURNS, CHANGES, COUNTS} <= set(connection.introspection.table_names()):
        return
    with wall.as_house("put up the figures of turns"), connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
        _begin(cursor, connection.vendor)


def _note(vendor: str, *turns: tuple[str, int]) -> str:
    both = " UNION ALL ".join(counted(vendor, *each) for each in turns)
    return NOTE.format(changes=CHANGES, keys=KEYS, counted=both)


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        note = _note(vendor, GONE, COME)
        return [POSTGRESQL.format(turns=TURNS, watched=WATCHED, note=note)]
    found = []
    for verb, turns in OCCASIONS.items():
        name = verb.partition(" ")[0].lower()
        found.append(f"DROP TRIGGER IF EXISTS {TURNS}_counted_by_{name}")
        note = _note(vendor, *turns)
        found.append(SQLITE.format(turns=TURNS, name=name, verb=verb, note=note))
    return found


def _begin(cursor: CursorWrapper, vendor: str) -> None:
    """Count all turns where none was counted: the portal worked before it kept figures."""
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {CHANGES}) OR EXISTS (SELECT 1 FROM {COUNTS})")  # noqa: S608 -- constants
    [(is_counted,)] = cursor.fetchall()
    if not is_counted:
        cursor.execute(NOTE.format(changes=CHANGES, keys=KEYS, counted=counted(vendor, "t")))
