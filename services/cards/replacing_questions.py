"""What is asked for a new card: why, which bank, how to get it, and the photograph."""

from agencies import rule_book
from applications.fields import Answers, Field, Kind, Known, Paper
from law.wording import Basis, Text
from services.cards.actions import ordering
from services.cards.facts import chosen
from services.cards.rules import reasons
from services.cards.rules.banks import BANKS
from services.cards.rules.numbers import banks_of
from services.cards.rules.orders import DELIVERIES, Delivery

LOST, BROKEN, EXPIRED, NAME, BANK, MOVED = "lost", "broken", "expired", "name", "bank", "moved"
REASONS = (
    (LOST, Text("丢了", "It is lost")),
    (BROKEN, Text("坏了、读不出来", "It is broken or cannot be read")),
    (EXPIRED, Text("到期或快到期", "It has expired or soon will")),
    (NAME, Text("姓名或证件变了", "My name or document has changed")),
    (BANK, Text("想换一家银行", "I want another bank")),
    (MOVED, Text("搬到了别的地方", "I have moved")),
)
KEEP, NEW = "keep", "new"

WHY = Field(
    name="reason",
    kind=Kind.CHOICE,
    label=Text("为什么要补换卡？", "Why do you need a new card?"),
    why=Text("丢失的要先挂失；快到期的有时间要求。", "A lost one is reported first."),
    choices=REASONS,
)
SINCE = Field(
    name="since",
    kind=Kind.DAY,
    label=Text("从哪天起？", "Since when?"),
    why=Text("写入卡的记录。", "It goes into the history of the card."),
    is_past=True,
    required=lambda answers: answers.get("reason") in (LOST, BROKEN),
    shown=lambda answers: answers.get("reason") in (LOST, BROKEN),
)


def _banks(known: Known | None, answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return the banks of the place that issues the card; all of them before a card is known."""
    standing = chosen(known, answers) if known else None
    if known is None or standing is None:
        return tuple((each.code, each.name) for each in BANKS.values())
    region = str(standing.card.issuer.region_id)
    codes = banks_of(region, known.today, rule_book.current())
    return tuple((code, BANKS[code].name) for code in codes)


BANK_CHOICE = Field(
    name="bank",
    kind=Kind.CHOICE,
    label=Text("新卡用哪家银行？", "Which bank shall the new card have?"),
    hint=Text("换银行的，钱不会自动转过去。", "With another bank, money is not moved by itself."),
    why=Text("卡里的银行账户由它开立。", "It opens the account on the card."),
    basis=reasons.BANK,
    options=_banks,
    named=lambda code: BANKS[code].name if code in BANKS else None,
)
DELIVERY = Field(
    name="delivery",
    kind=Kind.CHOICE,
    label=Text("怎么领取？", "How do you want to get it?"),
    why=Text("制卡单位按这里寄送。", "The maker sends it there."),
    choices=tuple((each.value, text) for each, text in DELIVERIES.items()),
)
ADDRESS = Field(
    name="address",
    kind=Kind.TEXT,
    label=Text("收件地址", "Address"),
    why=Text("只用于寄这张卡。", "For sending this card alone."),
    shown=lambda answers: answers.get("delivery") == Delivery.POST,
    known=lambda known: str(known.person.address or "") or None,
    longest=200,
)
SELF, OTHER = "self", "other"


def _at_counter(answers: Answers) -> bool:
    return answers.get("delivery") == Delivery.COUNTER


def _by_another(answers: Answers) -> bool:
    return _at_counter(answers) and answers.get("collects") == OTHER


COLLECTS = Field(
    name="collects",
    kind=Kind.CHOICE,
    label=Text("谁来领卡？", "Who will collect it?"),
    hint=Text(
        "家人可以代领，带本人的身份证即可，不用带您的证件。",
        "Somebody of your family may, with their own identity card; yours is not needed.",
    ),
    why=Text(
        "窗口只把卡交给您指定的人。", "The counter hands it to whom you name and nobody else."
    ),
    basis=reasons.CARDS,
    choices=(
        (SELF, Text("我自己", "I do")),
        (OTHER, Text("请别人代领", "Somebody else, for me")),
    ),
    shown=_at_counter,
)
COLLECTOR_NAME = Field(
    name="collector_name",
    kind=Kind.PERSON_NAME,
    label=Text("代领人姓名", "Name of whoever collects it"),
    why=Text("窗口核对代领人的身份证。", "The counter compares their identity card."),
    shown=_by_another,
)
COLLECTOR_NUMBER = Field(
    name="collector_number",
    kind=Kind.ID_NUMBER,
    label=Text("代领人身份证号码", "Identity number of whoever collects it"),
    why=Text("同名的人领不走您的卡。", "Nobody of the same name can take your card."),
    shown=_by_another,
    is_masked=True,
)
PHOTO = Field(
    name="photo",
    kind=Kind.CHOICE,
    label=Text("照片用哪一张？", "Which photograph?"),
    hint=Text("新照片：白底、近期、免冠，JPEG格式。", "A new one: recent, white background, JPEG."),
    why=Text("印在卡上；档案里的照片超过10年的，最好换新。", "It is printed on the card."),
    basis=reasons.CARDS,
    choices=(
        (KEEP, Text("用档案里的照片", "The one on record")),
        (NEW, Text("我要交新照片", "I send a new one")),
    ),
)
PICTURE = Paper(
    slot=ordering.PHOTO,
    title=Text("证件照片", "Photograph"),
    basis=Basis(
        reasons.CARDS.document,
        "照片要求",
        reasons.CARDS.effective_on,
        reasons.CARDS.title,
        verified=False,
    ),
    needed=lambda answers: answers.get("photo") == NEW,
    where_from=Text("照相馆或手机拍摄", "A photographer, or your phone"),
    why=Text("印在新卡上。", "It is printed on the new card."),
    form=Text("白底、近期、免冠，JPEG格式", "Recent, white background, bare-headed, JPEG"),
    when=Text("选择交新照片时", "If you choose to send a new one"),
)
