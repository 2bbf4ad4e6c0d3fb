"""The numbers of cards: dated, by region where regions differ, and each with where it was seen.

Most stand only in guides of single places. They are shown as not confirmed and refuse nobody; where
a place has none, a clerk says what applies.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from law.documents import CARD_GUIDES, CARD_MEASURES, HANDLING_REGULATIONS, PORTAL_PRACTICE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Text
from law.workdays import Calendar, add_workdays
from records.rules.contributions import month_number, month_of
from services.cards.rules.banks import BANKS

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEIJING, CHENGDU, GUANGZHOU, JIANGMEN = "110000", "510100", "440100", "440700"
SHANTOU, JILIN = "440500", "220000"
OURS = cite(PORTAL_PRACTICE)


LAPSE = rule(
    "cards.loss.lapses",
    Text("临时挂失：自挂失起", "Loss for the time being, from the report"),
    Unit.DAYS,
    value(15, cite(CARD_GUIDES)),
    value(7, cite(CARD_GUIDES, "成都"), region=CHENGDU),
    value(10, cite(CARD_GUIDES, "北京"), region=BEIJING),
)
REVIEW = rule(
    "term.card-replacement.review",
    Text("补换卡审核：自收到申请之日起", "New card: review, from the day of the application"),
    Unit.WORKING_DAYS,
    value(10, cite(HANDLING_REGULATIONS, "10", verified=False)),
)
PRODUCE = rule(
    "term.card-replacement.produce",
    Text("制卡：自准予之日起", "Making the card, from the decision"),
    Unit.WORKING_DAYS,
    value(12, cite(CARD_GUIDES, "广州"), region=GUANGZHOU),
    value(15, cite(CARD_GUIDES, "北京"), region=BEIJING),
    value(30, cite(CARD_GUIDES, "汕头"), region=SHANTOU),
    is_local=True,
)
AT_COUNTER = rule(
    "cards.replacement.at-counter",
    Text("窗口补换卡：当场制卡", "New card at the counter, made while one waits"),
    Unit.DAYS,
    value(0, cite(CARD_GUIDES, "广州"), region=GUANGZHOU),
    is_local=True,
)
FEE = rule(
    "cards.replacement.fee",
    Text("补换卡工本费", "Fee for a new card"),
    Unit.YUAN,
    value(20, cite(CARD_GUIDES, "广州"), region=GUANGZHOU),
    value(20, cite(CARD_GUIDES, "江门"), region=JIANGMEN),
    is_local=True,
)
INTERIM = rule(
    "cards.interim.valid",
    Text("临时卡有效期", "How long an interim card is valid"),
    Unit.DAYS,
    value(60, cite(CARD_GUIDES, "吉林"), region=JILIN),
    is_local=True,
)
INTERIM_MOST = rule(
    "cards.interim.most",
    Text("临时卡延长后最长使用", "How long an interim card may be extended to"),
    Unit.MONTHS,
    value(6, cite(CARD_GUIDES, "吉林"), region=JILIN),
    is_local=True,
)
RENEWAL = rule(
    "cards.renewal.opens",
    Text("期满换卡：到期前", "Renewal, before the card expires"),
    Unit.DAYS,
    value(60, cite(CARD_GUIDES)),
)
WRONG_PINS = rule(
    "cards.pin.wrong",
    Text("密码连续输错锁定次数", "Wrong PINs after which it is locked"),
    Unit.NUMBER,
    value(6, cite(CARD_MEASURES)),
)
COLLECT = rule(
    "cards.collection.kept",
    Text("新卡到窗口后保留", "How long a new card waits at the counter"),
    Unit.DAYS,
    value(90, OURS),
)
PHOTO = rule(
    "cards.photo.old",
    Text("照片使用年限", "How old a photograph may be"),
    Unit.CALENDAR_YEAR,
    value(10, cite(CARD_GUIDES)),
)
BANKS_THERE = rule(
    "cards.banks.offered",
    Text("可选的发卡银行（1为可选）", "Banks of the cards of a place (1 where it can be chosen)"),
    Unit.NUMBER,
    *(value(1, OURS, key=(code,)) for code in BANKS),
    axes=(Text("银行", "Bank"),),
    words={code: each.name for code, each in BANKS.items()},
)
RULES = (
    LAPSE, REVIEW, PRODUCE, AT_COUNTER, FEE, INTERIM, INTERIM_MOST, RENEWAL, WRONG_PINS, COLLECT,
    PHOTO, BANKS_THERE,
)  # fmt: skip
WARNED_BEFORE = timedelta(hours=1)
CODE_LIVES = timedelta(seconds=60)


def banks_of(region: str, on: date, book: RuleBook | None = None) -> tuple[str, ...]:
    """Return the banks that a place gives cards of, by their codes: all, unless it says less."""
    edge = {"region": region}
    return tuple(code for code in BANKS if BANKS_THERE.count(on, book, key=(code,), **edge) > 0)


def lapses(at: datetime, region: str, book: RuleBook | None = None) -> datetime:
    """Return when a report for the time being lapses: to the second, so many days of 24 hours on.

    China knows no summer time, so a day has 24 hours.
    """
    days = LAPSE.count(_day(at), book, region=region)
    return at + timedelta(days=days)


def interim_until(today: date, issued_on: date, region: str, book: RuleBook | None = None) -> date:
    """Return until when an interim card is valid that is given, or made longer, today.

    However often it is made longer, it ends with the most the place allows from its first day.
    Raises `ValueNotInForce` where the place has not said that it gives any.
    """
    days = INTERIM.count(today, book, region=region)
    most = INTERIM_MOST.count(today, book, region=region)
    return min(today + timedelta(days=days), same_day(issued_on, most))


def same_day(day: date, months: int) -> date:
    """Return the day with the same number so many months on, or the last of that month."""
    month = month_of(month_number(day) + months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def renewal_opens(valid_to: date, book: RuleBook | None = None) -> date:
    """Return the first day on which an expiring card can be renewed."""
    return valid_to - timedelta(days=RENEWAL.count(valid_to, book))


def card_due(
    applied: date,
    channel: str,
    region: str,
    calendar: Calendar,
    book: RuleBook | None = None,
) -> date:
    """Return until when a new card has to be made; the day of the application is not counted.

    `channel` is how it was asked for: at a counter some places make it while one waits. Raises
    `ValueNotInForce` where the place has no number of its own: nobody is promised another's.
    """
    if channel == "counter":
        return applied + timedelta(days=AT_COUNTER.count(applied, book, region=region))
    return add_workdays(applied, PRODUCE.count(applied, book, region=region), calendar)


def collected_until(at: datetime, book: RuleBook | None = None) -> date:
    """Return the last day on which a card that has come to the counter is kept there."""
    return _day(at) + timedelta(days=COLLECT.count(_day(at), book))


def photo_is_old(taken_on: date | None, today: date, book: RuleBook | None = None) -> bool:
    """Whether the photograph on the record is too old to be used without a look."""
    if taken_on is None:
        return True
    years = PHOTO.count(today, book)
    return (today.year - taken_on.year, (today.month, today.day)) > (
        years,
        (taken_on.month, taken_on.day),
    )


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
