"""How much room a case takes, table by table, with its indexes: for docs/operator/scaling.md."""

from django.db import connection

from agencies.models import Agency
from bench import world

SIZES = """SELECT relname, n_live_tup, pg_table_size(relid), pg_indexes_size(relid)
    FROM pg_stat_user_tables WHERE n_live_tup > %s ORDER BY pg_total_relation_size(relid) DESC"""


def measure(cases: int, original: Agency, new: Agency) -> None:
    """Fill in cases and print bytes of each table for one of them."""
    start = 1_000_000
    world.fill(world.ESCALATED, original, new, start=start)
    world.fill_many(cases, original, new, start=start + world.ESCALATED)
    world.analyze()
    with connection.cursor() as cursor:
        cursor.execute(SIZES, [cases // 10])
        rows = cursor.fetchall()
    print(f"{'table':<32}{'rows a case':>12}{'bytes a case':>14}{'of them indexes':>17}")
    for table, n, of_table, of_indexes in rows:
        size, part = (of_table + of_indexes) / cases, of_indexes / cases
        print(f"{table:<32}{n / cases:>12.2f}{size:>14.0f}{part:>17.0f}")
    whole = sum(of_table + of_indexes for _table, _n, of_table, of_indexes in rows)
    print(f"{'all':<32}{'':>12}{whole / cases:>14.0f}")
