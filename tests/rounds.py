"""Which test is judged in which round: one on each database, and the long one.

One rule, which always names a round: so no test can be lost between the two.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

SQLITE, POSTGRESQL, LONG = "sqlite", "postgresql", "long"
ASKS_A_DATABASE = {"_django_db_helper", "db", "transactional_db", "live_server", "django_db_setup"}
# They take long and are few: begun last, one of them would keep the other processes waiting.
BEGIN_WITH = (
    "tests/chaos",
    "tests/browser",
    "tests/authorisation/test_routes",
    "tests/machines",
    "tests/test_demo",
    "tests/operations/test_running",
    "tests/second",
)

# Pages, words and what follows from what: PostgreSQL is asked the same things by the random walks
# of tests/machines, by the tables of tests/authorisation and by the browser.
TOLD_ONCE = (
    *("tests/accounts/test_joining", "tests/api/test_applications"),
    *("tests/api/test_forms_of_strangers", "tests/api/test_fuzz"),
    *("tests/applications/test_case_page", "tests/applications/test_catalogue"),
    *("tests/applications/test_guide", "tests/applications/test_pre_check"),
    *("tests/applications/test_typed", "tests/applications/test_wizard"),
    *("tests/desk/test_reviewing", "tests/journal/test_pages"),
    *("tests/letters/test_bad_input", "tests/letters/test_signature_checking"),
    "tests/retirement/test_other_services",
    *("tests/rulebook/test_listing", "tests/test_demo", "tests/transfers/test_pages_filing"),
    *("tests/transfers/test_pages_kept", "tests/transfers/test_pages_moved"),
    *("tests/transfers/test_pages_promises", "tests/transfers/test_reasons_from_records"),
    *("tests/verify/test_by_code", "tests/verify/test_by_file"),
    *("tests/api/test_schema", "tests/applications/test_corrections"),
    *("tests/applications/test_counter", "tests/applications/test_desk"),
    *("tests/applications/test_employers", "tests/applications/test_objections"),
    *("tests/applications/test_papers", "tests/deadlines/test_following"),
    *("tests/deadlines/test_milestones", "tests/desk/test_administration"),
    *("tests/particulars/test_key_change", "tests/particulars/test_pay_account"),
    *("tests/particulars/test_undoing", "tests/privacy/test_closing"),
    *("tests/privacy/test_taking_away", "tests/security/test_kept_promises"),
    *("tests/transfers/test_clearing", "tests/transfers/test_left_over"),
    *("tests/transfers/test_moves", "tests/transfers/test_no_way_round"),
    *("tests/transfers/test_pages_following", "tests/transfers/test_parts_that_stay"),
    *("tests/transfers/test_returned_letters", "tests/transfers/test_stopping"),
    "tests/transfers/test_what_moved_has_moved",
)

# Whole lives of cases, by the real actions: what a wall, a lock or a constraint of the database
# that stands in production does to them shows there alone.
IN_PRODUCTION = ("tests/applications/test_declarations", "tests/machines")


def rounds_of(marks: Iterable[str], fixtures: Iterable[str]) -> set[str]:
    """Return the rounds in which a test with these marks and fixtures is judged."""
    marks, fixtures = set(marks), set(fixtures)
    if "long" in marks:
        return {LONG}  # another language or device of a story, of `make test-long`
    if marks & {"browser", "chaos", "production"}:
        return {POSTGRESQL}  # the whole portal, as it stands in production
    if "one_database" in marks or not opens_a_database(marks, fixtures):
        return {SQLITE}
    return {SQLITE, POSTGRESQL}


def opens_a_database(marks: set[str], fixtures: set[str]) -> bool:
    """Whether the test may ask a database at all; pytest-django refuses it to all others."""
    return "django_db" in marks or bool(fixtures & ASKS_A_DATABASE)


def begin_with_the_longest(items: list) -> None:
    """Put the files that take long before all others; the order within a file stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(BEGIN_WITH))


def leave_to_the_other_round(items: list, this: str) -> list:
    """Keep the tests of this round; return those it leaves to the other."""
    mine = {item: this in rounds_of(marks_of(item), item.fixturenames) for item in items}
    items[:] = [item for item in items if mine[item]]
    return [item for item in mine if not mine[item]]


def marks_of(item) -> set[str]:
    """Return the names of the marks of a test, its file's place in the rounds among them."""
    own = {"one_database"} if item.nodeid.startswith(TOLD_ONCE) else set()
    own |= {"production"} if item.nodeid.startswith(IN_PRODUCTION) else set()
    return {mark.name for mark in item.iter_markers()} | own


def seconds_by_folder(reports: Iterable) -> list[str]:
    """Tell how long the tests of each folder took, the longest first."""
    seconds: Counter[str] = Counter()
    for each in reports:
        if hasattr(each, "duration"):
            seconds[PurePath(each.nodeid.partition("::")[0]).parent.as_posix()] += each.duration
    return [f"{took:8.1f} s  {folder}" for folder, took in seconds.most_common()]
