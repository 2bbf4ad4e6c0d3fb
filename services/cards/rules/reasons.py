"""The reasons that speak for or against something about a card; codes are ours, grounds the law's.

Nothing here that only guides say refuses anybody: it sends people to a clerk, or tells them.
"""

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import CARD_GUIDES, CARD_MEASURES, CARD_WITH_BANK, cite
from law.wording import Text

CARDS = cite(CARD_MEASURES)
BANK = cite(CARD_WITH_BANK)
GUIDES = cite(CARD_GUIDES)


# --- Of the design of the service ---------------------------------------------------------------
NOT_AFTER_REPLACEMENT = service_reason(
    "CRD01",
    ReasonClass.REFUSE,
    Text(
        "已经申请补换卡，旧卡不能再恢复使用。",
        "A new card has been asked for, so the old one cannot come back into use.",
    ),
    Text(
        "新卡的进度写在“我的社保卡”里。找到的旧卡，领新卡时交给窗口。",
        "“My cards” says how far the new one is. Hand the old one in when you collect it.",
    ),
    CARDS,
    leads_to="cards",
)
LAPSES = service_reason(
    "CRD02",
    ReasonClass.NOTE,
    Text("临时挂失到期自动失效。", "A report for the time being lapses by itself."),
    Text(
        "到期前一小时会提醒您；找不到的，请在此之前办理正式挂失。",
        "We remind you an hour before. If you have not found the card by then, report it formally.",
    ),
    GUIDES,
    leads_to="service:card-loss-formal",
)
BANK_IS_SEPARATE = service_reason(
    "CRD03",
    ReasonClass.NOTE,
    Text(
        "这里只停用社保功能，卡里的银行账户没有停用。",
        "This stops the social insurance side only. The bank account on the card still works.",
    ),
    Text(
        "请马上另打发卡银行的电话，挂失银行账户。",
        "Call the bank on the card at once and report the account lost there too.",
    ),
    BANK,
)
FORMAL_FIRST = service_reason(
    "CRD04",
    ReasonClass.REFUSE,
    Text("丢失后补卡，要先正式挂失。", "A lost card is reported formally before a new one."),
    Text(
        "先办正式挂失，马上办好，接着就可以申请补卡。",
        "Report it formally, which is done at once, and then ask for the new card.",
    ),
    CARDS,
    leads_to="service:card-loss-formal",
)
AT_A_COUNTER = service_reason(
    "CRD05",
    ReasonClass.HOLD,
    Text(
        "有些卡、有些证件，当地要求到窗口办理。",
        "For some cards and some documents the place asks you to come to the counter.",
    ),
    Text(
        "您可以先提交，经办人员会告诉您要不要来；也可以直接带证件到窗口。",
        "You may send it: a clerk tells you whether you have to come. Or go there with your "
        "document.",
    ),
    GUIDES,
)
TOO_EARLY_TO_RENEW = service_reason(
    "CRD06",
    ReasonClass.REFUSE,
    Text(
        "离到期还有60天以上，还不能换期满卡。",
        "It expires in more than 60 days, so it cannot be renewed yet.",
    ),
    Text(
        "到期前60天我们会提醒您；卡坏了、姓名变了，可以选别的原因。",
        "We remind you 60 days before. If it is broken or your name has changed, choose that "
        "instead.",
    ),
    GUIDES,
)
PIN_LOCKED = service_reason(
    "CRD07",
    ReasonClass.REFUSE,
    Text("社保密码输错次数太多，已锁定。", "The PIN was wrong too often and is locked."),
    Text(
        "请本人带身份证和卡到窗口重设，当场办好。",
        "Come to a counter with your card and your document: it is set anew while you wait.",
    ),
    GUIDES,
    leads_to="service:card-pin-reset",
)
CARD_IN_THE_MAKING = service_reason(
    "CRD08",
    ReasonClass.REFUSE,
    Text("已经在为您办理新卡。", "A new card is under way for you already."),
    Text(
        "进度写在“我的社保卡”里，不用再申请。",
        "“My cards” says how far it is. There is no need to ask again.",
    ),
    CARDS,
    leads_to="cards",
)
BENEFIT_IS_PAID_THERE = service_reason(
    "CRD09",
    ReasonClass.NOTE,
    Text(
        "您有养老金在发放，可能发到旧卡的银行账户。",
        "You draw a pension, which may be paid into the bank account of the old card.",
    ),
    Text(
        "钱不会丢。旧账户停用后，请尽快告诉经办机构新账户。",
        "No money is lost. Once the old account is closed, tell the agency the new one soon.",
    ),
    BANK,
)
# --- Of the states ------------------------------------------------------------------------------
IS_LOST = service_reason(
    "CRD10",
    ReasonClass.REFUSE,
    Text("这张卡已挂失，不能使用。", "This card has been reported lost and cannot be used."),
    Text(
        "找到了的，请在“我的社保卡”里恢复使用。",
        "If you have it again, say so under “My cards”.",
    ),
    CARDS,
    leads_to="cards",
)
IS_FORMAL = service_reason(
    "CRD11",
    ReasonClass.REFUSE,
    Text(
        "这张卡已正式挂失，不会自动失效。",
        "This card has been reported lost formally, which does not lapse.",
    ),
    Text("不用再挂失。可以申请补卡。", "There is no need to report it again. Ask for a new card."),
    CARDS,
    leads_to="service:card-replacement",
)
IS_CANCELLED = service_reason(
    "CRD12",
    ReasonClass.REFUSE,
    Text("这张卡已注销。", "This card has been cancelled."),
    Text("请使用新卡。", "Use the new one."),
    CARDS,
    leads_to="cards",
)
NOT_LOST = service_reason(
    "CRD13",
    ReasonClass.REFUSE,
    Text("这张卡没有挂失。", "This card has not been reported lost."),
    Text("不用办理，可以照常使用。", "There is nothing to do: use it as before."),
    CARDS,
    leads_to="cards",
)
IS_ACTIVE = service_reason(
    "CRD14",
    ReasonClass.REFUSE,
    Text("这张卡不需要激活。", "This card need not be activated."),
    Text("它的状态写在“我的社保卡”里。", "“My cards” says in which state it is."),
    CARDS,
    leads_to="cards",
)
NOT_ACTIVE = service_reason(
    "CRD15",
    ReasonClass.REFUSE,
    Text("这张卡还没有激活。", "This card has not been activated yet."),
    Text("请本人带身份证和卡到窗口激活。", "Come to a counter with the card and your document."),
    CARDS,
    leads_to="service:card-activate",
)
NOT_NOW = service_reason(
    "CRD16",
    ReasonClass.REFUSE,
    Text("这张卡现在不能办理这件事。", "This cannot be done with the card as it stands."),
    Text("它的状态写在“我的社保卡”里。", "“My cards” says in which state it is."),
    CARDS,
    leads_to="cards",
)
NO_CARD = service_reason(
    "CRD17",
    ReasonClass.REFUSE,
    Text("没有查到您的社保卡。", "No card of yours was found."),
    Text("请拨打12333，或到窗口查询。", "Call 12333, or ask at a counter."),
    CARDS,
)
PHOTO_IS_OLD = service_reason(
    "CRD18",
    ReasonClass.HOLD,
    Text("档案里的照片已超过10年。", "The photograph on the record is more than ten years old."),
    Text(
        "最好交一张新照片；不交的，由经办人员决定能不能用。",
        "A new one would be better. Without it a clerk decides whether the old one can be used.",
    ),
    GUIDES,
)
HAS_EXPIRED = service_reason(
    "CRD19",
    ReasonClass.REFUSE,
    Text("这张卡已过有效期。", "This card has expired."),
    Text("请申请换卡。", "Ask for a new one."),
    GUIDES,
    leads_to="service:card-replacement",
)
HOLDER_HAS_DIED = service_reason(
    "CRD22",
    ReasonClass.REFUSE,
    Text(
        "持卡人已经登记去世，卡已停用。", "The holder has died by the record: the card is stopped."
    ),
    Text(
        "家人可以申领遗属待遇。登记有误的，请本人带身份证到窗口更正。",
        "The family can apply for its grants. If it is wrong, come to a counter with your "
        "identity card.",
    ),
    CARDS,
    leads_to="service:survivors",
)
NOTHING_TO_COLLECT = service_reason(
    "CRD21",
    ReasonClass.REFUSE,
    Text(
        "没有可以由您领取的新卡。",
        "No new card is waiting that you may collect.",
    ),
    Text(
        "还没到的，到了会通知；替家人领的，要由家人在申请时指定您，或者委托您办理补换卡。",
        "You are told when it has come. To collect it for somebody else, they name you in their "
        "application or give you a mandate for new cards.",
    ),
    CARDS,
)
# For a clerk who refuses.
NOT_THE_HOLDER = service_reason(
    "CRD20",
    ReasonClass.REFUSE,
    Text("提交的照片不是申请人本人。", "The photograph does not show the applicant."),
    Text("请换本人的照片重新申请。", "Apply again with a photograph of yourself."),
    CARDS,
)
# --- An interim card ------------------------------------------------------------------------------
NOTHING_IN_THE_MAKING = service_reason(
    "CRD23",
    ReasonClass.REFUSE,
    Text("没有正在制作的新卡。", "No new card of yours is being made."),
    Text(
        "临时卡只在等新卡时使用：请先申请补换卡。", "It bridges the time: ask for a new card first."
    ),
    CARDS,
    leads_to="service:card-replacement",
)
NO_INTERIM_CARDS = service_reason(
    "CRD24",
    ReasonClass.REFUSE,
    Text("发卡地没有公布发放临时卡。", "The place of your card has not said that it gives any."),
    Text(
        "等新卡期间就医，请出示身份证，按当地办法结算。",
        "To see a doctor meanwhile, show your identity card: the place has its way to settle it.",
    ),
    GUIDES,
)
INTERIM_AT_ITS_END = service_reason(
    "CRD25",
    ReasonClass.REFUSE,
    Text("临时卡已到最长使用期限。", "The interim card has reached its longest time."),
    Text("请向发卡机构催办新卡。", "Ask whoever issues your new card where it is."),
    GUIDES,
)
