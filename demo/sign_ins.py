"""Who can sign in to the demo, for the terminal and for the home page."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from demo import applicants, people, staff
from law.identity_number import DocumentType, IdentityDocument
from law.wording import Text

LIN_EMAIL, CHEN_EMAIL = f"lin@{staff.HOST}", f"chen@{staff.HOST}"
ZHOU_EMAIL = f"zhou@{staff.HOST}"
XIE_EMAIL = f"xie@{staff.HOST}"  # about to retire (retiring.py)
GAO_EMAIL = f"gao@{staff.HOST}"  # sixty, insured as a resident (retiring.py)
MA_EMAIL = f"ma@{staff.HOST}"  # pays alone; who it is, is found among the people (payers.py)
VERIFIED_PEOPLE = {
    applicants.LIN: LIN_EMAIL,
    applicants.CHEN: CHEN_EMAIL,
    applicants.ZHOU: ZHOU_EMAIL,
}
CITIES = {
    "hangzhou": Text("杭州", "Hangzhou"),
    "guangzhou": Text("广州", "Guangzhou"),
    "chengdu": Text("成都", "Chengdu"),
}
TOUR_AGENCIES = {"P330100", "P440100", "M330100", "M510100"}


@dataclass(frozen=True)
class SignIn:
    """One sign-in: for whom, in which role, and the language its pages begin in."""

    who: Text
    role: Text
    name: str
    password: str = staff.PASSWORD
    language: str = "zh-hans"


def sign_ins() -> list[SignIn]:
    """Return the sign-ins of the tour, in the order in which it needs them."""
    return [
        *_people(),
        *_clerks("pension", "hangzhou", "guangzhou"),
        *_clerks("medical", "hangzhou", "chengdu"),
        *_offices(),
    ]


def _people() -> list[SignIn]:
    return [
        SignIn(
            Text("林晓梅", "Lin Xiaomei"),
            Text("参保人：养老保险，广州→杭州", "Insured person: pension, Guangzhou → Hangzhou"),
            LIN_EMAIL,
        ),
        SignIn(
            Text("陈志强", "Chen Zhiqiang"),
            Text("参保人：医疗保险，成都→杭州", "Insured person: medical, Chengdu → Hangzhou"),
            CHEN_EMAIL,
        ),
        SignIn(
            Text("周敏", "Zhou Min"),
            Text("受托人：替母亲孙桂兰代办", "Acts for her mother Sun Guilan, by mandate"),
            ZHOU_EMAIL,
        ),
        SignIn(
            Text("灵活就业人员", "A flexible worker"),
            Text(
                "自己缴费：有三个月待缴，以前单位漏了一个月",
                "Pays alone: three months are due, and an employer left one out",
            ),
            MA_EMAIL,
        ),
        SignIn(
            Text("快退休的女职工", "A woman about to retire"),
            Text("参保人：54岁，还没想好哪天退休", "Insured person: 54, and not sure when to go"),
            XIE_EMAIL,
        ),
        SignIn(
            Text("满60岁的居民", "A resident of sixty"),
            Text(
                "参保人：申领城乡居民养老金", "Insured person: applies for the residents' pension"
            ),
            GAO_EMAIL,
        ),
    ]


def _offices() -> list[SignIn]:
    return [
        SignIn(
            Text("广东省社保中心负责人", "Head of the Guangdong agency"),
            Text("督办人员：逾期业务上报到这里", "Supervisor: late cases are brought here"),
            f"guangdong-pension-{staff.HEAD}@{staff.HOST}",
        ),
        SignIn(
            Text("浙江省审计人员", "Auditor of Zhejiang"),
            Text("审计：只能查看", "Auditor: may look only"),
            f"auditor@{staff.HOST}",
        ),
        SignIn(
            Text("系统管理员甲", "Administrator A"),
            Text("基础数据管理：/admin/", "Reference data: /admin/"),
            f"admin@{staff.HOST}",
        ),
        SignIn(
            Text("系统管理员乙", "Administrator B"),
            Text("批准甲提出的规则和模板", "Approves the rules and templates that A proposes"),
            f"admin-b@{staff.HOST}",
        ),
    ]


def _clerks(insurance: str, new: str, original: str) -> list[SignIn]:
    """Return two clerks at each side: what one prepares the other approves."""
    kind = {"pension": Text("养老", "pension"), "medical": Text("医保", "medical")}[insurance]
    sides = (
        (new, Text("转入地", "new agency")),
        (original, Text("转出地", "original agency")),
    )
    return [
        SignIn(
            Text(
                f"{CITIES[city].zh}{kind.zh}经办人员 {desk.upper()}",
                f"{CITIES[city].en} clerk {desk.upper()}",
            ),
            Text(f"{side.zh}（{kind.zh}）", f"Clerk, {side.en} ({kind.en})"),
            f"{city}-{insurance}-{desk}@{staff.HOST}",
        )
        for city, side in sides
        for desk in staff.CLERKS
    ]


@dataclass(frozen=True)
class Identity:
    """What a visitor types to prove the identity of somebody invented, with a fresh account."""

    who: Text
    name: str
    document_type: str
    number: str
    born_on: date
    phone: str
    issued_in: str = ""

    @property
    def document(self) -> IdentityDocument:
        """The document."""
        return IdentityDocument(self.document_type, self.number, self.issued_in)


def identities_to_verify() -> list[Identity]:
    """Return those of whom there are records, and for whom nobody has signed up yet."""
    return [
        _identity(
            applicants.HUANG,
            Text("持居民身份证", "with an identity card"),
            DocumentType.RESIDENT_ID,
            (applicants.HUANG_COUNTY, applicants.HUANG_BORN_ON),
        ),
        _identity(
            applicants.HO,
            Text("香港居民，持港澳台居民居住证", "from Hong Kong, with a residence permit"),
            DocumentType.HMT_RESIDENCE_PERMIT,
            (applicants.HONG_KONG, applicants.HO_BORN_ON),
        ),
        _identity(
            applicants.WU,
            Text("62岁，持居民身份证", "62 years old, with an identity card"),
            DocumentType.RESIDENT_ID,
            (applicants.WU_COUNTY, applicants.WU_BORN_ON),
        ),
    ]


def _identity(life: int, who: Text, kind: DocumentType, issued: tuple[str, date]) -> Identity:
    place, born_on = issued
    return Identity(
        who=who,
        name=applicants.TOUR_NAMES[life],
        document_type=kind,
        number=people.identity_number(place, born_on),
        born_on=born_on,
        phone=people.PHONE.format(life),
    )


def known_to_provider() -> list[dict[str, str]]:
    """Return whom the invented identity provider knows: those two, Lin and Chen."""
    verified = Person.objects.filter(user__email__in=VERIFIED_PEOPLE.values()).order_by("pk")
    return [
        {
            "name": str(each.name),
            "document_type": str(each.document_type),
            "number": str(each.number),
            "issued_in": str(each.issued_in),
            "born_on": each.born_on.isoformat(),
        }
        for each in (*identities_to_verify(), *verified)
    ]


def greeting() -> str:
    """Return all this as lines for a terminal, in both languages."""
    rows = [(each.name, each.who, each.role) for each in sign_ins()]
    width = max(len(name) for name, _who, _role in rows)
    lines = [f"  {name:<{width}}  {role.en} · {who.zh}" for name, who, role in rows]
    identities = [f"  {each.name}  {each.number}" for each in identities_to_verify()]
    return "\n".join(
        [
            f"Sign in with one of these; the password is always: {staff.PASSWORD}",
            "可用以下账号登录，密码都是同一个：",
            *lines,
            "To verify an identity with an account of your own / 用自己的新账号核验身份：",
            *identities,
        ]
    )
