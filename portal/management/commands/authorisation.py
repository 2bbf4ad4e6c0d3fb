"""`manage.py authorisation > docs/authorisation.md`: the table, as the code has it."""

from typing import Any

from django.core.management import BaseCommand

from casework.rules.authorisation import TABLE, Role

HEAD = """# Who may do what

Made from `casework/rules/authorisation.py` by `manage.py authorisation`; a test compares the two.

A allowed · O own · G within a mandate · N a case that my agency handles, or where it is the new one
R where it is the original one · E either · P my province · m masked · r a reason is asked and noted
2 a second person must approve · - denied. Nobody handles their own case, whatever their post.
"""
ROLES = {
    Role.ANONYMOUS: "anonymous",
    Role.UNVERIFIED: "not verified",
    Role.VERIFIED: "insured person",
    Role.DELEGATE: "by mandate",
    Role.NEW_CLERK: "clerk, handling",
    Role.ORIGINAL_CLERK: "clerk, original",
    Role.SUPERVISOR: "supervisor",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
    Role.CLIENT: "agency's system",
}


def table() -> str:
    """Return the document."""
    rows = sorted(TABLE.items(), key=lambda each: each[1].number)
    lines = [
        HEAD,
        "| # | action | " + " | ".join(ROLES.values()) + " |",
        "|---|---|" + "---|" * len(ROLES),
    ]
    for action, row in rows:
        cells = (row.cells.get(role, "-") for role in ROLES)
        lines.append(f"| {row.number} | {action.value} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    """Writes the document to standard output."""

    help = "Write the table of authorisation as a document."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        self.stdout.write(table(), ending="")
