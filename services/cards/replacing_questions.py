"""What is asked for a new card: why, which bank, how to get it, and the photograph."""

from applications.fields import Field, Kind, Paper
from law.wording import Basis, Text
from services.cards.actions import ordering
from services.cards.rules import reasons
from services.cards.rules.banks import BANKS
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
BANK_CHOICE = Field(
    name="bank",
    kind=Kind.CHOICE,
    label=Text("新卡用哪家银行？", "Which bank shall the new card have?"),
    hint=Text("换银行的，钱不会自动转过去。", "With another bank, money is not moved by itself."),
    why=Text("卡里的银行账户由它开立。", "It opens the account on the card."),
    basis=reasons.BANK,
    choices=tuple((each.code, each.name) for each in BANKS.values()),
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
