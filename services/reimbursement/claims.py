"""“I have paid the hospital myself”: three claims, made of one declaration with a kind."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.utils import timezone

from agencies import rule_book
from applications.declaring import Deciding, LifeEvent, Service, never_sooner
from applications.fields import Answers, Asked, Field, FormPage, Paper, Question
from applications.known import answers_of
from applications.medical import agency_of
from applications.models import Application
from applications.rules.flows import produced
from casework.rules.statuses import Status
from law.values import Rule
from law.wording import Text
from services.reimbursement import papers
from services.reimbursement import questions as ask
from services.reimbursement.actions import settling
from services.reimbursement.actions.asking import answered
from services.reimbursement.conditions import CONDITIONS
from services.reimbursement.facts import days_of, facts_for
from services.reimbursement.figures import FUND, FUND_LABEL, figures
from services.reimbursement.letters import OPENING, WAYS_OF_SETTLING, decided
from services.reimbursement.rules import invoices, reasons, values
from services.reimbursement.rules.claiming import small_days
from services.reimbursement.rules.kinds import Kind

PAYING = Text("支付", "Payment")
SENTENCES = {
    (Status.SUBMITTED, Status.APPROVED): Text(
        "两人审核后作出结算决定，您收到结算单，随即支付。",
        "Two persons decide on it. You get the settlement sheet, and it is paid.",
    ),
    (Status.APPROVED, Status.COMPLETED): Text(
        "款项到您的账户，业务即办结。", "The money reaches your account: the case is completed."
    ),
}


def matter(answers: Answers) -> str:
    """Return what a claim is about: hospital, first day, and a mark of its invoices."""
    named = ask.named_in(answers)
    if not named and not answers.get("hospital"):
        return ""
    place = str(answers.get("hospital") or "-")
    if answers.get("hospital_name"):
        place = sha256(str(answers["hospital_name"]).encode()).hexdigest()[:12]
    first, _last = days_of(answers, named[0].on if named and named[0].on else _NO_DAY)
    if answers.get("admitted_on"):  # of one stay there is one claim, whatever its invoices
        return f"{place}:{first.isoformat()}"
    marks = sha256("|".join(sorted(each.key for each in named)).encode()).hexdigest()[:12]
    return f"{place}:{first.isoformat()}:{marks}"


_NO_DAY = values.REVIEW.values[0].valid_from


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say where the money goes, and what stays with the person."""
    return (
        Text(
            "款项付到您登记的收款账户；没有登记的，请先登记，之后再付。",
            "It is paid to the account that you have registered; without one it waits until you "
            "have.",
        ),
        Text(
            "起付标准和最高限额按本年度累计，下次报销接着算。",
            "Deductible and ceiling are those of the year: the next claim goes on from here.",
        ),
    )


def _sooner(application: Application, now: datetime) -> int | None:
    """Return the term of a small claim, where the place of the agency has one."""
    if application.agency is None:
        return None
    total = invoices.total(ask.named_in(answers_of(application)))
    region, day = str(application.agency.region_id), timezone.localdate(now)
    return small_days(total, region, day, rule_book.current())


def _pages(kind: Kind) -> tuple[FormPage, ...]:
    is_visit = kind is Kind.OUTPATIENT
    days: tuple[Field, ...] = (ask.ADMITTED_ON, ask.DISCHARGED_ON, ask.STAY_NUMBER)
    if kind is Kind.EMERGENCY:
        days = (ask.IS_ADMITTED, *(_if_admitted(each) for each in days))
    when = FormPage(slug="stay", title=Text("什么时候", "When"), fields=days)
    return (
        FormPage(
            slug="where",
            title=Text("在哪里就医", "Where you were treated"),
            fields=(ask.WHERE, ask.PLACE),
        ),
        FormPage(
            slug="hospital",
            title=Text("医院", "The hospital"),
            fields=(ask.HOSPITAL, ask.HOSPITAL_NAME, ask.GRADE),
            shown=ask.is_here,
        ),
        *(() if is_visit else (when,)),
        FormPage(
            slug="why",
            title=Text("因为什么", "What it was for"),
            fields=(ask.DIAGNOSIS, ask.CAUSE, ask.THIRD, ask.ACCIDENT),
        ),
        FormPage(
            slug="settled",
            title=Text("为什么手工报销", "Why by hand"),
            fields=(ask.IS_SETTLED, ask.GROUND, ask.GROUND_NOTE),
        ),
        FormPage(
            slug="bills",
            title=Text("发票", "Invoices"),
            lead=Text(
                "只填总数。哪些在医保目录内，由经办人员按清单逐项核对。",
                "Only what they come to. Which items are covered a clerk finds out line by line.",
            ),
            fields=(ask.INVOICES, ask.TOTAL, ask.OTHER_PAID, ask.OTHER_WHO),
            other_way=(
                Text("读取电子发票文件（OFD、XML、PDF）", "Read files of electronic invoices"),
                "claim_invoice_files",
            ),
        ),
    )


def _if_admitted(each: Field) -> Field:
    return replace(each, shown=lambda answers: answers.get("is_admitted") is True)


def _papers(kind: Kind) -> tuple[Paper, ...]:
    own = {
        Kind.INPATIENT: (papers.DIAGNOSIS,),
        Kind.OUTPATIENT: (papers.DIAGNOSIS, papers.RECORD),
        Kind.EMERGENCY: (papers.DIAGNOSIS, papers.EMERGENCY),
    }[kind]
    return (papers.INVOICE, papers.COST_LIST, *own, papers.ACCIDENT)


def _claim(kind: Kind, title: Text, errand: Text, term: Rule) -> Service:
    return Service(
        procedure=produced(
            f"reimbursement-{kind.value}",
            title,
            term=term,
            produce=values.PAY,
            insurance="medical",
            making=PAYING,
            sentences=SENTENCES,
        ),
        errand=errand,
        event=LifeEvent.ILL,
        law=(reasons.CLAIMS, reasons.CATALOGUE, reasons.NOT_PAID),
        deciding=Deciding.TWO,
        pages=_pages(kind),
        pre_check=(*ask.WHO, ask.GRADE_TRIED, ask.WAS_REGISTERED, ask.CAUSE, ask.AMOUNT),
        agency=agency_of,
        matter=matter,
        facts=partial(facts_for, kind),
        conditions=CONDITIONS,
        figures=figures,
        correctable=((FUND, FUND_LABEL),),
        papers=_papers(kind),
        kept=settling.mark_invoices,
        hold=settling.hold,
        sooner=_sooner if kind is Kind.OUTPATIENT else never_sooner,
        effect=settling.settle_and_owe,
        decided=decided,
        ways=WAYS_OF_SETTLING,
        compared=answered,
        follows=follows,
        opening=OPENING,
        refusals=(reasons.NOT_SHOWN,),
        result=Text("结算决定书（附结算单）和款项", "A decision with its sheet, and the money"),
        questions=QUESTIONS,
    )


QUESTIONS = (
    Question(
        question=Text("要去窗口交原件吗？", "Do I have to bring originals?"),
        answer=Text(
            "电子发票不用。纸质发票先传照片；需要原件的，经办机构会告诉您寄到哪里。",
            "Not for electronic invoices. Of paper ones send photographs first; if the originals "
            "are needed you are told where to post them.",
        ),
        basis=reasons.NO_MORE_PAPERS,
    ),
    Question(
        question=Text("没有备案还能报吗？", "I was not registered. May I still claim?"),
        answer=Text(
            "可以，但支付比例会降低。先补办备案，通常能多报；当地标准已录入的，提交前给您看两种结果。",
            "Yes, at a lower share. Register late first and more is usually paid: both results are "
            "shown before you send it, where the numbers of your place are loaded.",
        ),
        basis=reasons.BY_PLACE,
    ),
    Question(
        question=Text("商业保险也赔了，还能报吗？", "Other insurance has paid a part. And now?"),
        answer=Text(
            "可以。请填写已赔付的金额，各方支付合计不超过总费用。",
            "You may claim. Say what was paid: all together never pay more than the bill.",
        ),
    ),
    Question(
        question=Text("对方撞了我，不肯赔怎么办？", "Somebody hit me and does not pay. What now?"),
        answer=Text(
            "如实填写。对方不支付或者找不到的，基金先行支付，再向对方追偿。",
            "Say how it was. If they do not pay, or cannot be found, the fund pays first and "
            "recovers it from them.",
        ),
        basis=reasons.NOT_PAID,
    ),
)
INPATIENT = _claim(
    Kind.INPATIENT,
    Text("住院费用手工报销", "Claim for a stay in hospital"),
    Text("我自费住了院，想报销", "I paid for a stay in hospital myself"),
    values.REVIEW,
)
OUTPATIENT = _claim(
    Kind.OUTPATIENT,
    Text("门诊费用手工报销", "Claim for out-patient care"),
    Text("我自费看了门诊，想报销", "I paid for out-patient care myself"),
    values.REVIEW_OUTPATIENT,
)
EMERGENCY = _claim(
    Kind.EMERGENCY,
    Text("急诊费用手工报销", "Claim for an emergency"),
    Text("急诊抢救自己垫了钱，想报销", "I paid for an emergency myself"),
    values.REVIEW,
)
