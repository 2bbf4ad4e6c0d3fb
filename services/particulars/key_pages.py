"""The pages on which a corrected identity is asked for, and why each thing is asked."""

from functools import partial

from applications.fields import Answers, Field, FormPage, Kind, Known, among
from law.countries import COUNTRIES
from law.identity_number import DOCUMENT_TYPES, DocumentType, fault_of_country, mask
from law.names import mask_name
from law.wording import Text, say_day
from services.particulars.rules import reasons
from services.particulars.rules.identity import (
    SEXES,
    document_title,
    fault_of_name,
    fault_of_number,
)
from services.particulars.rules.ways import Claim

_chosen = partial(among, "what")


def _name_now(known: Known) -> str:
    return mask_name(str(known.person.name))


def _document_now(known: Known) -> Text:
    return document_title(known.person.document_type)


def _number_now(known: Known) -> str:
    return mask(str(known.person.number))


def _born_now(known: Known) -> Text:
    return say_day(known.person.born_on)


def _sex_now(known: Known) -> Text:
    return SEXES[known.person.sex]


def _document_known(known: Known) -> str:
    return str(known.person.document_type)


def _number_fits(value: str, answers: Answers) -> Text | None:
    return fault_of_number(str(answers.get("document_type") or ""), str(value))


def _country_known(known: Known) -> str | None:
    return str(known.person.issued_in) or None


def _country_now(known: Known) -> Text | None:
    return COUNTRIES.get(str(known.person.issued_in))


def _country_fits(value: str, answers: Answers) -> Text | None:
    return fault_of_country(str(answers.get("document_type") or ""), str(value or ""))


def _name_fits(value: str, _answers: Answers) -> Text | None:
    return fault_of_name(str(value))


WHAT = Field(
    name="what",
    kind=Kind.CHOICES,
    label=Text("登记的哪些信息有误？", "What is wrong on the record?"),
    why=Text("只问您要更正的内容。", "So that we ask only for what is to be corrected."),
    choices=(
        ("name", Text("姓名", "Name")),
        ("document", Text("证件类型和号码", "Kind of document and its number")),
        ("born_on", Text("出生日期", "Date of birth")),
        ("sex", Text("性别", "Sex")),
    ),
)
NAME = Field(
    name="name",
    kind=Kind.PERSON_NAME,
    label=Text("正确的姓名", "The right name"),
    hint=Text(
        "按证件填写；无法输入的字，请带证件到窗口登记。",
        "As your document writes it. A character that cannot be typed is recorded at the counter.",
    ),
    why=Text(
        "与公安登记核对，并写入参保记录。",
        "It is compared with the police and goes on your record.",
    ),
    basis=reasons.REPORTING,
    shown=_chosen("name"),
    checks=(_name_fits,),
    now=_name_now,
)
DOCUMENT_TYPE = Field(
    name="document_type",
    kind=Kind.CHOICE,
    label=Text("证件类型", "Kind of document"),
    why=Text("不同证件的号码规则不同。", "The numbers of each kind follow a rule of their own."),
    basis=reasons.REPORTING,
    choices=tuple((each.value, text) for each, text in DOCUMENT_TYPES.items()),
    shown=_chosen("document"),
    known=_document_known,
    now=_document_now,
)
ISSUED_IN = Field(
    name="issued_in",
    kind=Kind.CHOICE,
    label=Text("用护照的：由哪个国家签发？", "Only for a passport: who issued it?"),
    why=Text("两个国家的护照号码可能相同。", "Two countries may give out the same number."),
    basis=reasons.REPORTING,
    choices=tuple(COUNTRIES.items()),
    shown=_chosen("document"),
    required=lambda answers: answers.get("document_type") == DocumentType.PASSPORT,
    checks=(_country_fits,),
    known=_country_known,
    now=_country_now,
)
NUMBER = Field(
    name="number",
    kind=Kind.ID_NUMBER,
    label=Text("正确的证件号码", "The right number"),
    why=Text("参保记录按它查找。", "Your record is found by it."),
    basis=reasons.REPORTING,
    shown=_chosen("document"),
    checks=(_number_fits,),
    is_masked=True,
    now=_number_now,
)
BORN_ON = Field(
    name="born_on",
    kind=Kind.DAY,
    label=Text("正确的出生日期", "The right date of birth"),
    why=Text(
        "与公安登记和证件号码核对；退休时间另由档案认定。",
        "It is compared with the police and your number; when you retire is decided by your file.",
    ),
    basis=reasons.REPORTING,
    shown=_chosen("born_on"),
    now=_born_now,
)
SEX = Field(
    name="sex",
    kind=Kind.CHOICE,
    label=Text("正确的性别", "The right sex"),
    why=Text("与公安登记和证件号码核对。", "It is compared with the police and your number."),
    basis=reasons.REPORTING,
    choices=tuple(SEXES.items()),
    shown=_chosen("sex"),
    now=_sex_now,
)
CLAIM = Field(
    name="claim",
    kind=Kind.CHOICE,
    label=Text("为什么要更正？", "Why is it to be corrected?"),
    why=Text("决定用什么来证明。", "It decides what proves it."),
    choices=(
        (
            Claim.SAME.value,
            Text(
                "公安登记一直是正确的（同音字、15位升18位等）",
                "The police have had it right all along (a character, 15 to 18 digits)",
            ),
        ),
        (Claim.POLICE_CHANGED.value, Text("公安机关已作变更", "The police have changed it")),
        (
            Claim.RECORDED_WRONGLY.value,
            Text("经办机构或单位登记有误", "The agency or the employer recorded it wrongly"),
        ),
        (Claim.OTHER.value, Text("其他原因", "Another reason")),
    ),
)
EXPLANATION = Field(
    name="explanation",
    kind=Kind.NOTE,
    label=Text("请说明", "Please explain"),
    why=Text("经办人员审核时使用。", "The clerk who reviews it reads this."),
    longest=500,
    required=lambda answers: answers.get("claim") != Claim.SAME,
)
SINCE = Field(
    name="since",
    kind=Kind.DAY,
    label=Text("从哪天起是这样的？", "Since which day has it been so?"),
    hint=Text(
        "一直如此的，填出生日期；记不清的可以不填。",
        "The day of birth if it was always so; leave it empty if you are not sure.",
    ),
    why=Text("写入更正记录。", "It goes into the history of your record."),
    required=lambda _answers: False,
)
OTHERS_SHOW = Field(
    name="others_show",
    kind=Kind.YES_NO,
    label=Text(
        "其他证件或登记已经是正确的吗？", "Do other records of yours show it right already?"
    ),
    hint=Text(
        "例如户口簿、劳动合同、个人所得税登记", "For example household register, contract, tax"
    ),
    why=Text("帮助经办人员核实。", "It helps the clerk to check."),
)
TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=Text(
        "以上内容属实，我知道作假要承担法律责任",
        "All of this is true; I know that false statements have consequences",
    ),
    why=Text("代替提交证明材料。", "It takes the place of papers."),
    basis=reasons.NO_NEEDLESS_PAPER,
)
PAGES = (
    FormPage(slug="what", title=Text("更正哪些", "What is wrong"), fields=(WHAT,)),
    FormPage(
        slug="right",
        title=Text("正确的信息", "What is right"),
        fields=(NAME, DOCUMENT_TYPE, ISSUED_IN, NUMBER, BORN_ON, SEX),
    ),
    FormPage(
        slug="why",
        title=Text("更正原因", "Why it is to be corrected"),
        fields=(CLAIM, EXPLANATION, SINCE, OTHERS_SHOW),
    ),
    FormPage(slug="true", title=Text("确认", "Confirm"), fields=(TRUE,)),
)


def _stands_in(name: str, field: Field, label: Text) -> Field:
    """Return a question for somebody without a sign-in; none of it is kept."""
    return Field(
        name=name,
        kind=field.kind,
        label=label,
        why=Text(
            "用来试算退休时间；不保存。", "To see what it would do to retirement; nothing is kept."
        ),
        choices=field.choices,
    )


PRE_CHECK = (
    _stands_in("recorded_born_on", BORN_ON, Text("登记的出生日期", "Date of birth on the record")),
    _stands_in("recorded_sex", SEX, Text("登记的性别", "Sex on the record")),
    _stands_in("true_born_on", BORN_ON, Text("正确的出生日期", "The right date of birth")),
    _stands_in("true_sex", SEX, Text("正确的性别", "The right sex")),
)
