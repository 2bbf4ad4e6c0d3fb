"""The sheet of a pension (核定表): everything it was determined from, row by row."""

from collections.abc import Callable

from django.utils import timezone

from agencies import rule_book
from applications.fields import Asked, Shown
from applications.known import answers_of, known_for
from applications.models import Application
from law.wording import Text, filled, say_month, say_months
from records.rules.retirement import Category
from services.retirement.facts import RetireFacts, facts_of
from services.retirement.findings import counting_for
from services.retirement.models import Finding
from services.retirement.rules import findings
from services.retirement.rules.windows import When

CATEGORIES = {
    Category.MALE: Text("男职工", "man"),
    Category.FEMALE_55: Text("女职工（原55岁）", "woman (formerly 55)"),
    Category.FEMALE_50: Text("女职工（原50岁）", "woman (formerly 50)"),
    None: Text("按档案认定", "by the file"),
}
WAYS = {
    When.STATUTORY: Text("法定退休", "at the statutory age"),
    When.EARLY: Text("弹性提前退休", "earlier by choice"),
    When.LATE: Text("弹性延迟退休", "later by agreement"),
    When.SPECIAL: Text("特殊工种提前退休", "earlier after special work"),
}
BY_FILE = Text("（依据人事档案）", " (by the personal file)")
BY_CARD = Text("（依据身份证）", " (by the identity card)")
NOTHING = Text("无", "none")
# Of a sheet that is issued anew only these two hang on the base.
INDEXED = Text("指数化月平均缴费工资", "Indexed monthly wage")
PROVISIONAL = Text("预发标志", "Provisional")
NOT_PROVISIONAL = Text("否", "no")
NOT_CONFIRMED = Text("（待第二人确认）", " (a second person has still to confirm it)")
REPORT = Text(
    "死亡、服刑、重新就业参保或出境定居等情况，须在20个工作日内告知经办机构。",
    "Tell the agency within 20 working days of a death, prison, new insured work or settling "
    "abroad.",
)
YEARLY = Text(
    "每年的养老金调整会作为新的标准写在“我的待遇”里。",
    "Each yearly rise stands as a new rate under what you draw.",
)
PROVED = Text(
    "每12个月要确认一次领取资格，可以在手机上完成。",
    "Every 12 months you confirm that you may draw it; a telephone is enough.",
)


def asked_of(application: Application) -> Asked:
    """Return what the rules are asked of an application today."""
    case = application.case
    today = timezone.localdate(case.submitted_at or case.created_at)
    known = known_for(case, today=today)
    return Asked(
        answers=answers_of(application), known=known, today=today, book=rule_book.current()
    )


def sheet(application: Application) -> tuple[Shown, ...]:
    """Return the rows of the sheet, as the file, the records and the choice say."""
    return sheet_of(facts_of(asked_of(application)), application)


def sheet_of(facts: RetireFacts, application: Application) -> tuple[Shown, ...]:
    """Return the rows of the sheet of a retirement."""
    return (
        *_who(facts),
        *found_in_file(application),
        *_time(facts),
        *_index(facts),
        *_account(facts),
    )


def _row(zh: str, en: str, value: Text | str) -> Shown:
    return Shown(label=Text(zh, en), value=value)


def _who(facts: RetireFacts) -> tuple[Shown, ...]:
    born = say_month(facts.born) if facts.born else NOTHING
    source = BY_FILE if facts.judged.born else BY_CARD
    insured = facts.career.first_insured if facts.career else None
    return (
        _row("退休类别", "Kind", WAYS[facts.when]),
        _row("人员类别", "Whose age", CATEGORIES[facts.category]),
        _row("出生年月", "Born", Text(born.zh + source.zh, born.en + source.en)),
        _row("退休时间", "Retires", say_month(facts.month)),
        _row("待遇起始", "Paid from", say_month(facts.first.month)),
        _row("首次参保", "First insured", say_month(insured) if insured else NOTHING),
    )


def found_in_file(application: Application) -> tuple[Shown, ...]:
    """Return what was found in the file, each with its page; what does not count says so."""
    return _as_said(application, _found)


def found_so_far(application: Application) -> tuple[Shown, ...]:
    """Return the same until it is decided: what one clerk alone has judged says so."""
    return _as_said(application, _found_until_now)


def _as_said(application: Application, say: Callable[[Finding], Text]) -> tuple[Shown, ...]:
    found = counting_for(application.case.person)
    return tuple(Shown(label=findings.KINDS[each.kind], value=say(each)) for each in found)


def _found_until_now(each: Finding) -> Text:
    said = _found(each)
    if each.confirmed_at:
        return said
    return Text(said.zh + NOT_CONFIRMED.zh, said.en + NOT_CONFIRMED.en)


def _found(each: Finding) -> Text:
    months = [say_month(m) for m in (each.from_month, each.to_month) if m]
    said = [("至".join(m.zh for m in months), " to ".join(m.en for m in months))] if months else []
    value = str(each.value)
    if each.kind == findings.POST and value in findings.POSTS:
        said.append((findings.POSTS[value].zh, findings.POSTS[value].en))
    elif value:
        said.append((value, value))
    if not each.counts:
        said.append(("不予认定", "does not count"))
    said.append((f"档案{each.proof_page}", f"file, {each.proof_page}"))
    return Text("，".join(zh for zh, _en in said), ", ".join(en for _zh, en in said))


def _time(facts: RetireFacts) -> tuple[Shown, ...]:
    months = facts.counted
    special = sum(span.months for span in facts.judged.spans(findings.SPECIAL))
    return (
        _row("实际缴费月数", "Months paid", say_months(months.paid)),
        _row("视同缴费月数", "Deemed months", say_months(months.deemed)),
        _row("特殊工种月数", "Months of special work", say_months(special)),
        _row("重复月数（只算一次）", "Double months, counted once", say_months(months.double)),
        _row("合计", "In all", say_months(months.total)),
    )


def _index(facts: RetireFacts) -> tuple[Shown, ...]:
    years = facts.career.years if facts.career else ()
    said = "，".join(f"{each.year}：{each.index:.4f}（{each.months}）" for each in years)
    english = ", ".join(f"{each.year}: {each.index:.4f} ({each.months})" for each in years)
    rows = [_row("各年指数（月数）", "Index of each year (months)", Text(said, english))]
    if facts.transition_index is not None:
        rows.append(_row("过渡性指数", "Index before the account", str(facts.transition_index)))
    return tuple(rows) if years else tuple(rows[1:])


def _account(facts: RetireFacts) -> tuple[Shown, ...]:
    found = facts.determination()
    rows = [_row("个人账户储存额", "Personal account", f"¥{facts.account:,.2f}")]
    if found is None:
        return tuple(rows)
    age = divmod(facts.pension_facts.age_months, 12)
    rows += [
        _row(
            "计发月数（年龄）",
            "Divisor (age)",
            filled(
                Text("{divisor}（{years}岁{months}个月）", "{divisor} ({years} y {months} m)"),
                divisor=found.divisor,
                years=age[0],
                months=age[1],
            ),
        ),
        Shown(label=INDEXED, value=f"¥{found.indexed_wage:,.2f}"),
        Shown(
            label=PROVISIONAL,
            value=Text("是，基数公布后重新核定", "yes: worked out anew once the base is published")
            if found.is_provisional
            else NOT_PROVISIONAL,
        ),
    ]
    return tuple(rows)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what has to be reported, what is confirmed each year, and how it rises."""
    return (REPORT, PROVED, YEARLY)
