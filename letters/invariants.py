"""What must be true of every letter at every moment; each finding is one violation."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, Min, OuterRef

from casework.models import Case, Event, Step
from casework.rules.statuses import Status
from letters.models import Letter, LetterFile, LetterSignature, LetterTranslation, LostNumbers


def no_submission_is_lost() -> Iterator[str]:
    """A submitted case has an event of it, a turn, and a receipt unless it was done at once."""
    submitted = Case.objects.exclude(submitted_at=None)
    said = Event.objects.filter(case=OuterRef("pk"), moved_to=Status.SUBMITTED.value)
    receipt = Letter.objects.filter(case=OuterRef("pk"), kind=Letter.Kind.RECEIPT)
    turn = Step.objects.filter(case=OuterRef("pk"))
    at_once = [Letter.Kind.CONFIRMATION, Letter.Kind.PAYMENT]
    done = Letter.objects.filter(case=OuterRef("pk"), kind__in=at_once)
    untold = ~Exists(done) & ~Exists(receipt)
    for case in submitted.filter(~Exists(said) | ~Exists(turn) | untold):
        yield f"case {case.number}: its submission left no event, receipt or turn"


def letter_numbers_have_no_gap() -> Iterator[str]:
    """The numbers of an agency's year run from one without a hole but those a restore has lost."""
    series: dict[str, list[int]] = {}
    for number in Letter.objects.exclude(number__endswith="-R").values_list("number", flat=True):
        head, _dash, tail = number.rpartition("-")
        series.setdefault(head, []).append(int(tail))
    for lost in LostNumbers.objects.all():
        series.setdefault(lost.series, []).extend(range(lost.first, lost.last + 1))
    for head, numbers in series.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"letters {head}: {len(numbers)} letters, the highest is {max(numbers)}"


def delivered_letters_have_a_file() -> Iterator[str]:
    """What was delivered was rendered, and no later than it was delivered."""
    files = LetterFile.objects.filter(letter=OuterRef("pk"))
    for letter in Letter.objects.exclude(delivery=None).filter(~Exists(files)):
        yield f"letter {letter.number} was delivered without a file"


def what_was_signed_is_what_is_stored() -> Iterator[str]:
    """Each signature is of a stored file, and since letters are signed none was stored without."""
    files = (LetterFile, LetterTranslation)
    stored = [Exists(kind.objects.filter(sha256=OuterRef("sha256"))) for kind in files]
    for signature in LetterSignature.objects.exclude(stored[0] | stored[1]):
        yield f"letter {signature.letter_id}: a file that was signed is not the one stored"
    begun = LetterSignature.objects.aggregate(at=Min("signed_at"))["at"]
    signed = LetterSignature.objects.filter(sha256=OuterRef("sha256"))
    for kind in files if begun else ():
        later = kind.objects.filter(rendered_at__gt=begun).defer("pdf")
        for file in later.filter(~Exists(signed)):
            yield f"letter {file.letter_id} was stored without a signature"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (
    no_submission_is_lost,
    letter_numbers_have_no_gap,
    delivered_letters_have_a_file,
    what_was_signed_is_what_is_stored,
)
