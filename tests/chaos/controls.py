"""Does the judge see? Each guard is broken on purpose at the end, and must be found wanting."""

from collections.abc import Callable, Iterator

from tests.chaos.server import Server

# What is broken, how (as the owner of the tables), and how the finding begins.
UNGUARDED = "SET session_replication_role = replica;"  # or the triggers would refuse
# Of the agency whose system is told, and not the last one: others' places nobody compares.
TOLD = (
    "(SELECT max(e.id) FROM feeds_entry e JOIN feeds_webhook w ON w.agency_id = e.agency_id"
    " WHERE e.place = 2)"
)
CONTROLS: tuple[tuple[str, str, str], ...] = (
    (
        "a submission is lost",
        "UPDATE casework_case SET status = 'draft', submitted_at = NULL WHERE id ="
        " (SELECT max(id) FROM casework_case WHERE status = 'letter-issued')",
        "lost:",
    ),
    (
        "a letter is issued twice",
        "INSERT INTO letters_letter SELECT (jsonb_populate_record(l, jsonb_build_object("
        "'id', 900000000, 'number', regexp_replace(l.number, '[0-9]+$', '99999'),"
        " 'code', '', 'official_number', ''))).*"
        " FROM letters_letter l WHERE kind = 'acceptance-letter' LIMIT 1",
        "doubled or missing:",
    ),
    (
        "an entry of the history is changed",
        "UPDATE casework_event SET note = note, at = at - interval '1 second'"
        " WHERE id = (SELECT max(id) FROM casework_event)",
        "invariant: hash_chains_are_whole",
    ),
    (
        "an entry of the history is removed",
        "DELETE FROM casework_event WHERE id = (SELECT max(id) FROM casework_event"
        " WHERE sequence = 2)",
        "invariant: hash_chains_are_whole",
    ),
    (
        "lateness is told before its day is over",
        "UPDATE casework_duty SET done_at = due_at - interval '9 minutes' WHERE id ="
        " (SELECT max(id) FROM casework_duty WHERE kind = 'late' AND done_at >= due_at)",
        "lateness:",
    ),
    (
        "a late case stands on no board",
        "DELETE FROM casework_escalation WHERE id = (SELECT max(id) FROM casework_escalation)",
        "lateness:",
    ),
    (
        "a duty is forgotten",
        "UPDATE casework_duty SET done_at = NULL, claimed_until = NULL WHERE id ="
        " (SELECT max(id) FROM casework_duty WHERE kind = 'deliver-letter')",
        "unfinished:",
    ),
    (
        "a duty gives up",
        "UPDATE casework_duty SET done_at = NULL, dead_at = now() WHERE id ="
        " (SELECT max(id) FROM casework_duty WHERE kind = 'deliver-letter')",
        "dead:",
    ),
    (
        "a letter never arrives",
        "DELETE FROM letters_letterdelivery WHERE letter_id ="
        " (SELECT max(letter_id) FROM letters_letterdelivery)",
        "unfinished:",
    ),
    (
        "a month is paid to somebody twice",
        "INSERT INTO payouts_payable SELECT (jsonb_populate_record(p, jsonb_build_object("
        "'id', 900000000, 'key', 'chaos'))).* FROM payouts_payable p"
        " WHERE fund = 'unemployment' LIMIT 1",
        "money: paid twice",
    ),
    (
        "a month is forgotten",
        "DELETE FROM payouts_payable WHERE id ="
        " (SELECT max(id) FROM payouts_payable WHERE fund = 'unemployment')",
        "money:",
    ),
    (
        "a batch that was released never left",
        "UPDATE payouts_batch SET state = 'prepared', sent_at = NULL, released_by_id = NULL"
        " WHERE id = (SELECT max(id) FROM payouts_batch)",
        "lost: batch",
    ),
    (
        "a pension is left with the base of last year",
        "DELETE FROM retirement_determination WHERE id ="
        " (SELECT max(id) FROM retirement_determination)",
        "pensions:",
    ),
    (
        "a pension is worked out anew twice",
        "INSERT INTO casework_notice SELECT (jsonb_populate_record(n, jsonb_build_object("
        "'id', 900000000, 'key', 'chaos'))).* FROM casework_notice n"
        " WHERE kind = 'pension-worked-out-anew' LIMIT 1",
        "pensions:",
    ),
    (
        "an event has no place in the feed of an agency",
        f"DELETE FROM feeds_call WHERE entry_id = {TOLD};"
        f" DELETE FROM feeds_entry WHERE id = {TOLD}",
        "feed:",
    ),
    (
        "a system is said to have been told and was not",
        "INSERT INTO feeds_call SELECT (jsonb_populate_record(c, jsonb_build_object("
        "'id', 900000000, 'entry_id', null))).* FROM feeds_call c"
        " WHERE told_at IS NOT NULL LIMIT 1",
        "feed: msg_900000000",
    ),
    (
        "a figure is not that of the turns",
        "UPDATE casework_turncount SET n = n + 1 WHERE id ="
        " (SELECT max(id) FROM casework_turncount)",
        "invariant: kept_figures_are_those_of_the_turns",
    ),
)


def blind_spots(server: Server, judge: Callable[[], list[str]]) -> Iterator[tuple[str, bool]]:
    """Break each guard, ask the judge, mend it; yield what was broken and whether it was seen."""
    for name, breaking, wanted in CONTROLS:
        tables = "casework_case casework_event casework_duty casework_escalation letters_letter"
        kept = [*tables.split(), "letters_letterdelivery", "casework_turncount"]
        kept += ["payouts_payable", "payouts_batch", "retirement_determination"]
        kept += ["casework_notice", "feeds_entry", "feeds_call"]
        _keep(server, kept)
        server.ask(f"{UNGUARDED} {breaking}")
        seen = any(each.startswith(wanted) for each in judge())
        _give_back(server, kept)
        yield name, seen


def _keep(server: Server, tables: list[str]) -> None:
    for table in tables:
        server.ask(f"DROP TABLE IF EXISTS kept_{table}; CREATE TABLE kept_{table} AS TABLE {table}")


def _give_back(server: Server, tables: list[str]) -> None:
    for table in tables:
        server.ask(
            f"{UNGUARDED} DELETE FROM {table}; INSERT INTO {table} OVERRIDING SYSTEM VALUE"
            f" SELECT * FROM kept_{table}; DROP TABLE kept_{table}"
        )
