"""One transfer taken through its stages by its cast, one verb for each thing that can happen."""

from datetime import timedelta

from casework.actions import preparing
from casework.actions.duties import do_what_is_due
from casework.actions.sending import send_what_is_due
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from casework.rules.wishes import Way
from letters.models import VoidingProposal
from tests.cast import MONDAY, make_draft, pay_twice
from tests.kept import kept
from transfers.actions import (
    accepting,
    applying,
    arriving,
    clearing,
    clearing_choice,
    differences,
    handing_over,
    paying_back,
    preparing_form,
    refusing,
    reissuing,
    returning,
    reviewing,
    settling,
    surplus,
    telling_parts,
    voiding,
)
from transfers.models import Transfer
from transfers.rules.reasons import Use, choosable


def send_all(*, now):
    """Send what is to leave by every way."""
    return sum(send_what_is_due(way, now=now) for way in Way)


class Story:
    """A transfer of the world's applicant; a day passes between any two of its verbs."""

    def __init__(self, world, insurance="pension", now=MONDAY):
        self.world, self.insurance, self.now = world, insurance, now
        self.references = 0
        what = ("draft", insurance, now, world.applicant.user.pk)
        self.pk = kept(what, lambda: make_draft(world, insurance, now).pk)

    @property
    def transfer(self):
        """The transfer as the database has it."""
        return Transfer.objects.whole().get(pk=self.pk)

    @property
    def case(self):
        """Its case."""
        return self.transfer.case

    def who(self, name):
        """Return a member of the cast: `new_a`, `original_b`, `supervisor` … of this insurance."""
        return getattr(self.world, f"{self.insurance}_{name}")

    def by(self, name):
        """Return who does something, and when."""
        who = self.world.applicant if name == "applicant" else self.who(name)
        return {"by": who, "now": self.now}

    def reasons(self, use):
        """Return one reason that may be chosen here."""
        return [choosable(use, self.insurance)[0].code]

    def wait(self, days=1):
        """Let days pass, and the worker do what each of them brings."""
        for _day in range(days):
            self.now += timedelta(days=1)
            self.work()

    def work(self):
        """Let the worker do all that is due, and send what is to leave, a minute later."""
        while do_what_is_due(now=self.now):
            pass
        send_all(now=self.now + timedelta(minutes=1))

    # --- The insured person -----------------------------------------------------------------
    def submit(self):
        applying.submit(self.transfer, **self.by("applicant"))

    def answer(self):
        applying.answer_correction(
            self.transfer, {"employer_name": "广州新名称有限公司"}, **self.by("applicant")
        )

    def withdraw(self):
        applying.withdraw(self.transfer, **self.by("applicant"))

    # --- The new agency ---------------------------------------------------------------------
    def ask_correction(self, who="new_a"):
        wrong = {"employer_name": "请填写单位全称"}
        reviewing.ask_for_correction(self.transfer, wrong, note="请补正", **self.by(who))

    @property
    def prepared(self):
        """The decision that was prepared last."""
        return PreparedAct.objects.filter(case=self.pk).select_related("case").last()

    def prepare_refusal(self, who="new_a"):
        refusing.prepare_refusal(self.transfer, self.reasons(Use.REFUSAL), **self.by(who))

    def refuse(self, who="new_b"):
        return refusing.refuse(self.prepared, self.transfer, **self.by(who))

    def send_back_refusal(self, who="new_b"):
        preparing.send_back(self.prepared, row=Action.REFUSE, note="请核对依据", **self.by(who))

    def accept(self, who="new_a"):
        accepting.accept(self.transfer, **self.by(who))

    def reissue(self, who="new_a", to=None):
        code = to.code if to else self.transfer.original_agency.code
        reissuing.reissue(self.transfer, code, **self.by(who))

    def clarify(self, who="new_a"):
        reviewing.clarify(self.transfer, "已核实", **self.by(who))

    @property
    def voiding(self):
        """The proposal to void a letter that was made last."""
        proposals = VoidingProposal.objects.filter(letter__case=self.case)
        return proposals.select_related("letter").last()

    def propose_voiding(self, who="new_a", reissued=True):
        voiding.propose(self.transfer, reason="账号有误", is_reissued=reissued, **self.by(who))

    def void_without_successor(self):
        self.propose_voiding(reissued=False)
        self.approve_voiding()

    def approve_voiding(self, who="new_b"):
        return voiding.approve(self.voiding, self.transfer, **self.by(who))

    def turn_down_voiding(self, who="new_b"):
        voiding.turn_down(self.voiding, self.transfer, note="没有错误", **self.by(who))

    # --- The original agency, telling what stays -----------------------------------------------
    def prepare_notice(self, who="original_a", codes=None, note="", **months):
        codes = self.reasons(Use.NOT_TRANSFERABLE) if codes is None else codes
        telling_parts.prepare_notice(self.transfer, codes, note=note, **months, **self.by(who))

    def tell_what_stays(self, who="original_b"):
        return telling_parts.tell_what_stays(self.prepared, self.transfer, **self.by(who))

    # --- The original agency ----------------------------------------------------------------
    def return_letter(self, who="original_a"):
        codes = self.reasons(Use.RETURN_OF_LETTER)
        returning.return_letter(self.transfer, codes, note="请更正", **self.by(who))

    def ask(self, who="original_a"):
        returning.ask_for_clarification(self.transfer, "请说明", **self.by(who))

    def prepare_form(self, who="original_a"):
        preparing_form.prepare_form(self.transfer, **self.by(who))

    @property
    def prepared_form(self):
        """The form that waits for a second person."""
        return self.transfer.forms.filter(sent_at=None).select_related("transfer__case").last()

    def send_form(self, who="original_b"):
        self.references += 1
        handing_over.send_form(
            self.prepared_form or self.transfer.forms.last(),
            reference=f"BANK-{self.references}",
            sent_on=self.now.date(),
            **self.by(who),
        )

    def send_back_form(self, who="original_b"):
        preparing_form.send_back_form(
            self.prepared_form or self.transfer.forms.last(), note="请核对", **self.by(who)
        )

    # --- The new agency, completing -----------------------------------------------------------
    @property
    def money_under_way(self):
        """The remittance that has not arrived."""
        return self.transfer.remittances.under_way().first()

    def record_arrival(self, who="new_a", less=0):
        """Write down what was awaited, less so much; when nothing is, one fen more came."""
        awaited = self.money_under_way
        money = awaited or self.transfer.remittances.last()
        fen = money.amount_fen - less if awaited else 1
        arriving.record_arrival(money, amount_fen=fen, arrived_on=self.now.date(), **self.by(who))

    @property
    def money_arrived(self):
        """The first remittance, if it has arrived, else any."""
        money = self.transfer.remittances
        return money.exclude(arrived_on=None).first() or money.first()

    def correct_arrival(self, who="new_a", less=1):
        """Write down anew what of the first remittance arrived; without `less`, nothing did."""
        money = self.money_arrived
        arriving.correct_arrival(
            money,
            amount_fen=0 if less is None else money.amount_fen - less,
            arrived_on=None if less is None else money.arrived_on or self.now.date(),
            note="录入有误",
            **self.by(who),
        )

    def return_surplus(self, who="new_b"):
        self.references += 1
        surplus.return_surplus(
            self.transfer,
            reference=f"BACK-{self.references}",
            returned_on=self.now.date(),
            **self.by(who),
        )

    def dispute(self, who="new_a"):
        codes = self.reasons(Use.DISPUTE)
        differences.dispute(self.transfer, codes, note="请核对", **self.by(who))

    def prepare_settlement(self, who="new_a"):
        settling.prepare_settlement(self.transfer, **self.by(who))

    def send_back_settlement(self, who="new_b"):
        settling.send_back_settlement(self.transfer, note="请核对", **self.by(who))

    def complete(self, who="new_b"):
        settling.complete(self.transfer, **self.by(who))

    # --- The new agency, paying back what was paid twice ---------------------------------------
    def pay_twice(self):
        pay_twice(self.world)

    def answer_clearing(self, keep="here", **said):
        account = {
            "holder": "王小燕",
            "bank_name": "示例银行",
            "account_number": "6222 0000 0000 1234",
        }
        said = account | {"keep": keep} | said
        clearing_choice.answer(self.transfer, **said, **self.by("applicant"))

    def note_answer(self, who="new_a", **said):
        said = {"keep": "here", "way": "phone", "note": "本人来电", **said}
        clearing_choice.answer(self.transfer, **said, **self.by(who))

    def prepare_clearing(self, who="new_a"):
        clearing.prepare(self.transfer, **self.by(who))

    def send_back_clearing(self, who="new_b"):
        clearing.send_back(self.transfer, note="请核对", **self.by(who))

    def approve_clearing(self, who="new_b"):
        return clearing.approve(self.transfer, **self.by(who))

    def bounce(self, who="new_a"):
        on = self.now.date()
        paying_back.record_bounce(self.transfer, bounced_on=on, note="账号有误", **self.by(who))

    def prepare_payment(self, who="new_a"):
        paying_back.prepare(self.transfer, **self.by(who))

    def approve_payment(self, who="new_b"):
        paying_back.approve(self.transfer, **self.by(who))

    def send_back_payment(self, who="new_b"):
        paying_back.send_back(self.transfer, note="请核对", **self.by(who))

    def tell(self, verbs):
        """Do one thing after the other: `submit wait accept wait` …

        How far it was told once, it is laid; what stages have in common is told for all of them.
        """
        what = (type(self), self.pk, self.now, self.references, verbs)
        self.now, self.references = kept(what, lambda: self._told(verbs))
        return self

    def _told(self, verbs):
        before, _, last = verbs.rpartition(" ")
        if before:
            self.tell(before)
        if last:
            getattr(self, last)()
        return self.now, self.references


# The way to each stage; between verbs a day passes and the letters are delivered.
HANDED_OVER = "submit wait accept wait prepare_form send_form wait"
STAGES = {
    "draft": "",
    "in review": "submit wait",
    "correction asked": "submit wait ask_correction",
    "refusal prepared": "submit wait prepare_refusal",
    "withdrawn": "submit wait withdraw",
    "refused": "submit wait prepare_refusal refuse wait",
    "letter issued": "submit wait accept",
    "letter delivered": "submit wait accept wait",
    "clarification asked": "submit wait accept wait ask",
    "letter returned": "submit wait accept wait return_letter",
    "form prepared": "submit wait accept wait prepare_form",
    "handed over": HANDED_OVER,
    "money arrived": f"{HANDED_OVER} record_arrival",
    "settlement prepared": f"{HANDED_OVER} record_arrival prepare_settlement",
    "disputed": f"{HANDED_OVER} record_arrival dispute",
    "clearing": f"pay_twice {HANDED_OVER} record_arrival prepare_settlement complete",
    "completed": f"{HANDED_OVER} record_arrival prepare_settlement complete wait",
}


def at_stage(world, stage, insurance="pension"):
    """Return a story that has come to this stage."""
    return Story(world, insurance).tell(STAGES[stage])
