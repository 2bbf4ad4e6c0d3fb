"""Papers added to a question: few, checked as every paper is, and gone with the question.

They lie where the papers of applications lie: encrypted, closed until a scanner and a look into
them have found nothing, without what a camera notes of place and owner.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from applications import paper_files
from applications.actions.collecting import Arrived
from applications.actions.judging import Belonging
from applications.rules import papers as rules
from casework.models import Duty
from kit import wall
from kit.errors import NotValid, Refusal, TooOften
from kit.limits import limit
from kit.spelling import wording
from services.advice.actions.asking import drop_papers, note
from services.advice.actions.talking import let_go
from services.advice.models import Attachment, Question, QuestionEvent

MOST = 5  # of a question: an answer rests on few papers, and a case takes many


class NotAwaited(Refusal):
    """The question was answered or taken back meanwhile."""

    code = "not_awaited"

    def __init__(self) -> None:
        super().__init__(
            _("Nothing can be added any more. Ask again first, if the answer does not help.")
        )


def check_often(address: str, *, now: datetime) -> None:
    """Raise `TooOften` for an address that sends papers without end; before anything is read."""
    if not limit("advice.papers", address, now=now).passes():
        raise TooOften(_("You have sent very many papers. Please wait an hour."))


@wall.as_house("take a paper that whoever asked adds to their question")
def attach(question: Question, arrived: Arrived, *, by: Actor, now: datetime) -> Attachment:
    """Keep a paper of a question that waits, and owe its check; raises `NotValid`, `NotAwaited`.

    The same bytes once more are the paper that is there. Whatever is refused leaves no file.
    """
    try:
        with transaction.atomic():
            paper = _attach(question, arrived, by, now)
    except BaseException:
        paper_files.unlink(arrived.file)
        raise
    if paper.file != arrived.file:  # it was there already
        paper_files.unlink(arrived.file)
    return paper


def _attach(question: Question, arrived: Arrived, by: Actor, now: datetime) -> Attachment:
    held = _hold(question)
    kind, fault = rules.kind_of(arrived.head), rules.fault_of(arrived.size, arrived.head)
    if kind is None or fault is not None:
        raise NotValid({"files": wording(rules.SAYS[fault or rules.Fault.OTHER_KIND])})
    same = held.attachments.filter(sha256=arrived.sha256).first()
    if same is not None:
        return same
    if held.attachments.count() >= MOST:
        raise NotValid({"files": _("A question has at most five papers. Remove one first.")})
    paper = Attachment.objects.create(
        question=held,
        key=paper_files.new_name(),
        file=arrived.file,
        sha256=arrived.sha256,
        size=arrived.size,
        kind=kind.value,
        name=rules.plain_name(arrived.name),
        added_at=now,
    )
    let_go(held)  # one answer to many could not rest on the paper of one
    note(held, QuestionEvent.Kind.ATTACHED, by=by, now=now)
    key = f"question-paper:{paper.key}"
    Duty.objects.create(key=key, kind=Duty.Kind.JUDGE_PAPER, subject=paper.key, due_at=now)
    return paper


@wall.as_house("let whoever asked take a paper back")
@transaction.atomic
def remove(question: Question, key: str) -> None:
    """Delete a paper of a question that waits; one that is gone already is no fault."""
    drop_papers(_hold(question).attachments.filter(key=key))


def _hold(question: Question) -> Question:
    """Keep every other change of a question waiting; raises `NotAwaited` once it is answered."""
    held = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not (held.is_open or held.waits_for_asker):
        raise NotAwaited
    return held


def _hold_for_check(paper: Attachment) -> Question:
    return Question.objects.select_for_update(of=("self",)).get(pk=paper.question_id)


def _stays_to_be_read(_paper: Attachment, _question: Question, _now: datetime) -> None:
    """Do no more: why it cannot be used stands beside it, and nothing waits for it."""


BELONGING: Belonging = Belonging(_hold_for_check, _stays_to_be_read)
