"""What is asked of a restored portal, with its own settings: `python -m tests.drills.office`."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- nothing can be imported before

from accounts.models import Person, User  # noqa: E402
from casework.actions import keeping_quiet  # noqa: E402
from casework.models import Duty  # noqa: E402
from kit import clock, wall  # noqa: E402
from letters.checking import judging  # noqa: E402
from letters.models import Letter, LetterFile  # noqa: E402
from letters.rules.verdicts import Outcome  # noqa: E402
from tests.cast import make_user  # noqa: E402

LATE, SOON = 6, timedelta(seconds=20)
MOST_LETTERS = 200  # that are judged anew, a few milliseconds each


def look():
    """Say what of the data can be read, what its letters are worth, and whether it is quiet."""
    people = Person.objects.order_by("-pk")[:2000]
    files = LetterFile.objects.order_by("-pk")[:MOST_LETTERS]
    return {
        "people": len(people),
        "readable": sum(bool(each.name and each.number) for each in people),
        "files": len(files),
        "valid": sum(judging.by_file(bytes(each.pdf)).outcome is Outcome.VALID for each in files),
        "numbers": sorted(Letter.objects.values_list("number", flat=True)),
        "quiet": keeping_quiet.is_quiet(),
    }


def administrator():
    """Make somebody who may end the quiet."""
    return make_user("drill-admin", is_staff=True, is_superuser=True).email


def speak():
    """End the quiet, as its administrator would."""
    email = User.objects.filter(is_superuser=True).latest("pk").email
    call_command("quiet", "end", by=email, stdout=sys.stderr)


def late_soon():
    """Let the terms of some turns end in a while; their agencies are written to at any hour."""
    turns = Duty.objects.waiting().filter(kind=Duty.Kind.LATE).order_by("pk")[:LATE]
    at = clock.now() + SOON
    return Duty.objects.filter(pk__in=[each.pk for each in turns]).update(due_at=at)


DOES = {"late_soon": late_soon, "look": look, "administrator": administrator, "speak": speak}

if __name__ == "__main__":
    with wall.as_house("a drill"):
        sys.stdout.write(json.dumps(DOES[sys.argv[1]]()))
