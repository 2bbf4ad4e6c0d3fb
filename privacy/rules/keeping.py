"""How long each kind of data is kept, and what stays for good (个人信息保护法 arts. 19 and 47).

The law says "the shortest time that the purpose needs" and leaves the number to whoever keeps the
data; six months of logs are the least (网络安全法 art. 21(3), of 2016). None of the numbers was
read in a text that names it, so each says that it is not confirmed; two administrators release
whatever is erased by them.
"""

from dataclasses import dataclass

from law.documents import (
    CYBERSECURITY_LAW,
    PERSONAL_INFORMATION_LAW,
    SOCIAL_INSURANCE_LAW,
    cite,
)
from law.values import Rule, Unit, rule, value
from law.wording import Basis, Text

SHORTEST = cite(PERSONAL_INFORMATION_LAW, "19", verified=False)
LOGS = cite(CYBERSECURITY_LAW, "21(3)", verified=False)


@dataclass(frozen=True)
class Kind:
    """A kind of data that goes once its time is over: `rule` says how many months after what."""

    name: str
    title: Text
    since: Text
    rule: Rule


def _kind(name: str, title: Text, since: Text, months: int, basis: Basis) -> Kind:
    words = Text(f"保存期限：{title.zh}", f"Kept: {title.en}")
    return Kind(
        name, title, since, rule(f"keeping.{name}", words, Unit.MONTHS, value(months, basis))
    )


NOTICES = _kind(
    "notices",
    Text("已办结业务的通知", "Notices of cases that have ended"),
    Text("自业务办结之日起", "from the day the case ended"),
    36,
    SHORTEST,
)
SEARCHES = _kind(
    "number-searches",
    Text("工作人员按证件号码查询的次数记录", "Counts of searches by number"),
    Text("自查询之日起", "from the search"),
    6,
    LOGS,
)
CHECKS = _kind(
    "identity-checks",
    Text("核验本人身份的尝试记录", "Tries to prove an identity"),
    Text("自尝试之日起", "from the try"),
    6,
    LOGS,
)
DUTIES = _kind(
    "duties",
    Text("已完成的系统待办", "Duties of the portal that are done"),
    Text("自完成之日起", "from the day it was done"),
    6,
    LOGS,
)
KINDS = (NOTICES, SEARCHES, CHECKS, DUTIES)
RULES = tuple(each.rule for each in KINDS)


# --- What an erasure leaves -------------------------------------------------------------------
@dataclass(frozen=True)
class Stays:
    """Something that is not erased when somebody asks: why, by which article, and until when."""

    what: Text
    why: Text
    until: Text
    basis: Basis


FILES = cite(SOCIAL_INSURANCE_LAW, "74")
AS_ARCHIVES_SAY = Text(
    "长期；具体期限按社会保险档案管理规定",
    "For as long as the rules on social insurance archives say",
)
STAYING = (
    Stays(
        Text(
            "参保关系、缴费记录、个人账户",
            "Insurance relationships, contributions, personal account",
        ),
        Text(
            "社会保险经办机构依法建立档案，完整、准确地记录缴费和待遇。",
            "The agency must keep a complete and correct record of what was paid and drawn.",
        ),
        AS_ARCHIVES_SAY,
        FILES,
    ),
    Stays(
        Text(
            "业务件、办理记录、文书、提交的材料、留言",
            "Cases, their history, letters, papers you sent, messages",
        ),
        Text(
            "登记、申报的原始凭证须妥善保管；办理记录不可改动。",
            "The originals of what was registered and filed are kept; history is never changed.",
        ),
        AS_ARCHIVES_SAY,
        FILES,
    ),
    Stays(
        Text(
            "经办机构登记的姓名、证件、联系方式",
            "Name, document and contact on the agencies' record",
        ),
        Text(
            "参保登记的内容；可以申请更正，不随账号删除。",
            "Part of the registration; they can be corrected and do not go with the account.",
        ),
        AS_ARCHIVES_SAY,
        FILES,
    ),
    Stays(
        Text("谁查看过您的信息", "Who looked at your data"),
        Text(
            "处理记录须留存，以便您和监督机构核查。",
            "What was done with data is kept, so that you and supervisors can look into it.",
        ),
        Text("与业务档案相同", "As long as the files of the cases"),
        cite(PERSONAL_INFORMATION_LAW, "51"),
    ),
    Stays(
        Text("您何时、以何种方式证明了身份", "When and how you proved who you are"),
        Text(
            "证明以您的名义办理的业务确由您本人提出。",
            "It shows that what was asked in your name was asked by you.",
        ),
        AS_ARCHIVES_SAY,
        cite(PERSONAL_INFORMATION_LAW, "47"),
    ),
)
