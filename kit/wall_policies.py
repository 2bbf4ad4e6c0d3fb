"""The wall in PostgreSQL: the functions that judge a row, and a policy on each walled table.

The functions belong to the owner of the tables and read past the wall (`SECURITY DEFINER`); the
names in them carry their schema, in which the application can create nothing. They are written so
that an index answers each question, and ask the cheapest first: they run for each row that is read.
What a list asks before, by its own index, PostgreSQL asks before them, because it compares keys,
days and texts by functions that cannot tell of a hidden row (`LEAKPROOF`).
A connection keeps the plan of a function for all that ask over it. Whoever supervises nothing makes
the index by supervisor look empty, and a supervisor after them would read it whole for each row:
`supervisor_id + 0` leaves only the index by case.
Put up after each migration. The owner, who migrates, is not bound.
"""

from typing import Any

from django.db import connections, transaction

from kit import wall

# A missing word is read as nothing: `current_setting(…, true)`.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION wall_house() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT current_setting('portal.kind', true) = 'house' $$;

CREATE OR REPLACE FUNCTION wall_administrator() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT current_setting('portal.kind', true) IN ('house', 'administrator') $$;

CREATE OR REPLACE FUNCTION wall_self(whose bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT public.wall_house() OR (whose::text = current_setting('portal.person', true)
    AND current_setting('portal.kind', true) IN ('person', 'desk', 'auditor', 'administrator')) $$;

-- By mandate: named by the asker, and looked up once more, so that what has ended shows nothing.
CREATE OR REPLACE FUNCTION wall_mandate(whose bigint, which text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER COST 1000 AS $$
BEGIN
    IF coalesce(current_setting('portal.kind', true), '') <> 'person' THEN RETURN false; END IF;
    RETURN whose = ANY (nullif(current_setting('portal.givers', true), '')::bigint[]) AND EXISTS (
        SELECT FROM public.accounts_mandate m JOIN public.accounts_person p ON p.id = m.giver_id
        WHERE m.giver_id = whose AND m.holder_id::text = current_setting('portal.person', true)
        AND m.accepted_at IS NOT NULL AND m.ended_at IS NULL AND m.expires_at > now()
        AND p.deceased_on IS NULL AND (which IS NULL OR m.services ? which)
    );
END $$;

CREATE OR REPLACE FUNCTION wall_person(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER COST 1000 AS $$
DECLARE
    kind text := coalesce(current_setting('portal.kind', true), '');
    mine bigint[];
BEGIN
    IF kind = 'house' THEN RETURN true; END IF;
    IF kind IN ('person', 'desk', 'auditor', 'administrator')
        AND whose::text = current_setting('portal.person', true) THEN RETURN true; END IF;
    IF kind = 'person' THEN RETURN public.wall_mandate(whose); END IF;
    IF kind NOT IN ('desk', 'auditor') THEN RETURN false; END IF;
    IF whose = ANY (nullif(current_setting('portal.kept_from', true), '')::bigint[])
        THEN RETURN false; END IF;
    mine := nullif(current_setting('portal.offices', true), '')::bigint[];
    RETURN EXISTS (
        SELECT FROM public.casework_case c JOIN public.casework_step s ON s.case_id = c.id
        WHERE c.person_id = whose AND s.agency_id = ANY (mine) AND s.opened_at IS NOT NULL
    ) OR (current_setting('portal.supervises', true) <> '' AND EXISTS (
        SELECT FROM public.casework_case c JOIN public.casework_escalation e ON e.case_id = c.id
        WHERE c.person_id = whose
        AND e.supervisor_id + 0 = nullif(current_setting('portal.supervises', true), '')::bigint
    ));
END $$;

CREATE OR REPLACE FUNCTION wall_case(which bigint, whose bigint DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER COST 1000 AS $$
DECLARE
    kind text := coalesce(current_setting('portal.kind', true), '');
BEGIN
    IF kind = 'house' THEN RETURN true; END IF;
    IF kind IN ('desk', 'auditor') AND current_setting('portal.kept_from', true) = '{}' AND EXISTS (
        SELECT FROM public.casework_step s WHERE s.case_id = which
        AND s.agency_id = ANY (nullif(current_setting('portal.offices', true), '')::bigint[])
        AND s.opened_at IS NOT NULL
    ) THEN RETURN true; END IF;
    IF kind = 'desk' AND current_setting('portal.kept_from', true) = '{}' AND EXISTS (
        SELECT FROM public.casework_escalation e WHERE e.case_id = which
        AND e.supervisor_id + 0 = nullif(current_setting('portal.supervises', true), '')::bigint
    ) THEN RETURN true; END IF;
    IF kind = 'person' AND coalesce(current_setting('portal.givers', true), '{}') <> '{}' THEN
        RETURN EXISTS (
            SELECT FROM public.casework_case c
            LEFT JOIN public.casework_case a ON a.id = c.about_id WHERE c.id = which
            AND (c.person_id::text = current_setting('portal.person', true)
                OR public.wall_mandate(c.person_id, c.service)
                OR public.wall_mandate(c.person_id, coalesce(a.service, '')))
        ) OR (whose IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.casework_case c WHERE c.id = which
        ) AND public.wall_person(whose));
    END IF;
    RETURN public.wall_person(coalesce(
        whose, (SELECT c.person_id FROM public.casework_case c WHERE c.id = which)
    ));
END $$;

-- Asked once for a statement, and compared with keys: so agencies find what is theirs by its index.
CREATE OR REPLACE FUNCTION wall_offices() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN current_setting('portal.kind', true) IN ('desk', 'auditor')
    THEN nullif(current_setting('portal.offices', true), '')::bigint[] ELSE '{}' END $$;

CREATE OR REPLACE FUNCTION wall_tills() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN current_setting('portal.kind', true) = 'desk'
    THEN nullif(current_setting('portal.offices', true), '')::bigint[] ELSE '{}' END $$;

CREATE OR REPLACE FUNCTION wall_supervises() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN current_setting('portal.kind', true) = 'desk'
    THEN nullif(current_setting('portal.supervises', true), '')::bigint END $$;

CREATE OR REPLACE FUNCTION wall_kept_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER AS $$
DECLARE
    kept bigint[] := nullif(current_setting('portal.kept_from', true), '')::bigint[];
BEGIN
    IF kept IS NULL OR kept = '{}' THEN RETURN '{}'; END IF;
    RETURN ARRAY(SELECT c.id FROM public.casework_case c WHERE c.person_id = ANY (kept));
END $$;

CREATE OR REPLACE FUNCTION wall_office(whose bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT public.wall_house() OR whose = ANY (public.wall_tills()) $$;

CREATE OR REPLACE FUNCTION wall_number(given text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER COST 1000 AS $$
BEGIN
    RETURN public.wall_house() OR public.wall_case(
        (SELECT c.id FROM public.casework_case c WHERE c.number = given)
    );
END $$;
"""
# What leads to a case or a person over one more table.
OVER = """
CREATE OR REPLACE FUNCTION {name}(which bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER COST 1000 AS $$
BEGIN
    RETURN public.wall_house() OR public.{judge}(
        (SELECT t.{column} FROM public.{table} t WHERE t.{key} = which)
    );
END $$
"""
POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall ON {table};
CREATE POLICY wall ON {table} USING ({said})
"""
WAYS_OVER = (
    ("wall_entry", "wall_office", "records_bankentry", "agency_id", "id"),
    ("wall_relationship", "wall_person", "records_relationship", "person_id", "id"),
    ("wall_card", "wall_person", "cards_card", "person_id", "id"),
    ("wall_letter", "wall_case", "letters_letter", "case_id", "id"),
    ("wall_form", "wall_case", "transfers_informationform", "transfer_id", "id"),
)


def put_up(using: str = "default", **_signal: Any) -> None:
    """Put functions and policies up; doing it again changes nothing."""
    connection = connections[using]
    if connection.vendor != "postgresql" or not _is_whole(using):
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SET LOCAL check_function_bodies = off")
        cursor.execute(FUNCTIONS)
        for name, judge, table, column, key in WAYS_OVER:
            cursor.execute(OVER.format(name=name, judge=judge, table=table, column=column, key=key))
        for table, said in wall.policies().items():
            cursor.execute(POLICY.format(table=connection.ops.quote_name(table), said=said))


def _is_whole(using: str) -> bool:
    """Whether every walled table stands; before, the migrations are not at their end."""
    there = set(connections[using].introspection.table_names())
    return set(wall.policies()) <= there


# --- Whether it stands ----------------------------------------------------------------------
STANDING = """
SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relrowsecurity AND p.polname = 'wall' AND pg_table_is_visible(c.oid)
"""


def missing(using: str = "default") -> list[str]:
    """Return the walled tables whose wall does not stand."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        standing = {table for (table,) in cursor.fetchall()}
    return sorted(set(wall.policies()) - standing)
