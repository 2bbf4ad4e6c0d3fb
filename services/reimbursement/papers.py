"""The papers of a claim: invoice, cost list, diagnosis, record, and what an accident asks for."""

from applications.fields import Answers, Paper, always
from applications.known import answers_of
from applications.models import Application
from law.wording import Text
from services.reimbursement.questions import is_hurt, named_in
from services.reimbursement.rules.reasons import CLAIMS, NOT_PAID

FROM_HOSPITAL = Text("医院收费处或病案室", "The hospital's counter or records office")
PHOTOGRAPH = Text("照片、扫描件或PDF", "A photograph, a scan or a PDF")


def _all_electronic(application: Application) -> Text | None:
    """No paper where each invoice is electronic: its number is enough to look it up."""
    named = named_in(answers_of(application))
    if named and all(len(each.number) == 20 for each in named):
        return Text(
            "免提交：电子发票凭号码查验。",
            "Not needed: electronic invoices are looked up by their numbers.",
        )
    return None


INVOICE = Paper(
    slot="invoice",
    title=Text("收费票据", "Invoices"),
    basis=CLAIMS,
    needed=always,
    where_from=FROM_HOSPITAL,
    why=Text("证明您付了多少钱。", "They show what you have paid."),
    form=PHOTOGRAPH,
    spared=_all_electronic,
    unless=Text("全部是20位号码的电子发票，免提交", "Not where all are electronic, of 20 digits"),
)
COST_LIST = Paper(
    slot="cost-list",
    title=Text("费用清单", "Cost list"),
    basis=CLAIMS,
    needed=always,
    where_from=FROM_HOSPITAL,
    why=Text("看每一项在不在医保目录。", "It shows which items are in the catalogue."),
    form=PHOTOGRAPH,
)
DIAGNOSIS = Paper(
    slot="diagnosis",
    title=Text("诊断证明或出院小结", "Diagnosis or discharge note"),
    basis=CLAIMS,
    needed=always,
    where_from=FROM_HOSPITAL,
    why=Text("证明治的是什么病。", "It shows what was treated."),
    form=PHOTOGRAPH,
)
RECORD = Paper(
    slot="record",
    title=Text("病历或处方", "Medical record or prescription"),
    basis=CLAIMS,
    needed=always,
    where_from=FROM_HOSPITAL,
    why=Text("与清单核对。", "It is compared with the list."),
    form=PHOTOGRAPH,
)
EMERGENCY = Paper(
    slot="emergency",
    title=Text("急诊证明", "Proof of the emergency"),
    basis=CLAIMS,
    needed=always,
    where_from=FROM_HOSPITAL,
    why=Text("急诊可以不在定点医院。", "An emergency may be at any hospital."),
    form=Text("写明“急诊”的病历、挂号或收费票据", "A record or bill that says “emergency”"),
)


def _is_hurt(answers: Answers) -> bool:
    return is_hurt(answers)


ACCIDENT = Paper(
    slot="accident",
    title=Text("意外情况的证明", "Proof of how it happened"),
    basis=NOT_PAID,
    needed=_is_hurt,
    where_from=Text("公安、法院或调解组织；没有的，自己写", "Police, court or mediators, or you"),
    why=Text("判断由谁负担。", "It shows who has to pay."),
    when=Text("受伤时", "After an injury"),
    form=Text(
        "事故认定、判决或调解书；没有的，写一份说明并签名",
        "A finding, judgment or settlement; without one, a signed account of your own",
    ),
)
