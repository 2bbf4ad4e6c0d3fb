"""“I have two accounts for the same insurance”: joined at the agency that keeps both."""

from dataclasses import dataclass

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    Figure,
    FormPage,
    Kind,
    Known,
    Question,
    Shown,
)
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.rules.reasons import NO_RECORD
from casework.rules.verdicts import Condition
from law.money import to_fen
from law.wording import Text
from records import accounts
from records.rules.double_months import BASIS_MOVE_FIRST, Plan
from services.enrolments import questions as q
from services.enrolments.actions.merging import merge
from services.enrolments.figures import yuan
from services.enrolments.pairs import Pair, doubles_of, pair_in
from services.enrolments.rules import settling as reasons
from services.enrolments.settling import is_under_way, left_in

NAME = "account-merging"
INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("哪一种保险有两个账户？", "Of which insurance are there two accounts?"),
    called=Text("险种", "Insurance"),
    why=Text("每种保险分别合并。", "Each is merged by itself."),
    basis=reasons.ONE_RELATIONSHIP,
    choices=q.PENSION_OR_MEDICAL,
)
HAS_TWO = Field(
    name="has_two",
    kind=Kind.YES_NO,
    label=Text("两个账户都在同一个经办机构吗？", "Are both accounts with one agency?"),
    why=Text("在两地的，要办转移接续。", "With two agencies it is a transfer."),
)
IS_TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=Text(
        "这两个账户都是我本人的；同一个月缴了两次的，保留一次，个人部分退给我。",
        "Both accounts are mine. A month that was paid twice counts once, and my own part of the "
        "other is paid back to me.",
    ),
    called=Text("本人声明", "Declaration"),
    why=Text("合并以此为准。", "The merging goes by it."),
    basis=BASIS_MOVE_FIRST,
)


@dataclass(frozen=True, kw_only=True)
class MergingFacts:
    """The two accounts, if there are two; what would move, and which months were paid twice."""

    pair: Pair | None
    moves_fen: int
    doubles: Plan | None
    is_known: bool
    is_under_way: bool
    is_open_before: bool


def facts_of(asked: Asked) -> MergingFacts:
    """Return the facts, as the books stand today."""
    known = asked.known
    pair = pair_in(known.relationships, asked.answers.get("insurance")) if known else None
    both = (pair.kept, pair.other) if pair else ()
    number = known.case.number if known and known.case else ""
    return MergingFacts(
        pair=pair,
        moves_fen=accounts.balance(pair.other) if pair else 0,
        doubles=doubles_of(pair) if pair else None,
        is_known=known is not None or asked.answers.get("has_two") is False,
        is_under_way=any(is_under_way(each, but=number) for each in both),
        is_open_before=any(left_in(e, asked.today, asked.book).is_open_before for e in both),
    )


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return who keeps both; where nobody does, who keeps one says so."""
    pair = pair_in(known.relationships, answers.get("insurance"))
    if pair is not None:
        return AgencyChoice(agencies=(pair.kept.agency.in_office,))
    held = [e for e in known.relationships if e.insurance == answers.get("insurance")]
    there = tuple(dict.fromkeys(each.agency.in_office for each in held))
    return AgencyChoice(agencies=there) if there else AgencyChoice(reason=NO_RECORD)


CONDITIONS = (
    Condition[MergingFacts](
        reasons.NOTHING_TO_MERGE,
        Text("同一机构有两个同类账户吗？", "Does one agency keep two accounts of this insurance?"),
        Text("有。", "Yes."),
        Text("没有；在两地的，办理转移接续。", "No. With two agencies it is a transfer."),
        lambda facts: facts.is_known and facts.pair is None,
        ends=True,
    ),
    Condition[MergingFacts](
        reasons.UNDER_WAY,
        Text("没有未办结的转移、欠费、多领吗？", "Is no transfer, debt or demand open?"),
        Text("没有。", "None."),
        Text("还有未办结的事项。", "Something is open."),
        lambda facts: facts.is_under_way,
    ),
    Condition[MergingFacts](
        reasons.YEARS_OPEN,
        Text("以前年度都结息了吗？", "Are all earlier years closed?"),
        Text("都结了。", "Yes."),
        Text("有年度没有结息，先结息再合并。", "One is not: write its interest first."),
        lambda facts: facts.is_open_before,
    ),
)


def figures_of(facts: MergingFacts) -> tuple[Figure, ...]:
    """Return what moves, and what is paid back of months that were paid twice."""
    if facts.pair is None:
        return ()
    moves = yuan(facts.moves_fen)
    rows = [
        Figure(
            label=Text("并入保留账户的金额", "Moves into the account that is kept"),
            value=Text(moves, moves),
            formula=Text("被合并账户的全部余额", "all that lies in the other account"),
            basis=reasons.ONE_RELATIONSHIP,
        )
    ]
    if facts.doubles and facts.doubles.months:
        back, months = yuan(to_fen(facts.doubles.amount)), facts.doubles.months
        rows.append(
            Figure(
                label=Text("重复缴费退还给您", "Paid back of months paid twice"),
                value=Text(back, back),
                formula=Text(
                    f"重复{months}个月，每月记入账户的个人部分",
                    f"{months} months twice: your own part of each, as it was credited",
                ),
                basis=BASIS_MOVE_FIRST,
            )
        )
    return tuple(rows)


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "保留正在缴费的账户（都没有缴费的，保留较早的）；年限合并计算，同一个月只算一次。",
            "The account into which contributions run is kept, else the earlier one. The years "
            "are counted together, each month once.",
        ),
    )


def decided(application: Application) -> tuple[Shown, ...]:
    """Return which insurance it is."""
    kind = dict(q.PENSION_OR_MEDICAL)[str(answers_of(application)["insurance"])]
    return (Shown(label=INSURANCE.short, value=kind),)


def matter(answers: Answers) -> str:
    """Return the insurance: both can be asked for side by side."""
    return str(answers.get("insurance") or "")


MERGING = Service(
    procedure=reviewed(
        NAME, Text("个人账户合并", "Two accounts merged"), term=reasons.CLOSING_REVIEW
    ),
    errand=Text("我有两个同样的账户，要合并", "I have two accounts for the same insurance"),
    event=LifeEvent.PAYING,
    law=(reasons.ONE_NUMBER, reasons.ONE_RELATIONSHIP, BASIS_MOVE_FIRST),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="which", title=Text("哪一种保险", "Which insurance"), fields=(INSURANCE, IS_TRUE)
        ),
    ),
    pre_check=(HAS_TWO,),
    agency=agency,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures_of,
    follows=follows,
    decided=decided,
    matter=matter,
    effect=merge,
    result=Text("盖章的合并决定书", "A sealed decision on the merging"),
    opening=Text(
        "经核对，您的两个账户合并为一个。", "We have checked it: your two accounts become one."
    ),
    questions=(
        Question(
            question=Text("年限会少吗？", "Do I lose years?"),
            answer=Text(
                "不会。没有重复的月份全部合并计算。", "No. Each month counts, and none twice."
            ),
            basis=reasons.ONE_RELATIONSHIP,
        ),
        Question(
            question=Text("两个账户在两个城市呢？", "What if they are in two cities?"),
            answer=Text(
                "请办理转移接续，钱和年限一起转过去。",
                "Have one moved to the other: money and years go together.",
            ),
        ),
    ),
)
