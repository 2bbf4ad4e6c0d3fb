"""What somebody is asked whose phone, address or e-mail has changed."""

from functools import partial

from accounts import contacts
from applications.fields import Answers, Field, Kind, Known, among
from law.wording import Text
from services.particulars.contact_facts import (
    on_record,
)
from services.particulars.rules import reasons

CONTACT_LABELS = {
    "phone": Text("登记的手机号码", "Phone on the record"),
    "email": Text("登记的电子邮箱", "E-mail on the record"),
    "address": Text("登记的联系地址", "Address on the record"),
}
NOTHING = Text("无", "None")


is_chosen = partial(among, "what")


def _asks_family(answers: Answers) -> bool:
    return is_chosen("phone")(answers) and bool(answers.get("is_family"))


def _on_record(name: str):
    def now(known: Known) -> Text | str:
        held = on_record(known.person)[name]
        return masked(name, held) if held else NOTHING

    return now


def masked(name: str, contact: str) -> str:
    """Return a contact as it is shown: enough to recognise one's own."""
    if name == "address":
        return contact[:6] + "*" * max(len(contact) - 6, 0)
    return contacts.masked(contact)


WHAT = Field(
    name="what",
    kind=Kind.CHOICES,
    label=Text("要更改哪些？", "What has changed?"),
    why=Text("只问您要更改的内容。", "So that we ask only for what has changed."),
    choices=(
        ("phone", Text("手机号码", "Phone")),
        ("email", Text("电子邮箱", "E-mail")),
        ("address", Text("联系地址", "Address")),
    ),
)
PHONE = Field(
    name="phone",
    kind=Kind.PHONE,
    label=Text("新手机号码", "New phone"),
    hint=Text(
        "中国大陆手机11位；其他地区请以“+”和区号开头。",
        "11 digits; begin a number of another region with “+” and its code.",
    ),
    why=Text(
        "经办机构通过它联系您；以后核验身份的验证码也发到这里。",
        "The agency reaches you there, and codes that prove who you are go there from now on.",
    ),
    basis=reasons.REPORTING,
    shown=is_chosen("phone"),
    now=_on_record("phone"),
)
PHONE_CODE = Field(
    name="phone_code",
    kind=Kind.CODE,
    label=Text("新手机收到的验证码", "Code sent to the new phone"),
    why=Text("证明新号码在您手中。", "It proves that the new phone is in your hands."),
    shown=is_chosen("phone"),
    proves="phone",
)
IS_FAMILY = Field(
    name="is_family",
    kind=Kind.YES_NO,
    label=Text("家人也在用这个号码吗？", "Does your family use this phone too?"),
    why=Text(
        "一个号码最多登记在本人和3名家人名下，以防被他人冒用。",
        "A phone may be on your record and on those of three relatives, so that nobody misuses it.",
    ),
    shown=is_chosen("phone"),
)
FAMILY_REASON = Field(
    name="family_reason",
    kind=Kind.TEXT,
    label=Text("与共用人的关系", "How you are related"),
    hint=Text("例如：与母亲共用", "For example: shared with my mother"),
    why=Text("经办机构核对时使用。", "The agency reads it if it has to check."),
    shown=_asks_family,
    longest=100,
)
SIGN_IN_TOO = Field(
    name="sign_in_too",
    kind=Kind.YES_NO,
    label=Text("同时改用新号码登录吗？", "Sign in with the new phone too?"),
    hint=Text("仅在您现在用旧号码登录时更改。", "Only if you sign in with the old one today."),
    why=Text("登录号码和登记号码可以不同。", "The phone you sign in with may be another."),
    shown=is_chosen("phone"),
)
EMAIL = Field(
    name="email",
    kind=Kind.EMAIL,
    label=Text("新电子邮箱", "New e-mail"),
    why=Text("经办机构可以通过它联系您。", "The agency can reach you there."),
    basis=reasons.REPORTING,
    shown=is_chosen("email"),
    now=_on_record("email"),
)
EMAIL_CODE = Field(
    name="email_code",
    kind=Kind.CODE,
    label=Text("新邮箱收到的验证码", "Code sent to the new e-mail"),
    why=Text("证明新邮箱是您的。", "It proves that the address is yours."),
    shown=is_chosen("email"),
    proves="email",
)
ADDRESS = Field(
    name="address",
    kind=Kind.TEXT,
    label=Text("新联系地址", "New address"),
    hint=Text("省、市、区县、街道和门牌号", "Province, city, district, street and number"),
    why=Text("需要邮寄时使用。", "It is used where something has to be posted."),
    basis=reasons.REPORTING,
    shown=is_chosen("address"),
    longest=200,
    now=_on_record("address"),
)
