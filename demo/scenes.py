"""One step of a story, played by whom it belongs to with the action that a page would call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from accounts.models import Person, User
from agencies.actors import Actor, actor_of
from agencies.rules.terms import Insurance
from casework.actions import after_death, deaths, escalating, messaging, preparing, steps
from casework.models import Case, Escalation
from demo import staff
from demo.bank import HEAD
from demo.stories import Story
from law.money import from_fen, to_fen
from records import accounts
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
from records.rules.double_months import Keep
from transfers.actions import (
    accepting,
    applying,
    arriving,
    bouncing,
    clearing,
    clearing_choice,
    differences,
    drafting,
    handing_over,
    preparing_form,
    reading_statements,
    refusing,
    returning,
    reviewing,
    settling,
    telling_parts,
)
from transfers.models import Remittance, Transfer
from transfers.rules.reasons import Use, choosable

WRONG_ACCOUNT = "联系函所列收款账户户名与开户行不一致，请核实后重新发函。"
UNKNOWN_HERE = "我处没有此人的参保记录，请核实转出地后发往正确的经办机构。"
SHORT = 120_000  # fen that did not arrive in the story of the dispute


@dataclass(frozen=True)
class Scene:
    """One step of a story at its moment."""

    story: Story
    person: Person
    what: str
    at: datetime

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)

    @property
    def applicant(self) -> Actor:
        """The insured person, signed in."""
        return actor_of(User.objects.get(person=self.person))

    @property
    def transfer(self) -> Transfer:
        """The transfer as it stands."""
        mine = Transfer.objects.whole().filter(case__person=self.person)
        return mine.filter(insurance=self.story.insurance).latest("pk")

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.transfer.case

    def original(self, desk: str) -> Actor:
        """Return the clerk at that desk of the original agency."""
        return staff.at_desk(self.transfer.original_agency, desk)

    def new(self, desk: str) -> Actor:
        """Return the clerk at that desk of the new agency."""
        return staff.at_desk(self.transfer.new_agency, desk)

    def reason(self, use: Use, pension: str, medical: str) -> list[str]:
        """Return the code that fits the insurance, which must be one that may be chosen."""
        wanted = pension if self.story.insurance == Insurance.PENSION else medical
        return [each.code for each in choosable(use, self.story.insurance) if each.code == wanted]


# --- The insured person -----------------------------------------------------------------------
def draft(scene: Scene) -> None:
    """Begin, and say from where to where."""
    transfer = drafting.start(scene.story.insurance, by=scene.applicant, now=scene.at)
    places = {
        "original_region": scene.story.origin,
        "new_region": scene.story.destination,
    }
    drafting.save(transfer, places, by=scene.applicant, now=scene.at)


def fill(scene: Scene) -> None:
    """Give everything else."""
    transfer = scene.transfer
    relationship = transfer.new_relationship
    answers = {
        "employer_name": relationship.employer_name if relationship else "",
        "contact_phone": scene.person.phone,
        "contact_address": f"{transfer.new_region.name}示范路{scene.person.pk}号",
    }
    drafting.save(transfer, answers, by=scene.applicant, now=scene.at)


def submit(scene: Scene, *, despite_checks: bool = False) -> None:
    """Fill in everything and send it."""
    draft(scene)
    fill(scene)
    applying.submit(scene.transfer, by=scene.applicant, now=scene.at, despite_checks=despite_checks)


def answer(scene: Scene) -> None:
    """Put right what the clerk asked for."""
    answers = {"contact_address": f"{scene.transfer.new_region.name}样例街8号3幢501室"}
    applying.answer_correction(scene.transfer, answers, by=scene.applicant, now=scene.at)


def withdraw(scene: Scene) -> None:
    """Take it back."""
    note = "单位将统一办理，先撤回。"
    applying.withdraw(scene.transfer, by=scene.applicant, now=scene.at, note=note)


# --- The new agency ---------------------------------------------------------------------------
def claim(scene: Scene) -> None:
    """The first clerk of the new agency takes the turn."""
    steps.claim(steps.current_step(scene.case), by=scene.new("a"), now=scene.at)


def correct(scene: Scene) -> None:
    """Ask the person for a better address."""
    wrong = {"contact_address": "请写明楼号和房间号，以便寄送书面通知。"}
    note = "通讯地址不完整，请补充后重新提交。"
    reviewing.ask_for_correction(scene.transfer, wrong, note=note, by=scene.new("a"), now=scene.at)


def propose_refusal(scene: Scene) -> None:
    """Prepare a refusal with a reason from the list."""
    codes = scene.reason(Use.REFUSAL, "A06", "OUT_NOT_STOPPED")
    note = "请先在转出地办理停保，再重新申请。"
    refusing.prepare_refusal(scene.transfer, codes, note=note, by=scene.new("a"), now=scene.at)


def refuse(scene: Scene) -> None:
    """The second clerk issues a refusal that the first has prepared."""
    propose_refusal(scene)
    prepared = preparing.waiting_in(scene.case, scene.transfer.new_agency)
    refusing.refuse(prepared, scene.transfer, by=scene.new("b"), now=scene.at)


def accept(scene: Scene) -> None:
    """Accept and issue the letter."""
    looked = {"despite_checks": True, "note": "已电话核实，原参保地有参保记录。"}
    despite = looked if scene.story.twist == "record-in-chengdu" else {}
    accepting.accept(scene.transfer, **despite, by=scene.new("a"), now=scene.at)


def clarify(scene: Scene) -> None:
    """Answer the original agency's question."""
    text = "经核对，参保人姓名和证件号码无误，曾用单位名称已变更。"
    reviewing.clarify(scene.transfer, text, by=scene.new("a"), now=scene.at)


def arrive(scene: Scene, *, less: int = 0) -> None:
    """Write down the money that came."""
    waiting = Remittance.objects.filter(transfer=scene.transfer, arrived_on=None)
    for remittance in waiting.select_related("transfer__case"):
        arriving.record_arrival(
            remittance,
            amount_fen=remittance.amount_fen - less,
            arrived_on=timezone.localdate(scene.at),
            by=scene.new("a"),
            now=scene.at,
        )


def dispute(scene: Scene) -> None:
    """Ask the original agency about the money that is missing."""
    codes = scene.reason(Use.DISPUTE, "F03", "F03")
    note = "到账金额比信息表少1200.00元，请核对。"
    differences.dispute(scene.transfer, codes, note=note, by=scene.new("a"), now=scene.at)


def match(scene: Scene) -> None:
    """Confirm that form and money agree."""
    settling.prepare_settlement(scene.transfer, by=scene.new("a"), now=scene.at)


def complete(scene: Scene) -> None:
    """The second clerk completes the transfer."""
    settling.complete(scene.transfer, by=scene.new("b"), now=scene.at)


def answer_double(scene: Scene) -> None:
    """The person says that the months of the new place stay, and where the money goes."""
    clearing_choice.answer(
        scene.transfer,
        keep=Keep.HERE.value,
        holder=scene.person.name,
        bank_name="示例银行杭州西湖支行",
        account_number="6222020000001234567",
        by=scene.applicant,
        now=scene.at,
    )


def clear(scene: Scene) -> None:
    """The first clerk lays months and amount down."""
    clearing.prepare(scene.transfer, by=scene.new("a"), now=scene.at)


def cleared(scene: Scene) -> None:
    """The second clerk clears them."""
    clearing.approve(scene.transfer, by=scene.new("b"), now=scene.at)


# --- The original agency, and those above it --------------------------------------------------
def take(scene: Scene) -> None:
    """The first clerk of the original agency takes the turn."""
    steps.claim(steps.current_step(scene.case), by=scene.original("a"), now=scene.at)


def send_back(scene: Scene, code: str, note: str) -> None:
    """Return the letter."""
    codes = scene.reason(Use.RETURN_OF_LETTER, code, code)
    returning.return_letter(scene.transfer, codes, note=note, by=scene.original("a"), now=scene.at)


def ask(scene: Scene) -> None:
    """Ask the new agency something."""
    question = "我处记录的单位名称与申请不同，请核对是否为同一人。"
    returning.ask_for_clarification(scene.transfer, question, by=scene.original("a"), now=scene.at)


def prepare(scene: Scene) -> None:
    """Make the information form."""
    preparing_form.prepare_form(scene.transfer, by=scene.original("a"), now=scene.at)


def send(scene: Scene) -> None:
    """The second clerk sends form and money."""
    transfer = scene.transfer
    form = transfer.forms.select_related("transfer__case").get(sent_at=None)
    handing_over.send_form(
        form,
        reference=f"DEMO{transfer.case.number.replace('-', '')}",
        sent_on=timezone.localdate(scene.at),
        by=scene.original("b"),
        now=scene.at,
    )


def bounce(scene: Scene) -> None:
    """The bank sends the money back: the account was written down wrongly."""
    sent = scene.transfer.remittances.latest("pk")
    amount, day = from_fen(sent.amount_fen), timezone.localdate(scene.at)
    line = f"{day},{amount},,{amount},某社保经办机构,退汇 {sent.reference},DEMO-R1\n"
    edge = {"by": scene.original("a"), "now": scene.at}
    file = reading_statements.read_statement(f"{HEAD}{line}".encode(), **edge)
    sent.transfer = scene.transfer
    bouncing.bounce(file.entries.get(), sent, note="账号户名不符，银行退汇。", **edge)


def tell_parts(scene: Scene) -> None:
    """Tell the person that their first year was paid under a local policy and stays."""
    held = scene.transfer.original_relationship
    first = held.periods.filter(first_month__year__gte=1998).earliest("first_month")
    prepared = telling_parts.prepare_notice(
        scene.transfer,
        ["B03"],
        first_month=first.first_month,
        last_month=first.last_month,
        note="该时段按原地方政策一次性补缴，年限和资金留在本地。",
        by=scene.original("a"),
        now=scene.at,
    )
    issue = {"by": scene.original("b"), "now": scene.at}
    telling_parts.tell_what_stays(prepared, scene.transfer, **issue)


def come_back(scene: Scene) -> None:
    """The person works at the old place again for three months: what is paid there is new."""
    held = Relationship.objects.filter(pk=scene.transfer.original_relationship_id).get()
    model = held.periods.latest("last_month")
    day = timezone.localdate(scene.at)
    for month in (month_of(month_number(day) - back) for back in (4, 3, 2)):
        InsuredPeriod.objects.create(
            relationship=held,
            first_month=month,
            last_month=month,
            base_fen=model.base_fen,
            employer_rate=model.employer_rate,
            personal_rate=model.personal_rate,
            account_rate=model.account_rate,
        )
        accounts.credit(held, month.year, to_fen(from_fen(model.base_fen) * model.account_rate))
    Relationship.objects.filter(pk=held.pk).update(status=Relationship.Status.SUSPENDED)


def die(scene: Scene) -> None:
    """The original agency reports that the insured person has died."""
    died_on = timezone.localdate(scene.at) - timedelta(days=4)
    told = {"died_on": died_on, "source": "民政部门死亡登记信息"}
    deaths.report(scene.case, **told, by=scene.original("a"), now=scene.at)


def confirm_death(scene: Scene) -> None:
    """Its second clerk confirms it."""
    deaths.confirm(scene.case, by=scene.original("b"), now=scene.at)


def end(scene: Scene) -> None:
    """Two persons of the new agency end the case."""
    reason = "参保人已去世，尚未转出信息表和资金，终止办理。"
    said = {"goes_on": False, "reason": reason}
    after_death.propose(scene.case, **said, by=scene.new("a"), now=scene.at)
    after_death.approve(scene.case, by=scene.new("b"), now=scene.at)


def close(scene: Scene) -> None:
    """Whoever it was brought before last closes it."""
    waiting = Escalation.objects.open().filter(case=scene.case).select_related("case")
    escalation = waiting.order_by("-rung", "pk")[0]
    outcome = "已电话督办，转出地承诺三个工作日内办结。"
    head = staff.at_desk(escalation.supervisor, staff.HEAD)
    escalating.close(escalation, outcome=outcome, by=head, now=scene.at)


# --- Messages ---------------------------------------------------------------------------------
def ask_by_message(scene: Scene) -> None:
    """The clerk notes something for the staff and asks the person, who has a week to answer."""
    edge, by = {"now": scene.at}, scene.new("a")
    messaging.write(
        scene.case, "与原参保地记录比对中，先核实首次参保单位。", by=by, is_internal=True, **edge
    )
    due_on = timezone.localdate(scene.at) + timedelta(days=7)
    text = "您好，请告诉我们您首次参保的单位名称和时间，便于核对。"
    messaging.write(scene.case, text, by=by, answer_due_on=due_on, **edge)


def reply_by_message(scene: Scene) -> None:
    """The person answers."""
    text = "您好，首次参保是2012年7月，单位是成都示例机械厂。还需要别的吗？"
    messaging.write(scene.case, text, by=scene.applicant, now=scene.at)


PLAYED: dict[str, Callable[[Scene], None]] = {
    "draft": draft,
    "fill": fill,
    "submit": submit,
    "insist": partial(submit, despite_checks=True),
    "answer": answer,
    "withdraw": withdraw,
    "ask-by-message": ask_by_message,
    "reply-by-message": reply_by_message,
    "claim": claim,
    "correct": correct,
    "propose-refusal": propose_refusal,
    "refuse": refuse,
    "accept": accept,
    "clarify": clarify,
    "arrive": arrive,
    "arrive-less": partial(arrive, less=SHORT),
    "dispute": dispute,
    "match": match,
    "complete": complete,
    "answer-double": answer_double,
    "clear": clear,
    "cleared": cleared,
    "take": take,
    "return": partial(send_back, code="F02", note=WRONG_ACCOUNT),
    "return-unknown": partial(send_back, code="F01", note=UNKNOWN_HERE),
    "ask": ask,
    "prepare": prepare,
    "send": send,
    "die": die,
    "confirm": confirm_death,
    "end": end,
    "close": close,
    "tell-parts": tell_parts,
    "bounce": bounce,
    "come-back": come_back,
}
