"""The library, and questions: waiting, late, asked alike, sent on, answered, asked above."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from agencies.actors import Actor, Position, actor_of
from agencies.models import Agency
from demo import staff
from demo.sign_ins import CHEN_EMAIL
from services.advice.actions import answering, asking, loading, reading, writing
from services.advice.models import Answer, Question
from services.advice.rules.routing import About, Situation
from services.advice.seeds import Content

HANGZHOU = "330100"
PENSION, MEDICAL = "P330100", "M330100"  # where the tour's clerks are
STRANGER = Actor(Position.ANONYMOUS)


@dataclass(frozen=True)
class Asked:
    """A question, how many days ago, and by whom."""

    days_ago: float
    about: About
    situation: Situation
    text: str
    by: Actor = STRANGER
    may_publish: bool = False


LATE = Asked(
    12, About.PENSION, Situation.FLEXIBLE, "我2009年在乡镇企业上过班，那几年算不算视同缴费年限？"
)
ALIKE = (
    "今年的养老金什么时候调整，要不要自己去申请？",
    "今年养老金什么时候调整？要不要自己申请？",
    "养老金今年什么时候调整，自己要不要去申请",
)
SENT_ON = Asked(
    3, About.PENSION, Situation.RETIRED, "退休后在上海住院，票据在杭州能报销吗？要哪些材料？"
)
ANSWERED = Asked(
    6,
    About.UNEMPLOYMENT,
    Situation.UNEMPLOYED,
    "我在嘉兴和杭州都缴过失业保险，月数能不能合起来？",
    may_publish=True,
)
WAITING = Asked(
    0.2, About.MEDICAL, Situation.EMPLOYED, "夫妻两人的医保个人账户能不能互相给对方的父母用？"
)


def load(*, now: datetime) -> None:
    """Bring the library in, and let its questions happen."""
    loading.load(now=now - timedelta(days=40))
    clerk, second = _clerk(PENSION, "a"), _clerk(PENSION, "b")
    _ask(LATE, now)
    for number, text in enumerate(ALIKE):
        _ask(Asked(4 - number, About.PENSION, Situation.RETIRED, text), now)
    _send_on(_ask(SENT_ON, now), clerk, now)
    _ask(WAITING, now)
    _answer(clerk, now)
    _write(clerk, second, now)
    answering.ask_above(
        "乡镇企业职工1996年以前的工龄，没有缴费记录的，是否视同缴费？请示省里口径。",
        about=About.PENSION.value,
        by=clerk,
        now=now - timedelta(days=5),
    )
    _readers(now)


def _clerk(agency: str, which: str) -> Actor:
    return staff.at_desk(Agency.objects.get(code=agency), which)


def _ask(asked: Asked, now: datetime) -> Question:
    at = now - timedelta(days=asked.days_ago)
    said = asking.Said(
        about=asked.about.value,
        situation=asked.situation.value,
        region=HANGZHOU,
        text=asked.text,
        may_publish=asked.may_publish,
    )
    return asking.ask(said, by=asked.by, ticket=asking.draw(at), now=at)


def _send_on(question: Question, clerk: Actor, now: datetime) -> None:
    to = Agency.objects.get(code=MEDICAL)
    answering.hand_on(question, to, by=clerk, now=now - timedelta(days=2))


def _answer(clerk: Actor, now: datetime) -> None:
    """Let somebody's own question be answered, and be found good."""
    own = actor_of(User.objects.get(email=CHEN_EMAIL))
    question = _ask(
        Asked(
            ANSWERED.days_ago,
            ANSWERED.about,
            ANSWERED.situation,
            ANSWERED.text,
            by=own,
            may_publish=True,
        ),
        now,
    )
    answering.answer(
        question,
        "能。各地缴费年限累计计算，同一个月只算一次；向最后参保地的经办机构申请。",
        ["SIL 52", "SIL 46"],
        "years-at-several-places",
        by=clerk,
        now=now - timedelta(days=4),
    )
    asking.rate(question, "helped")


def _write(clerk: Actor, second: Actor, now: datetime) -> None:
    """Let an answer of the agency stand in the library, and another wait for a second person."""
    at = now - timedelta(days=8)
    content = Content.of(
        {
            "title": [
                "在杭州领养老金，工资卡能换成市民卡吗？",
                "May my pension in Hangzhou be paid to my citizen card?",
            ],
            "short": [
                "能，只要市民卡已开通银行功能、户名是您本人。换后首次付款等{{rule:payouts.new-account-waits}}。",
                "Yes, if its bank side is active and it is in your name. The first payment waits "
                "{{rule:payouts.new-account-waits}}.",
            ],
            "law": ["OPS 10", "CARD-BANK"],
            "words": ["市民卡领养老金", "杭州市民卡"],
            "services": ["pay-account-change"],
        }
    )
    written = writing.propose(
        "hangzhou-citizen-card",
        content,
        chapter="card",
        insurance="pension",
        by=clerk,
        now=at,
    )
    writing.approve(written, by=second, now=at + timedelta(hours=3))
    waiting = Answer.objects.current().get(slug="resigned").said
    writing.propose(
        "resigned",
        Content.of({**waiting.kept, "words": [*waiting.words, "辞职了还能领吗"]}),
        chapter="unemployment",
        insurance="unemployment",
        by=clerk,
        now=now - timedelta(days=1),
    )


def _readers(now: datetime) -> None:
    """Let readers say how they found some answers, and look for what is not there."""
    row = Answer.objects.current().get(slug="pension-rises")
    for number, kind in enumerate(("helped", "helped", "not", "wrong")):
        note = "今年的比例没有写" if kind == "wrong" else ""
        reading.rate(row, kind, note, address=f"demo-{number}", now=now - timedelta(days=2))
    for words in ("取暖补贴", "取暖补贴", "高温津贴怎么领"):
        reading.missed(words, address="demo", now=now - timedelta(days=1))
    owner = User.objects.get(email=CHEN_EMAIL)
    reading.want_to_hear(owner, "when-may-i-retire", now=now)
