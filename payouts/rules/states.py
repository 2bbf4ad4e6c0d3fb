"""The states of what is paid, with their words, and why a payment waits or came back."""

from enum import StrEnum

from law.wording import Text


class Drawn(StrEnum):
    """How a claim to monthly money stands."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


DRAWN = {
    Drawn.ACTIVE: Text("正在领取", "Being paid"),
    Drawn.SUSPENDED: Text("暂停发放", "Suspended"),
    Drawn.ENDED: Text("已结束", "Ended"),
}


class Owed(StrEnum):
    """How far one payment has come."""

    OWED = "owed"
    HELD = "held"
    BATCHED = "batched"
    SENT = "sent"
    PAID = "paid"
    RETURNED = "returned"
    CANCELLED = "cancelled"


OWED = {
    Owed.OWED: Text("待发放", "To be paid"),
    Owed.HELD: Text("暂缓发放", "Held back"),
    Owed.BATCHED: Text("已列入批次", "In a batch"),
    Owed.SENT: Text("已交银行", "With the bank"),
    Owed.PAID: Text("已发放", "Paid"),
    Owed.RETURNED: Text("银行退回", "Returned by the bank"),
    Owed.CANCELLED: Text("已取消", "Cancelled"),
}
# Whatever is in these states is not with a bank, and may still be changed.
AT_HAND = (Owed.OWED, Owed.HELD, Owed.RETURNED)


class Held(StrEnum):
    """Why a payment waits although it is owed."""

    NO_ACCOUNT = "no-account"
    NEW_ACCOUNT = "new-account"
    NOT_CLEARED = "not-cleared"
    DEAD = "dead"
    NAME = "name"
    CLERK = "clerk"


HELD = {
    Held.NO_ACCOUNT: Text("没有登记收款账户", "There is no account to pay to"),
    Held.NEW_ACCOUNT: Text(
        "收款账户刚登记或更换，还在等待期", "The account is new and has to wait"
    ),
    Held.NOT_CLEARED: Text("与上月相比有异常，待复核", "Unlike last month: somebody has to look"),
    Held.DEAD: Text("收款人已去世", "The payee has died"),
    Held.NAME: Text("户名含有银行文件不能使用的字符", "The name has a sign no bank file can hold"),
    Held.CLERK: Text("银行退回，待经办人员处理", "Returned by the bank: a clerk looks at it"),
}


class Kind(StrEnum):
    """What a payment is, beside the others of its month."""

    REGULAR = "regular"
    BACK_PAY = "back-pay"
    ONE_OFF = "one-off"


KINDS = {
    Kind.REGULAR: Text("当月待遇", "Of the month"),
    Kind.BACK_PAY: Text("补发", "Back pay"),
    Kind.ONE_OFF: Text("一次性待遇", "Paid once"),
}


class Batched(StrEnum):
    """How far a batch has come."""

    FILLING = "filling"
    PREPARED = "prepared"
    SENT = "sent"
    ANSWERED = "answered"
    DISSOLVED = "dissolved"


BATCHED = {
    Batched.FILLING: Text("正在编入付款", "Being filled"),
    Batched.PREPARED: Text("待复核发放", "Waits for release"),
    Batched.SENT: Text("已交银行，等待回盘", "With the bank"),
    Batched.ANSWERED: Text("银行已全部答复", "Answered by the bank"),
    Batched.DISSOLVED: Text("已撤回", "Dissolved"),
}


class Recovered(StrEnum):
    """How far what has to come back has come."""

    DEMANDED = "demanded"
    AGREED = "agreed"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


RECOVERED = {
    Recovered.DEMANDED: Text("已通知退还", "Asked back"),
    Recovered.AGREED: Text("已商定退还方式", "How it comes back is agreed"),
    Recovered.SETTLED: Text("已退清", "All is back"),
    Recovered.WITHDRAWN: Text("已撤销", "Withdrawn"),
}


class Way(StrEnum):
    """How what was paid too much comes back."""

    AT_ONCE = "at-once"
    INSTALMENTS = "instalments"
    SET_OFF = "set-off"


WAYS = {
    Way.AT_ONCE: Text("一次退还", "Pay it back at once"),
    Way.INSTALMENTS: Text("按月分期退还", "Pay it back month by month"),
    Way.SET_OFF: Text("从以后的待遇中抵扣", "Keep it back from what is paid later"),
}


class Proof(StrEnum):
    """How somebody showed that they may still draw what they draw."""

    COMPARISON = "comparison"
    SIGN_IN = "sign-in"
    COUNTER = "counter"
    VISIT = "visit"
    CONSULATE = "consulate"


PROOFS = {
    Proof.COMPARISON: Text("数据比对", "Records were compared"),
    Proof.SIGN_IN: Text("本人在平台认证", "By signing in here"),
    Proof.COUNTER: Text("在窗口认证", "At a counter"),
    Proof.VISIT: Text("上门认证", "During a visit at home"),
    Proof.CONSULATE: Text("使领馆出具的证明", "By a paper of an embassy or consulate"),
}


# What an agency writes down of somebody; by signing in only they themselves show it.
BY_STAFF = (Proof.COUNTER, Proof.VISIT, Proof.CONSULATE, Proof.COMPARISON)


class Unlike(StrEnum):
    """What of a payment is unlike last month, so that a second person looks."""

    CHANGED = "changed"
    LARGE = "large"
    SHARED_ACCOUNT = "shared-account"
    VERY_OLD = "very-old"


UNLIKE = {
    Unlike.CHANGED: Text("与上月相差超过20%", "More than 20% unlike last month"),
    Unlike.LARGE: Text("超过本批中位数的3倍", "More than three times the median"),
    Unlike.SHARED_ACCOUNT: Text("同一账户收款超过3人", "More than three people on one account"),
    Unlike.VERY_OLD: Text("收款人超过100岁", "Older than a hundred years"),
}
